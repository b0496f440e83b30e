// Tables of types and constants with their C++ and Python spellings.
#include <limits>
#include <optional>
#include <string>
#include <vector>

#include "generator/ir/cpp.h"
#include "generator/ir/python.h"
#include "gtest/gtest.h"

namespace ferrule::ir {
namespace {

constexpr ClassId kOuter = {0};
constexpr ClassId kInner = {1};
constexpr EnumId kColor = {0};

Module TestModule() {
  Module module;
  Class outer;
  outer.qualified_name = "ns::Outer";
  outer.python_name = "Outer";
  Class inner;
  inner.qualified_name = "ns::Outer::Inner";
  inner.python_name = "Inner_";
  inner.outer = kOuter;
  module.classes = {outer, inner};
  Enum color;
  color.qualified_name = "ns::Outer::Color";
  color.python_name = "Color";
  color.outer = kOuter;
  color.enumerators.resize(3);
  color.enumerators[0].python_name = "red";
  color.enumerators[0].value = std::int64_t{-1};
  color.enumerators[1].python_name = "None_";
  color.enumerators[1].value = std::uint64_t{2};
  color.enumerators[2].python_name = "alias";
  color.enumerators[2].value = std::int64_t{-1};
  module.enums = {color};
  return module;
}

Type Of(auto kind) { return Type{kind}; }

TEST(SpellingTest, Types) {
  struct Row {
    Type type;
    std::string cpp, parameter, result, field;
  };
  const Type integer = Of(Scalar{ScalarKind::kUnsignedLongLong});
  const Type text = Of(Scalar{ScalarKind::kString});
  const std::vector<Row> rows = {
      {Of(Void{}), "void", "None", "None", "None"},
      {Of(Scalar{ScalarKind::kBool}), "bool", "bool", "bool", "bool"},
      {integer, "unsigned long long", "int", "int", "int"},
      {Of(Scalar{ScalarKind::kFloat}), "float", "float", "float", "float"},
      {Of(Scalar{ScalarKind::kDouble}), "double", "float", "float", "float"},
      {text, "std::string", "str", "str", "str"},
      {Of(Scalar{ScalarKind::kStringView}), "std::string_view", "str", "str", "str"},
      {Of(ClassRef{kInner}), "ns::Outer::Inner", "Outer.Inner_", "Outer.Inner_", "Outer.Inner_"},
      {Of(EnumRef{kColor}), "ns::Outer::Color", "Outer.Color", "Outer.Color", "Outer.Color"},
      {OptionalOf(text), "std::optional<std::string>", "str | None", "str | None", "str | None"},
      {VectorOf(VectorOf(integer)), "std::vector<std::vector<unsigned long long>>",
       "collections.abc.Sequence[collections.abc.Sequence[int]]", "list[list[int]]",
       "tuple[tuple[int, ...], ...]"},
      {Of(Handle{HandleKind::kPy, ObjectKind::kObject}), "ferrule::Py<>", "object", "typing.Any",
       "typing.Any"},
      {Of(Handle{HandleKind::kBound, kOuter}), "ferrule::Bound<ns::Outer>", "Outer", "Outer",
       "Outer"},
      {Of(Handle{HandleKind::kBorrowed, ObjectKind::kDict}), "ferrule::Borrowed<ferrule::Dict>",
       "dict[typing.Any, typing.Any]", "dict[typing.Any, typing.Any]",
       "dict[typing.Any, typing.Any]"},
      {Of(Token{}), "ferrule::Python", "", "", ""},
      {Of(Args{}), "ferrule::Args", "object", "object", "object"},
      {Of(Kwargs{}), "ferrule::Kwargs", "object", "object", "object"},
      {Of(Unsupported{Obstacle::kUnknownType, "void (*)(int)"}), "void (*)(int)", "", "", ""},
  };
  const Module module = TestModule();
  for (const Row& row : rows) {
    EXPECT_EQ(CppSpelling(row.type, module), row.cpp);
    EXPECT_EQ(PythonSpelling(row.type, Position::kParameter, module), row.parameter) << row.cpp;
    EXPECT_EQ(PythonSpelling(row.type, Position::kResult, module), row.result) << row.cpp;
    EXPECT_EQ(PythonSpelling(row.type, Position::kField, module), row.field) << row.cpp;
  }
}

TEST(SpellingTest, PassedTypes) {
  struct Row {
    Passing passing;
    std::string cpp, python;
  };
  const std::vector<Row> rows = {
      {Passing::kValue, "ns::Outer", "Outer"},
      {Passing::kConstRef, "const ns::Outer&", "Outer"},
      {Passing::kRef, "ns::Outer&", "Outer"},
      {Passing::kRvalueRef, "ns::Outer&&", "Outer"},
      {Passing::kConstPointer, "const ns::Outer*", "Outer | None"},
      {Passing::kPointer, "ns::Outer*", "Outer | None"},
  };
  const Module module = TestModule();
  for (const Row& row : rows) {
    const PassedType type = {Of(ClassRef{kOuter}), row.passing};
    EXPECT_EQ(CppSpelling(type, module), row.cpp);
    EXPECT_EQ(PythonSpelling(type, Position::kParameter, module), row.python) << row.cpp;
  }
}

TEST(SpellingTest, Constants) {
  struct Row {
    ConstantValue value;
    Type type;
    std::optional<std::string> python;
  };
  const Type integer = Of(Scalar{ScalarKind::kInt});
  const Type real = Of(Scalar{ScalarKind::kDouble});
  const Type text = Of(Scalar{ScalarKind::kString});
  const Type color = Of(EnumRef{kColor});
  const std::vector<Row> rows = {
      {NoneConstant{}, OptionalOf(text), "None"},
      {NoneConstant{}, Of(ClassRef{kOuter}), "None"},
      {true, Of(Scalar{ScalarKind::kBool}), "True"},
      {std::int64_t{0}, Of(Scalar{ScalarKind::kBool}), "False"},
      {std::int64_t{-7}, integer, "-7"},
      {std::numeric_limits<std::uint64_t>::max(), integer, "18446744073709551615"},
      {true, integer, "1"},
      {1.5, real, "1.5"},
      {std::int64_t{2}, real, "2.0"},
      {0.1, real, "0.1"},
      {1e100, real, "1e+100"},
      {static_cast<double>(0.1f), Of(Scalar{ScalarKind::kFloat}), "0.1"},
      {-0.0, real, "-0.0"},
      {std::numeric_limits<double>::infinity(), real, std::nullopt},
      {std::numeric_limits<double>::quiet_NaN(), real, std::nullopt},
      {std::string("x"), text, "'x'"},
      {std::string("it's"), Of(Scalar{ScalarKind::kStringView}), "\"it's\""},
      {std::string("'\""), text, "'\\'\"'"},
      {std::string("a\n\t\\\x01"), text, "'a\\n\\t\\\\\\x01'"},
      {std::string("\xC3\xA9"), text, "'\xC3\xA9'"},
      {std::string("\xFF"), text, std::nullopt},
      {std::string("\xED\xA0\x80"), text, std::nullopt},  // a surrogate
      {std::int64_t{-1}, color, "Outer.Color.red"},
      {std::int64_t{2}, color, "Outer.Color.None_"},
      {std::int64_t{3}, color, std::nullopt},
      {std::int64_t{4}, OptionalOf(integer), "4"},
      {std::int64_t{4}, VectorOf(integer), std::nullopt},
      {std::string("x"), integer, std::nullopt},
  };
  const Module module = TestModule();
  for (std::size_t i = 0; i < rows.size(); ++i) {
    EXPECT_EQ(PythonSpelling(rows[i].value, rows[i].type, module), rows[i].python) << "row " << i;
  }
}

}  // namespace
}  // namespace ferrule::ir
