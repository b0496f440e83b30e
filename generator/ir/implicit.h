// Parameters of bound classes that take more than instances.
#ifndef FERRULE_GENERATOR_IR_IMPLICIT_H_
#define FERRULE_GENERATOR_IR_IMPLICIT_H_

#include "generator/ir/module.h"
#include "generator/ir/type.h"

namespace ferrule::ir {

// The class whose objects are made for a parameter of the type, of what its implicit constructors
// take or of a dict; null where only instances are taken.
const Class* MadeImplicitly(const PassedType& type, const Module& module);

}  // namespace ferrule::ir

#endif  // FERRULE_GENERATOR_IR_IMPLICIT_H_
