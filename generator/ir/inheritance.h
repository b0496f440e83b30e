// Which bound class is derived from which, as Check has settled it.
#ifndef FERRULE_GENERATOR_IR_INHERITANCE_H_
#define FERRULE_GENERATOR_IR_INHERITANCE_H_

#include <vector>

#include "generator/ir/module.h"

namespace ferrule::ir {

// The bases of the class and theirs, each once, in the order of the model.
std::vector<ClassId> AncestorsOf(ClassId id, const Module& module);

// The way from the class to one of its ancestors, over its bases: without the class itself, and
// ending in the ancestor.
std::vector<ClassId> WayTo(ClassId ancestor, ClassId id, const Module& module);

// Whether it is a std::unique_ptr or std::shared_ptr to objects whose methods Python may override:
// with such an object it owns the Python instance.
bool OwnsPythonHalf(const Template& instance, const Module& module);

// Whether it has bases that are bound, or is one.
inline bool HasFamily(const Class& node) { return !node.python_bases.empty() || node.has_derived; }

}  // namespace ferrule::ir

#endif  // FERRULE_GENERATOR_IR_INHERITANCE_H_
