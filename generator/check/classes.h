// What is asked of a class as a whole: how it is made, destroyed and derived from.
#ifndef FERRULE_GENERATOR_CHECK_CLASSES_H_
#define FERRULE_GENERATOR_CHECK_CLASSES_H_

#include "generator/diag/sink.h"
#include "generator/ir/module.h"

namespace ferrule::check {

// Gives the class the constructor that C++ declares implicitly, drops those of an abstract class,
// decides whether Python may derive from it, and which of its fields are read-only.
void CompleteClass(ir::Class& node);

// Tries the rules about classes. All classes are complete.
void CheckClass(const ir::Class& node, diag::Sink& sink);

}  // namespace ferrule::check

#endif  // FERRULE_GENERATOR_CHECK_CLASSES_H_
