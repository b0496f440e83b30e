// The bases of classes.
#ifndef FERRULE_GENERATOR_SCAN_BASES_H_
#define FERRULE_GENERATOR_SCAN_BASES_H_

#include <string>

#include "generator/ir/module.h"
#include "generator/scan/clang.h"
#include "generator/scan/context.h"

namespace ferrule::scan {

// The class that a base specifier names.
CXCursor BaseOf(CXCursor specifier);

// Whether the public members of a base count as members of the class: it is not bound itself, no
// class of the system's, and no instance of a template, whose members clang does not show.
bool ShowsMembers(CXCursor base, const Context& context);

// The qualified name of the class that a member belongs to, with its arguments where it is an
// instance of a template.
std::string OwnerOf(CXCursor member);

ir::Base ReadBase(CXCursor specifier, const Context& context);

}  // namespace ferrule::scan

#endif  // FERRULE_GENERATOR_SCAN_BASES_H_
