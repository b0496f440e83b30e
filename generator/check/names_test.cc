// Python names, roles, properties, and conflicts between them.
#include <string>
#include <vector>

#include "generator/check/builders.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace ferrule::check::testing {
namespace {

using ir::AnnotationKind;
using ir::Role;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

ir::Annotation Named(AnnotationKind kind, std::string name) {
  return Macro(kind, {Key("name", std::move(name))});
}

ir::Function Getter(std::string name, std::vector<ir::AnnotationArgument> keys = {}) {
  return Returning(Method(std::move(name), {}, {Macro(AnnotationKind::kGetter, std::move(keys))}),
                   Int());
}

ir::Function Setter(std::string name, std::vector<ir::Parameter> parameters = {Param("v", Int())}) {
  return Method(std::move(name), std::move(parameters), {Macro(AnnotationKind::kSetter)});
}

TEST(NamesTest, FromCppAndFromAnnotations) {
  ir::CheckedModule module = Approved(ModuleOf({
      Free("plain"),
      Free("lambda"),
      Free("a", {}, {Key("name", "b")}),
      Free("c", {}, {Key("name", "\"d\"")}),
  }));
  std::vector<std::string> names;
  for (const ir::Function& function : module->functions) names.push_back(function.python_name);
  EXPECT_THAT(names, ElementsAre("plain", "lambda_", "b", "d"));
}

TEST(NamesTest, NamesThatPythonDoesNotTake) {
  EXPECT_THAT(
      Errors(ModuleOf({
          Free("f", {}, {Key("name", "class")}),
          Free("g", {}, {Key("name", "\"a-b\"")}),
          Free("gr\xC3\xB6\xC3\x9F"),
          Free("h", {}, {Key("name", "__name__")}),
      })),
      ElementsAre(
          "bad-name: 'class' cannot be the Python name of function 'ns::f': it is a keyword of "
          "Python",
          "bad-name: 'a-b' cannot be the Python name of function 'ns::g': it is no Python "
          "identifier",
          "bad-name: 'gr\xC3\xB6\xC3\x9F' cannot be the Python name of function "
          "'ns::gr\xC3\xB6\xC3\x9F': letters beyond ASCII are not covered yet",
          "bad-name: '__name__' cannot be the Python name of function 'ns::h': every module has "
          "its own"));
}

TEST(NamesTest, AWrittenNameIsReportedWhereItIsWritten) {
  diag::Sink sink;
  Check(ModuleOf({Free("f", {}, {Key("name", "class")})}), sink);
  EXPECT_EQ(sink.Sorted().at(0).location.column, 100);
}

TEST(NamesTest, Roles) {
  ir::Module module = ModuleOf(ClassNamed(
      "C",
      {Method("m"), Method("call", {}, {Named(AnnotationKind::kMethod, "__call__")}),
       Getter("get_size"), Setter("set_size"), Callable(ir::FunctionKind::kStaticMethod, "make"),
       Method("enter", {}, {Named(AnnotationKind::kMethod, "__enter__")})}));
  ir::CheckedModule checked = Approved(std::move(module));
  std::vector<std::pair<std::string, Role>> found;
  for (const ir::Function& method : checked->classes[0].methods) {
    found.emplace_back(method.python_name, method.role);
  }
  EXPECT_THAT(found, ElementsAre(std::pair("m", Role::kMethod), std::pair("__call__", Role::kCall),
                                 std::pair("size", Role::kGetter), std::pair("size", Role::kSetter),
                                 std::pair("make", Role::kStaticMethod),
                                 std::pair("__enter__", Role::kMethod)));
  const std::vector<ir::Property>& properties = checked->classes[0].properties;
  ASSERT_EQ(properties.size(), 1u);
  EXPECT_EQ(properties[0].python_name, "size");
  EXPECT_EQ(properties[0].getter, 2u);
  EXPECT_EQ(properties[0].setter, 3u);
}

TEST(NamesTest, TheCallOperatorIsCall) {
  ir::CheckedModule checked =
      Approved(ModuleOf(ClassNamed("C", {Callable(ir::FunctionKind::kOperator, "()")})));
  EXPECT_EQ(checked->classes[0].methods[0].python_name, "__call__");
  EXPECT_EQ(checked->classes[0].methods[0].role, Role::kCall);
}

TEST(NamesTest, SpecialMethodsThatNobodyMayDefineAreNotCovered) {
  EXPECT_THAT(
      Errors(ModuleOf(
          ClassNamed("C", {Method("init", {}, {Named(AnnotationKind::kMethod, "__init__")}),
                           Getter("doc", {Key("name", "__doc__")})}))),
      ElementsAre("not-covered: ferrule does not cover the special method '__init__' yet",
                  "not-covered: ferrule does not cover the special attribute '__doc__' yet"));
}

TEST(NamesTest, ConflictsInTheModule) {
  ir::Module module = ModuleOf({Free("f", {}, {Key("name", "C")})});
  module.classes.push_back(ClassNamed("C"));
  EXPECT_THAT(
      Errors(std::move(module)),
      ElementsAre("name-conflict: class 'ns::C' and function 'ns::f' have one Python name, 'C'"));
}

TEST(NamesTest, ConflictsInAClass) {
  std::vector<ir::Function> methods = {Method("f"), Method("f", {Param("x", Int())}), Getter("x")};
  ir::Class node = ClassNamed("C", methods, {FieldOf("x", Int())});
  ir::Module module = ModuleOf(std::move(node));
  ir::Enum inner = EnumNamed("f", {"a"});
  inner.outer = ir::ClassId{0};
  module.enums.push_back(inner);
  EXPECT_THAT(
      Errors(std::move(module)),
      ElementsAre("name-conflict: field 'ns::C::x' and method 'ns::C::x' have one Python name, 'x'",
                  "name-conflict: enum 'ns::f' and method 'ns::C::f' have one Python name, 'f'"));
}

TEST(NamesTest, PropertiesThatAreNone) {
  ir::Function greedy = Getter("a");
  greedy.parameters = {Param("py", PythonToken()), Param("x", Int())};
  ir::Function silent = Method("b", {}, {Macro(AnnotationKind::kGetter)});
  EXPECT_THAT(
      Errors(ModuleOf(
          ClassNamed("C", {greedy, silent, Setter("set_c"), Getter("d"), Setter("set_d", {}),
                           Getter("e"), Setter("set_e", {Param("all", ArgsView())})}))),
      ElementsAre("bad-property: getter 'ns::C::a' takes parameters",
                  "bad-property: getter 'ns::C::b' returns nothing",
                  "bad-property: setter 'ns::C::set_c' is for 'c', which has no getter",
                  "bad-property: setter 'ns::C::set_d' takes 0 parameters",
                  "bad-property: parameter 'all' of 'ns::C::set_e' cannot take the one value of a "
                  "setter"));
}

TEST(NamesTest, EnumeratorsThatPythonsEnumTakes) {
  ir::Module module;
  module.enums = {
      EnumNamed("Color", {"red", "None", "name", "value", "_", "_x"}, {Key("base", "IntEnum")})};
  ir::CheckedModule checked = Approved(std::move(module));
  std::vector<std::string> names;
  for (const ir::Enumerator& enumerator : checked->enums[0].enumerators) {
    names.push_back(enumerator.python_name);
  }
  EXPECT_THAT(names, ElementsAre("red", "None_", "name", "value", "_", "_x"));
  EXPECT_EQ(checked->enums[0].base, ir::EnumBase::kIntEnum);
}

TEST(NamesTest, EnumeratorsThatItDoesNotTake) {
  ir::Module module;
  module.enums = {EnumNamed("Color", {"mro", "_x_", "__y__", "_Color__z"})};
  const std::string what = "' cannot be the Python name of enumerator '";
  EXPECT_THAT(Errors(module),
              ElementsAre("bad-name: 'mro" + what + "mro': it is a method of every class",
                          "bad-name: '_x_" + what +
                              "_x_': Python's Enum keeps names between underscores for itself",
                          "bad-name: '__y__" + what +
                              "__y__': Python's Enum keeps names between underscores for itself",
                          "bad-name: '_Color__z" + what +
                              "_Color__z': to Python's Enum it is a private name of the class"));
  module.enums[0].enumerators[0].annotations = {
      Macro(AnnotationKind::kConstant, {Key("name", "mro_")})};
  EXPECT_EQ(Errors(module).size(), 3u);
}

TEST(NamesTest, AnEnumNeedsEnumerators) {
  ir::Module module;
  module.enums = {EnumNamed("Empty", {})};
  EXPECT_THAT(Errors(module),
              ElementsAre("no-python-form: enum 'ns::Empty' has no Python form: it has no "
                          "enumerators"));
}

}  // namespace
}  // namespace ferrule::check::testing
