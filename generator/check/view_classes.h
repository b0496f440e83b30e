// FERRULE_CLASS(view): objects that point into others, which their instances keep.
#ifndef FERRULE_GENERATOR_CHECK_VIEW_CLASSES_H_
#define FERRULE_GENERATOR_CHECK_VIEW_CLASSES_H_

#include "generator/diag/sink.h"
#include "generator/ir/module.h"

namespace ferrule::check {

// Reads which classes are such, and finds the functions that make their objects for Python.
void SettleViewClasses(ir::Module& module);

// Reports what would show Python such objects, and could not keep what they point into. Requires
// that storage and what lasts are settled.
void CheckViewClasses(const ir::Module& module, diag::Sink& sink);

}  // namespace ferrule::check

#endif  // FERRULE_GENERATOR_CHECK_VIEW_CLASSES_H_
