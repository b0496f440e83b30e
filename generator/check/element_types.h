// Which types may be the parts of others, such as the elements of a container.
#ifndef FERRULE_GENERATOR_CHECK_ELEMENT_TYPES_H_
#define FERRULE_GENERATOR_CHECK_ELEMENT_TYPES_H_

#include <string>

#include "generator/check/verdict.h"
#include "generator/ir/type.h"

namespace ferrule::check {

// Who holds a value, and for how long: made of an argument for the time of a call; handed to
// Python, which copies; or stored in an object.
enum class Holder { kCall, kPython, kObject };

Verdict JudgeScalar(const ir::Scalar& scalar, Holder holder, const Subject& subject);

// With all that it is made of.
Verdict JudgeTemplate(const ir::Template& instance, Holder holder, const Subject& subject);

Verdict JudgeCustom(const ir::Custom& custom, Holder holder, const Subject& subject);

// With the value that it has.
Verdict JudgeOutcome(const ir::Outcome& outcome, Holder holder, const Subject& subject);

// With all that crosses when it is called. What C++ holds of a std::function may be a Python
// callable, which C++ calls; what Python holds is a function of C++'s, which Python calls, and so
// is whatever a pointer to a function points to.
Verdict JudgeCallback(const ir::Callback& callback, Holder holder, const Subject& subject);

// The same for a pointer to a function that has its context: C++ calls a Python callable through
// it.
Verdict JudgeContextCallback(const ir::Callback& callback, const Subject& subject);

// An argument of a method that Python overrides, and its result. C++'s own objects are lent for the
// time of the call.
Verdict JudgeOverrideArgument(const ir::PassedType& type, const Subject& subject);
Verdict JudgeOverrideResult(const ir::PassedType& type, const Subject& subject);

// Where an array stands that is not the parameter of a call itself. What a Buffer shows is lent to
// parameters alone.
Verdict JudgeKeptArray(const ir::Array& array, const Subject& subject);

}  // namespace ferrule::check

#endif  // FERRULE_GENERATOR_CHECK_ELEMENT_TYPES_H_
