// What Buffer and NdArray are in C++ and in Python.
#ifndef FERRULE_GENERATOR_IR_ARRAY_H_
#define FERRULE_GENERATOR_IR_ARRAY_H_

#include <optional>
#include <string>
#include <string_view>

#include "generator/ir/python.h"
#include "generator/ir/type.h"

namespace ferrule::ir {

// Whether arrays may have elements of the type.
bool IsArrayElement(ScalarKind kind);

// The option that has this name in C++, which for a template is that without its arguments.
std::optional<ArrayOptionKind> ArrayOptionNamed(std::string_view cpp);

std::string CppSpelling(const Array& array);

// Parameters are what has the buffer protocol or DLPack, which no version of Python has one name
// for. The two that begin with an underscore stand for protocols that a stub has to declare.
std::string PythonSpelling(const Array& array, Position position);

inline constexpr std::string_view kDLPackProtocol = "_SupportsDLPack";
inline constexpr std::string_view kArrayProtocol = "_NdArray";

}  // namespace ferrule::ir

#endif  // FERRULE_GENERATOR_IR_ARRAY_H_
