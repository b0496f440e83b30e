#include "generator/scan/lexer.h"

#include <algorithm>

namespace ferrule::scan {
namespace {

constexpr std::size_t kEnd = std::string_view::npos;

bool IsDigit(char c) { return c >= '0' && c <= '9'; }

// Bytes of UTF-8 count as letters, as they may in C++ names.
bool IsLetter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == '$' ||
         static_cast<unsigned char>(c) >= 0x80;
}

bool IsNamePart(char c) { return IsLetter(c) || IsDigit(c); }

// The size of what stands at the start of `text` and means nothing; 0 where something does.
std::size_t SizeOfBlank(std::string_view text) {
  if (text.starts_with("//")) return std::min(text.find('\n'), text.size());
  if (text.starts_with("/*")) {
    const std::size_t end = text.find("*/", 2);
    return end == kEnd ? text.size() : end + 2;
  }
  if (text.starts_with("\\\n")) return 2;
  if (text.starts_with("\\\r\n")) return 3;
  return std::string_view(" \t\r\n\f\v").find(text[0]) == kEnd ? 0 : 1;
}

std::size_t SizeOfName(std::string_view text) {
  return std::ranges::find_if_not(text, IsNamePart) - text.begin();
}

std::size_t SizeOfNumber(std::string_view text) {
  std::size_t size = 1;
  while (size < text.size()) {
    const char c = text[size];
    const bool is_sign =
        (c == '+' || c == '-') && std::string_view("eEpP").find(text[size - 1]) != kEnd;
    const bool is_separator = c == '\'' && size + 1 < text.size() && IsNamePart(text[size + 1]);
    if (!IsNamePart(c) && c != '.' && !is_sign && !is_separator) break;
    ++size;
  }
  return size;
}

// Of a string in quotes; kEnd if it is not closed.
std::size_t SizeOfQuoted(std::string_view text) {
  for (std::size_t i = 1; i < text.size(); ++i) {
    if (text[i] == '\\') {
      ++i;
    } else if (text[i] == text[0]) {
      return i + 1;
    }
  }
  return kEnd;
}

// Of `"delimiter( ... )delimiter"`, which is what follows an R.
std::size_t SizeOfRaw(std::string_view text) {
  const std::size_t open = text.find('(');
  if (open == kEnd) return kEnd;
  const std::string closer = ")" + std::string(text.substr(1, open - 1)) + "\"";
  const std::size_t end = text.find(closer, open);
  return end == kEnd ? kEnd : end + closer.size();
}

bool IsStringPrefix(std::string_view name) {
  if (name.ends_with('R')) name.remove_suffix(1);
  return name.empty() || name == "u8" || name == "u" || name == "U" || name == "L";
}

Token TokenAt(std::string_view text) {
  const std::size_t prefix = SizeOfName(text);
  const bool is_quote = prefix < text.size() && (text[prefix] == '"' || text[prefix] == '\'');
  if (is_quote && IsStringPrefix(text.substr(0, prefix))) {
    const bool is_raw = prefix > 0 && text[prefix - 1] == 'R' && text[prefix] == '"';
    const std::string_view quoted = text.substr(prefix);
    const std::size_t size = is_raw ? SizeOfRaw(quoted) : SizeOfQuoted(quoted);
    if (size == kEnd) return {TokenKind::kUnterminated, std::string(text)};
    return {TokenKind::kString, std::string(text.substr(0, prefix + size))};
  }
  if (IsLetter(text[0])) return {TokenKind::kName, std::string(text.substr(0, prefix))};
  if (IsDigit(text[0]) || (text.size() > 1 && text[0] == '.' && IsDigit(text[1]))) {
    return {TokenKind::kNumber, std::string(text.substr(0, SizeOfNumber(text)))};
  }
  return {TokenKind::kPunctuation, std::string(text.substr(0, 1))};
}

}  // namespace

std::vector<Token> Lex(std::string_view text) {
  std::vector<Token> tokens;
  for (std::size_t offset = 0; offset < text.size();) {
    if (const std::size_t blank = SizeOfBlank(text.substr(offset)); blank > 0) {
      offset += blank;
      continue;
    }
    Token token = TokenAt(text.substr(offset));
    token.offset = offset;
    offset += token.text.size();
    tokens.push_back(std::move(token));
  }
  return tokens;
}

}  // namespace ferrule::scan
