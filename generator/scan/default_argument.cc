#include "generator/scan/default_argument.h"

#include <charconv>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "generator/scan/constant_value.h"
#include "generator/scan/lexer.h"

namespace ferrule::scan {
namespace {

// A parameter's last expression, which is its default argument unless it is the bound of an array,
// or an argument of the template that the parameter's type is an instance of.
std::optional<CXCursor> LastExpression(CXCursor parameter) {
  std::optional<CXCursor> last;
  for (CXCursor child : ChildrenOf(parameter)) {
    if (clang_isExpression(KindOf(child))) last = child;
  }
  return last;
}

// What stands in front of `place`: the end of a declarator. Lexed from the last end of a statement
// or a block on.
Token TokenBefore(Place place, const Sources& sources) {
  std::string_view text = sources.TextOf(place.file).substr(0, place.offset);
  text = text.substr(text.find_last_of(";{}") + 1);
  const std::vector<Token> tokens = Lex(text);
  return tokens.empty() ? Token() : tokens.back();
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

// `DEFAULT(3)`: the use of a macro at the start of `text`.
std::string_view MacroAt(std::string_view text) {
  const std::vector<Token> tokens = Lex(text.substr(0, text.find(';')));
  std::size_t end = 0;
  int depth = 0;
  for (const Token& token : tokens) {
    if (end > 0 && depth == 0 && token.text != "(") break;
    if (token.text == "(") ++depth;
    if (token.text == ")" && --depth < 0) break;
    end = token.offset + token.text.size();
    if (token.text == ")" && depth == 0) break;
  }
  return text.substr(0, end);
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

// The first colon that is none of a qualified name.
std::size_t FindColon(std::string_view text) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != ':') continue;
    if (i + 1 == text.size() || text[i + 1] != ':') return i;
    ++i;
  }
  return std::string_view::npos;
}

}  // namespace

std::optional<CXCursor> DefaultExpressionOf(CXCursor parameter, const Sources& sources) {
  const std::optional<CXCursor> expression = LastExpression(parameter);
  if (!expression) return std::nullopt;
  const CXSourceRange range = clang_getCursorExtent(*expression);
  // Inherited from another declaration, it stands there.
  const Token before = TokenBefore(sources.PlaceOf(clang_getRangeStart(range)), sources);
  const bool is_default = sources.TextOf(range).starts_with('=') || before.text == "=";
  return is_default ? expression : std::nullopt;
}

std::optional<ir::DefaultArgument> ReadDefaultArgument(CXCursor parameter,
                                                       const ir::PassedType& type,
                                                       const Sources& sources) {
  if (const std::optional<CXCursor> expression = DefaultExpressionOf(parameter, sources)) {
    return ir::DefaultArgument{Shown(sources.TextOf(clang_getCursorExtent(*expression))),
                               EvaluateDefault(*expression, type)};
  }
  const std::optional<CXCursor> expression = LastExpression(parameter);
  if (!expression) return std::nullopt;
  const CXSourceLocation begin = clang_getRangeStart(clang_getCursorExtent(*expression));
  const Place start = sources.PlaceOf(begin);
  // Of a macro that expands to `= value`, only the macro is seen, behind the name of the parameter.
  if (TokenBefore(start, sources).kind == TokenKind::kName && IsInMacro(begin)) {
    return ir::DefaultArgument{Shown(MacroAt(sources.TextBehind(start))),
                               EvaluateDefault(*expression, type)};
  }
  return std::nullopt;
}

std::optional<ir::DefaultArgument> ReadInitializer(CXCursor field, const ir::PassedType& type,
                                                   const Sources& sources) {
  if (std::optional<ir::DefaultArgument> value = ReadDefaultArgument(field, type, sources))
    return value;
  // Without an equals sign, in braces.
  const std::optional<CXCursor> expression = LastExpression(field);
  if (!expression) return std::nullopt;
  const std::string_view text = sources.TextOf(clang_getCursorExtent(*expression));
  if (!text.starts_with('{')) return std::nullopt;
  return ir::DefaultArgument{Shown(text), EvaluateDefault(*expression, type)};
}

std::optional<ir::DefaultArgument> ReadInitializerOfBits(CXCursor field, const Sources& sources) {
  const std::string_view text = sources.TextOf(clang_getCursorExtent(field));
  const std::size_t colon = FindColon(text);
  if (colon == std::string_view::npos) return std::nullopt;  // it comes out of a macro
  const std::size_t start = text.find_first_of("={", colon);
  if (start == std::string_view::npos) return std::nullopt;
  std::string value = Shown(text.substr(text[start] == '=' ? start + 1 : start));
  value.erase(0, value.find_first_not_of(' '));
  ir::DefaultArgument initializer = {value, std::nullopt};
  if (value == "true" || value == "false") initializer.value = value == "true";
  std::int64_t number = 0;
  const char* const end = value.data() + value.size();
  const auto [behind, error] = std::from_chars(value.data(), end, number);
  const bool is_octal = value.size() > 1 && value[0] == '0';
  if (error == std::errc() && behind == end && !is_octal) initializer.value = number;
  return initializer;
}

}  // namespace ferrule::scan
