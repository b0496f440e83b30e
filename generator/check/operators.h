// The operators of classes: which of C++'s are methods of which class, and what follows from them.
#ifndef FERRULE_GENERATOR_CHECK_OPERATORS_H_
#define FERRULE_GENERATOR_CHECK_OPERATORS_H_

#include <string_view>

#include "generator/diag/sink.h"
#include "generator/ir/module.h"

namespace ferrule::check {

// Makes methods of the operators that are no members: of the class of the first operand that is an
// object of one. Those that nobody asked for and that have an operand without a Python form on the
// other side, as `operator>>(std::istream&, T&)`, are gone.
void AttachOperators(ir::Module& module);

// Makes methods of the functions that say that they are: of the class that the first parameter is
// an object of.
void AttachMethods(ir::Module& module, diag::Sink& sink);

// Whether the function is a method of the class of one of its operands.
bool IsOfObject(const ir::Function& function);

// Adds what follows from the operators of a class: assignment by `operator[]`, comparisons by
// `<=>`, a hash by std::hash. Takes what makes it a range out of its methods.
void DeriveOperators(ir::Class& node, bool annotated_only);

// The special method of Python that an operator is, if nobody names it otherwise; empty where there
// is none.
std::string_view SpecialNameOf(const ir::Function& function);

}  // namespace ferrule::check

#endif  // FERRULE_GENERATOR_CHECK_OPERATORS_H_
