// Tables of declarations as the glue repeats them.
#include "generator/render/declaration.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace ferrule::render {
namespace {

using ir::FunctionKind;

const ir::Type kInt = {ir::Scalar{ir::ScalarKind::kInt}};
const ir::Type kText = {ir::Scalar{ir::ScalarKind::kString}};

ir::Parameter Parameter(std::string name, ir::PassedType type, std::string default_text = "") {
  ir::Parameter parameter;
  parameter.name = std::move(name);
  parameter.type = std::move(type);
  if (!default_text.empty())
    parameter.default_argument = ir::DefaultArgument{std::move(default_text), {}};
  return parameter;
}

ir::Function Function(FunctionKind kind, std::string name, std::vector<ir::Parameter> parameters,
                      ir::PassedType result) {
  ir::Function function;
  function.kind = kind;
  function.qualified_name = (kind == FunctionKind::kFree ? "ns::" : "ns::Point::") + name;
  function.name = std::move(name);
  function.parameters = std::move(parameters);
  function.result = std::move(result);
  return function;
}

ir::Class Owner() {
  ir::Class owner;
  owner.name = "Point";
  owner.qualified_name = "ns::Point";
  return owner;
}

// What stands between the parentheses of the static_assert, on one line.
std::string Asserted(std::string assertion) {
  std::string line;
  for (const char c : assertion) {
    if (c == '\n') {
      while (line.ends_with(' ')) line.pop_back();
    } else if (c != ' ' || !line.ends_with('(')) {
      line += c;
    }
  }
  const std::string begin = "static_assert(";
  EXPECT_TRUE(line.starts_with(begin) && line.ends_with(");")) << assertion;
  return line.substr(begin.size(), line.size() - begin.size() - 2);
}

TEST(DeclarationTest, Functions) {
  ir::Function method = Function(FunctionKind::kMethod, "move", {Parameter("by", {kInt}, "1")},
                                 {ir::Type{ir::Void{}}});
  ir::Function qualified = Function(FunctionKind::kMethod, "x", {}, {kInt});
  qualified.is_const = true;
  qualified.ref_qualifier = ir::RefQualifier::kLvalue;
  struct Row {
    ir::Function function;
    bool is_member;
    const char *declaration, *asserted;
  };
  const std::vector<Row> rows = {
      {Function(FunctionKind::kFree, "add",
                {Parameter("a", {kInt}), Parameter("", {kText, ir::Passing::kConstRef})}, {kInt}),
       false, "int add(int a, const std::string&)",
       "glue::IsDeclared<int (*)(int, const std::string&)>(&ns::add)"},
      {Function(FunctionKind::kFree, "f", {Parameter("a", {kInt}, "g(1,\n  2)")}, {kInt}), false,
       "int f(int a = g(1,   2))", "glue::IsDeclared<int (*)(int)>(&ns::f)"},
      {method, true, "void Point::move(int by = 1)",
       "glue::IsDeclared<void (ns::Point::*)(int)>(&ns::Point::move)"},
      {qualified, true, "int Point::x() const&",
       "glue::IsDeclared<int (ns::Point::*)() const&>(&ns::Point::x)"},
      {Function(FunctionKind::kOperator, "()", {}, {kInt}), true, "int Point::operator()()",
       "glue::IsDeclared<int (ns::Point::*)()>(&ns::Point::operator())"},
      {Function(FunctionKind::kStaticMethod, "make", {}, {kInt}), true, "static int Point::make()",
       "glue::IsDeclared<int (*)()>(&ns::Point::make)"},
      {Function(FunctionKind::kConstructor, "Point", {Parameter("x", {kInt})}, {}), true,
       "Point(int x)", "std::is_constructible_v<ns::Point, int>"},
      {Function(FunctionKind::kConstructor, "Point", {}, {}), true, "Point()",
       "std::is_constructible_v<ns::Point>"},
  };
  const ir::Module module;
  const ir::Class owner = Owner();
  for (const Row& row : rows) {
    const ir::Class* const of = row.is_member ? &owner : nullptr;
    EXPECT_EQ(Declaration(row.function, of, module), row.declaration);
    EXPECT_EQ(Asserted(DeclarationAssertion(row.function, of, module)), row.asserted);
  }
}

TEST(DeclarationTest, Fields) {
  ir::Field field;
  field.name = "x";
  field.owner = "ns::Base";
  field.type = kInt;
  const ir::Module module;
  const ir::Class owner = Owner();
  EXPECT_EQ(Declaration(field, module), "int x");
  EXPECT_EQ(Asserted(DeclarationAssertion(field, owner, module)),
            "std::is_same_v<decltype(ns::Base::x), int>");
  field.is_const = true;
  EXPECT_EQ(Declaration(field, module), "const int x");
  EXPECT_EQ(Asserted(DeclarationAssertion(field, owner, module)),
            "std::is_same_v<decltype(ns::Base::x), const int>");
  field.is_introduced = true;
  EXPECT_EQ(Asserted(DeclarationAssertion(field, owner, module)),
            "std::is_same_v<decltype(" + owner.qualified_name + "::x), const int>");
  field.is_bit_field = true;
  field.width = 3;
  EXPECT_EQ(Declaration(field, module), "const int x : 3");
}

TEST(DeclarationTest, Arrays) {
  ir::Field field;
  field.name = "x";
  field.owner = "ns::C";
  const auto array_of = [](ir::Type element, std::size_t extent) {
    return ir::Type{ir::Template{ir::TemplateKind::kCArray, {std::move(element)}, extent}};
  };
  field.type = array_of(array_of(kInt, 3), 2);
  const ir::Module module;
  EXPECT_EQ(Declaration(field, module), "int x[2][3]");
  EXPECT_EQ(Asserted(DeclarationAssertion(field, Owner(), module)),
            "std::is_same_v<decltype(ns::C::x), int[2][3]>");
  field.type = array_of({ir::Scalar{ir::ScalarKind::kCString}}, 2);
  field.is_const = true;
  EXPECT_EQ(Declaration(field, module), "const char* const x[2]");
}

TEST(DeclarationTest, LocationsAreShort) {
  EXPECT_EQ(ShortLocation({"a/b/store.h", 42, 3}), "store.h:42");
  EXPECT_EQ(ShortLocation({"store.h", 1, 1}), "store.h:1");
}

TEST(DeclarationTest, NamesOfTheGlobalNamespaceSaySo) {
  EXPECT_EQ(AtFileScope("add"), "::add");
  EXPECT_EQ(AtFileScope("core::add"), "core::add");
}

}  // namespace
}  // namespace ferrule::render
