#include "generator/scan/annotations.h"

#include <algorithm>
#include <cctype>
#include <utility>

#include "generator/ir/macros.h"
#include "generator/scan/lexer.h"

namespace ferrule::scan {
namespace {

constexpr std::string_view kPrefix = "ferrule:";
constexpr std::string_view kMacroPrefix = "FERRULE_";

using Tokens = std::vector<Token>;

Extent ExtentOf(const Token& first, const Token& last) {
  return {first.offset, last.offset + last.text.size() - first.offset};
}
Extent ExtentOf(const Token& token) { return ExtentOf(token, token); }

// The bracket that closes `token`, or nothing if it opens none.
std::string_view CloserOf(const Token& token) {
  return token.text == "(" ? ")" : token.text == "[" ? "]" : token.text == "{" ? "}" : "";
}

bool IsCloser(const Token& token) {
  return token.text == ")" || token.text == "]" || token.text == "}";
}

// What keeps a text from being cut into arguments at all.
std::optional<SyntaxProblem> FindMismatch(const Tokens& tokens) {
  Tokens open;
  for (const Token& token : tokens) {
    if (token.kind == TokenKind::kUnterminated) {
      return SyntaxProblem{"a string that is never closed", ExtentOf(token)};
    }
    if (!CloserOf(token).empty()) open.push_back(token);
    if (!IsCloser(token)) continue;
    if (open.empty() || CloserOf(open.back()) != token.text) {
      return SyntaxProblem{"'" + token.text + "' without its opening bracket", ExtentOf(token)};
    }
    open.pop_back();
  }
  if (open.empty()) return std::nullopt;
  return SyntaxProblem{"'" + open.back().text + "' that is never closed", ExtentOf(open.back())};
}

// The first `wanted` outside of brackets, at or behind `begin`; the end where there is none.
std::size_t FindOutside(const Tokens& tokens, std::size_t begin, std::string_view wanted) {
  int depth = 0;
  for (std::size_t i = begin; i < tokens.size(); ++i) {
    if (depth == 0 && tokens[i].text == wanted) return i;
    if (!CloserOf(tokens[i]).empty()) ++depth;
    if (IsCloser(tokens[i])) --depth;
  }
  return tokens.size();
}

// What is wrong with an argument, if anything is.
std::optional<SyntaxProblem> FindProblem(const Tokens& argument) {
  const Token& key = argument[0];
  if (key.text == "=") return SyntaxProblem{"'=' without a key", ExtentOf(key)};
  if (key.kind != TokenKind::kName) {
    return SyntaxProblem{"'" + key.text + "' in the place of a key", ExtentOf(key)};
  }
  if (argument.size() == 1) return std::nullopt;
  if (argument[1].text != "=") {
    return SyntaxProblem{"a missing '=' or ',' behind '" + key.text + "'", ExtentOf(argument[1])};
  }
  if (argument.size() == 2) {
    return SyntaxProblem{"a missing value of '" + key.text + "'", ExtentOf(key, argument[1])};
  }
  // No value has "=" outside of brackets: it belongs to the next argument, whose comma is missing.
  const std::size_t equals = FindOutside(argument, 2, "=");
  if (equals == argument.size()) return std::nullopt;
  if (equals == 2) return SyntaxProblem{"'=' twice", ExtentOf(argument[1], argument[2])};
  const Token& next = argument[equals - 1];
  return SyntaxProblem{"a missing ',' before '" + next.text + "'", ExtentOf(next)};
}

ArgumentText Argument(std::string_view text, const Tokens& tokens) {
  const Extent key = ExtentOf(tokens.front());
  ArgumentText argument = {tokens.front().text, std::nullopt, key, key};
  if (tokens.size() > 1) {
    argument.value_extent = ExtentOf(tokens[2], tokens.back());
    argument.value = text.substr(argument.value_extent.offset, argument.value_extent.size);
  }
  return argument;
}

bool SameWords(const std::optional<std::string>& a, const std::optional<std::string>& b) {
  if (!a || !b) return a.has_value() == b.has_value();
  return std::ranges::equal(Lex(*a), Lex(*b), {}, &Token::text, &Token::text);
}

}  // namespace

ArgumentsText ParseArguments(std::string_view text) {
  const Tokens tokens = Lex(text);
  if (std::optional<SyntaxProblem> mismatch = FindMismatch(tokens)) return {{}, {*mismatch}};
  ArgumentsText result;
  for (std::size_t begin = 0; begin < tokens.size();) {
    const std::size_t end = FindOutside(tokens, begin, ",");
    const Tokens argument(tokens.begin() + begin, tokens.begin() + end);
    if (argument.empty()) {
      result.problems.push_back({"an empty argument", ExtentOf(tokens[end])});
    } else if (std::optional<SyntaxProblem> problem = FindProblem(argument)) {
      result.problems.push_back(*std::move(problem));
    } else {
      result.arguments.push_back(Argument(text, argument));
    }
    begin = end + 1;
  }
  return result;
}

bool SameArguments(const ArgumentsText& a, const ArgumentsText& b) {
  return a.problems.size() == b.problems.size() &&
         std::ranges::equal(a.arguments, b.arguments,
                            [](const ArgumentText& x, const ArgumentText& y) {
                              return x.key == y.key && SameWords(x.value, y.value);
                            });
}

std::optional<AnnotationText> SplitAnnotation(std::string_view text) {
  if (!text.starts_with(kPrefix)) return std::nullopt;
  text.remove_prefix(kPrefix.size());
  const std::size_t end = std::min(text.find(' '), text.size());
  std::string macro(kMacroPrefix);
  for (unsigned char c : text.substr(0, end)) macro += static_cast<char>(std::toupper(c));
  const std::optional<ir::AnnotationKind> kind = ir::KindOfMacro(macro);
  if (!kind) return std::nullopt;
  text.remove_prefix(end);
  return AnnotationText{*kind, text};
}

}  // namespace ferrule::scan
