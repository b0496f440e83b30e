// Data members: of every access, since collection of garbage needs the private ones.
#ifndef FERRULE_GENERATOR_SCAN_FIELD_H_
#define FERRULE_GENERATOR_SCAN_FIELD_H_

#include <string>
#include <vector>

#include "generator/ir/module.h"
#include "generator/scan/clang.h"
#include "generator/scan/context.h"

namespace ferrule::scan {

// Of a non-static or a static data member.
ir::Field ReadField(CXCursor member, Context& context);

// An unnamed struct or union, whose members are those of `owner`, a class: of a struct each of
// them, of a union one field that stands for all.
void ReadAnonymousMember(CXCursor record, const std::string& owner, std::vector<ir::Field>& fields,
                         Context& context);

// The enumerators of an unnamed enum in the class `owner`, as its constants.
void ReadUnnamedEnum(CXCursor declaration, const std::string& owner, std::vector<ir::Field>& fields,
                     Context& context);

// Appends the non-static data members of all bases of a class, and of their bases.
void ReadFieldsOfBases(CXCursor declaration, std::vector<ir::Field>& fields, Context& context);

}  // namespace ferrule::scan

#endif  // FERRULE_GENERATOR_SCAN_FIELD_H_
