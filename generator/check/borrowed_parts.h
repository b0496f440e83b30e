// Parts of objects that are borrow checked: who has one of them uses the whole without a borrow.
#ifndef FERRULE_GENERATOR_CHECK_BORROWED_PARTS_H_
#define FERRULE_GENERATOR_CHECK_BORROWED_PARTS_H_

#include "generator/diag/sink.h"
#include "generator/ir/module.h"

namespace ferrule::check {

// Refuses what hands such parts to Python. Requires that it is settled what is live, who keeps
// results, and which classes are borrow checked.
void CheckBorrowedParts(const ir::Module& module, diag::Sink& sink);

}  // namespace ferrule::check

#endif  // FERRULE_GENERATOR_CHECK_BORROWED_PARTS_H_
