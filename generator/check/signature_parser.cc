#include "generator/check/signature_parser.h"

#include <algorithm>
#include <cctype>
#include <optional>
#include <utility>

#include "generator/ir/names.h"

namespace ferrule::check {
namespace {

using ir::ArgumentKind;

// Characters, with a memory of where each came from.
class Reader {
 public:
  explicit Reader(std::string_view text) : text_(text) {}

  // White space, and comments of C++: the text comes from a source file.
  void SkipSpace() {
    while (at_ < text_.size()) {
      if (text_.substr(at_).starts_with("/*")) {
        at_ = std::min(text_.find("*/", at_ + 2), text_.size() - 2) + 2;
      } else if (text_.substr(at_).starts_with("//")) {
        at_ = std::min(text_.find('\n', at_), text_.size());
      } else if (std::isspace(static_cast<unsigned char>(text_[at_]))) {
        ++at_;
      } else {
        return;
      }
    }
  }

  // The next name, `**`, or single character; empty at the end.
  Token Next() {
    SkipSpace();
    std::size_t begin = at_;
    while (at_ < text_.size() && IsNameByte(text_[at_])) ++at_;
    if (at_ == begin && at_ < text_.size()) at_ += text_.substr(at_).starts_with("**") ? 2 : 1;
    return Piece(begin, at_);
  }

  Token Peek() {
    std::size_t before = at_;
    Token token = Next();
    at_ = before;
    return token;
  }

  // Up to the comma or the bracket that ends it.
  Token Default() {
    SkipSpace();
    std::size_t begin = at_;
    int depth = 0;
    char quote = 0;
    for (; at_ < text_.size(); ++at_) {
      char c = text_[at_];
      if (quote != 0) {
        if (c == '\\') ++at_;
        if (c == quote) quote = 0;
      } else if (c == '"' || c == '\'') {
        quote = c;
      } else if (c == '(' || c == '[' || c == '{') {
        ++depth;
      } else if (depth == 0 && (c == ',' || c == ')')) {
        break;
      } else if (c == ')' || c == ']' || c == '}') {
        --depth;
      }
    }
    at_ = std::min(at_, text_.size());
    std::size_t end = at_;
    while (end > begin && std::isspace(static_cast<unsigned char>(text_[end - 1]))) --end;
    return Piece(begin, end);
  }

 private:
  static bool IsNameByte(char c) {
    return std::isalnum(static_cast<unsigned char>(c)) || c == '_' || (c & 0x80) != 0;
  }

  Token Piece(std::size_t begin, std::size_t end) const {
    return {std::string(text_.substr(begin, end - begin)), begin};
  }

  std::string_view text_;
  std::size_t at_ = 0;
};

// Reads parameter by parameter; the first problem ends it.
class Parser {
 public:
  explicit Parser(std::string_view text) : reader_(text) {}

  std::variant<std::vector<WrittenArgument>, SyntaxProblem> Parse() {
    reader_.Next();  // the bracket, whose presence was checked with the key
    while (reader_.Peek().text != ")" && !problem_) {
      ReadParameter();
      if (problem_ || reader_.Peek().text == ")") break;
      Token comma = reader_.Next();
      if (comma.text != ",") Unexpected(comma);
    }
    if (!problem_) ReadEnd();
    if (problem_) return *problem_;
    return std::move(arguments_);
  }

 private:
  void Report(std::string text, const Token& token) {
    if (!problem_) problem_ = SyntaxProblem{std::move(text), token};
  }

  void Unexpected(const Token& token) {
    Report(token.text.empty() ? "a missing ')'" : "an unexpected '" + token.text + "'", token);
  }

  void ReadEnd() {
    reader_.Next();  // the closing bracket
    const auto is_keyword_only = [](const WrittenArgument& argument) {
      return argument.kind == ArgumentKind::kKeywordOnly;
    };
    if (star_ && std::ranges::none_of(arguments_, is_keyword_only)) {
      Report("no parameter behind '*'", *star_);
    }
    if (Token rest = reader_.Next(); !rest.text.empty()) Unexpected(rest);
  }

  void ReadParameter() {
    Token token = reader_.Next();
    if (kwargs_) return Report("something behind '**" + kwargs_->text + "'", token);
    if (token.text == "/") return ReadSlash(token);
    if (token.text == "*") return ReadStar(token);
    if (token.text == "**") {
      kwargs_ = ReadName(ArgumentKind::kVarKeyword);
      return;
    }
    Add(token, is_keyword_only_ ? ArgumentKind::kKeywordOnly : ArgumentKind::kPositionalOrKeyword);
    if (problem_ || reader_.Peek().text != "=") return;
    Token equals = reader_.Next();
    arguments_.back().default_value = reader_.Default();
    if (arguments_.back().default_value.text.empty()) Report("no default behind '='", equals);
  }

  void ReadSlash(const Token& token) {
    if (has_slash_) return Report("a second '/'", token);
    if (is_keyword_only_) return Report("a '/' behind '*'", token);
    if (arguments_.empty()) return Report("no parameter before '/'", token);
    has_slash_ = true;
    for (WrittenArgument& argument : arguments_) argument.kind = ArgumentKind::kPositionalOnly;
  }

  void ReadStar(const Token& token) {
    if (is_keyword_only_) return Report("a second '*'", token);
    is_keyword_only_ = true;
    const std::string next = reader_.Peek().text;
    if (next != "," && next != ")") {
      ReadName(ArgumentKind::kVarPositional);
    } else {
      star_ = token;
    }
  }

  Token ReadName(ArgumentKind kind) {
    Token token = reader_.Next();
    Add(token, kind);
    return token;
  }

  void Add(const Token& name, ArgumentKind kind) {
    if (!ir::IsPythonIdentifier(name.text)) return Unexpected(name);
    if (ir::IsPythonKeyword(name.text)) {
      return Report("the keyword '" + name.text + "' as a name", name);
    }
    auto same = [&](const WrittenArgument& argument) { return argument.name.text == name.text; };
    if (std::ranges::any_of(arguments_, same)) {
      return Report("a second '" + name.text + "'", name);
    }
    arguments_.push_back({kind, name, {}});
  }

  Reader reader_;
  std::vector<WrittenArgument> arguments_;
  std::optional<SyntaxProblem> problem_;
  std::optional<Token> star_;    // a bare one
  std::optional<Token> kwargs_;  // the name behind **
  bool is_keyword_only_ = false;
  bool has_slash_ = false;
};

}  // namespace

std::variant<std::vector<WrittenArgument>, SyntaxProblem> ParseSignature(std::string_view text) {
  return Parser(text).Parse();
}

}  // namespace ferrule::check
