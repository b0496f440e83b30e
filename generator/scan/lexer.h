// Cuts C++ text into tokens, without clang: for the little that its cursors don't tell and the
// text does.
#ifndef FERRULE_GENERATOR_SCAN_LEXER_H_
#define FERRULE_GENERATOR_SCAN_LEXER_H_

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace ferrule::scan {

enum class TokenKind {
  kName,  // an identifier or a keyword
  kNumber,
  kString,        // with its quotes, of either kind
  kUnterminated,  // a string that the text ends in
  kPunctuation,   // one character, also of operators with more
};

struct Token {
  TokenKind kind = TokenKind::kPunctuation;
  std::string text;
  std::size_t offset = 0;
};

// Leaves out white space, comments, and line continuations.
std::vector<Token> Lex(std::string_view text);

}  // namespace ferrule::scan

#endif  // FERRULE_GENERATOR_SCAN_LEXER_H_
