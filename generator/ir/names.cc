// Python's keywords and the shape of its names.
#include "generator/ir/names.h"

#include <algorithm>
#include <array>
#include <cstddef>

namespace ferrule::ir {
namespace {

// keyword.kwlist of Python 3.11; none was added up to 3.14.
constexpr std::array<std::string_view, 35> kKeywords = {
    "False", "None",     "True",  "and",    "as",   "assert", "async",  "await",    "break",
    "class", "continue", "def",   "del",    "elif", "else",   "except", "finally",  "for",
    "from",  "global",   "if",    "import", "in",   "is",     "lambda", "nonlocal", "not",
    "or",    "pass",     "raise", "return", "try",  "while",  "with",   "yield",
};

// Not <cctype>, whose answers depend on the locale.
bool IsLetter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; }
bool IsDigit(char c) { return c >= '0' && c <= '9'; }

}  // namespace

bool IsPythonKeyword(std::string_view text) {
  return std::ranges::find(kKeywords, text) != kKeywords.end();
}

bool IsPythonIdentifier(std::string_view text) {
  return !text.empty() && IsLetter(text[0]) &&
         std::ranges::all_of(text, [](char c) { return IsLetter(c) || IsDigit(c); });
}

bool IsPythonName(std::string_view text) {
  return IsPythonIdentifier(text) && !IsPythonKeyword(text);
}

std::string PythonNameOf(std::string_view cpp_name) {
  std::string name(cpp_name);
  if (IsPythonKeyword(name)) name += '_';
  return name;
}

bool IsDunderName(std::string_view text) {
  return text.size() > 4 && text.starts_with("__") && text.ends_with("__") && text[2] != '_' &&
         text[text.size() - 3] != '_';
}

bool IsModuleName(std::string_view text) {
  while (true) {
    std::size_t dot = text.find('.');
    if (!IsPythonName(text.substr(0, dot))) return false;
    if (dot == std::string_view::npos) return true;
    text.remove_prefix(dot + 1);
  }
}

}  // namespace ferrule::ir
