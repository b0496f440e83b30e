// References to Python objects in the data members of classes: what the garbage collector visits,
// and what it cannot.
#ifndef FERRULE_GENERATOR_CHECK_REFERENCES_H_
#define FERRULE_GENERATOR_CHECK_REFERENCES_H_

#include "generator/diag/sink.h"
#include "generator/ir/module.h"

namespace ferrule::check {

// Whether instances hold references to Python objects, as far as their fields show.
bool HoldsReferences(ir::ClassId id, const ir::Module& module);

// The same, with the references in types that the model has no alternative for.
bool HoldsAnyReferences(ir::ClassId id, const ir::Module& module);

// Warns of data members, exported or not, whose references are not visited.
void CheckReferences(const ir::Class& node, const ir::Module& module, diag::Sink& sink);

}  // namespace ferrule::check

#endif  // FERRULE_GENERATOR_CHECK_REFERENCES_H_
