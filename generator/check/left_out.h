// What may be left out of a module: members of foreign classes that have no Python form, in headers
// that nobody may edit.
#ifndef FERRULE_GENERATOR_CHECK_LEFT_OUT_H_
#define FERRULE_GENERATOR_CHECK_LEFT_OUT_H_

#include <vector>

#include "generator/diag/sink.h"
#include "generator/ir/module.h"

namespace ferrule::check {

// Lets nothing be left out where `strict` says so.
void DemandAll(ir::Module& module);

// Leaves out what the errors among `found` are about, as far as it may be. Returns whether there
// was anything: then what was found was found about another module.
bool LeaveOut(const std::vector<diag::Diagnostic>& found, ir::Module& module);

// Warns of all that is left out.
void ReportLeftOut(const ir::Module& module, diag::Sink& sink);

}  // namespace ferrule::check

#endif  // FERRULE_GENERATOR_CHECK_LEFT_OUT_H_
