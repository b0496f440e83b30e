// The least one can write.
#ifndef FERRULE_EXAMPLES_HELLO_HELLO_H_
#define FERRULE_EXAMPLES_HELLO_HELLO_H_

#include <string>

#include "ferrule/ferrule.h"

/// Greets somebody.
FERRULE_FUNCTION()
inline std::string greet(const std::string& name = "world") { return "Hello, " + name + "!"; }

#endif  // FERRULE_EXAMPLES_HELLO_HELLO_H_
