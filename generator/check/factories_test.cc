// Static functions as constructors: where they go, and what they must return.
#include "generator/check/factories.h"

#include <string>
#include <utility>
#include <vector>

#include "generator/check/builders.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace ferrule::check::testing {
namespace {

using ir::AnnotationKind;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

ir::Type Holder(ir::TemplateKind kind) { return {ir::Template{kind, {ClassAt(0)}}}; }

ir::Function Factory(ir::Type result, ir::Passing passing = ir::Passing::kValue) {
  return Returning(
      Callable(ir::FunctionKind::kStaticMethod, "make", {}, {Macro(AnnotationKind::kInit)}),
      std::move(result), passing);
}

ir::Class ClassWith(std::vector<ir::Function> methods) {
  ir::Class node = ClassNamed("C", std::move(methods));
  node.declares_constructors = true;
  return node;
}

TEST(FactoriesTest, AFactoryIsAConstructorAndNoMethod) {
  const ir::CheckedModule module =
      Approved(ModuleOf(ClassWith({Factory(ClassAt(0)), Method("run")})));
  const ir::Class& node = module->classes[0];
  ASSERT_EQ(node.constructors.size(), 1u);
  EXPECT_TRUE(ir::IsFactory(node.constructors[0]));
  EXPECT_EQ(node.constructors[0].python_name, "__init__");
  ASSERT_EQ(node.methods.size(), 1u);
  EXPECT_EQ(node.methods[0].name, "run");
  EXPECT_TRUE(node.is_subclassable);
}

TEST(FactoriesTest, WhatAFactoryMayReturn) {
  for (const ir::Type& result : {ClassAt(0), Holder(ir::TemplateKind::kUniquePointer),
                                 Holder(ir::TemplateKind::kSharedPointer)}) {
    EXPECT_THAT(Errors(ModuleOf(ClassWith({Factory(result)}))), IsEmpty());
  }
}

TEST(FactoriesTest, WhatAFactoryMayNotReturn) {
  const std::string help =
      "no-python-form: static method 'ns::C::make' has no Python form: FERRULE_INIT makes it a "
      "constructor of 'ns::C', and it returns ";
  const struct {
    ir::Function factory;
    std::string spelling;
  } cases[] = {
      {Factory(Int()), "'int'"},
      {Factory(ClassAt(0), ir::Passing::kPointer), "'ns::C*'"},
      {Factory(ClassAt(0), ir::Passing::kConstRef), "'const ns::C&'"},
      {Factory(Holder(ir::TemplateKind::kOptional)), "'std::optional<ns::C>'"},
      {Factory(Holder(ir::TemplateKind::kWeakPointer)), "'std::weak_ptr<ns::C>'"},
  };
  for (const auto& [factory, spelling] : cases) {
    EXPECT_THAT(Errors(ModuleOf(ClassWith({factory}))), ElementsAre(help + spelling));
  }
}

TEST(FactoriesTest, AFactoryOfABaseMakesNoObjectOfTheClass) {
  ir::Function inherited = Factory(ClassAt(0));
  inherited.inherited_from = "ns::Base";
  const ir::CheckedModule module = Approved(ModuleOf(ClassWith({inherited})));
  EXPECT_THAT(module->classes[0].constructors, IsEmpty());
  EXPECT_THAT(module->classes[0].methods, IsEmpty());
}

TEST(FactoriesTest, NoConversionIsMadeByAFactory) {
  ir::Function make = Factory(ClassAt(0));
  make.parameters = {Param("x", Int())};
  make.annotations = {Macro(AnnotationKind::kInit, {Key("implicit")})};
  EXPECT_THAT(Errors(ModuleOf(ClassWith({make}))),
              ElementsAre("bad-value: 'True' is no value for 'implicit' of FERRULE_INIT"));
}

}  // namespace
}  // namespace ferrule::check::testing
