// Python spellings of types and constants: for stubs, text signatures and messages. Pure functions
// of a model in which Check has filled the Python names.
#ifndef FERRULE_GENERATOR_IR_PYTHON_H_
#define FERRULE_GENERATOR_IR_PYTHON_H_

#include <optional>
#include <string>
#include <string_view>

#include "generator/ir/module.h"
#include "generator/ir/type.h"

namespace ferrule::ir {

// What a class or an enum is called within its module: `Outer.Inner`.
std::string PythonPath(ClassId id, const Module& module);
std::string PythonPath(EnumId id, const Module& module);
std::string PythonPath(ExceptionId id, const Module& module);

// `enum.IntFlag`.
std::string_view PythonBase(EnumBase base);

// What stands in the parentheses of an exception class: its bases, with commas between.
std::string PythonBases(const Exception& node, const Module& module);

// Where a value stands. ferrule takes more forms than it gives: any sequence becomes a std::vector,
// which Python gets as a list from a call and as a tuple from a field.
enum class Position { kParameter, kResult, kField };

// The type as an annotation: `collections.abc.Sequence[int]`, `Color | None`. Names of other
// modules are written in full and need `import collections.abc, types, typing`. Parameters of the
// types Args and Kwargs have the type of one element, as in `*args: object`. An injected or
// unsupported type has no spelling: the result is empty.
std::string PythonSpelling(const Type& type, Position position, const Module& module);

// A pointer can be None, besides.
std::string PythonSpelling(const PassedType& type, Position position, const Module& module);

// What reading a field gives.
std::string PythonSpelling(const Field& field, const Module& module);

// What a getter gives.
std::string PythonAttribute(const Function& getter, const Module& module);

// What may be given for an argument; of *args and **kwargs, for one of them.
std::string PythonSpelling(const Argument& argument, const Function& function,
                           const Module& module);

// What a call returns: the result of C++, and what it has filled in.
std::string PythonResult(const Function& function, const Module& module);

// The constant as a Python expression of its type: `1.5` where a double was given as 3/2.,
// `Color.red` for an enum. Nothing where Python has no literal for it: infinities, text that is no
// UTF-8, an enum value without a name.
std::optional<std::string> PythonSpelling(const ConstantValue& value, const Type& type,
                                          const Module& module);

}  // namespace ferrule::ir

#endif  // FERRULE_GENERATOR_IR_PYTHON_H_
