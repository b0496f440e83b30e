// Settings of the module, and code that runs when it is executed.
#ifndef FERRULE_TESTS_GOLDEN_MODULE_API_H_
#define FERRULE_TESTS_GOLDEN_MODULE_API_H_

#include "ferrule/ferrule.h"

namespace golden {

FERRULE_MODULE(doc = "Says \"hello\".\n\nTwice.", interpreters = own_gil);

/// Adds what no declaration does.
FERRULE_EXEC() inline void finish(ferrule::Python py, ferrule::Bound<ferrule::Module> module) {
  module.add("answer", 42);
  py.run("pass");
}

}  // namespace golden

#endif  // FERRULE_TESTS_GOLDEN_MODULE_API_H_
