// What is asked of a class as a whole: how it is made, destroyed, derived from, and visited by the
// garbage collector.
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

// Whether instances hold references to Python objects, as far as their fields show.
bool HoldsReferences(ir::ClassId id, const ir::Module& module);

}  // namespace ferrule::check

#endif  // FERRULE_GENERATOR_CHECK_CLASSES_H_
