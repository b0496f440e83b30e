// What the C++ compiler says of classes, and libclang has no question for: a second unit of code
// that asks.
#ifndef FERRULE_GENERATOR_SCAN_TRAITS_H_
#define FERRULE_GENERATOR_SCAN_TRAITS_H_

#include <string>
#include <vector>

#include "generator/diag/sink.h"
#include "generator/ir/module.h"
#include "generator/scan/clang.h"
#include "generator/scan/flags.h"

namespace ferrule::scan {

// Fills the traits of all classes that can be named. `headers` is the unit of the headers,
// `folder` one to write to.
void ReadTraits(CXIndex index, CXTranslationUnit headers, const std::vector<Flag>& flags,
                const std::string& folder, std::vector<ir::Class>& classes, diag::Sink& sink);

}  // namespace ferrule::scan

#endif  // FERRULE_GENERATOR_SCAN_TRAITS_H_
