// Where the objects of a class are kept, and what parameters of it take.
#include "generator/check/storage.h"

#include "generator/check/builders.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace ferrule::check::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

ir::Type PointerTo(std::size_t index, ir::TemplateKind kind) {
  return {ir::Template{kind, {ClassAt(index)}}};
}
ir::Type Unique() { return PointerTo(0, ir::TemplateKind::kUniquePointer); }
ir::Type Shared() { return PointerTo(0, ir::TemplateKind::kSharedPointer); }
ir::Type Weak() { return PointerTo(0, ir::TemplateKind::kWeakPointer); }

// A module with one class, C, and functions that use it.
ir::Module With(std::vector<ir::Function> functions,
                std::vector<ir::AnnotationArgument> keys = {}) {
  ir::Module module = ModuleOf(ClassNamed("C", {}, {}, std::move(keys)));
  module.functions = std::move(functions);
  return module;
}

ir::Storage StorageIn(ir::Module module) { return Approved(std::move(module))->classes[0].storage; }

TEST(StorageTest, IsWhatThePointersAskFor) {
  EXPECT_EQ(StorageIn(With({})), ir::Storage::kInline);
  EXPECT_EQ(StorageIn(With({Free("f", {Param("c", ClassAt(0), ir::Passing::kRef)})})),
            ir::Storage::kInline);
  EXPECT_EQ(StorageIn(With({Free("f", {Param("c", Unique())})})), ir::Storage::kHeap);
  EXPECT_EQ(StorageIn(With({Returning(Free("f"), Unique())})), ir::Storage::kHeap);
  EXPECT_EQ(StorageIn(With({Returning(Free("f"), VectorOf(Unique()))})), ir::Storage::kHeap);
  EXPECT_EQ(StorageIn(With({Free("f", {Param("c", Shared())})})), ir::Storage::kShared);
  EXPECT_EQ(StorageIn(With({Returning(Free("f"), Weak())})), ir::Storage::kShared);
  EXPECT_EQ(StorageIn(With({Returning(Free("f"), Shared()), Returning(Free("g"), Unique())})),
            ir::Storage::kShared);
}

TEST(StorageTest, IsSharedWhereTheClassSharesItself) {
  ir::Module module = With({});
  ir::Base base = {"std::enable_shared_from_this<ns::C>", std::nullopt, true, false,
                   NextLocation()};
  base.shares_its_object = true;
  module.classes[0].bases = {base};
  EXPECT_EQ(StorageIn(std::move(module)), ir::Storage::kShared);
}

TEST(StorageTest, FieldsThatAreExportedCount) {
  ir::Class node = ClassNamed("C", {}, {FieldOf("next", Shared())});
  EXPECT_EQ(StorageIn(ModuleOf(node)), ir::Storage::kShared);
  node.fields[0].is_public = false;
  EXPECT_EQ(StorageIn(ModuleOf(node)), ir::Storage::kInline);
}

TEST(StorageTest, IsWhatTheClassSays) {
  EXPECT_EQ(StorageIn(With({}, {Key("storage", "heap")})), ir::Storage::kHeap);
  EXPECT_EQ(StorageIn(With({Returning(Free("f"), Unique())}, {Key("storage", "shared")})),
            ir::Storage::kShared);
}

TEST(StorageTest, HasToBeOneForAll) {
  EXPECT_THAT(
      Errors(With({Returning(Free("f"), Shared()), Free("g", {Param("c", Unique())})})),
      ElementsAre("storage-conflict: parameter 'c' of 'ns::g' takes away objects of 'ns::C', "
                  "which has storage = shared"));
  EXPECT_THAT(Errors(With({Returning(Free("f"), Unique())}, {Key("storage", "inline")})),
              ElementsAre("storage-conflict: the result of 'ns::f' hands over objects of 'ns::C', "
                          "which has storage = inline"));
  EXPECT_THAT(Errors(With({Free("f", {Param("c", Weak())})}, {Key("storage", "heap")})),
              ElementsAre("storage-conflict: parameter 'c' of 'ns::f' shares objects of 'ns::C', "
                          "which has storage = heap"));
}

// --- Implicit conversions ---

ir::Function Constructor(std::vector<ir::Parameter> parameters) {
  return Callable(ir::FunctionKind::kConstructor, "C", std::move(parameters),
                  {Macro(ir::AnnotationKind::kInit, {Key("implicit")})});
}

std::vector<std::string> ErrorsOf(ir::Function constructor) {
  ir::Class node = ClassNamed("C");
  node.declares_constructors = true;
  node.constructors = {std::move(constructor)};
  return Errors(ModuleOf(std::move(node)));
}

TEST(ImplicitTest, TakesOneArgument) {
  const std::string bad = "bad-value: 'True' is no value for 'implicit' of FERRULE_INIT";
  EXPECT_THAT(ErrorsOf(Constructor({Param("x", Double())})), IsEmpty());
  EXPECT_THAT(ErrorsOf(Constructor({Param("x", Double()), Default(Param("y", Int()), {})})),
              IsEmpty());
  EXPECT_THAT(ErrorsOf(Constructor({})), ElementsAre(bad));
  EXPECT_THAT(ErrorsOf(Constructor({Param("x", Double()), Param("y", Int())})), ElementsAre(bad));
  EXPECT_THAT(ErrorsOf(Constructor({Param("py", PythonToken())})), ElementsAre(bad));
}

TEST(AggregateTest, IsMadeOfItsFields) {
  ir::Class node =
      ClassNamed("C", {}, {FieldOf("x", Int()), FieldOf("y", Double())}, {Key("init", "fields")});
  node.traits.is_aggregate = true;
  node.fields[1].initializer = ir::DefaultArgument{"0.5", 0.5};
  const ir::CheckedModule checked = Approved(ModuleOf(node));
  ASSERT_EQ(checked->classes[0].constructors.size(), 1u);
  EXPECT_EQ(Written(checked->classes[0].constructors[0].signature), "(x, y=0.5)");

  node.fields[0].initializer = ir::DefaultArgument{"1", std::int64_t{1}};
  node.fields[1].initializer.reset();
  EXPECT_EQ(Written(Approved(ModuleOf(node))->classes[0].constructors[0].signature), "(x, y)");

  node.fields[1].annotations = {Macro(ir::AnnotationKind::kSkip)};
  EXPECT_EQ(Written(Approved(ModuleOf(node))->classes[0].constructors[0].signature), "(x=1)");

  node.traits.is_aggregate = false;
  EXPECT_THAT(Errors(ModuleOf(node)),
              ElementsAre("bad-value: 'fields' is no value for 'init' of FERRULE_CLASS"));
}

}  // namespace
}  // namespace ferrule::check::testing
