// Tables of types with the places where they may stand.
#include "generator/check/types.h"

#include <algorithm>
#include <string>
#include <vector>

#include "generator/check/builders.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace ferrule::check::testing {
namespace {

using ir::HandleKind;
using ir::Passing;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

std::vector<Passing> AllPassings() {
  return {Passing::kValue,     Passing::kConstRef,     Passing::kRef,
          Passing::kRvalueRef, Passing::kConstPointer, Passing::kPointer};
}

// Class 0 is plain, class 1 cannot be copied, class 2 is polymorphic; enum 0.
ir::Module WithTypes() {
  ir::Module module;
  module.name = "m";
  module.classes = {ClassNamed("Plain"), ClassNamed("Unique"),
                    ClassNamed("Shape", {}, {}, {Key("subclass", "False")})};
  module.classes[1].traits.is_copy_constructible = false;
  module.classes[2].traits.is_polymorphic = true;
  module.enums = {EnumNamed("Color", {"red"})};
  return module;
}

// The slug of the one error, or "ok".
std::string SlugOf(ir::Module module) {
  const std::vector<std::string> errors = Errors(std::move(module));
  if (errors.empty()) return "ok";
  return errors.size() == 1 ? errors[0].substr(0, errors[0].find(':')) : "several";
}

std::string AsParameter(ir::Type type, Passing passing) {
  ir::Module module = WithTypes();
  module.functions = {Free("f", {Param("x", std::move(type), passing)})};
  return SlugOf(std::move(module));
}

std::string AsResult(ir::Type type, Passing passing) {
  ir::Module module = WithTypes();
  module.functions = {Returning(Free("f"), std::move(type), passing)};
  return SlugOf(std::move(module));
}

std::string AsField(ir::Type type, std::vector<ir::AnnotationArgument> keys = {}) {
  ir::Module module = WithTypes();
  module.classes.push_back(ClassNamed(
      "C", {}, {FieldOf("x", std::move(type), {Macro(ir::AnnotationKind::kField, keys)})}));
  return SlugOf(std::move(module));
}

// For each passing in the order of AllPassings().
std::vector<std::string> AsParameter(const ir::Type& type) {
  std::vector<std::string> slugs;
  for (Passing passing : AllPassings()) slugs.push_back(AsParameter(type, passing));
  return slugs;
}
std::vector<std::string> AsResult(const ir::Type& type) {
  std::vector<std::string> slugs;
  for (Passing passing : AllPassings()) slugs.push_back(AsResult(type, passing));
  return slugs;
}

std::vector<ir::Type> ConvertedTypes() {
  return {{ir::Scalar{ir::ScalarKind::kBool}},
          Int(),
          Double(),
          Text(),
          View(),
          EnumAt(0),
          OptionalOf(Int()),
          VectorOf(Text()),
          OptionalOf(VectorOf(ClassAt(0))),
          VectorOf(OptionalOf(EnumAt(0))),
          VectorOf(HandleTo(HandleKind::kPy)),
          HandleTo(HandleKind::kPy),
          HandleTo(HandleKind::kBound),
          HandleTo(HandleKind::kBorrowed)};
}

TEST(TypesTest, ConvertedParameters) {
  for (const ir::Type& type : ConvertedTypes()) {
    EXPECT_THAT(AsParameter(type),
                ElementsAre("ok", "ok", "bad-parameter", "ok", "not-covered", "bad-parameter"));
  }
}

TEST(TypesTest, ConvertedResults) {
  for (const ir::Type& type : ConvertedTypes()) {
    const std::string unclear = "unclear-ownership";
    EXPECT_THAT(AsResult(type), ElementsAre("ok", "ok", unclear, unclear, unclear, unclear));
  }
}

TEST(TypesTest, ParametersOfClasses) {
  EXPECT_THAT(AsParameter(ClassAt(0)), ElementsAre("ok", "ok", "ok", "ok", "ok", "ok"));
  EXPECT_THAT(AsParameter(ClassAt(1)),
              ElementsAre("not-copyable", "ok", "ok", "not-copyable", "ok", "ok"));
}

TEST(TypesTest, ResultsOfClasses) {
  const std::string unclear = "unclear-ownership";
  EXPECT_THAT(AsResult(ClassAt(0)), ElementsAre("ok", "ok", unclear, unclear, unclear, unclear));
  EXPECT_THAT(AsResult(ClassAt(1)),
              ElementsAre("ok", "not-copyable", unclear, unclear, unclear, unclear));
  EXPECT_THAT(AsResult(ClassAt(2)),
              ElementsAre("ok", "not-copyable", unclear, unclear, unclear, unclear));
}

TEST(TypesTest, AMethodMayReturnItsOwnClassByReference) {
  const auto returning = [](ir::FunctionKind kind, std::size_t index, Passing passing) {
    ir::Module module = WithTypes();
    module.classes[0].methods = {Returning(Callable(kind, "f"), ClassAt(index), passing)};
    return SlugOf(std::move(module));
  };
  using ir::FunctionKind;
  EXPECT_EQ(returning(FunctionKind::kMethod, 0, Passing::kRef), "ok");
  EXPECT_EQ(returning(FunctionKind::kMethod, 1, Passing::kRef), "unclear-ownership");
  EXPECT_EQ(returning(FunctionKind::kMethod, 0, Passing::kPointer), "unclear-ownership");
  EXPECT_EQ(returning(FunctionKind::kStaticMethod, 0, Passing::kRef), "unclear-ownership");
}

TEST(TypesTest, WhatOnlyACallHas) {
  for (const ir::Type& type : {PythonToken(), ArgsView(), KwargsView()}) {
    const std::string misplaced = "misplaced-type";
    EXPECT_THAT(AsParameter(type),
                ElementsAre("ok", misplaced, misplaced, misplaced, misplaced, misplaced));
    EXPECT_EQ(AsResult(type, Passing::kValue), misplaced);
    EXPECT_EQ(AsField(type), misplaced);
    EXPECT_EQ(AsParameter(OptionalOf(type), Passing::kValue), misplaced);
    EXPECT_EQ(AsResult(VectorOf(type), Passing::kValue), misplaced);
  }
}

TEST(TypesTest, ArgsAndKwargsStandOnce) {
  ir::Module module = ModuleOf({Free("f", {Param("a", ArgsView()), Param("b", ArgsView())})});
  EXPECT_EQ(SlugOf(module), "misplaced-type");
  module = ModuleOf({Free("f", {Param("a", KwargsView()), Param("b", KwargsView())})});
  EXPECT_EQ(SlugOf(module), "misplaced-type");
}

TEST(TypesTest, Elements) {
  EXPECT_EQ(AsParameter(VectorOf(ClassAt(1)), Passing::kValue), "not-copyable");
  EXPECT_EQ(AsParameter(OptionalOf(View()), Passing::kValue), "ok");
  EXPECT_EQ(AsParameter(VectorOf(View()), Passing::kValue), "ok");
  EXPECT_EQ(AsParameter(OptionalOf(VectorOf(View())), Passing::kValue), "ok");
  EXPECT_EQ(AsResult(VectorOf(View()), Passing::kValue), "ok");
  EXPECT_EQ(AsParameter(OptionalOf(OptionalOf(Int())), Passing::kValue), "not-covered");
  EXPECT_EQ(AsResult(VectorOf(HandleTo(HandleKind::kBound)), Passing::kValue), "misplaced-type");
}

TEST(TypesTest, UnsupportedTypes) {
  const ir::Type unknown = {ir::Unsupported{ir::Obstacle::kUnknownType, "void (*)(int)"}};
  const ir::Type unbound = {ir::Unsupported{ir::Obstacle::kUnboundClass, "ns::D"}};
  EXPECT_THAT(Errors(ModuleOf({Free("f", {Param("cb", unknown)})})),
              ElementsAre("no-conversion: parameter 'cb' of 'ns::f' has type 'void (*)(int)', "
                          "which has no Python form"));
  EXPECT_THAT(Errors(ModuleOf({Returning(Free("f"), VectorOf(unbound))})),
              ElementsAre("unbound-type: the result of 'ns::f' has type 'ns::D', which is not "
                          "bound"));
  EXPECT_EQ(AsField(unknown), "no-conversion");
  EXPECT_EQ(AsResult(Nothing(), Passing::kPointer), "no-conversion");
}

TEST(TypesTest, Fields) {
  for (const ir::Type& type :
       {Int(), Text(), EnumAt(0), OptionalOf(Text()), VectorOf(Int()), HandleTo(HandleKind::kPy)}) {
    EXPECT_EQ(AsField(type), "ok");
  }
  EXPECT_EQ(AsField(ClassAt(0)), "ok");
  EXPECT_EQ(AsField(ClassAt(1)), "ok");
  EXPECT_EQ(AsField(ClassAt(1), {Key("readonly")}), "not-copyable");
  EXPECT_EQ(AsField(ClassAt(1), {Key("readonly"), Key("returns", "reference")}), "ok");
  EXPECT_EQ(AsField(HandleTo(HandleKind::kBound)), "misplaced-type");
  EXPECT_EQ(AsField(HandleTo(HandleKind::kBorrowed)), "misplaced-type");
  EXPECT_EQ(AsField(View()), "dangling-view");
  EXPECT_EQ(AsField(OptionalOf(View())), "dangling-view");
  EXPECT_EQ(AsField(View(), {Key("readonly")}), "ok");
}

TEST(TypesTest, FieldsThatAreNoValues) {
  ir::Field pointer = FieldOf("p", Int());
  pointer.passing = Passing::kPointer;
  ir::Field reference = FieldOf("r", Int());
  reference.passing = Passing::kRef;
  ir::Field shared = FieldOf("s", Int());
  shared.is_static = true;
  ir::Field inherited = pointer;
  inherited.is_inherited = true;
  EXPECT_THAT(
      Errors(ModuleOf(ClassNamed("C", {}, {pointer, reference, shared, inherited}))),
      ElementsAre("no-python-form: field 'ns::C::p' has no Python form: it is a pointer",
                  "no-python-form: field 'ns::C::r' has no Python form: it is a reference",
                  "no-python-form: static member 'ns::C::s' has no Python form: it can change, and "
                  "an attribute of the class would not"));
}

TEST(TypesTest, BitFieldsAndArrays) {
  ir::Field bits = FieldOf("b", Int());
  bits.is_bit_field = true;
  bits.width = 3;
  EXPECT_THAT(Errors(ModuleOf(ClassNamed("C", {}, {bits}))), ElementsAre());
  const auto array_of = [](ir::Type element) {
    return ir::Type{ir::Template{ir::TemplateKind::kCArray, {std::move(element)}, 3}};
  };
  EXPECT_EQ(AsField(array_of(Int())), "ok");
  EXPECT_EQ(AsField(array_of(array_of(Text()))), "ok");
  EXPECT_EQ(AsField(array_of(ClassAt(0))), "ok");
  EXPECT_EQ(AsField(array_of(ClassAt(1))), "not-copyable");
  EXPECT_EQ(AsField(array_of(View())), "dangling-view");
  EXPECT_EQ(AsField(array_of(HandleTo(HandleKind::kBound))), "misplaced-type");
  EXPECT_EQ(AsField(array_of(Int()), {Key("view")}), "ok");
  EXPECT_EQ(AsField(array_of(array_of(Int())), {Key("view")}), "bad-value");
}

TEST(TypesTest, PrivateFieldsMayBeAnythingThatLasts) {
  ir::Field pointer = FieldOf("p", {ir::Unsupported{ir::Obstacle::kUnknownType, "FILE"}});
  pointer.passing = Passing::kPointer;
  pointer.is_public = false;
  ir::Field bound = FieldOf("b", HandleTo(HandleKind::kBound));
  bound.is_public = false;
  EXPECT_THAT(Errors(ModuleOf(ClassNamed("C", {}, {pointer, bound}))),
              ElementsAre("misplaced-type: field 'ns::C::b' has type "
                          "'ferrule::Bound<>', which can only be a parameter or a result"));
}

TEST(TypesTest, Constants) {
  const auto as_constant = [](ir::Type type, Passing passing = Passing::kValue) {
    ir::Module module = WithTypes();
    ir::Constant constant;
    constant.name = "k";
    constant.qualified_name = "ns::k";
    constant.type = {std::move(type), passing};
    constant.annotations = {Macro(ir::AnnotationKind::kConstant)};
    constant.location = NextLocation();
    module.constants = {constant};
    return SlugOf(std::move(module));
  };
  for (const ir::Type& type : {Int(), Text(), View(), EnumAt(0), VectorOf(View()), ClassAt(0)}) {
    EXPECT_EQ(as_constant(type), "ok");
  }
  EXPECT_EQ(as_constant(Int(), Passing::kPointer), "no-conversion");
  EXPECT_EQ(as_constant(HandleTo(HandleKind::kPy)), "no-conversion");
  EXPECT_EQ(as_constant(ClassAt(1)), "not-copyable");
  EXPECT_EQ(as_constant({ir::Unsupported{ir::Obstacle::kUnknownType, "X"}}), "no-conversion");
}

// --- Callbacks ---

ir::Type CallbackOf(ir::PassedType result, std::vector<ir::PassedType> parameters,
                    ir::CallbackKind kind = ir::CallbackKind::kFunction) {
  return {ir::Callback{kind, std::move(result), std::move(parameters)}};
}

TEST(CallbackTypesTest, CrossWithWhatTheyAreCalledWith) {
  const ir::Type plain = CallbackOf({Nothing()}, {{Int()}, {Text(), Passing::kConstRef}});
  EXPECT_EQ(AsParameter(plain, Passing::kValue), "ok");
  EXPECT_EQ(AsParameter(plain, Passing::kConstRef), "ok");
  EXPECT_EQ(AsParameter(plain, Passing::kRef), "bad-parameter");
  EXPECT_EQ(AsResult(plain, Passing::kValue), "ok");
  EXPECT_EQ(AsField(plain), "ok");
  EXPECT_EQ(AsParameter(VectorOf(plain), Passing::kValue), "ok");
}

// What is fine to take may not be fine to give, and the callback turns it around.
TEST(CallbackTypesTest, AreJudgedByWhoCalls) {
  const ir::Type returns_view = CallbackOf({View()}, {});
  EXPECT_EQ(AsParameter(returns_view, Passing::kValue), "dangling-view");
  EXPECT_EQ(AsResult(returns_view, Passing::kValue), "ok");
  EXPECT_EQ(AsField(returns_view), "dangling-view");
  const ir::Type takes_unique = CallbackOf({Nothing()}, {{ClassAt(1), Passing::kConstRef}});
  EXPECT_EQ(AsParameter(takes_unique, Passing::kValue), "not-copyable");
  EXPECT_EQ(AsResult(takes_unique, Passing::kValue), "ok");
  const ir::Type takes_callback = CallbackOf({Nothing()}, {{returns_view}});
  EXPECT_EQ(AsParameter(takes_callback, Passing::kValue), "ok");
  EXPECT_EQ(AsResult(takes_callback, Passing::kValue), "dangling-view");
}

TEST(CallbackTypesTest, PassNoReferences) {
  for (const Passing passing : {Passing::kRef, Passing::kPointer, Passing::kConstPointer}) {
    const ir::Type takes = CallbackOf({Nothing()}, {{ClassAt(0), passing}});
    EXPECT_EQ(AsParameter(takes, Passing::kValue), "not-covered");
    EXPECT_EQ(AsResult(takes, Passing::kValue), "not-covered");
    EXPECT_EQ(AsParameter(CallbackOf({ClassAt(0), passing}, {}), Passing::kValue), "not-covered");
  }
  EXPECT_EQ(AsParameter(CallbackOf({ClassAt(0), Passing::kConstRef}, {}), Passing::kValue),
            "not-covered");
  EXPECT_EQ(AsParameter(CallbackOf({Nothing()}, {{ArgsView()}}), Passing::kValue),
            "misplaced-type");
  const ir::Type with_context =
      CallbackOf({Nothing()}, {{Nothing(), Passing::kPointer}}, ir::CallbackKind::kPointer);
  EXPECT_EQ(AsParameter(with_context, Passing::kValue), "no-conversion");
}

// --- Contexts ---

ir::Parameter CallbackWithContext(std::string context, std::vector<ir::PassedType> parameters) {
  ir::Parameter parameter =
      Param("callback", CallbackOf({Nothing()}, std::move(parameters), ir::CallbackKind::kPointer));
  parameter.annotations = {Macro(ir::AnnotationKind::kArg, {Key("context", std::move(context))})};
  return parameter;
}

std::vector<std::string> ContextErrors(std::vector<ir::Parameter> parameters) {
  ir::Module module = WithTypes();
  module.functions = {Free("f", std::move(parameters))};
  return Errors(std::move(module));
}

TEST(ContextTest, IsSuppliedByGlue) {
  const ir::PassedType pointer = {Nothing(), Passing::kPointer};
  const ir::Parameter data = Param("data", Nothing(), Passing::kPointer);
  EXPECT_THAT(ContextErrors({CallbackWithContext("data", {{Int()}, pointer}), data}), IsEmpty());
  EXPECT_THAT(ContextErrors({data, CallbackWithContext("data", {pointer, {Int()}})}), IsEmpty());
  ir::Module module = WithTypes();
  module.functions = {Free("f", {data, CallbackWithContext("data", {pointer})})};
  const ir::CheckedModule checked = Approved(std::move(module));
  EXPECT_EQ(checked->functions[0].signature.arguments.size(), 1u);
}

TEST(ContextTest, IsAVoidPointerOfTheFunctionsOwn) {
  const ir::PassedType pointer = {Nothing(), Passing::kPointer};
  const ir::Parameter data = Param("data", Nothing(), Passing::kPointer);
  const auto refused = [&](std::vector<ir::Parameter> parameters) {
    return std::ranges::any_of(ContextErrors(std::move(parameters)), [](const std::string& error) {
      return error.starts_with("bad-value");
    });
  };
  EXPECT_TRUE(refused({CallbackWithContext("other", {pointer}), data}));
  EXPECT_TRUE(refused({CallbackWithContext("data", {{Int()}}), data}));
  EXPECT_TRUE(refused({CallbackWithContext("data", {pointer}), Param("data", Int())}));
  EXPECT_TRUE(refused(
      {CallbackWithContext("data", {pointer}), CallbackWithContext("data", {pointer}), data}));
}

}  // namespace
}  // namespace ferrule::check::testing
