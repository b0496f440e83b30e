#include "generator/scan/lifetimes.h"

#include <algorithm>
#include <cstddef>
#include <string_view>
#include <vector>

#include "generator/scan/lexer.h"

namespace ferrule::scan {
namespace {

// Longer is no declaration whose parameters and specifiers anybody would want to read.
constexpr std::size_t kLongest = 4000;

// Where the parameter list behind the name ends: behind its `)`.
std::size_t EndOfParameters(const std::vector<Token>& tokens) {
  std::size_t i = 0;
  while (i < tokens.size() && tokens[i].text != "(") ++i;
  const bool is_call = i > 0 && tokens[i - 1].text == "operator";
  if (is_call) i += 2;  // the parentheses are its name
  std::size_t depth = 0;
  for (; i < tokens.size(); ++i) {
    if (tokens[i].text == "(") ++depth;
    if (tokens[i].text == ")" && --depth == 0) return i + 1;
  }
  return i;
}

// Clang knows the attribute as part of the method's type, and shows it to nobody.
bool IsSaidBehind(const std::vector<Token>& tokens, const Context& context) {
  for (std::size_t i = EndOfParameters(tokens); i < tokens.size(); ++i) {
    const std::string& text = tokens[i].text;
    if (text == ";" || text == "{" || text == "=") return false;
    if (context.attributes.SaysLifetimeBound(text)) return true;
  }
  return false;
}

}  // namespace

bool IsLifetimeBound(CXCursor parameter, const Context& context) {
  return std::ranges::any_of(ChildrenOf(parameter), [&](CXCursor child) {
    return KindOf(child) == CXCursor_UnexposedAttr &&
           context.attributes.SaysLifetimeBound(
               context.sources.TextOf(clang_getCursorExtent(child)));
  });
}

bool IsObjectLifetimeBound(CXCursor method, const Context& context) {
  const Place name = context.sources.PlaceOf(clang_getCursorLocation(method));
  if (name.file == nullptr) return false;
  const std::string_view text = context.sources.TextBehind(name).substr(0, kLongest);
  return context.attributes.SaysLifetimeBound(text) && IsSaidBehind(Lex(text), context);
}

}  // namespace ferrule::scan
