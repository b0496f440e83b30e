#include "generator/check/pickling.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

#include "generator/check/builders.h"

namespace ferrule::check::testing {
namespace {

using ir::AnnotationKind;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

ir::Function GetState(const char* name = "__getstate__") {
  ir::Function get = Returning(
      Method("state", {},
             {Macro(AnnotationKind::kMethod, {Key("name", "\"" + std::string(name) + "\"")})}),
      Int());
  get.is_const = true;
  return get;
}

ir::Function SetState(std::vector<ir::Parameter> parameters = {Param("state", Int())}) {
  return Returning(Callable(ir::FunctionKind::kStaticMethod, "make", std::move(parameters),
                            {Macro(AnnotationKind::kInit, {Key("name", "\"__setstate__\"")})}),
                   ClassAt(0));
}

ir::Class ClassWith(std::vector<ir::Function> methods,
                    std::vector<ir::AnnotationArgument> keys = {}) {
  return ClassNamed("C", std::move(methods), {}, std::move(keys));
}

TEST(PicklingTest, APairOfFunctions) {
  const ir::CheckedModule module = Approved(ModuleOf(ClassWith({GetState(), SetState()})));
  const ir::Class& node = module->classes[0];
  EXPECT_TRUE(node.copies_state);
  ASSERT_EQ(node.constructors.size(), 1u);  // that of C++, and no factory
  EXPECT_FALSE(ir::IsFactory(node.constructors[0]));
  ASSERT_EQ(node.methods.size(), 2u);
  EXPECT_TRUE(ir::IsRestorer(node.methods[1]));
  EXPECT_EQ(Written(node.methods[1].signature), "(state, /)");
}

TEST(PicklingTest, AReduceOfOnesOwnComesFirst) {
  const ir::CheckedModule module =
      Approved(ModuleOf(ClassWith({GetState(), SetState(), GetState("__reduce__")})));
  EXPECT_FALSE(module->classes[0].copies_state);
  EXPECT_THAT(Errors(ModuleOf(ClassWith({GetState(), GetState("__reduce_ex__")}))), IsEmpty());
}

TEST(PicklingTest, OneWithoutTheOther) {
  EXPECT_THAT(Errors(ModuleOf(ClassWith({GetState()}))),
              ElementsAre("bad-special-method: 'ns::C' has a __getstate__ and no __setstate__: "
                          "nothing makes an object of the state"));
  EXPECT_THAT(Errors(ModuleOf(ClassWith({SetState()}))),
              ElementsAre("bad-special-method: 'ns::C' has a __setstate__ and no __getstate__: "
                          "nothing gives it a state"));
}

TEST(PicklingTest, AMethodOfAnObjectThatIsNotMadeYet) {
  EXPECT_THAT(
      Errors(ModuleOf(ClassWith({GetState(), GetState("__setstate__")}))),
      ElementsAre("bad-special-method: method 'ns::C::state' cannot be __setstate__: Python "
                  "calls that on an object that is not made yet"));
}

TEST(PicklingTest, ArgumentsOfNew) {
  EXPECT_THAT(Errors(ModuleOf(ClassWith({GetState("__getnewargs__")}))),
              ElementsAre("bad-special-method: method 'ns::C::state' cannot be __getnewargs__: "
                          "Python gives what it returns to `__new__`, and `__init__` makes the "
                          "object"));
  EXPECT_THAT(Errors(ModuleOf(ClassWith({GetState("__getnewargs__")}, {Key("subclass", "False")}))),
              IsEmpty());
}

TEST(PicklingTest, TheStateIsTheOnlyArgument) {
  const std::string error =
      "bad-special-method: static method 'ns::C::make' cannot be __setstate__: Python calls that "
      "with one argument";
  EXPECT_THAT(Errors(ModuleOf(ClassWith({GetState(), SetState({})}))), ElementsAre(error));
  EXPECT_THAT(
      Errors(ModuleOf(ClassWith({GetState(), SetState({Param("a", Int()), Param("b", Int())})}))),
      ElementsAre(error));
  EXPECT_THAT(Errors(ModuleOf(ClassWith(
                  {GetState(), SetState({Param("py", PythonToken()), Param("a", Int())})}))),
              IsEmpty());
}

TEST(PicklingTest, WhatARestorerReturns) {
  EXPECT_THAT(Errors(ModuleOf(ClassWith({GetState(), Returning(SetState(), Int())}))),
              ElementsAre("no-python-form: static method 'ns::C::make' has no Python form: "
                          "FERRULE_INIT makes it a constructor of 'ns::C', and it returns 'int'"));
}

TEST(PicklingTest, OtherNames) {
  ir::Function factory = SetState();
  factory.annotations = {Macro(AnnotationKind::kInit, {Key("name", "\"other\"")})};
  EXPECT_THAT(Errors(ModuleOf(ClassWith({factory}))),
              ElementsAre("bad-value: '\"other\"' is no value for 'name' of FERRULE_INIT"));
}

// What a base says of its state says nothing of what is derived from it.
TEST(PicklingTest, ABaseThatIsNotBound) {
  ir::Function get = GetState();
  get.inherited_from = "ns::Base";
  ir::Function set = SetState();
  set.inherited_from = "ns::Base";
  const ir::CheckedModule module = Approved(ModuleOf(ClassWith({get, set})));
  EXPECT_THAT(module->classes[0].methods, IsEmpty());
}

}  // namespace
}  // namespace ferrule::check::testing
