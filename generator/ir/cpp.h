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

}  // namespace ferrule::ir

#endif  // FERRULE_GENERATOR_IR_CPP_H_
