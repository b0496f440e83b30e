// error: with arguments, detach takes a function without captures
#include "ferrule/ferrule.h"

void Mistake(ferrule::Python py, int a) {
  py.detach([a](int b) { return a + b; }, 2);
}
