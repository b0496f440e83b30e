// Overload sets: what folds, in which order overloads are tried, and which are refused.
#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "generator/check/builders.h"
#include "generator/ir/cpp.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace ferrule::check::testing {
namespace {

using ir::HandleKind;
using ir::ObjectKind;
using ir::Passing;
using ir::ScalarKind;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::StartsWith;

using Parameters = std::vector<ir::Parameter>;

ir::Type ScalarOf(ScalarKind kind) { return {ir::Scalar{kind}}; }
ir::Type Float() { return {ir::Scalar{ScalarKind::kFloat}}; }
ir::Type Bool() { return {ir::Scalar{ScalarKind::kBool}}; }

// A module with the classes A and B, of which B is derived from A, and the enum E.
ir::Module ModuleWith(const std::vector<Parameters>& overloads) {
  std::vector<ir::Function> functions;
  for (const Parameters& parameters : overloads) functions.push_back(Free("f", parameters));
  ir::Module module = ModuleOf(std::move(functions));
  module.classes.push_back(ClassNamed("A"));
  module.classes.push_back(ClassNamed("B"));
  ir::Base base;
  base.qualified_name = "ns::A";
  base.bound = ir::ClassId{0};
  base.is_public = true;
  base.is_public = true;
  module.classes[1].bases = {base};
  module.enums.push_back(EnumNamed("E", {"a"}));
  return module;
}

// `int, const A&`: the C++ types of the function's parameters.
std::string TypesOf(const ir::Function& function, const ir::Module& module) {
  std::string text;
  for (const ir::Parameter& parameter : function.parameters) {
    text += (text.empty() ? "" : ", ") + ir::CppSpelling(parameter.type, module);
  }
  return text;
}

std::vector<std::string> TypesAt(const std::vector<std::size_t>& indexes,
                                 const ir::Module& module) {
  std::vector<std::string> types;
  for (const std::size_t index : indexes) {
    types.push_back(TypesOf(module.functions[index], module));
  }
  return types;
}

// One parameter list a type.
std::vector<Parameters> One(const std::vector<ir::PassedType>& types) {
  std::vector<Parameters> overloads;
  for (const ir::PassedType& type : types)
    overloads.push_back({Param("x", type.type, type.passing)});
  return overloads;
}

// --- Ranks ---

struct RankCase {
  const char* name;
  std::vector<Parameters> in_order;
};

class RankTest : public ::testing::TestWithParam<RankCase> {};

TEST_P(RankTest, DoesNotDependOnTheOrderOfDeclaration) {
  const std::vector<Parameters>& in_order = GetParam().in_order;
  std::vector<std::string> expected;
  const ir::Module module = ModuleWith(in_order);
  for (const ir::Function& function : module.functions) {
    expected.push_back(TypesOf(function, module));
  }
  std::vector<std::size_t> order(in_order.size());
  for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
  do {
    std::vector<Parameters> declared;
    for (const std::size_t index : order) declared.push_back(in_order[index]);
    const ir::CheckedModule checked = Approved(ModuleWith(declared));
    ASSERT_EQ(checked->function_sets.size(), 1u);
    EXPECT_EQ(TypesAt(checked->function_sets[0].functions, *checked), expected);
    EXPECT_THAT(checked->function_sets[0].folded, IsEmpty());
  } while (std::ranges::next_permutation(order).found);
}

INSTANTIATE_TEST_SUITE_P(
    Overloads, RankTest,
    ::testing::Values(
        RankCase{"ClassesBeforeTheirBases", One({{Bool()},
                                                 {EnumAt(0)},
                                                 {ClassAt(1), Passing::kConstRef},
                                                 {ClassAt(0), Passing::kConstRef},
                                                 {Int()}})},
        RankCase{"Scalars", One({{EnumAt(0)}, {Int()}, {Double()}, {Text()}})},
        RankCase{"ObjectLast", One({{Int()},
                                    {VectorOf(Int())},
                                    {HandleTo(HandleKind::kBorrowed, ObjectKind::kList)},
                                    {HandleTo(HandleKind::kBorrowed, ObjectKind::kCallable)},
                                    {HandleTo(HandleKind::kBorrowed)}})},
        RankCase{"TextBytesAndPaths", One({{ScalarOf(ScalarKind::kChar)},
                                           {ScalarOf(ScalarKind::kChar32)},
                                           {View()},
                                           {ScalarOf(ScalarKind::kByteSpan)},
                                           {ScalarOf(ScalarKind::kPath)}})},
        RankCase{"NoneAloneFirst", One({{ScalarOf(ScalarKind::kNullPointer)},
                                        {Bool()},
                                        {ClassAt(0), Passing::kPointer},
                                        {Double()}})},
        RankCase{"VariantsByTheMostGeneralOfThem",
                 One({{Int()},
                      {{ir::Template{ir::TemplateKind::kVariant, {Double(), Bool()}}}},
                      {Text()},
                      {{ir::Template{ir::TemplateKind::kVariant, {Text(), EnumAt(0)}}}}})},
        RankCase{"ElementsByTheSameOrder", One({{VectorOf(Int())},
                                                {VectorOf(Double())},
                                                {VectorOf(Text())},
                                                {VectorOf(VectorOf(Int()))}})},
        RankCase{"PointersAfterReferences", One({{ClassAt(0), Passing::kConstRef},
                                                 {ClassAt(0), Passing::kPointer},
                                                 {Int()},
                                                 {Double()}})},
        RankCase{"OptionalsAfterTheirElements", One({{Int()}, {OptionalOf(Int())}, {Double()}})},
        RankCase{"NarrowIntegersFirstAndSignedOnes",
                 One({{ScalarOf(ScalarKind::kShort)},
                      {ScalarOf(ScalarKind::kInt)},
                      {ScalarOf(ScalarKind::kUnsignedInt)},
                      {ScalarOf(ScalarKind::kLongLong)},
                      {ScalarOf(ScalarKind::kUnsignedLongLong)},
                      {HandleTo(HandleKind::kBorrowed, ObjectKind::kInt)}})},
        RankCase{"ArgumentByArgument",
                 {{Param("a", Int()), Param("b", Double())},
                  {Param("a", Int()), Param("b", Text())},
                  {Param("a", Double()), Param("b", Int())}}},
        RankCase{"WidthsCountLast",
                 {{Param("a", Int()), Param("b", Double())},
                  {Param("a", ScalarOf(ScalarKind::kLongLong)), Param("b", Double())},
                  {Param("a", Int()), Param("b", HandleTo(HandleKind::kBorrowed))}}},
        RankCase{"FewerFirst", {{}, {Param("a", Int())}, {Param("a", Int()), Param("b", Int())}}},
        RankCase{"ArgsLast",
                 {{Param("a", Int())},
                  {Param("a", Int()), Param("b", HandleTo(HandleKind::kBorrowed))},
                  {Param("a", Int()), Param("args", ArgsView())},
                  {Param("args", ArgsView())}}}),
    [](const ::testing::TestParamInfo<RankCase>& info) { return std::string(info.param.name); });

// --- Folding ---

struct FoldCase {
  const char* name;
  std::vector<Parameters> overloads;
  std::vector<std::string> kept;
};

class FoldTest : public ::testing::TestWithParam<FoldCase> {};

TEST_P(FoldTest, KeepsTheSameInBothOrders) {
  std::vector<Parameters> overloads = GetParam().overloads;
  for (int round = 0; round < 2; ++round) {
    const ir::CheckedModule checked = Approved(ModuleWith(overloads));
    const ir::OverloadSet& set = checked->function_sets.at(0);
    EXPECT_EQ(TypesAt(set.functions, *checked), GetParam().kept);
    EXPECT_EQ(set.functions.size() + set.folded.size(), overloads.size());
    std::ranges::reverse(overloads);
  }
}

INSTANTIATE_TEST_SUITE_P(
    Overloads, FoldTest,
    ::testing::Values(
        FoldCase{"Strings", One({{Text(), Passing::kConstRef}, {View()}}), {"std::string_view"}},
        FoldCase{
            "Rvalues",
            One({{VectorOf(Int()), Passing::kConstRef}, {VectorOf(Int()), Passing::kRvalueRef}}),
            {"const std::vector<int>&"}},
        FoldCase{"References",
                 One({{ClassAt(0), Passing::kConstRef}, {ClassAt(0), Passing::kRef}}),
                 {"ns::A&"}},
        FoldCase{"Pointers",
                 One({{ClassAt(0), Passing::kConstPointer}, {ClassAt(0), Passing::kPointer}}),
                 {"ns::A*"}},
        FoldCase{"Floats", One({{Float()}, {Double()}}), {"double"}},
        FoldCase{"IntegersOfOneRange",
                 One({{ScalarOf(ScalarKind::kLong)}, {ScalarOf(ScalarKind::kLongLong)}}),
                 {"long long"}},
        FoldCase{"ElementsHaveNoValuesToChooseBy",
                 One({{VectorOf(Int())}, {VectorOf(ScalarOf(ScalarKind::kLongLong))}}),
                 {"std::vector<long long>"}},
        FoldCase{
            "EveryArgument",
            {{Param("a", Float()), Param("b", Text())}, {Param("a", Double()), Param("b", View())}},
            {"double, std::string_view"}},
        FoldCase{
            "NothingThatDiffersOtherwise",
            {{Param("a", Float()), Param("b", Int())}, {Param("a", Double()), Param("b", Text())}},
            {"float, int", "double, std::string"}}),
    [](const ::testing::TestParamInfo<FoldCase>& info) { return std::string(info.param.name); });

TEST(FoldTest, OfAConstPairTheConstOneStays) {
  ir::Function reader = Method("f", {}, {Macro(ir::AnnotationKind::kMethod)});
  ir::Function writer = reader;
  reader.is_const = true;
  const ir::CheckedModule checked = Approved(ModuleOf(ClassNamed("C", {writer, reader})));
  const ir::OverloadSet& set = checked->classes[0].method_sets.at(0);
  EXPECT_THAT(set.functions, ElementsAre(1u));
  EXPECT_THAT(set.folded, ElementsAre(0u));
}

// --- Refusals ---

constexpr const char* kSame =
    "indistinguishable-overloads: no argument can tell function 'ns::f' from another overload of "
    "'f'";
constexpr const char* kUnreachable =
    "unreachable-overload: no call from Python reaches function 'ns::f': other overloads of 'f' "
    "take all that it takes";

struct RefusalCase {
  const char* name;
  std::vector<Parameters> overloads;
  std::vector<std::string> errors;
};

class RefusalTest : public ::testing::TestWithParam<RefusalCase> {};

TEST_P(RefusalTest, IsTheSameInBothOrders) {
  std::vector<Parameters> overloads = GetParam().overloads;
  EXPECT_EQ(Errors(ModuleWith(overloads)), GetParam().errors);
  std::ranges::reverse(overloads);
  EXPECT_EQ(Errors(ModuleWith(overloads)), GetParam().errors);
}

INSTANTIATE_TEST_SUITE_P(
    Overloads, RefusalTest,
    ::testing::Values(
        RefusalCase{"OneType", {{Param("a", Int())}, {Param("a", Int())}}, {kSame}},
        RefusalCase{
            "OnlyTheNamesDiffer", {{Param("width", Int())}, {Param("height", Int())}}, {kSame}},
        RefusalCase{"ViewsAndHandlesOfText",
                    One({{View()}, {HandleTo(HandleKind::kBorrowed, ObjectKind::kStr)}}),
                    {kSame}},
        RefusalCase{"PointerAndOptional",
                    One({{ClassAt(0), Passing::kConstPointer}, {OptionalOf(ClassAt(0))}}),
                    {kSame}},
        RefusalCase{"ElementsOfTwoRanges",
                    One({{VectorOf(Int())}, {VectorOf(ScalarOf(ScalarKind::kUnsignedInt))}}),
                    {kSame}},
        RefusalCase{
            "ViewForTheOneAndStringForTheOther",
            {{Param("a", View()), Param("b", Text())}, {Param("a", Text()), Param("b", View())}},
            {kSame}},
        RefusalCase{"CountsTellThemApart",
                    {{Param("a", Int())}, {Param("a", Int()), Param("b", Int())}},
                    {}},
        RefusalCase{
            "ArgsBehindEverythingTheyTake",
            {{}, {Param("x", HandleTo(HandleKind::kBorrowed))}, {Param("args", ArgsView())}},
            {}},
        RefusalCase{"NoneIsLeft",
                    One({{ClassAt(0), Passing::kConstRef}, {ClassAt(0), Passing::kPointer}}),
                    {}}),
    [](const ::testing::TestParamInfo<RefusalCase>& info) { return std::string(info.param.name); });

TEST(RefusalTest, AnUnknownTypeIsReportedAlone) {
  const ir::Type unknown = {ir::Unsupported{ir::Obstacle::kUnknownType, "X"}};
  EXPECT_THAT(
      Errors(ModuleOf({Free("f", {Param("a", unknown)}), Free("f", {Param("a", unknown)})})),
      ::testing::Each(StartsWith("no-conversion")));
}

TEST(RefusalTest, KeywordOnlyNamesTellOverloadsApart) {
  EXPECT_THAT(Errors(ModuleOf({
                  Free("f", {Param("width", Int())}, {Key("signature", "(*, width)")}),
                  Free("f", {Param("height", Int())}, {Key("signature", "(*, height)")}),
              })),
              IsEmpty());
}

TEST(RefusalTest, AVariantOfWhatOthersTake) {
  const ir::Type variant = {ir::Template{ir::TemplateKind::kVariant, {Text(), Int()}}};
  EXPECT_THAT(Errors(ModuleWith(One({{Int()}, {Text()}, {variant}}))), ElementsAre(kUnreachable));
  EXPECT_THAT(Errors(ModuleWith(One({{variant}, {Text()}}))), IsEmpty());
  EXPECT_THAT(Errors(ModuleWith(One({{variant}, {Int()}, {View(), Passing::kConstRef}}))),
              ElementsAre(kUnreachable));
}

TEST(RefusalTest, OthersTogetherTakeAllThatOneTakes) {
  // In namespaces of their own, as C++ would have no such pair in one.
  std::vector<ir::Function> functions = {Free("f"), Free("f", {Param("a", Int())}),
                                         Free("f", {Default(Param("a", Int()), std::int64_t{1})})};
  for (std::size_t i = 0; i < functions.size(); ++i) {
    functions[i].qualified_name = "ns" + std::to_string(i) + "::f";
  }
  EXPECT_THAT(Errors(ModuleOf(functions)),
              ElementsAre("unreachable-overload: no call from Python reaches function 'ns2::f': "
                          "other overloads of 'f' take all that it takes"));
}

// --- Defaults ---

TEST(DefaultsTest, OneThatCppCannotLeaveOutHasToBeGiven) {
  const ir::CheckedModule checked =
      Approved(ModuleOf({Free("f", {Param("a", Int()), Default(Param("b", Int()), std::int64_t{1}),
                                    Default(Param("c", Int()), std::int64_t{2})}),
                         Free("f", {Param("a", Int()), Default(Param("b", Double()), 1.0)})}));
  EXPECT_EQ(Written(checked->functions[0].signature), "(a, b, c=2)");
  EXPECT_EQ(Written(checked->functions[1].signature), "(a, b)");
}

TEST(DefaultsTest, WhatCppCannotCallIsRefused) {
  const std::vector<ir::Function> functions = {
      Free("f", {Param("a", Int())}),
      Free("f", {Param("a", Int()), Default(Param("b", Int()), std::int64_t{1})})};
  EXPECT_THAT(Errors(ModuleOf(functions)),
              ElementsAre("indistinguishable-overloads: to C++ every call of function 'ns::f' may "
                          "mean another overload of 'f'"));
}

TEST(DefaultsTest, OtherDefaultsStay) {
  const ir::CheckedModule checked = Approved(
      ModuleOf({Free("f", {Param("a", Int()), Default(Param("b", Int()), std::int64_t{1})}),
                Free("f", {Param("a", Text())})}));
  EXPECT_EQ(Written(checked->functions[0].signature), "(a, b=1)");
}

// --- Sets ---

TEST(OverloadSetsTest, OfConstructorsMethodsAndCalls) {
  ir::Class node = ClassNamed(
      "C", {Method("f", {Param("a", Int())}), Method("g"), Method("f", {Param("a", Text())}),
            Callable(ir::FunctionKind::kOperator, "()", {Param("a", Text())}),
            Callable(ir::FunctionKind::kOperator, "()")});
  node.declares_constructors = true;
  node.constructors = {Callable(ir::FunctionKind::kConstructor, "C", {Param("a", Text())}),
                       Callable(ir::FunctionKind::kConstructor, "C")};
  const ir::CheckedModule checked = Approved(ModuleOf(std::move(node)));
  const ir::Class& checked_node = checked->classes[0];
  EXPECT_THAT(checked_node.constructor_set.value().functions, ElementsAre(1u, 0u));
  ASSERT_EQ(checked_node.method_sets.size(), 3u);
  EXPECT_THAT(checked_node.method_sets[0].functions, ElementsAre(0u, 2u));
  EXPECT_THAT(checked_node.method_sets[1].functions, ElementsAre(1u));
  EXPECT_EQ(checked_node.method_sets[2].python_name, "__call__");
  EXPECT_THAT(checked_node.method_sets[2].functions, ElementsAre(4u, 3u));
}

TEST(OverloadSetsTest, AMethodAndAStaticMethodAreNone) {
  EXPECT_THAT(
      Errors(ModuleOf(ClassNamed("C", {Method("f"), Callable(ir::FunctionKind::kStaticMethod, "f",
                                                             {Param("a", Int())})}))),
      ElementsAre("name-conflict: static method 'ns::C::f' and method 'ns::C::f' have one "
                  "Python name, 'f'"));
}

}  // namespace
}  // namespace ferrule::check::testing
