// Python literals, as annotations contain them: names, strings, truth values, numbers.
#ifndef FERRULE_GENERATOR_CHECK_LITERAL_H_
#define FERRULE_GENERATOR_CHECK_LITERAL_H_

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "generator/ir/module.h"

namespace ferrule::check {

// Each returns nothing where `text` is something else.

// 'text' or "text", with the escapes that C++ and Python share.
std::optional<std::string> ParseText(std::string_view text);

// True, False, and as C++ writes them.
std::optional<bool> ParseTruth(std::string_view text);

// A name, bare or in quotes.
std::optional<std::string> ParseName(std::string_view text);

// Names of C++ between parentheses, `(A, ns::B)`; none of them is an empty list.
std::optional<std::vector<std::string>> ParseNames(std::string_view text);

// None, a truth value, an integer, a float or a string.
std::optional<ir::ConstantValue> ParseConstant(std::string_view text);

}  // namespace ferrule::check

#endif  // FERRULE_GENERATOR_CHECK_LITERAL_H_
