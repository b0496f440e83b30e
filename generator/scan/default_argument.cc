#include "generator/scan/default_argument.h"

#include <string>
#include <string_view>
#include <vector>

#include "generator/scan/constant_value.h"
#include "generator/scan/lexer.h"

namespace ferrule::scan {
namespace {

// A parameter's last expression, which is its default argument unless it is the bound of an array, or an argument of the
// template that the parameter's type is an instance of.
std::optional<CXCursor> LastExpression(CXCursor parameter) {
  std::optional<CXCursor> last;
  for (CXCursor child : ChildrenOf(parameter)) {
    if (clang_isExpression(KindOf(child))) last = child;
  }
  return last;
}

// What stands in front of the default argument: the end of the declarator.
bool EndsInEquals(std::string_view declarator) {
  const std::vector<Token> tokens = Lex(declarator);
  return !tokens.empty() && tokens.back().text == "=";
}

bool IsInMacro(CXSourceLocation location) {
  CXFile file = nullptr;
  CXFile expansion_file = nullptr;
  unsigned offset = 0;
  unsigned expansion_offset = 0;
  clang_getSpellingLocation(location, &file, nullptr, nullptr, &offset);
  clang_getExpansionLocation(location, &expansion_file, nullptr, nullptr, &expansion_offset);
  return offset != expansion_offset || !clang_File_isEqual(file, expansion_file);
}

// On one line, and without the `=` that belongs to a braced one.
std::string Shown(std::string_view text) {
  if (text.starts_with('=')) text.remove_prefix(1);
  std::string shown;
  for (char c : text) {
    const bool is_blank = c == ' ' || c == '\t' || c == '\n' || c == '\r';
    if (!is_blank) shown += c;
    if (is_blank && !shown.empty() && shown.back() != ' ') shown += ' ';
  }
  return shown;
}

}  // namespace

std::optional<ir::DefaultArgument> ReadDefaultArgument(CXCursor parameter, const ir::PassedType& type,
                                                       const Sources& sources) {
  const std::optional<CXCursor> expression = LastExpression(parameter);
  if (!expression) return std::nullopt;
  const CXSourceRange range = clang_getCursorExtent(*expression);
  const CXSourceLocation start = clang_getRangeStart(range);
  const std::string_view text = sources.TextOf(range);
  const std::string_view declarator = sources.TextOf(
      clang_getRange(clang_getRangeStart(clang_getCursorExtent(parameter)), start));
  // Of a macro that expands to `= value`, only the macro is seen.
  const bool is_default = text.starts_with('=') || EndsInEquals(declarator) ||
                          (IsInMacro(start) && !Lex(declarator).empty() && Lex(declarator).back().kind == TokenKind::kName);
  if (!is_default) return std::nullopt;
  return ir::DefaultArgument{Shown(text), EvaluateDefault(*expression, type)};
}

}  // namespace ferrule::scan
