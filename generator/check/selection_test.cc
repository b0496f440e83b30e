// What Python gets of a class, and what it does not.
#include <string>
#include <vector>

#include "generator/check/builders.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace ferrule::check::testing {
namespace {

using ir::AnnotationKind;
using ir::FunctionKind;
using ir::Passing;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

std::vector<std::string> Exported(std::vector<ir::Function> methods,
                                  std::vector<ir::AnnotationArgument> keys = {}) {
  ir::CheckedModule module =
      Approved(ModuleOf(ClassNamed("C", std::move(methods), {}, std::move(keys))));
  std::vector<std::string> names;
  for (const ir::Function& method : module->classes[0].methods) names.push_back(method.name);
  return names;
}

TEST(SelectionTest, SkippedMembersAreGone) {
  EXPECT_THAT(Exported({Method("a"), Method("b", {}, {Macro(AnnotationKind::kSkip)})}),
              ElementsAre("a"));
}

TEST(SelectionTest, WhatIsAboutCppAloneIsNeverExported) {
  std::vector<ir::Function> methods;
  for (const char* token : {"=", "new", "new[]", "delete", "delete[]", "->", "->*", ",", "&"}) {
    methods.push_back(Callable(FunctionKind::kOperator, token));
  }
  ir::Function deleted = Method("deleted");
  deleted.is_deleted = true;
  ir::Function generic = Method("generic");
  generic.is_template = true;
  methods.push_back(deleted);
  methods.push_back(generic);
  methods.push_back(Method("swap", {Param("other", ClassAt(0), Passing::kRef)}));
  methods.push_back(Method("stays"));
  EXPECT_THAT(Exported(methods), ElementsAre("stays"));
}

TEST(SelectionTest, TwinsForRvaluesAndConstPairsAreOne) {
  ir::Function mutable_at = Method("at", {Param("i", Int())});
  ir::Function const_at = mutable_at;
  const_at.is_const = true;
  ir::Function lvalue = Method("value");
  lvalue.ref_qualifier = ir::RefQualifier::kLvalue;
  ir::Function rvalue = lvalue;
  rvalue.ref_qualifier = ir::RefQualifier::kRvalue;
  ir::CheckedModule module =
      Approved(ModuleOf(ClassNamed("C", {Method("push", {Param("x", Text(), Passing::kConstRef)}),
                                         Method("push", {Param("x", Text(), Passing::kRvalueRef)}),
                                         mutable_at, const_at, lvalue, rvalue})));
  const std::vector<ir::Function>& methods = module->classes[0].methods;
  ASSERT_EQ(methods.size(), 3u);
  EXPECT_EQ(methods[0].parameters[0].type.passing, Passing::kConstRef);
  EXPECT_TRUE(methods[1].is_const);
  EXPECT_EQ(methods[2].ref_qualifier, ir::RefQualifier::kLvalue);
}

TEST(SelectionTest, MembersCanBeAskedForOneByOne) {
  EXPECT_THAT(Exported({Method("a"), Method("b", {}, {Macro(AnnotationKind::kMethod)})},
                       {Key("members", "annotated")}),
              ElementsAre("b"));
  ir::CheckedModule module = Approved(ModuleOf(ClassNamed(
      "C", {}, {FieldOf("x", Int()), FieldOf("y", Int(), {Macro(AnnotationKind::kField)})},
      {Key("members", "annotated")})));
  EXPECT_FALSE(module->classes[0].fields[0].is_exported);
  EXPECT_TRUE(module->classes[0].fields[1].is_exported);
  EXPECT_THAT(module->classes[0].constructors, IsEmpty());
}

TEST(SelectionTest, WhatHasNoPythonFormIsAnError) {
  ir::Function variadic = Method("log");
  variadic.is_variadic = true;
  ir::Function consuming = Method("take");
  consuming.ref_qualifier = ir::RefQualifier::kRvalue;
  ir::Function unquiet = Method("unquiet");
  unquiet.is_volatile = true;
  ir::Function deleted = Method("gone", {}, {Macro(AnnotationKind::kMethod)});
  deleted.is_deleted = true;
  ir::Function generic = Method("generic", {}, {Macro(AnnotationKind::kMethod)});
  generic.is_template = true;
  ir::Function both = Callable(FunctionKind::kOperator, "&&", {Param("x", Int())});
  ir::Function nothing = Callable(FunctionKind::kConversion, "operator void");
  const std::string none = "no-python-form: method 'ns::C::";
  EXPECT_THAT(
      Errors(ModuleOf(
          ClassNamed("C", {variadic, consuming, unquiet, deleted, generic, both, nothing}))),
      ElementsAre(none + "log' has no Python form: it takes C's variable arguments",
                  none + "take' has no Python form: it consumes its object",
                  none + "unquiet' has no Python form: it is volatile",
                  none + "gone' has no Python form: it is deleted",
                  none + "generic' has no Python form: it is a template",
                  "no-python-form: operator 'ns::C::&&' has no Python form: Python has no such "
                  "operator",
                  "no-python-form: operator 'ns::C::operator void' has no Python form: Python has "
                  "no such operator"));
}

TEST(SelectionTest, OnlyTemplatesHaveInstances) {
  const std::vector<ir::AnnotationArgument> list = {Key("instances", "(<int>, <double>)")};
  ir::Function instance = Free("f", {}, list);
  instance.is_instance = true;
  instance.template_arguments = "<int>";
  const ir::Function plain = Free("g", {}, list);
  EXPECT_THAT(Errors(ModuleOf({instance, plain})),
              ElementsAre("bad-instance: function 'ns::g' is no template, and has no instances"));
}

TEST(SelectionTest, ATypeThatIsSkippedIsUnbound) {
  ir::Module module = ModuleOf({Free("f", {Param("x", VectorOf(ClassAt(1)))}),
                                Free("g", {Param("x", ClassAt(2), Passing::kConstRef)})});
  module.classes = {ClassNamed("Outer"), ClassNamed("Inner"), ClassNamed("Other")};
  module.classes[1].annotations = {Macro(AnnotationKind::kSkip)};
  module.classes[1].outer = ir::ClassId{0};
  EXPECT_THAT(Errors(module),
              ElementsAre("unbound-type: parameter 'x' of 'ns::f' has type 'ns::Inner', which is "
                          "not bound"));
  module.functions.erase(module.functions.begin());
  ir::CheckedModule checked = Approved(module);
  ASSERT_EQ(checked->classes.size(), 2u);
  EXPECT_EQ(checked->functions[0].parameters[0].type.type, ClassAt(1));
}

TEST(SelectionTest, PaddingIsNoField) {
  ir::Field padding = FieldOf("", Int());
  padding.is_bit_field = true;
  EXPECT_THAT(Errors(ModuleOf(ClassNamed("C", {}, {padding}))), IsEmpty());
}

TEST(SelectionTest, NestedTypesFollowTheirClass) {
  ir::Module module;
  module.classes = {ClassNamed("Outer", {}, {}, {Key("members", "annotated")}),
                    ClassNamed("Inner")};
  module.classes[1].annotations.clear();
  module.classes[1].outer = ir::ClassId{0};
  ir::Enum asked_for = EnumNamed("Mode", {"a"});
  asked_for.outer = ir::ClassId{0};
  ir::Enum within = EnumNamed("Deep", {"a"});
  within.outer = ir::ClassId{1};
  module.enums = {asked_for, within};
  ir::CheckedModule checked = Approved(module);
  EXPECT_EQ(checked->classes.size(), 1u);
  ASSERT_EQ(checked->enums.size(), 1u);
  EXPECT_EQ(checked->enums[0].name, "Mode");
}

}  // namespace
}  // namespace ferrule::check::testing
