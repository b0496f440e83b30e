// Reads what stands in `signature = (...)`: Python's grammar for the parameters of a function,
// without annotations.
//
//   parameters: "(" [parameter ("," parameter)* [","]] ")"
//   parameter:  name ["=" default] | "/" | "*" | "*" name | "**" name
//   default:    any text up to the next comma outside brackets and strings
#ifndef FERRULE_GENERATOR_CHECK_SIGNATURE_PARSER_H_
#define FERRULE_GENERATOR_CHECK_SIGNATURE_PARSER_H_

#include <cstddef>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "generator/ir/signature.h"

namespace ferrule::check {

// A piece of the text, and where it starts in it.
struct Token {
  std::string text;
  std::size_t offset = 0;
};

struct WrittenArgument {
  ir::ArgumentKind kind = ir::ArgumentKind::kPositionalOrKeyword;
  Token name;
  Token default_value;  // empty text: none
};

struct SyntaxProblem {
  std::string text;  // "unexpected ')'"
  Token token;       // where it is
};

std::variant<std::vector<WrittenArgument>, SyntaxProblem> ParseSignature(std::string_view text);

}  // namespace ferrule::check

#endif  // FERRULE_GENERATOR_CHECK_SIGNATURE_PARSER_H_
