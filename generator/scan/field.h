// Data members: of every access, since collection of garbage needs the private ones.
#ifndef FERRULE_GENERATOR_SCAN_FIELD_H_
#define FERRULE_GENERATOR_SCAN_FIELD_H_

#include <vector>

#include "generator/ir/module.h"
#include "generator/scan/clang.h"
#include "generator/scan/context.h"

namespace ferrule::scan {

// Of a non-static or a static data member.
ir::Field ReadField(CXCursor member, Context& context);

// An unnamed struct or union whose members are those of its class.
ir::Field ReadAnonymousMember(CXCursor record, Context& context);

// Appends the non-static data members of all bases of a class, and of their bases.
void ReadFieldsOfBases(CXCursor declaration, std::vector<ir::Field>& fields, Context& context);

}  // namespace ferrule::scan

#endif  // FERRULE_GENERATOR_SCAN_FIELD_H_
