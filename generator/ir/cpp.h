// C++ spellings of types: for messages, and for the code that Render writes. Pure functions of the
// model.
#ifndef FERRULE_GENERATOR_IR_CPP_H_
#define FERRULE_GENERATOR_IR_CPP_H_

#include <string>

#include "generator/ir/module.h"
#include "generator/ir/type.h"

namespace ferrule::ir {

// The type as it may stand at file scope: `std::vector<decorator::Counter>`,
// `ferrule::Py<ferrule::Str>`.
std::string CppSpelling(const Type& type, const Module& module);
std::string CppSpelling(const PassedType& type, const Module& module);
// As it is declared: `const int[3]`, `char* const`.
std::string CppSpelling(const Field& field, const Module& module);

// The type of a function, or of a pointer to one: `int (*)(double)`, of the declarator ` (*)` and
// the parameters `(double)`. A pointer to a function cannot stand before them as the result, so
// there it comes last: `auto (*)(double) -> int (*)(int)`.
std::string FunctionSpelling(const PassedType& result, const std::string& declarator,
                             const std::string& parameters, const Module& module);

}  // namespace ferrule::ir

#endif  // FERRULE_GENERATOR_IR_CPP_H_
