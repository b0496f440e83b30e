// Where the C++ objects of a class are kept.
#ifndef FERRULE_GENERATOR_CHECK_STORAGE_H_
#define FERRULE_GENERATOR_CHECK_STORAGE_H_

#include "generator/diag/sink.h"
#include "generator/ir/module.h"

namespace ferrule::check {

// Settles the storage of every class, by what it says itself and by the smart pointers that the
// module takes and returns. Reports a class that would need two kinds.
void SettleStorage(ir::Module& module, diag::Sink& sink);

}  // namespace ferrule::check

#endif  // FERRULE_GENERATOR_CHECK_STORAGE_H_
