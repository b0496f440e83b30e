// Which objects hold references to Python objects, as far as the model shows: those the garbage
// collector sees.
#ifndef FERRULE_GENERATOR_IR_REFERENCES_H_
#define FERRULE_GENERATOR_IR_REFERENCES_H_

#include "generator/ir/module.h"

namespace ferrule::ir {

// Whether the member is in each object, as no static one is, and no reference to what stands
// elsewhere.
bool IsPartOfObject(const Field& field);

// Whether the class that declares the member shows the references in it itself: FERRULE_TRAVERSE
// stands on a function for all of its own.
bool IsShownByFunction(const Field& field, const Class& node, const Module& module);

// Whether objects of the type hold references.
bool HoldsReferences(const Type& type, const Module& module);
bool HoldsReferences(ClassId id, const Module& module);

// The same, with the references in types that the model has no alternative for, which the garbage
// collector may not see.
bool HoldsAnyReferences(const Type& type, const Module& module);
bool HoldsAnyReferences(ClassId id, const Module& module);

// Whether a const call on an object, too, may change which references are its own: it may copy what
// counts its copies, or change what is mutable or stands behind a pointer.
bool ChangesWhenConst(ClassId id, const Module& module);

}  // namespace ferrule::ir

#endif  // FERRULE_GENERATOR_IR_REFERENCES_H_
