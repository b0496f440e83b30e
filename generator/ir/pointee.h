// Fields that point or refer to objects of bound classes.
#ifndef FERRULE_GENERATOR_IR_POINTEE_H_
#define FERRULE_GENERATOR_IR_POINTEE_H_

#include "generator/ir/module.h"

namespace ferrule::ir {

// The class of the object that a std::unique_ptr which is exported owns; null for any other field.
const ClassRef* OwnedBy(const Field& field);

// The class of the object that a field which is exported refers or points to, without owning it;
// null for any other.
const ClassRef* ReferredBy(const Field& field);

// Whether Python can let such a pointer point to another object, which the instance keeps.
bool KeepsPointee(const Field& field);

}  // namespace ferrule::ir

#endif  // FERRULE_GENERATOR_IR_POINTEE_H_
