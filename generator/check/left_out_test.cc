// What is left out of classes that are bound from outside, and what may not be.
#include <string>
#include <vector>

#include "generator/check/builders.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace ferrule::check::testing {
namespace {

using ir::AnnotationKind;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::SizeIs;
using ::testing::UnorderedElementsAre;

ir::Type Unknown() { return {ir::Unsupported{ir::Obstacle::kUnknownType, "FILE"}}; }

ir::Function Foreign(ir::Function function) {
  function.may_be_left_out = true;
  return function;
}

ir::Class ForeignClass(std::vector<ir::Function> methods,
                       std::vector<ir::AnnotationArgument> keys = {}) {
  ir::Class node = ClassNamed("C", std::move(methods), {}, std::move(keys));
  node.is_foreign = true;
  return node;
}

std::vector<std::string> Names(const std::vector<ir::Function>& functions) {
  std::vector<std::string> names;
  for (const ir::Function& function : functions) names.push_back(function.name);
  return names;
}

TEST(LeftOutTest, WhatHasNoPythonFormIs) {
  const ir::CheckedModule module = Approved(
      ModuleOf(ForeignClass({Foreign(Method("a")), Foreign(Method("b", {Param("file", Unknown())})),
                             Foreign(Returning(Method("c"), Unknown()))})));
  EXPECT_THAT(Names(module->classes[0].methods), ElementsAre("a"));
  ASSERT_THAT(module->left_out, SizeIs(2));
  EXPECT_EQ(module->left_out[0].what, "method 'ns::C::b'");
  EXPECT_THAT(module->left_out[0].reason, HasSubstr("'file'"));
}

TEST(LeftOutTest, FieldsAreNotExported) {
  ir::Class node = ForeignClass({});
  node.fields = {FieldOf("good", Int()), FieldOf("bad", Unknown())};
  for (ir::Field& field : node.fields) field.may_be_left_out = true;
  const ir::CheckedModule module = Approved(ModuleOf(node));
  ASSERT_THAT(module->classes[0].fields, SizeIs(2));
  EXPECT_TRUE(module->classes[0].fields[0].is_exported);
  EXPECT_FALSE(module->classes[0].fields[1].is_exported);
}

TEST(LeftOutTest, WhatIsChosenIsNot) {
  EXPECT_THAT(Errors(ModuleOf(ForeignClass({Method("b", {Param("file", Unknown())})}))),
              ElementsAre(HasSubstr("no-conversion")));
}

TEST(LeftOutTest, StrictLeavesNothingOut) {
  const std::vector<ir::Function> methods = {Foreign(Method("b", {Param("file", Unknown())}))};
  EXPECT_THAT(Errors(ModuleOf(ForeignClass(methods, {Key("strict")}))),
              ElementsAre(HasSubstr("no-conversion")));
  EXPECT_THAT(Errors(ModuleOf(ForeignClass(methods, {Key("strict", "False")}))),
              ElementsAre(HasSubstr("left-out")));
  ir::Module module = ModuleOf(ForeignClass(methods));
  module.settings = {Macro(AnnotationKind::kModule, {Key("strict")})};
  EXPECT_THAT(Errors(module), ElementsAre(HasSubstr("no-conversion")));
}

TEST(LeftOutTest, OneOfTheOverloadsThatAreChosenStays) {
  const ir::Annotation chosen = Macro(AnnotationKind::kFunction);
  ir::Function good = Foreign(Free("f", {Param("x", Int())}));
  ir::Function bad = Foreign(Free("f", {Param("file", Unknown())}));
  good.annotations = bad.annotations = {chosen};
  const ir::CheckedModule module = Approved(ModuleOf({bad, good}));
  EXPECT_THAT(module->functions, SizeIs(1));
  ir::Function worse = bad;
  worse.location = NextLocation();
  EXPECT_THAT(Errors(ModuleOf({bad, worse})),
              UnorderedElementsAre(HasSubstr("left-out"), HasSubstr("no-conversion")));
}

}  // namespace
}  // namespace ferrule::check::testing
