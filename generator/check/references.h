// References to Python objects in the data members of classes: what the garbage collector visits,
// and what it cannot.
#ifndef FERRULE_GENERATOR_CHECK_REFERENCES_H_
#define FERRULE_GENERATOR_CHECK_REFERENCES_H_

#include "generator/diag/sink.h"
#include "generator/ir/module.h"

namespace ferrule::check {

// Moves the functions with FERRULE_TRAVERSE from the methods of each class to `traverses`.
void TakeTraverses(ir::Module& module, diag::Sink& sink);

// Which classes hold references, and what else the garbage collector has to know of them.
void SettleReferences(ir::Module& module);

// Warns of data members, exported or not, whose references are not visited.
void CheckReferences(const ir::Class& node, const ir::Module& module, diag::Sink& sink);

}  // namespace ferrule::check

#endif  // FERRULE_GENERATOR_CHECK_REFERENCES_H_
