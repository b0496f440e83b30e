// [[clang::lifetimebound]]: what refers to its object, or to an argument, is good as long as that.
#ifndef FERRULE_GENERATOR_SCAN_LIFETIMES_H_
#define FERRULE_GENERATOR_SCAN_LIFETIMES_H_

#include "generator/scan/clang.h"
#include "generator/scan/context.h"

namespace ferrule::scan {

bool IsLifetimeBound(CXCursor parameter, const Context& context);

// The same for the object of a method.
bool IsObjectLifetimeBound(CXCursor method, const Context& context);

}  // namespace ferrule::scan

#endif  // FERRULE_GENERATOR_SCAN_LIFETIMES_H_
