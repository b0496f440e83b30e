#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

#include "generator/check/builders.h"

namespace ferrule::check {
namespace {

using ir::FunctionKind;
using ir::Passing;
using ir::Role;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::UnorderedElementsAre;
using namespace testing;

ir::Type Bool() { return {ir::Scalar{ir::ScalarKind::kBool}}; }

ir::Function Operator(std::string token, std::vector<ir::Parameter> parameters, ir::Type result,
                      Passing passing = Passing::kValue) {
  return Returning(Callable(FunctionKind::kOperator, std::move(token), std::move(parameters)),
                   std::move(result), passing);
}

ir::Function FreeOperator(std::string token, std::vector<ir::Parameter> parameters) {
  return Returning(Callable(FunctionKind::kFreeOperator, std::move(token), std::move(parameters)),
                   Int());
}

ir::Function Const(ir::Function function) {
  function.is_const = true;
  return function;
}

std::vector<std::string> NamesOf(const ir::CheckedModule& module) {
  std::vector<std::string> names;
  for (const ir::Function& method : module->classes[0].methods) names.push_back(method.python_name);
  return names;
}

ir::Parameter Other() { return Param("other", ClassAt(0), Passing::kConstRef); }

TEST(OperatorsTest, TokensAndOperandsSayWhichMethodItIs) {
  const ir::CheckedModule module = Approved(ModuleOf(ClassNamed(
      "C", {Operator("-", {}, Int()), Operator("-", {Param("x", Int())}, Int()),
            Operator("+=", {Param("x", Int())}, Int()), Operator("==", {Other()}, Bool())})));
  EXPECT_THAT(NamesOf(module), ElementsAre("__neg__", "__sub__", "__iadd__", "__eq__"));
  EXPECT_EQ(module->classes[0].methods[0].role, Role::kSlot);
  EXPECT_TRUE(module->classes[0].is_unhashable);
}

TEST(OperatorsTest, AFreeOperatorIsAMethodOfItsFirstObject) {
  ir::Module module = ModuleOf(ClassNamed("C"));
  module.functions = {FreeOperator("*", {Other(), Param("x", Int())}),
                      FreeOperator("*", {Param("x", Int()), Other()}),
                      FreeOperator("<", {Param("x", Int()), Other()})};
  const ir::CheckedModule checked = Approved(std::move(module));
  EXPECT_THAT(NamesOf(checked), ElementsAre("__mul__", "__rmul__", "__gt__"));
  EXPECT_THAT(checked->functions, IsEmpty());
  EXPECT_EQ(checked->classes[0].methods[1].parameters[1].use, ir::ParameterUse::kObject);
  EXPECT_TRUE(checked->classes[0].methods[1].is_const);
}

TEST(OperatorsTest, AnOperandThatNeverComesFromPythonLeavesAnOperatorOut) {
  const ir::Type stream = {ir::Unsupported{ir::Obstacle::kUnknownType, "std::istream"}};
  ir::Module module = ModuleOf(ClassNamed("C"));
  module.functions = {FreeOperator(">>", {Param("in", stream, Passing::kRef), Other()})};
  EXPECT_THAT(NamesOf(Approved(std::move(module))), IsEmpty());
}

TEST(OperatorsTest, WhatFollowsFromTheSpaceship) {
  ir::Function spaceship = Operator("<=>", {Other()}, Int());
  const ir::Function less = Operator("<", {Other()}, Bool());
  EXPECT_THAT(NamesOf(Approved(ModuleOf(ClassNamed("C", {less, spaceship})))),
              UnorderedElementsAre("__lt__", "__le__", "__gt__", "__ge__"));
  spaceship.is_defaulted = true;
  EXPECT_THAT(NamesOf(Approved(ModuleOf(ClassNamed("C", {spaceship})))),
              UnorderedElementsAre("__lt__", "__le__", "__gt__", "__ge__", "__eq__"));
}

TEST(OperatorsTest, AReferenceFromASubscriptIsAssignedTo) {
  const ir::CheckedModule module = Approved(ModuleOf(
      ClassNamed("C", {Const(Operator("[]", {Param("key", Text())}, Int(), Passing::kConstRef)),
                       Operator("[]", {Param("key", Text())}, Int(), Passing::kRef)})));
  EXPECT_THAT(NamesOf(module), ElementsAre("__getitem__", "__setitem__"));
  EXPECT_TRUE(module->classes[0].methods[0].is_const);
  EXPECT_FALSE(module->classes[0].methods[0].by_index);
}

TEST(OperatorsTest, ASequenceHasASizeAndIntegersForKeys) {
  const ir::Function size = Const(Returning(Method("size"), Int()));
  const ir::CheckedModule module = Approved(
      ModuleOf(ClassNamed("C", {size, Const(Operator("[]", {Param("at", Int())}, Int()))})));
  EXPECT_THAT(NamesOf(module), ElementsAre("size", "__getitem__", "__len__"));
  EXPECT_TRUE(module->classes[0].methods[1].by_index);
}

TEST(OperatorsTest, SizeAloneMakesNoContainer) {
  const ir::Function size = Const(Returning(Method("size"), Int()));
  EXPECT_THAT(NamesOf(Approved(ModuleOf(ClassNamed("C", {size})))), ElementsAre("size"));
}

TEST(OperatorsTest, ContainsGoesBeforeCount) {
  const auto query = [](std::string name, ir::Type result) {
    return Const(Returning(Method(std::move(name), {Param("x", Text())}), std::move(result)));
  };
  const ir::Function subscript = Const(Operator("[]", {Param("key", Text())}, Int()));
  const ir::CheckedModule module = Approved(
      ModuleOf(ClassNamed("C", {subscript, query("count", Int()), query("contains", Bool())})));
  EXPECT_THAT(NamesOf(module), ElementsAre("__getitem__", "count", "contains", "__contains__"));
  EXPECT_EQ(module->classes[0].methods[3].name, "contains");
}

TEST(OperatorsTest, ARangeTakesItsIteratorsOutOfTheMethods) {
  ir::Class node = ClassNamed("C", {Method("begin"), Method("end"), Method("cbegin"),
                                    Method("begin", {Param("x", Int())})});
  node.range = ir::Range{{Int(), Passing::kConstRef}, true, NextLocation()};
  const ir::CheckedModule module = Approved(ModuleOf(node));
  EXPECT_THAT(NamesOf(module), ElementsAre("begin"));
  EXPECT_TRUE(module->classes[0].range.has_value());
  node.methods.push_back(Returning(
      Method("each", {}, {Macro(ir::AnnotationKind::kMethod, {Key("name", "__iter__")})}), Int()));
  EXPECT_FALSE(Approved(ModuleOf(node))->classes[0].range.has_value());
}

TEST(OperatorsTest, ConversionsByTheirTypes) {
  const auto conversion = [](ir::Type type, bool is_explicit) {
    ir::Function function =
        Const(Returning(Callable(FunctionKind::kConversion, "operator T"), std::move(type)));
    function.is_explicit = is_explicit;
    return function;
  };
  EXPECT_THAT(NamesOf(Approved(
                  ModuleOf(ClassNamed("C", {conversion(Bool(), true), conversion(Double(), true),
                                            conversion(Text(), true), conversion(Int(), true)})))),
              ElementsAre("__bool__", "__float__", "__str__", "__int__"));
  EXPECT_THAT(NamesOf(Approved(ModuleOf(ClassNamed("C", {conversion(Int(), false)})))),
              ElementsAre("__int__", "__index__"));
}

}  // namespace
}  // namespace ferrule::check
