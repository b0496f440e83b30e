#include "ferrule/annotations.h"

struct FERRULE_EXCEPTION() Failure {
  void (*handler)(int) = nullptr;
  FERRULE_GETTER() const int* code() const;
};
