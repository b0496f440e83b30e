// What macros may say and where they may stand.
#include <string>
#include <vector>

#include "generator/check/builders.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace ferrule::check::testing {
namespace {

using ir::AnnotationKind;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

std::vector<std::string> ErrorsOfClassKey(ir::AnnotationArgument key) {
  return Errors(ModuleOf(ClassNamed("C", {}, {}, {std::move(key)})));
}

TEST(AnnotationsTest, KeysThatAreCovered) {
  for (const auto& [key, value] :
       std::vector<std::pair<std::string, std::string>>{{"name", "D"},
                                                        {"name", "\"D\""},
                                                        {"bases", "()"},
                                                        {"bases", "( )"},
                                                        {"subclass", "true"},
                                                        {"subclass", "False"},
                                                        {"members", "annotated"},
                                                        {"storage", "inline"}}) {
    EXPECT_THAT(ErrorsOfClassKey(Key(key, value)), IsEmpty()) << key << value;
  }
  EXPECT_THAT(ErrorsOfClassKey(Key("subclass")), IsEmpty());
}

TEST(AnnotationsTest, KeysThatAreNotCoveredYet) {
  ir::Function function = Free("f");
  function.annotations = {Macro(AnnotationKind::kFunction, {Key("detach")})};
  EXPECT_THAT(
      Errors(ModuleOf({function})),
      ElementsAre("not-covered: ferrule does not cover the key 'detach' of FERRULE_FUNCTION yet"));
}

TEST(AnnotationsTest, ValuesThatAreNone) {
  EXPECT_THAT(ErrorsOfClassKey(Key("name", "a.b")),
              ElementsAre("bad-value: 'a.b' is no value for 'name' of FERRULE_CLASS"));
  EXPECT_THAT(ErrorsOfClassKey(Key("subclass", "maybe")),
              ElementsAre("bad-value: 'maybe' is no value for 'subclass' of FERRULE_CLASS"));
  EXPECT_THAT(ErrorsOfClassKey(Key("storage", "stack")),
              ElementsAre("bad-value: 'stack' is no value for 'storage' of FERRULE_CLASS"));
  EXPECT_THAT(ErrorsOfClassKey(Key("bases", "Base")),
              ElementsAre("bad-value: 'Base' is no value for 'bases' of FERRULE_CLASS"));
  EXPECT_THAT(ErrorsOfClassKey(Key("members", "all")),
              ElementsAre("bad-value: 'all' is no value for 'members' of FERRULE_CLASS"));
  EXPECT_THAT(
      ErrorsOfClassKey(Key("name")),
      ElementsAre("bad-annotation-syntax: no value for 'name' in the arguments of FERRULE_CLASS"));
}

TEST(AnnotationsTest, UnknownKeysAreGuessed) {
  diag::Sink sink;
  Check(ModuleOf(ClassNamed("C", {}, {}, {Key("nmae", "D"), Key("colour", "red")})), sink);
  const std::vector<diag::Diagnostic> found = sink.Sorted();
  ASSERT_EQ(found.size(), 2u);
  EXPECT_EQ(found[0].text, "FERRULE_CLASS has no key 'nmae'");
  EXPECT_EQ(
      found[0].help,
      "did you mean 'name'? FERRULE_CLASS takes name, bases, subclass, members, storage, "
      "init, properties, from_dict, frozen, dict, weakref, borrow_checked, synchronized, view, of "
      "and strict");
  EXPECT_EQ(
      found[1].help,
      "FERRULE_CLASS takes name, bases, subclass, members, storage, init, properties, from_dict, "
      "frozen, dict, weakref, borrow_checked, synchronized, view, of and strict");
}

TEST(AnnotationsTest, AKeyTwice) {
  EXPECT_THAT(Errors(ModuleOf(ClassNamed("C", {}, {}, {Key("name", "D"), Key("name", "E")}))),
              ElementsAre("duplicate-key: 'name' is given twice"));
}

TEST(AnnotationsTest, EachMacroOnWhatItStandsOn) {
  ir::Function method = Method("f", {}, {Macro(AnnotationKind::kFunction)});
  ir::Field field = FieldOf("x", Int(), {Macro(AnnotationKind::kGetter)});
  EXPECT_THAT(
      Errors(ModuleOf(ClassNamed("C", {method}, {field}))),
      ElementsAre("misplaced-annotation: FERRULE_FUNCTION cannot stand on method 'ns::C::f'",
                  "misplaced-annotation: FERRULE_GETTER cannot stand on field 'ns::C::x'"));
  ir::Parameter parameter = Param("x", Int());
  parameter.annotations = {Macro(AnnotationKind::kSkip)};
  EXPECT_THAT(
      Errors(ModuleOf({Free("f", {parameter})})),
      ElementsAre("misplaced-annotation: FERRULE_SKIP cannot stand on parameter 'x' of 'ns::f'"));
}

TEST(AnnotationsTest, PlacesAndMacrosThatAreNotCoveredYet) {
  ir::Module module = ModuleOf(std::vector<ir::Function>());
  module.namespaces = {Macro(AnnotationKind::kNamespace, {Key("submodule", "sub")})};
  EXPECT_THAT(Errors(module),
              ElementsAre("not-covered: ferrule does not cover FERRULE_NAMESPACE yet"));
}

TEST(AnnotationsTest, TwoOnOneDeclaration) {
  EXPECT_THAT(
      Errors(ModuleOf(ClassNamed(
          "C",
          {Method("f", {}, {Macro(AnnotationKind::kMethod), Macro(AnnotationKind::kSkip)}),
           Method("g", {}, {Macro(AnnotationKind::kMethod), Macro(AnnotationKind::kMethod)})}))),
      ElementsAre("contradiction: FERRULE_SKIP and FERRULE_METHOD cannot stand on one declaration",
                  "contradiction: FERRULE_METHOD and another cannot stand on one declaration"));
}

TEST(AnnotationsTest, OnWhatIsNotPublic) {
  ir::Function secret = Method("f", {}, {Macro(AnnotationKind::kMethod)});
  secret.is_public = false;
  ir::Field hidden = FieldOf("x", Int(), {Macro(AnnotationKind::kField)});
  hidden.is_public = false;
  ir::Field skipped = FieldOf("y", Int(), {Macro(AnnotationKind::kSkip)});
  skipped.is_public = false;
  EXPECT_THAT(
      Errors(ModuleOf(ClassNamed("C", {secret}, {hidden, skipped}))),
      ElementsAre("not-public: FERRULE_METHOD stands on method 'ns::C::f', which is not public",
                  "not-public: FERRULE_FIELD stands on field 'ns::C::x', which is not public"));
}

}  // namespace
}  // namespace ferrule::check::testing
