#include "generator/scan/lexer.h"

#include <string>
#include <vector>

#include "gtest/gtest.h"

namespace ferrule::scan {
namespace {

std::vector<std::string> Texts(std::string_view text) {
  std::vector<std::string> texts;
  for (const Token& token : Lex(text)) texts.push_back(token.text);
  return texts;
}

TEST(LexerTest, CutsTokens) {
  struct Row {
    std::string text;
    std::vector<std::string> tokens;
  };
  const std::vector<Row> rows = {
      {"", {}},
      {" \t\r\n", {}},
      {"a_1 b", {"a_1", "b"}},
      {"größe", {"größe"}},
      {"1.5e-3 0x1F 1'000 .5", {"1.5e-3", "0x1F", "1'000", ".5"}},
      {"1-2", {"1", "-", "2"}},
      {"a->b", {"a", "-", ">", "b"}},
      {R"("a,b" 'c' "\"" u8"x")", {R"("a,b")", "'c'", R"("\"")", R"(u8"x")"}},
      {"R\"x(a\")\")x\" b", {"R\"x(a\")\")x\"", "b"}},
      {"bar\"x\"", {"bar", "\"x\""}},
      {"a // b\nc /* d */ e", {"a", "c", "e"}},
      {"a \\\n b", {"a", "b"}},
      {"a /* b", {"a"}},
  };
  for (const Row& row : rows) EXPECT_EQ(Texts(row.text), row.tokens) << row.text;
}

TEST(LexerTest, KnowsKindsAndOffsets) {
  const std::vector<Token> tokens = Lex("key = \"x\" 7 'y");
  ASSERT_EQ(tokens.size(), 5u);
  EXPECT_EQ(tokens[0].kind, TokenKind::kName);
  EXPECT_EQ(tokens[1].kind, TokenKind::kPunctuation);
  EXPECT_EQ(tokens[2].kind, TokenKind::kString);
  EXPECT_EQ(tokens[3].kind, TokenKind::kNumber);
  EXPECT_EQ(tokens[4].kind, TokenKind::kUnterminated);
  EXPECT_EQ(tokens[2].offset, 6u);
}

}  // namespace
}  // namespace ferrule::scan
