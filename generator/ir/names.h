// What Python takes for a name. Pure functions of text.
#ifndef FERRULE_GENERATOR_IR_NAMES_H_
#define FERRULE_GENERATOR_IR_NAMES_H_

#include <string>
#include <string_view>

namespace ferrule::ir {

// True for a word that Python's grammar keeps for itself. `match`, `case`, `type` and `_` are names
// like any other.
bool IsPythonKeyword(std::string_view text);

// True for an identifier, be it a keyword or not. ASCII only: Python normalises other identifiers
// (NFKC) before it looks them up, so that some could be defined and never reached.
bool IsPythonIdentifier(std::string_view text);

// True for what can be written as a name: an identifier that is no keyword.
bool IsPythonName(std::string_view text);

// The Python name for a C++ one: a keyword gets a trailing underscore.
std::string PythonNameOf(std::string_view cpp_name);

// True for `__x__`.
bool IsDunderName(std::string_view text);

// True for the full name of a module: names with dots between.
bool IsModuleName(std::string_view text);

}  // namespace ferrule::ir

#endif  // FERRULE_GENERATOR_IR_NAMES_H_
