#include "generator/check/lasting.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "generator/check/builders.h"

namespace ferrule::check {
namespace {

using namespace testing;
using ir::FunctionKind;
using ir::Passing;
using ir::Returns;
using ir::Storage;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::StartsWith;

// Classes 0 and 1: Point, which a Line has.
ir::Module WithLine(std::vector<ir::AnnotationArgument> keys_of_field = {},
                    std::vector<ir::AnnotationArgument> keys_of_line = {}) {
  std::vector<ir::Annotation> annotations;
  if (!keys_of_field.empty())
    annotations.push_back(Macro(ir::AnnotationKind::kField, std::move(keys_of_field)));
  ir::Module module = ModuleOf(ClassNamed("Point"));
  module.classes.push_back(
      ClassNamed("Line", {}, {FieldOf("start", ClassAt(0), annotations)}, std::move(keys_of_line)));
  return module;
}

TEST(LastingTest, FieldsOfClassesAreLive) {
  const ir::CheckedModule checked = Approved(WithLine());
  const ir::Module& module = *checked;
  EXPECT_TRUE(module.classes[1].fields[0].is_live);
  EXPECT_TRUE(module.classes[0].is_referable);
  EXPECT_TRUE(module.classes[0].is_collected);
  EXPECT_FALSE(module.classes[1].is_referable);
  EXPECT_FALSE(module.classes[1].is_collected);
  EXPECT_EQ(module.classes[0].storage, Storage::kInline);
}

TEST(LastingTest, NoCycleGoesThroughWhatHoldsNothing) {
  const ir::CheckedModule checked = Approved(WithLine({}, {Key("subclass", "False")}));
  EXPECT_TRUE(checked->classes[0].is_referable);
  EXPECT_FALSE(checked->classes[0].is_collected);
}

TEST(LastingTest, CopiesReferToNothing) {
  for (auto keys : {std::vector{Key("readonly")}, std::vector{Key("returns", "copy")}}) {
    const ir::CheckedModule checked = Approved(WithLine(keys));
    EXPECT_FALSE(checked->classes[1].fields[0].is_live);
    EXPECT_FALSE(checked->classes[0].is_referable);
  }
  ir::Module constant = WithLine();
  constant.classes[1].fields[0].is_const = true;
  EXPECT_FALSE(Approved(std::move(constant))->classes[0].is_referable);
  EXPECT_TRUE(
      Approved(WithLine({Key("readonly"), Key("returns", "reference")}))->classes[0].is_referable);
}

TEST(LastingTest, WhatCannotBeAssignedIsReadOnly) {
  ir::Module module = WithLine();
  module.classes[0].traits.is_copy_assignable = false;
  const ir::CheckedModule checked = Approved(std::move(module));
  EXPECT_TRUE(checked->classes[1].fields[0].is_read_only);
  EXPECT_TRUE(checked->classes[1].fields[0].is_live);
}

// A call that changes the part says so at the whole, which the garbage collector looks into.
TEST(LastingTest, PartsThatHoldReferencesAskForHeap) {
  ir::Module module = WithLine();
  module.classes[0].fields.push_back(FieldOf("object", HandleTo(ir::HandleKind::kPy)));
  const ir::CheckedModule checked = Approved(std::move(module));
  EXPECT_EQ(checked->classes[1].storage, Storage::kHeap);
  EXPECT_EQ(checked->classes[0].storage, Storage::kInline);
}

// --- Fields that own and point ---

// A Line whose field is as `change` makes it.
ir::Module WithField(ir::Type type, Passing passing, std::vector<ir::AnnotationArgument> keys = {},
                     std::vector<ir::AnnotationArgument> keys_of_line = {}) {
  ir::Module module = WithLine(std::move(keys), std::move(keys_of_line));
  module.classes[1].fields[0].type = std::move(type);
  module.classes[1].fields[0].passing = passing;
  return module;
}

ir::Type UniquePoint() { return {ir::Template{ir::TemplateKind::kUniquePointer, {ClassAt(0)}}}; }

TEST(PointeesTest, WhatIsOwnedIsReferredTo) {
  const ir::CheckedModule checked = Approved(WithField(UniquePoint(), Passing::kValue));
  EXPECT_TRUE(checked->classes[1].fields[0].is_live);
  EXPECT_FALSE(checked->classes[1].fields[0].is_read_only);
  EXPECT_TRUE(checked->classes[0].is_referable);
  EXPECT_EQ(checked->classes[0].storage, Storage::kHeap);
  const ir::CheckedModule shown =
      Approved(WithField(UniquePoint(), Passing::kValue, {Key("readonly")}));
  EXPECT_EQ(shown->classes[0].storage, Storage::kInline);
  EXPECT_THAT(Errors(WithField(UniquePoint(), Passing::kValue, {Key("returns", "copy")})),
              ElementsAre(StartsWith("bad-value")));
}

TEST(PointeesTest, WhatIsPointedToNeedsAWord) {
  for (const Passing passing : {Passing::kPointer, Passing::kConstPointer, Passing::kRef}) {
    EXPECT_THAT(Errors(WithField(ClassAt(0), passing)),
                ElementsAre(StartsWith("unclear-ownership: field 'ns::C::start' is")));
    const ir::CheckedModule checked =
        Approved(WithField(ClassAt(0), passing, {Key("returns", "reference")}));
    EXPECT_EQ(checked->classes[1].fields[0].returns, Returns::kReference);
    EXPECT_EQ(checked->classes[1].fields[0].is_read_only, passing == Passing::kRef);
    EXPECT_EQ(checked->classes[1].keeps_arguments, passing != Passing::kRef);
    EXPECT_TRUE(checked->classes[0].is_referable);
  }
  EXPECT_EQ(Approved(WithField(ClassAt(0), Passing::kConstRef))->classes[1].fields[0].returns,
            Returns::kCopy);
  ir::Module module = WithField(ClassAt(0), Passing::kPointer);
  module.settings = {Macro(ir::AnnotationKind::kModule, {Key("returns", "copy")})};
  EXPECT_TRUE(Approved(std::move(module))->classes[1].fields[0].is_read_only);
}

TEST(PointeesTest, WhatCppSharesKeepsNothing) {
  EXPECT_THAT(Errors(WithField(ClassAt(0), Passing::kPointer, {Key("returns", "reference")},
                               {Key("storage", "shared")})),
              ElementsAre(StartsWith("bad-parameter")));
  EXPECT_THAT(
      Errors(WithField(ClassAt(0), Passing::kPointer,
                       {Key("readonly"), Key("returns", "reference")}, {Key("storage", "shared")})),
      IsEmpty());
}

// --- Results ---

ir::Function Named(std::string name, Passing passing,
                   std::vector<ir::AnnotationArgument> keys = {}) {
  std::vector<ir::Annotation> annotations;
  if (!keys.empty()) annotations.push_back(Macro(ir::AnnotationKind::kMethod, std::move(keys)));
  return Returning(Method(std::move(name), {}, std::move(annotations)), ClassAt(0), passing);
}

ir::Module WithMethod(ir::Function method) {
  ir::Module module = ModuleOf(ClassNamed("Point"));
  module.classes.push_back(ClassNamed("Line", {std::move(method)}));
  return module;
}

TEST(ReturnsTest, Words) {
  const auto returns = [](Passing passing, const char* word) {
    const ir::CheckedModule checked =
        Approved(WithMethod(Named("f", passing, {Key("returns", word)})));
    return checked->classes[1].methods[0].returns;
  };
  EXPECT_EQ(returns(Passing::kRef, "reference"), Returns::kReference);
  EXPECT_EQ(returns(Passing::kConstRef, "reference"), Returns::kReference);
  EXPECT_EQ(returns(Passing::kPointer, "reference"), Returns::kReference);
  EXPECT_EQ(returns(Passing::kPointer, "owned"), Returns::kOwned);
  EXPECT_EQ(returns(Passing::kConstPointer, "copy"), Returns::kCopy);
  EXPECT_EQ(returns(Passing::kRef, "copy"), Returns::kCopy);
}

TEST(ReturnsTest, WordsThatDoNotFit) {
  for (const auto& [passing, word] :
       {std::pair(Passing::kValue, "reference"), std::pair(Passing::kRef, "owned"),
        std::pair(Passing::kValue, "copy")}) {
    const std::vector<std::string> errors =
        Errors(WithMethod(Named("f", passing, {Key("returns", word)})));
    ASSERT_EQ(errors.size(), 1u) << word;
    EXPECT_TRUE(errors[0].starts_with("bad-value")) << errors[0];
  }
}

TEST(ReturnsTest, LifetimeBoundIsAWord) {
  ir::Function method = Named("f", Passing::kRef);
  method.is_lifetime_bound = true;
  const ir::CheckedModule checked = Approved(WithMethod(std::move(method)));
  EXPECT_EQ(checked->classes[1].methods[0].returns, Returns::kReference);
  EXPECT_TRUE(checked->classes[1].methods[0].is_kept_by_self);
  ir::Function copied = Named("f", Passing::kConstRef);
  copied.is_lifetime_bound = true;
  EXPECT_EQ(Approved(WithMethod(std::move(copied)))->classes[1].methods[0].returns,
            Returns::kByType);
}

TEST(ReturnsTest, OwnedAsksForStorage) {
  const ir::CheckedModule checked =
      Approved(WithMethod(Named("f", Passing::kPointer, {Key("returns", "owned")})));
  EXPECT_EQ(checked->classes[0].storage, Storage::kHeap);
}

TEST(ReturnsTest, ParametersKeep) {
  ir::Parameter tree = Param("tree", ClassAt(0), Passing::kRef);
  tree.annotations = {Macro(ir::AnnotationKind::kArg, {Key("keep_alive", "result")})};
  ir::Module module = WithMethod(Method("g"));
  module.functions = {
      Returning(Free("f", {tree}, {Key("returns", "reference")}), ClassAt(0), Passing::kPointer)};
  const ir::CheckedModule checked = Approved(std::move(module));
  EXPECT_EQ(checked->functions[0].parameters[0].keeper, ir::Keeper::kResult);
  EXPECT_TRUE(checked->functions[0].parameters[0].is_exact);
}

TEST(ReturnsTest, TheModuleMaySayIt) {
  ir::Module module = WithMethod(Named("f", Passing::kPointer));
  module.settings = {Macro(ir::AnnotationKind::kModule, {Key("returns", "reference")})};
  EXPECT_EQ(Approved(std::move(module))->classes[1].methods[0].returns, Returns::kReference);
}

// --- Views ---

TEST(ViewsTest, OfContainersAlone) {
  ir::Module module = WithLine({Key("view")});
  module.classes[1].fields[0].type = VectorOf(Int());
  const ir::CheckedModule checked = Approved(module);
  EXPECT_TRUE(checked->classes[1].fields[0].is_view);
  EXPECT_FALSE(checked->classes[1].fields[0].is_live);
  module.classes[1].fields[0].type = Int();
  const std::vector<std::string> errors = Errors(std::move(module));
  ASSERT_EQ(errors.size(), 1u);
  EXPECT_TRUE(errors[0].starts_with("bad-value")) << errors[0];
}

TEST(ViewsTest, NothingThatDanglesIsPutInto) {
  ir::Module module = WithLine({Key("view"), Key("readonly")});
  module.classes[1].fields[0].type = VectorOf(View());
  EXPECT_THAT(Errors(module), ElementsAre(StartsWith("dangling-view")));
  module.classes[1].fields[0].is_const = true;
  EXPECT_THAT(Errors(std::move(module)), IsEmpty());
}

TEST(ViewsTest, Results) {
  const auto returns = [](std::vector<ir::AnnotationArgument> keys, bool is_lifetime_bound) {
    ir::Function method = Named("f", Passing::kRef, std::move(keys));
    method.result.type = VectorOf(Int());
    method.is_lifetime_bound = is_lifetime_bound;
    return Approved(WithMethod(std::move(method)))->classes[1].methods[0].returns;
  };
  EXPECT_EQ(returns({Key("returns", "view")}, false), Returns::kView);
  EXPECT_EQ(returns({Key("returns", "copy")}, false), Returns::kCopy);
  EXPECT_EQ(returns({}, true), Returns::kView);
  EXPECT_THROW(returns({}, false), std::logic_error);
  EXPECT_THROW(returns({Key("returns", "reference")}, false), std::logic_error);
}

// --- What objects keep ---

ir::Parameter KeptPoint(const char* keeper) {
  ir::Parameter parameter = Param("point", ClassAt(0), Passing::kConstRef);
  if (*keeper != '\0')
    parameter.annotations = {Macro(ir::AnnotationKind::kArg, {Key("keep_alive", keeper)})};
  return parameter;
}

// Classes 0 and 1: Point, and a Cursor that is made of one.
ir::Module WithCursor(ir::Parameter parameter) {
  ir::Module module = ModuleOf(ClassNamed("Point"));
  module.classes.push_back(ClassNamed("Cursor"));
  module.classes[1].constructors = {
      Callable(FunctionKind::kConstructor, "Cursor", {std::move(parameter)})};
  return module;
}

TEST(KeepingTest, InstancesKeep) {
  const ir::CheckedModule checked = Approved(WithCursor(KeptPoint("self")));
  EXPECT_EQ(checked->classes[1].constructors[0].parameters[0].keeper, ir::Keeper::kSelf);
  EXPECT_TRUE(checked->classes[1].keeps_arguments);
  EXPECT_TRUE(checked->classes[1].is_collected);
  EXPECT_FALSE(checked->classes[0].keeps_arguments);
}

TEST(KeepingTest, LifetimeBoundOfAConstructor) {
  ir::Parameter parameter = KeptPoint("");
  parameter.is_lifetime_bound = true;
  EXPECT_TRUE(Approved(WithCursor(std::move(parameter)))->classes[1].keeps_arguments);
}

TEST(KeepingTest, NobodyIsThere) {
  ir::Module module = ModuleOf(ClassNamed("Point"));
  module.functions = {Free("f", {KeptPoint("self")})};
  EXPECT_THAT(Errors(std::move(module)), ElementsAre(StartsWith("bad-value")));
}

TEST(KeepingTest, WhatCppSharesKeepsNothing) {
  ir::Module module = WithCursor(KeptPoint("self"));
  module.classes[1].annotations = {Macro(ir::AnnotationKind::kClass, {Key("storage", "shared")})};
  EXPECT_THAT(Errors(std::move(module)), ElementsAre(StartsWith("bad-parameter")));
}

ir::Field PointerTo(ir::Type type) {
  ir::Field field = FieldOf("held_", std::move(type));
  field.is_public = false;
  field.passing = Passing::kPointer;
  return field;
}

TEST(BorrowingTest, AWordIsAskedFor) {
  const auto errors = [](ir::Parameter parameter) {
    ir::Module module = WithCursor(std::move(parameter));
    module.classes[1].fields = {PointerTo(ClassAt(0))};
    return Errors(std::move(module));
  };
  EXPECT_THAT(errors(KeptPoint("")), ElementsAre(StartsWith("unkept-argument")));
  EXPECT_THAT(errors(KeptPoint("self")), IsEmpty());
  ir::Parameter transient = KeptPoint("");
  transient.annotations = {Macro(ir::AnnotationKind::kArg, {Key("transient")})};
  EXPECT_THAT(errors(std::move(transient)), IsEmpty());
  EXPECT_THAT(errors(Param("point", ClassAt(0))), IsEmpty());
  EXPECT_THAT(errors(Param("text", View())), IsEmpty());
}

TEST(BorrowingTest, OtherMembersHoldOtherThings) {
  ir::Module module = WithCursor(KeptPoint(""));
  module.classes[1].fields = {PointerTo(ClassAt(1)), FieldOf("value", Int())};
  EXPECT_THAT(Errors(std::move(module)), IsEmpty());
  ir::Module text = WithCursor(Param("text", View()));
  text.classes[1].fields = {FieldOf("text_", View())};
  text.classes[1].fields[0].is_public = false;
  EXPECT_THAT(Errors(std::move(text)), ElementsAre(StartsWith("unkept-argument")));
}

}  // namespace
}  // namespace ferrule::check
