#include "ferrule/annotations.h"

struct FERRULE_EXCEPTION(base = int) Number {};

struct FERRULE_EXCEPTION(base = UnicodeDecodeError) Undecodable {};

struct FERRULE_EXCEPTION(base = OSError) Failure {
  FERRULE_FIELD(readonly) int code = 0;
};

struct FERRULE_EXCEPTION(base = ImportError) Missing : Failure {};
