#include "generator/scan/instance_list.h"

#include <cstddef>
#include <span>
#include <utility>

#include "generator/scan/lexer.h"

namespace ferrule::scan {
namespace {

using Tokens = std::span<const Token>;

Extent ExtentOf(Tokens tokens) {
  const Token& last = tokens.back();
  return {tokens.front().offset, last.offset + last.text.size() - tokens.front().offset};
}

bool Opens(const Token& token) {
  return token.text == "(" || token.text == "[" || token.text == "{";
}
bool Closes(const Token& token) {
  return token.text == ")" || token.text == "]" || token.text == "}";
}

// Keeps count of brackets, token by token. The arrow of `auto () -> int` closes none.
class Depth {
 public:
  void Pass(const Token& token, const Token* before) {
    const bool is_arrow =
        before != nullptr && before->text == "-" && before->offset + 1 == token.offset;
    if (Opens(token)) ++brackets_;
    if (Closes(token)) --brackets_;
    if (brackets_ > 0) return;
    if (token.text == "<") ++angles_;
    if (token.text == ">" && !is_arrow) --angles_;
  }
  bool IsIn(int angles) const { return brackets_ == 0 && angles_ == angles; }

 private:
  int brackets_ = 0;
  int angles_ = 0;
};

// How many of the tokens belong to the `<...>` that they begin with; 0 if it is never closed.
std::size_t SizeOfInstance(Tokens tokens) {
  Depth depth;
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    depth.Pass(tokens[i], i == 0 ? nullptr : &tokens[i - 1]);
    if (depth.IsIn(0)) return i + 1;
  }
  return 0;
}

// How many of the tokens stand before the next comma outside of brackets.
std::size_t SizeUntilComma(Tokens tokens) {
  int depth = 0;
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    if (depth == 0 && tokens[i].text == ",") return i;
    if (Opens(tokens[i])) ++depth;
    if (Closes(tokens[i])) --depth;
  }
  return tokens.size();
}

std::string OnOneLine(Tokens tokens) {
  std::string line;
  std::size_t end = 0;
  for (const Token& token : tokens) {
    if (!line.empty() && token.offset > end) line += ' ';
    line += token.text;
    end = token.offset + token.text.size();
  }
  return line;
}

// What stands between the angle brackets, cut at its commas.
std::vector<std::string> Arguments(Tokens tokens) {
  std::vector<std::string> arguments;
  if (tokens.empty()) return arguments;
  Depth depth;
  std::size_t begin = 0;
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    if (depth.IsIn(0) && tokens[i].text == ",") {
      arguments.push_back(OnOneLine(tokens.subspan(begin, i - begin)));
      begin = i + 1;
    }
    depth.Pass(tokens[i], i == 0 ? nullptr : &tokens[i - 1]);
  }
  arguments.push_back(OnOneLine(tokens.subspan(begin)));
  return arguments;
}

// What would end the code that the arguments are put into, or go beyond its line.
const Token* FindOutOfPlace(Tokens tokens) {
  for (const Token& token : tokens) {
    if (token.text == ";" || token.text == "#" || token.text.find('\n') != std::string::npos) {
      return &token;
    }
  }
  return nullptr;
}

class Parser {
 public:
  explicit Parser(std::string_view text) : all_(Lex(text)) {}

  InstanceList Parse() {
    if (all_.size() < 2 || all_.front().text != "(" || all_.back().text != ")") {
      Complain(all_.empty() ? "nothing" : "'" + OnOneLine(all_) + "' in the place of a list", all_);
      return std::move(list_);
    }
    Tokens rest = Tokens(all_).subspan(1, all_.size() - 2);
    if (rest.empty()) Complain("an empty list", all_);
    while (!rest.empty()) {
      const std::size_t size = rest[0].text == "<" ? SizeOfInstance(rest) : 0;
      rest = size == 0 ? Refuse(rest) : Take(rest, size);
      if (!rest.empty()) rest = rest.subspan(1);  // the comma
    }
    return std::move(list_);
  }

 private:
  void Complain(const std::string& what, Tokens tokens) {
    list_.problems.push_back({what, tokens.empty() ? Extent{0, 1} : ExtentOf(tokens)});
  }

  Tokens Refuse(Tokens rest) {
    const std::size_t size = SizeUntilComma(rest);
    const bool is_open = rest[0].text == "<";
    if (size == 0) {
      Complain("an empty place", rest.first(1));
    } else {
      Complain(is_open ? "'<' that is never closed"
                       : "'" + OnOneLine(rest.first(size)) + "' in the place of an instance",
               rest.first(is_open ? 1 : size));
    }
    return rest.subspan(size);
  }

  // Returns what is left from the comma on.
  Tokens Take(Tokens rest, std::size_t size) {
    const Tokens instance = rest.first(size);
    const Tokens behind = rest.subspan(size, SizeUntilComma(rest.subspan(size)));
    const Tokens left = rest.subspan(size + behind.size());
    if (const Token* token = FindOutOfPlace(instance)) {
      Complain("'" + token->text + "' in an instance", Tokens(token, 1));
      return left;
    }
    ListedInstance listed = {Arguments(instance.subspan(1, size - 2)), ExtentOf(instance),
                             std::nullopt, ExtentOf(instance)};
    if (behind.size() == 2 && behind[0].text == "=") {
      listed.name = behind[1].text;
      listed.name_extent = ExtentOf(behind.subspan(1));
    } else if (!behind.empty()) {
      Complain("'" + OnOneLine(behind) + "' behind an instance", behind);
      return left;
    }
    list_.instances.push_back(std::move(listed));
    return left;
  }

  std::vector<Token> all_;
  InstanceList list_;
};

}  // namespace

InstanceList ParseInstances(std::string_view text) { return Parser(text).Parse(); }

std::string Spelling(const ListedInstance& instance) {
  std::string text;
  for (const std::string& argument : instance.arguments) {
    text += (text.empty() ? "" : ", ") + argument;
  }
  return "<" + text + ">";
}

}  // namespace ferrule::scan
