// Exception classes: bases, attributes, and what is refused.
#include "generator/check/exceptions.h"

#include <string>
#include <utility>
#include <vector>

#include "generator/check/builders.h"
#include "generator/check/python_exceptions.h"
#include "generator/ir/python.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace ferrule::check::testing {
namespace {

using ir::AnnotationKind;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

ir::Exception ExceptionNamed(std::string name, std::vector<ir::Ancestor> ancestors,
                             std::vector<ir::AnnotationArgument> keys = {}) {
  ir::Exception node;
  node.name = std::move(name);
  node.qualified_name = "ns::" + node.name;
  node.ancestors = std::move(ancestors);
  node.annotations = {Macro(AnnotationKind::kException, std::move(keys))};
  node.location = NextLocation();
  return node;
}

ir::Module ModuleWith(std::vector<ir::Exception> exceptions) {
  ir::Module module;
  module.name = "m";
  module.exceptions = std::move(exceptions);
  return module;
}

ir::Exception WithMembers(std::vector<ir::Function> methods, std::vector<ir::Field> fields) {
  ir::Exception node = ExceptionNamed("E", {});
  node.methods = std::move(methods);
  node.fields = std::move(fields);
  return node;
}

ir::Function Getter(std::string name) {
  ir::Function getter =
      Returning(Method(std::move(name), {}, {Macro(AnnotationKind::kGetter)}), Int());
  getter.is_const = true;
  return getter;
}

// The bases in Python of a class `D`, where `B` is bound with the given base.
std::string BasesOf(std::vector<ir::Ancestor> ancestors, std::vector<ir::AnnotationArgument> keys,
                    const std::string& base_of_b = "LookupError") {
  const ir::CheckedModule module =
      Approved(ModuleWith({ExceptionNamed("B", {{"std::exception", {}}}, {Key("base", base_of_b)}),
                           ExceptionNamed("D", std::move(ancestors), std::move(keys))}));
  return ir::PythonBases(module->exceptions[1], *module);
}

TEST(ExceptionsTest, Bases) {
  const ir::Ancestor b = {"ns::B", ir::ExceptionId{0}};
  const ir::Ancestor standard = {"std::exception", {}};
  const struct {
    std::vector<ir::Ancestor> ancestors;
    std::vector<ir::AnnotationArgument> keys;
    std::string bases;
  } cases[] = {
      {{}, {}, "Exception"},
      {{standard}, {}, "RuntimeError"},
      {{{"std::out_of_range", {}}, {"std::logic_error", {}}, standard}, {}, "IndexError"},
      {{{"lib::Unknown", {}}, {"std::bad_alloc", {}}, standard}, {}, "MemoryError"},
      {{{"std::filesystem::filesystem_error", {}}, {"std::system_error", {}}, standard},
       {},
       "OSError"},
      {{standard}, {Key("base", "KeyError")}, "KeyError"},
      {{standard}, {Key("base", "json.JSONDecodeError")}, "json.JSONDecodeError"},
      {{b, standard}, {}, "B"},
      {{b, standard}, {Key("base", "ValueError")}, "B, ValueError"},
      {{b, standard}, {Key("base", "IndexError")}, "B, IndexError"},
      {{b, standard}, {Key("base", "LookupError")}, "B"},  // it is one already
      {{b, standard}, {Key("base", "Exception")}, "B"},
      {{b, {"std::out_of_range", {}}, standard}, {}, "B, IndexError"},
  };
  for (const auto& [ancestors, keys, bases] : cases) EXPECT_EQ(BasesOf(ancestors, keys), bases);
}

TEST(ExceptionsTest, OfSeveralBoundBasesTheNearestAreBases) {
  const ir::Ancestor a = {"ns::A", ir::ExceptionId{0}};
  const ir::Ancestor b = {"ns::B", ir::ExceptionId{1}};
  const ir::CheckedModule module =
      Approved(ModuleWith({ExceptionNamed("A", {}), ExceptionNamed("B", {a}),
                           ExceptionNamed("C", {a, b}), ExceptionNamed("D", {})}));
  EXPECT_EQ(ir::PythonBases(module->exceptions[2], *module), "B");
}

TEST(ExceptionsTest, BasesThatArePythonsNoBasesAreRefused) {
  for (const char* base : {"int", "UnicodeDecodeError", "ExceptionGroup", "3", "json.", ".x"}) {
    EXPECT_THAT(Errors(ModuleWith({ExceptionNamed("E", {}, {Key("base", base)})})),
                ElementsAre("bad-value: '" + std::string(base) +
                            "' is no value for 'base' of FERRULE_EXCEPTION"));
  }
  const ir::Ancestor b = {"ns::B", ir::ExceptionId{0}};
  EXPECT_THAT(Errors(ModuleWith({ExceptionNamed("B", {}, {Key("base", "FileExistsError")}),
                                 ExceptionNamed("D", {b}, {Key("base", "ImportError")})})),
              ElementsAre("bad-value: 'ImportError' is no value for 'base' of FERRULE_EXCEPTION"));
}

TEST(ExceptionsTest, PublicFieldsAndGettersAreAttributes) {
  ir::Field hidden = FieldOf("line", Int());
  hidden.is_inherited = true;
  const ir::CheckedModule module = Approved(ModuleWith({WithMembers(
      {Getter("get_code")},
      {FieldOf("line", Int()), FieldOf("at", Int(), {Macro(AnnotationKind::kSkip)}), hidden,
       FieldOf("column_", Int(), {Macro(AnnotationKind::kField, {Key("name", "column")})})})}));
  const ir::Exception& node = module->exceptions[0];
  ASSERT_EQ(node.methods.size(), 1u);
  EXPECT_EQ(node.methods[0].python_name, "code");
  std::vector<std::string> names;
  for (const ir::Field& field : node.fields) {
    if (field.is_exported) names.push_back(field.python_name);
  }
  EXPECT_THAT(names, ElementsAre("line", "column"));
}

TEST(ExceptionsTest, MembersThatAreNoAttributesAreRefused) {
  ir::Function changing = Getter("g");
  changing.is_const = false;
  ir::Function taking = Getter("g");
  taking.parameters = {Param("x", Int())};
  ir::Field pointer = FieldOf("a", Int());
  pointer.passing = ir::Passing::kPointer;
  const struct {
    ir::Exception node;
    std::string error;
  } cases[] = {
      {WithMembers({Method("m", {}, {Macro(AnnotationKind::kMethod)})}, {}),
       "misplaced-annotation: FERRULE_METHOD cannot stand on method 'ns::C::m' of an exception "
       "class"},
      {WithMembers({changing}, {}),
       "bad-property: getter 'ns::C::g' of an exception class is not const"},
      {WithMembers({taking}, {}), "bad-property: getter 'ns::C::g' takes parameters"},
      {WithMembers({Returning(Getter("g"), Int(), ir::Passing::kPointer)}, {}),
       "no-conversion: the result of 'ns::C::g' has type 'int*', which has no Python form"},
      {WithMembers({}, {pointer}),
       "no-python-form: field 'ns::C::a' has no Python form: it is a pointer"},
      {WithMembers({}, {FieldOf("f", HandleTo(ir::HandleKind::kBorrowed))}),
       "no-conversion: field 'ns::C::f' has type 'ferrule::Borrowed<>', which has no Python form"},
      {WithMembers({}, {FieldOf("f", Int(), {Macro(AnnotationKind::kField, {Key("readonly")})})}),
       "bad-value: 'True' is no value for 'readonly' of FERRULE_FIELD"},
      {WithMembers({}, {FieldOf("args", Int())}),
       "bad-name: 'args' cannot be the Python name of field 'ns::C::args': every exception of "
       "Python's has its own"},
      {WithMembers({Getter("x")}, {FieldOf("x", Int())}),
       "name-conflict: method 'ns::C::x' and field 'ns::C::x' have one Python name, 'x'"},
  };
  for (const auto& [node, error] : cases)
    EXPECT_THAT(Errors(ModuleWith({node})), ElementsAre(error));
}

TEST(ExceptionsTest, AnExceptionClassIsNoClass) {
  ir::Exception node = ExceptionNamed("E", {});
  node.annotations.push_back(Macro(AnnotationKind::kClass));
  EXPECT_THAT(
      Errors(ModuleWith({node})),
      ElementsAre(
          "contradiction: FERRULE_CLASS and FERRULE_EXCEPTION cannot stand on one declaration"));
}

TEST(ExceptionsTest, NamesAreOfTheModule) {
  ir::Module module = ModuleWith({ExceptionNamed("E", {})});
  module.functions = {Free("E")};
  EXPECT_THAT(Errors(module),
              ElementsAre("name-conflict: function 'ns::E' and exception class 'ns::E' "
                          "have one Python name, 'E'"));
}

TEST(PythonExceptionsTest, KnowsTheirHierarchy) {
  EXPECT_TRUE(IsPythonSubclass("FileNotFoundError", "OSError"));
  EXPECT_TRUE(IsPythonSubclass("a.B", "a.B"));
  EXPECT_FALSE(IsPythonSubclass("OSError", "FileNotFoundError"));
  EXPECT_FALSE(IsPythonSubclass("a.B", "Exception"));
  EXPECT_TRUE(AreCompatible("FileNotFoundError", "PermissionError"));
  EXPECT_TRUE(AreCompatible("KeyError", "OSError"));
  EXPECT_FALSE(AreCompatible("TabError", "OSError"));
}

}  // namespace
}  // namespace ferrule::check::testing
