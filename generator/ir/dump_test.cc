#include "generator/ir/dump.h"

#include <nlohmann/json.hpp>
#include <string>

#include "gtest/gtest.h"

namespace ferrule::ir {
namespace {

Function CheckedFunction() {
  Function function;
  function.name = "f";
  function.qualified_name = "n::f";
  function.doc = "First.\n\nSecond.";
  function.location = {"n.h", 3, 5, 1};
  function.annotations = {{AnnotationKind::kFunction,
                           {{"name", "\"g\"", {}, {}}, {"detach", std::nullopt, {}, {}}},
                           {}}};
  const Type integer = {Scalar{ScalarKind::kInt}};
  function.parameters = {
      {"a", {integer}, std::nullopt, {}, {}},
      {"b",
       {{Scalar{ScalarKind::kString}}, Passing::kConstRef},
       DefaultArgument{"kText", ConstantValue("x")},
       {},
       {}},
      {"rest", {{Args{}}}, std::nullopt, {}, {}},
      {"c", {OptionalOf(integer)}, DefaultArgument{"{}", ConstantValue(NoneConstant{})}, {}, {}},
      {"", {{Token{}}}, std::nullopt, {}, {}},
  };
  function.result = {VectorOf(Type{Scalar{ScalarKind::kBool}})};
  function.is_noexcept = true;
  function.python_name = "g";
  function.signature.arguments = {
      {ArgumentKind::kPositionalOnly, "a", 0, false, ""},
      {ArgumentKind::kPositionalOrKeyword, "b", 1, true, "'x'"},
      {ArgumentKind::kVarPositional, "rest", 2, false, ""},
      {ArgumentKind::kKeywordOnly, "c", 3, true, "None"},
  };
  return function;
}

Module CheckedModule() {
  Module module;
  module.name = "m";
  module.headers = {"n.h"};
  module.doc = "A module.";
  Class node;
  node.name = "C";
  node.qualified_name = "n::C";
  node.python_name = "D";
  node.holds_references = true;
  node.is_collected = true;
  node.traits.size = 8;
  node.traits.alignment = 4;
  Function getter;
  getter.kind = FunctionKind::kMethod;
  getter.name = "x";
  getter.result = {{Scalar{ScalarKind::kBool}}};
  getter.role = Role::kGetter;
  getter.python_name = "x";
  node.methods = {getter};
  node.properties = {{"x", 0, std::nullopt}};
  Field field;
  field.name = "list";
  field.type = VectorOf(Type{Scalar{ScalarKind::kFloat}});
  field.is_public = field.is_exported = field.is_const = field.is_read_only = true;
  field.python_name = "list_";
  node.fields = {field};
  module.classes = {node};
  Enum mode;
  mode.qualified_name = "n::C::Mode";
  mode.outer = ClassId{0};
  mode.is_scoped = true;
  mode.python_name = "Mode";
  mode.enumerators = {{"None", std::int64_t{-1}, "", {}, {}, "None_"}};
  module.enums = {mode};
  module.functions = {CheckedFunction()};
  return module;
}

TEST(DumpTest, WritesText) {
  EXPECT_EQ(DumpText(CheckedModule()),
            R"(module m
  | A module.
  header n.h

  class n::C
    traits none, 8 bytes aligned to 4
    -> class D subclassable collected
    method bool x()
      -> get x() -> bool
    field const std::vector<float> list
      -> list_: tuple[float, ...] (read-only)
    -> property x: bool (read-only)

  enum class n::C::Mode
    in n::C
    -> class Mode(enum.Enum)
    None = -1
      -> None_

  function std::vector<bool> n::f(int a, const std::string& b = kText ["x"], ferrule::Args rest, )"
            R"(std::optional<int> c = {} [none], ferrule::Python) noexcept  n.h:3:5
    FERRULE_FUNCTION(name = "g", detach)
    | First.
    |
    | Second.
    -> def g(a: int, /, b: str = 'x', *rest: object, c: int | None = None) -> list[bool]
)");
}

TEST(DumpTest, SeparatesKindsOfArguments) {
  Module module;
  Function function = CheckedFunction();
  function.annotations.clear();
  function.doc.clear();
  function.signature.arguments = {{ArgumentKind::kKeywordOnly, "a", 0, false, ""}};
  module.functions.push_back(function);
  function.signature.arguments = {{ArgumentKind::kPositionalOnly, "a", 0, false, ""}};
  module.functions.push_back(function);
  const std::string text = DumpText(module);
  EXPECT_NE(text.find("-> def g(*, a: int) -> list[bool]\n"), std::string::npos) << text;
  EXPECT_NE(text.find("-> def g(a: int, /) -> list[bool]\n"), std::string::npos) << text;
}

TEST(DumpTest, WritesJson) {
  const nlohmann::json json = nlohmann::json::parse(DumpJson(CheckedModule()));
  EXPECT_EQ(json["name"], "m");
  EXPECT_EQ(json["classes"][0]["properties"][0]["setter"], nullptr);
  EXPECT_EQ(json["classes"][0]["fields"][0]["type"]["arguments"][0]["type"], "float");
  EXPECT_EQ(json["enums"][0]["outer"], 0);
  EXPECT_EQ(json["enums"][0]["enumerators"][0]["value"], -1);
  const nlohmann::json& function = json["functions"][0];
  EXPECT_EQ(function["annotations"][0]["kind"], "FERRULE_FUNCTION");
  EXPECT_EQ(function["annotations"][0]["arguments"][1]["value"], nullptr);
  EXPECT_EQ(function["parameters"][1]["type"]["passing"], "const reference");
  EXPECT_EQ(function["parameters"][1]["default_argument"]["value"]["string"], "x");
  EXPECT_EQ(function["parameters"][3]["default_argument"]["value"]["none"], true);
  EXPECT_EQ(function["signature"]["arguments"][2]["kind"], "var-positional");
  EXPECT_EQ(function["location"]["line"], 3);
}

TEST(DumpTest, WritesTextThatIsNoUtf8) {
  Module module;
  module.doc = "\xff";
  EXPECT_EQ(nlohmann::json::parse(DumpJson(module))["doc"], "\xEF\xBF\xBD");
}

}  // namespace
}  // namespace ferrule::ir
