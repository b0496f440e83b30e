#include "ferrule/annotations.h"

struct FERRULE_EXCEPTION() Failure {
  FERRULE_GETTER() int code();
  FERRULE_GETTER() int digit(int index) const;
};
