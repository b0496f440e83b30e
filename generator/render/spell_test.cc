// Tables of how the glue writes types, values and constants.
#include "generator/render/spell.h"

#include <gtest/gtest.h>

#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <vector>

namespace ferrule::render {
namespace {

using ir::PassedType;
using ir::Passing;
using ir::Type;

constexpr ir::ClassId kPoint = {0};
constexpr ir::EnumId kColor = {0};

ir::Module TestModule() {
  ir::Module module;
  ir::Class point;
  point.qualified_name = "ns::Point";
  point.python_name = "Point";
  module.classes = {point};
  ir::Enum color;
  color.qualified_name = "ns::Color";
  color.python_name = "Color";
  module.enums = {color};
  return module;
}

const Type kInt = {ir::Scalar{ir::ScalarKind::kInt}};
const Type kText = {ir::Scalar{ir::ScalarKind::kString}};
const Type kInstance = {ir::ClassRef{kPoint}};
const Type kObject = {ir::Handle{ir::HandleKind::kPy, ir::ObjectKind::kObject}};

TEST(SpellTest, ArgumentsAreConvertedCarriedAndUnwrapped) {
  struct Row {
    PassedType type;
    const char *converter, *carrier, *unwrapped;
    bool may_throw;
  };
  const std::vector<Row> rows = {
      {{{ir::Scalar{ir::ScalarKind::kBool}}}, "bool", "bool", "x", false},
      {{kInt}, "int", "int", "x", false},
      {{kInt, Passing::kConstRef}, "int", "int", "x", false},
      {{{ir::Scalar{ir::ScalarKind::kFloat}}}, "float", "float", "x", false},
      {{kText}, "std::string", "std::string_view", "std::string(x)", true},
      {{kText, Passing::kConstRef}, "std::string", "std::string_view", "std::string(x)", true},
      {{{ir::Scalar{ir::ScalarKind::kStringView}}},
       "std::string_view",
       "std::string_view",
       "x",
       false},
      {{kInstance}, "ns::Point", "ns::Point*", "*x", true},
      {{kInstance, Passing::kConstRef}, "ns::Point", "ns::Point*", "*x", false},
      {{kInstance, Passing::kRef}, "ns::Point", "ns::Point*", "*x", false},
      {{kInstance, Passing::kPointer}, "ns::Point*", "ns::Point*", "x", false},
      {{kInstance, Passing::kConstPointer}, "ns::Point*", "ns::Point*", "x", false},
      {{{ir::EnumRef{kColor}}}, "ns::Color", "ns::Color", "x", false},
      {{ir::OptionalOf(kInt)}, "std::optional<int>", "std::optional<int>", "std::move(x)", true},
      {{ir::OptionalOf(kInt), Passing::kConstRef},
       "std::optional<int>",
       "std::optional<int>",
       "x",
       true},
      {{ir::VectorOf(kText)},
       "std::vector<std::string>",
       "std::vector<std::string>",
       "std::move(x)",
       true},
      {{ir::VectorOf(kText), Passing::kRvalueRef},
       "std::vector<std::string>",
       "std::vector<std::string>",
       "std::move(x)",
       true},
      {{kObject}, "ferrule::Py<>", "ferrule::Borrowed<>", "x.unbind()", true},
      {{{ir::Handle{ir::HandleKind::kBound, ir::ObjectKind::kStr}}},
       "ferrule::Bound<ferrule::Str>",
       "ferrule::Borrowed<ferrule::Str>",
       "x.to_owned()",
       true},
      {{{ir::Handle{ir::HandleKind::kBorrowed, ir::ObjectKind::kObject}}},
       "ferrule::Borrowed<>",
       "ferrule::Borrowed<>",
       "x",
       true},
      {{{ir::Handle{ir::HandleKind::kPy, kPoint}}},
       "ferrule::Py<ns::Point>",
       "ferrule::Borrowed<ns::Point>",
       "x.unbind()",
       true},
  };
  const ir::Module module = TestModule();
  for (const Row& row : rows) {
    SCOPED_TRACE(row.converter);
    EXPECT_EQ(ConverterType(row.type, module), row.converter);
    EXPECT_EQ(CarrierType(row.type, module), row.carrier);
    EXPECT_EQ(UnwrapExpression(row.type, "x", module), row.unwrapped);
    EXPECT_EQ(UnwrapMayThrow(row.type), row.may_throw);
  }
}

TEST(SpellTest, ConstantsAreInitialisersOfTheirCarriers) {
  struct Row {
    ir::ConstantValue value;
    Type type;
    const char* expected;
  };
  const Type real = {ir::Scalar{ir::ScalarKind::kDouble}};
  const Type wide = {ir::Scalar{ir::ScalarKind::kLongLong}};
  const std::vector<Row> rows = {
      {true, {ir::Scalar{ir::ScalarKind::kBool}}, "true"},
      {false, {ir::Scalar{ir::ScalarKind::kBool}}, "false"},
      {std::int64_t{-1}, kInt, "-1"},
      {std::numeric_limits<std::int64_t>::max(), wide, "9223372036854775807"},
      {std::numeric_limits<std::int64_t>::min(), wide, "(-9223372036854775807 - 1)"},
      {std::numeric_limits<std::uint64_t>::max(),
       {ir::Scalar{ir::ScalarKind::kUnsignedLong}},
       "18446744073709551615u"},
      {0.5, real, "0.5"},
      {2.0, real, "2.0"},
      {-0.0, real, "-0.0"},
      {1e300, real, "1e+300"},
      {0.1, real, "0.1"},
      {std::string("text"), kText, "\"text\""},
      {std::string("a\0b", 3), kText, "std::string_view(\"a\\000b\", 3)"},
      {std::int64_t{2}, {ir::EnumRef{kColor}}, "static_cast<ns::Color>(2)"},
      {ir::NoneConstant{}, ir::OptionalOf(kInt), "std::nullopt"},
      {std::int64_t{3}, ir::OptionalOf(kInt), "3"},
  };
  const ir::Module module = TestModule();
  for (const Row& row : rows)
    EXPECT_EQ(ConstantExpression(row.value, {row.type}, module), row.expected);
  EXPECT_EQ(ConstantExpression(ir::NoneConstant{}, {kInstance, Passing::kPointer}, module),
            "nullptr");
}

TEST(SpellTest, StringLiteralsAreEscaped) {
  struct Row {
    std::string text;
    const char* expected;
  };
  const std::vector<Row> rows = {
      {"", R"("")"},
      {"a", R"("a")"},
      {"a\"b", R"("a\"b")"},
      {"a\\b", R"("a\\b")"},
      {"a\nb\t", R"("a\nb\t")"},
      {"\r\x7f", R"("\015\177")"},
      {std::string("\0"
                   "1",
                   2),
       R"("\0001")"},
      {"ä", "\"ä\""},
      {"?\?/", R"("??/")"},
  };
  for (const Row& row : rows) EXPECT_EQ(StringLiteral(row.text), row.expected);
}

TEST(SpellTest, StringLiteralLinesEndWithTheLinesOfTheText) {
  struct Row {
    const char* text;
    std::vector<std::string> expected;
  };
  const std::vector<Row> rows = {
      {"", {R"("")"}},
      {"a", {R"("a")"}},
      {"a\nb", {R"("a\n")", R"("b")"}},
      {"a\n\nb\n", {R"("a\n")", R"("\n")", R"("b\n")"}},
  };
  for (const Row& row : rows) EXPECT_EQ(StringLiteralLines(row.text), row.expected);
}

}  // namespace
}  // namespace ferrule::render
