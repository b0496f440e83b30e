#include "generator/check/literal.h"

#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <vector>

#include "gtest/gtest.h"

namespace ferrule::check {
namespace {

TEST(LiteralTest, Text) {
  struct Row {
    std::string text;
    std::optional<std::string> value;
  };
  const std::vector<Row> rows = {
      {R"("a b")", "a b"},
      {R"('a"b')", "a\"b"},
      {R"("")", ""},
      {R"("\n\t\\\"\x41")", "\n\t\\\"A"},
      {R"("\0")", std::string(1, '\0')},
      {R"("\012")", std::nullopt},  // octal
      {R"("\xe9")", std::nullopt},  // a byte to C++, a letter to Python
      {R"("\u00e9")", std::nullopt},
      {R"("a)", std::nullopt},
      {R"("a")"
       R"("b")",
       std::nullopt},
      {R"(a)", std::nullopt},
      {R"("a\)", std::nullopt},
      {"", std::nullopt},
  };
  for (const Row& row : rows) EXPECT_EQ(ParseText(row.text), row.value) << row.text;
}

TEST(LiteralTest, TruthAndNames) {
  EXPECT_EQ(ParseTruth("true"), true);
  EXPECT_EQ(ParseTruth("False"), false);
  EXPECT_EQ(ParseTruth("yes"), std::nullopt);
  EXPECT_EQ(ParseName("add"), "add");
  EXPECT_EQ(ParseName("\"__call__\""), "__call__");
  EXPECT_EQ(ParseName("a.b"), std::nullopt);
}

TEST(LiteralTest, Constants) {
  struct Row {
    std::string text;
    std::optional<ir::ConstantValue> value;
  };
  const std::vector<Row> rows = {
      {"None", ir::NoneConstant{}},
      {"True", true},
      {"true", std::nullopt},  // no Python
      {"0", std::int64_t{0}},
      {"-1", std::int64_t{-1}},
      {"0x_ff", std::nullopt},
      {"0xff", std::int64_t{255}},
      {"0b101", std::int64_t{5}},
      {"0o17", std::int64_t{15}},
      {"017", std::nullopt},
      {"1_000", std::int64_t{1000}},
      {"1__0", std::nullopt},
      {"18446744073709551615", std::numeric_limits<std::uint64_t>::max()},
      {"-9223372036854775808", std::numeric_limits<std::int64_t>::min()},
      {"1.5", 1.5},
      {".5", 0.5},
      {"-2e3", -2000.0},
      {"1f", std::nullopt},
      {"inf", std::nullopt},
      {"nan", std::nullopt},
      {"'x'", std::string("x")},
      {"x", std::nullopt},
      {"", std::nullopt},
      {"-", std::nullopt},
  };
  for (const Row& row : rows) EXPECT_EQ(ParseConstant(row.text), row.value) << row.text;
}

}  // namespace
}  // namespace ferrule::check
