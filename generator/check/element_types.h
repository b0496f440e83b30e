// Which types may be the elements of std::optional and std::vector.
#ifndef FERRULE_GENERATOR_CHECK_ELEMENT_TYPES_H_
#define FERRULE_GENERATOR_CHECK_ELEMENT_TYPES_H_

#include "generator/check/verdict.h"
#include "generator/ir/type.h"

namespace ferrule::check {

// Who holds the elements, and for how long: made of an argument for the time of a call; handed to
// Python, which copies; or stored in an object.
enum class Holder { kCall, kPython, kObject };

Verdict JudgeElement(const ir::Optional& optional, Holder holder, const Subject& subject);
Verdict JudgeElement(const ir::Vector& vector, Holder holder, const Subject& subject);

}  // namespace ferrule::check

#endif  // FERRULE_GENERATOR_CHECK_ELEMENT_TYPES_H_
