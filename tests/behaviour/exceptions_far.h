// A module that has not bound the exception classes of another one, and throws them.
#ifndef FERRULE_TESTS_BEHAVIOUR_EXCEPTIONS_FAR_H_
#define FERRULE_TESTS_BEHAVIOUR_EXCEPTIONS_FAR_H_

#include "ferrule/ferrule.h"
#include "tests/behaviour/exceptions.h"

namespace exceptions_far {

struct FERRULE_EXCEPTION() FarError : exceptions::Error {
  using Error::Error;
};

FERRULE_FUNCTION() inline void throw_parse_error() {
  throw exceptions::ParseError("from afar", 1, {});
}
FERRULE_FUNCTION() inline void throw_far() { throw FarError("far"); }
FERRULE_FUNCTION() inline void throw_foreign() { throw exceptions::Foreign(1); }

}  // namespace exceptions_far

#endif  // FERRULE_TESTS_BEHAVIOUR_EXCEPTIONS_FAR_H_
