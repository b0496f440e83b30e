// Classes whose objects are views: they point into what they were got from.
#ifndef FERRULE_GENERATOR_IR_VIEW_CLASSES_H_
#define FERRULE_GENERATOR_IR_VIEW_CLASSES_H_

#include "generator/ir/module.h"

namespace ferrule::ir {

// Null where the type is no class, or none whose objects are views.
const Class* ViewClass(const Type& type, const Module& module);

// A class of views that the type is, or is made of; null if there is none.
const Class* ViewClassIn(const Type& type, const Module& module);

}  // namespace ferrule::ir

#endif  // FERRULE_GENERATOR_IR_VIEW_CLASSES_H_
