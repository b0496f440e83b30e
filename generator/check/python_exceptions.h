// Python's own exception classes: which there are, and what each is derived from.
#ifndef FERRULE_GENERATOR_CHECK_PYTHON_EXCEPTIONS_H_
#define FERRULE_GENERATOR_CHECK_PYTHON_EXCEPTIONS_H_

#include <string_view>
#include <vector>

namespace ferrule::check {

// Whether a bound exception class can be derived from it: a builtin one whose instances are made of
// a message, or `module.Name`, of which nothing is known here.
bool IsExceptionBase(std::string_view text);

// Whether `name` is `base` or derived from it, both builtin. What is not builtin is derived from
// itself alone.
bool IsPythonSubclass(std::string_view name, std::string_view base);

// Whether one class can be derived from both: CPython refuses two that each have fields of their
// own.
bool AreCompatible(std::string_view name, std::string_view other);

// The Python class that a class of the C++ standard library is raised as, by the table of
// docs/errors.md; empty for what is none of its exceptions.
std::string_view PythonExceptionFor(std::string_view cpp_name);

}  // namespace ferrule::check

#endif  // FERRULE_GENERATOR_CHECK_PYTHON_EXCEPTIONS_H_
