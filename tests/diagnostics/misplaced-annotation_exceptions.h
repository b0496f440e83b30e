#include "ferrule/annotations.h"

struct FERRULE_EXCEPTION() Failure {
  FERRULE_INIT() explicit Failure(int code);
  FERRULE_METHOD() int code() const;
  FERRULE_SETTER() void set_code(int code);
};
