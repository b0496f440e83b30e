// Which objects can change once they are made, and what a class says of those that many use at
// once: frozen, synchronized, borrow_checked.
#ifndef FERRULE_GENERATOR_CHECK_CHANGES_H_
#define FERRULE_GENERATOR_CHECK_CHANGES_H_

#include "generator/diag/sink.h"
#include "generator/ir/module.h"

namespace ferrule::check {

// Reads what the classes say. Classes that are derived from one another are borrow checked all or
// none; reports families of which a part is frozen. The bases are known by now; storage goes by
// what is settled here.
void SettleUses(ir::Module& module, diag::Sink& sink);

// Tells which objects Python has a way to change. Reports what stands in the way of a frozen class.
// The overload sets are there by now: what they have folded is no way.
void SettleChanges(ir::Module& module, diag::Sink& sink);

}  // namespace ferrule::check

#endif  // FERRULE_GENERATOR_CHECK_CHANGES_H_
