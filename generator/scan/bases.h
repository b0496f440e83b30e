// The bases of classes.
#ifndef FERRULE_GENERATOR_SCAN_BASES_H_
#define FERRULE_GENERATOR_SCAN_BASES_H_

#include <string>

#include "generator/ir/module.h"
#include "generator/scan/clang.h"
#include "generator/scan/context.h"
#include "generator/scan/members.h"

namespace ferrule::scan {

// The class that a base specifier names.
CXCursor BaseOf(const BaseSpecifier& base);

// Whether a class is one of a library's: of the standard library, or declared in a header of the
// system's where what derives from it is not.
bool IsOfLibrary(const BaseSpecifier& base);

// Whether the public members of a base count as members of the class: it is not bound itself, no
// class of a library's, and its members are known.
bool ShowsMembers(const BaseSpecifier& base, const Context& context);

// The qualified name of the class that a member belongs to.
std::string OwnerOf(CXCursor member);

ir::Base ReadBase(const BaseSpecifier& base, const Context& context);

}  // namespace ferrule::scan

#endif  // FERRULE_GENERATOR_SCAN_BASES_H_
