#include "generator/ir/names.h"

#include "gtest/gtest.h"

namespace ferrule::ir {
namespace {

TEST(NamesTest, Keywords) {
  for (const char* word : {"class", "None", "True", "async", "lambda", "yield"}) {
    EXPECT_TRUE(IsPythonKeyword(word)) << word;
    EXPECT_TRUE(IsPythonIdentifier(word)) << word;
    EXPECT_FALSE(IsPythonName(word)) << word;
    EXPECT_EQ(PythonNameOf(word), std::string(word) + "_");
  }
  for (const char* word : {"match", "case", "type", "_", "none", "print", "x"}) {
    EXPECT_TRUE(IsPythonName(word)) << word;
    EXPECT_EQ(PythonNameOf(word), word);
  }
}

TEST(NamesTest, Identifiers) {
  for (const char* text : {"a", "_", "__x__", "A9", "snake_case"}) {
    EXPECT_TRUE(IsPythonIdentifier(text)) << text;
  }
  for (const char* text : {"", "9a", "a-b", "a.b", " a", "a ", "gr\xC3\xB6\xC3\x9F"}) {
    EXPECT_FALSE(IsPythonIdentifier(text)) << text;
  }
}

TEST(NamesTest, Dunders) {
  for (const char* text : {"__x__", "__init__", "__a_b__"}) EXPECT_TRUE(IsDunderName(text)) << text;
  for (const char* text : {"____", "_____", "__x", "x__", "_x_", "___x__", "__x___"}) {
    EXPECT_FALSE(IsDunderName(text)) << text;
  }
}

TEST(NamesTest, Modules) {
  for (const char* text : {"m", "a.b", "a._b.c2"}) EXPECT_TRUE(IsModuleName(text)) << text;
  for (const char* text : {"", ".", "a.", ".a", "a..b", "a-b", "a.class", "2a"}) {
    EXPECT_FALSE(IsModuleName(text)) << text;
  }
}

}  // namespace
}  // namespace ferrule::ir
