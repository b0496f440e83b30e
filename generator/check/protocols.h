// The special methods of classes: what follows from their names, and what they have to look like.
#ifndef FERRULE_GENERATOR_CHECK_PROTOCOLS_H_
#define FERRULE_GENERATOR_CHECK_PROTOCOLS_H_

#include "generator/diag/sink.h"
#include "generator/ir/module.h"

namespace ferrule::check {

// Adds the special methods that others bring with them: `__len__` and `__contains__` of containers,
// `__index__` of what C++ takes for an integer. Decides whether the class can be hashed, and what
// its repr shows. A method with the name goes first. Requires names.
void SettleProtocols(ir::Class& node);

// Decides by which attributes an object is taken apart in a pattern: the arguments of the only
// constructor, if they are attributes all. Requires signatures.
void SettlePattern(ir::Class& node);

// Refuses a dict or a list of weak references in instances that have to be like those of others.
void CheckMore(const ir::Class& node, diag::Sink& sink);

// Refuses a special method that CPython would call with other arguments, or that returns what no
// slot can. Requires a signature.
void CheckSpecialMethod(const ir::Function& function, diag::Sink& sink);

}  // namespace ferrule::check

#endif  // FERRULE_GENERATOR_CHECK_PROTOCOLS_H_
