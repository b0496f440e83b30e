// What Python can override.
#include "generator/check/overrides.h"

#include <utility>
#include <vector>

#include "generator/check/builders.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace ferrule::check::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

ir::Class Polymorphic(std::vector<ir::Function> virtuals,
                      std::vector<ir::AnnotationArgument> keys = {}) {
  ir::Class node = ClassNamed("C", {}, {}, std::move(keys));
  node.traits.is_polymorphic = true;
  node.traits.has_virtual_destructor = true;
  for (ir::Function& method : virtuals) {
    method.is_virtual = true;
    method.inherited_from = "ns::C";
  }
  node.virtuals = std::move(virtuals);
  return node;
}

ir::Function Pure(ir::Function method) {
  method.is_pure = true;
  return method;
}

std::vector<std::string> OverridableOf(ir::Class node) {
  std::vector<std::string> names;
  const ir::CheckedModule checked = Approved(ModuleOf(std::move(node)));
  for (const ir::Function& method : checked->classes[0].virtuals) {
    names.push_back(method.python_name);
  }
  return names;
}

TEST(OverridesTest, AreThePublicAndProtectedMethods) {
  ir::Function hidden = Method("hidden");
  hidden.is_public = false;
  ir::Function kept = hidden;
  kept.is_protected = true;
  kept.name = "kept";
  ir::Function required = Pure(hidden);
  required.name = "required";
  EXPECT_THAT(OverridableOf(Polymorphic({Method("f"), hidden, kept, required})),
              ElementsAre("f", "kept", "required"));
}

TEST(OverridesTest, HaveTheNamesOfWhatIsExported) {
  ir::Class node = Polymorphic({Method("f", {Param("x", Int())}), Method("lambda")});
  node.methods = {
      Method("f", {Param("x", Int())}, {Macro(ir::AnnotationKind::kMethod, {Key("name", "g")})})};
  EXPECT_THAT(OverridableOf(node), ElementsAre("g", "lambda_"));
}

TEST(OverridesTest, AreNoneWherePythonCannotDerive) {
  EXPECT_THAT(OverridableOf(Polymorphic({Method("f")}, {Key("subclass", "False")})), IsEmpty());
}

TEST(OverridesTest, LeaveOutWhatIsMeantToStay) {
  const ir::Function fixed =
      Method("f", {}, {Macro(ir::AnnotationKind::kMethod, {Key("override", "False")})});
  EXPECT_THAT(OverridableOf(Polymorphic({fixed})), IsEmpty());
  const ir::Function skipped = Method("g", {}, {Macro(ir::AnnotationKind::kSkip)});
  EXPECT_THAT(OverridableOf(Polymorphic({skipped})), IsEmpty());
}

TEST(OverridesTest, NeedTypesThatCross) {
  ir::Class node = Polymorphic({Method("f", {Param("x", Int(), ir::Passing::kRef)})});
  // Nobody in Python knows of it.
  EXPECT_THAT(OverridableOf(node), IsEmpty());
  node.virtuals[0].is_pure = true;
  EXPECT_THAT(Errors(ModuleOf(node)),
              ElementsAre("not-overridable: Python cannot override 'ns::C::f': parameter 'x' of "
                          "'ns::C::f' has type 'int&', which cannot be handed to Python"));
  ir::Class views = Polymorphic({Pure(Returning(Method("f"), View()))});
  EXPECT_THAT(Errors(ModuleOf(views)),
              ElementsAre("not-overridable: Python cannot override 'ns::C::f': its result has type "
                          "'std::string_view', which cannot be taken from Python"));
  const ir::Class lent = Polymorphic({Method("f", {Param("c", ClassAt(0), ir::Passing::kRef)})});
  EXPECT_THAT(OverridableOf(lent), ElementsAre("f"));
}

TEST(OverridesTest, NeedAVirtualDestructorAndNoVirtualBases) {
  ir::Class node = Polymorphic({Method("f")});
  node.traits.has_virtual_destructor = false;
  EXPECT_THAT(Errors(ModuleOf(node)),
              ElementsAre("not-overridable: Python cannot override the virtual methods of 'ns::C': "
                          "its destructor is not virtual"));
  node.traits.has_virtual_destructor = true;
  node.bases = {{"ns::V", std::nullopt, true, true, NextLocation()}};
  EXPECT_THAT(Errors(ModuleOf(node)),
              ElementsAre("not-overridable: Python cannot override the virtual methods of 'ns::C': "
                          "it has virtual bases, which a derived class has to construct"));
  node = Polymorphic({Method("f")}, {Key("subclass", "False")});
  node.bases = {{"ns::V", std::nullopt, true, true, NextLocation()}};
  ir::Class derived = Polymorphic({Method("f")});
  derived.name = "D";
  derived.qualified_name = "ns::D";
  derived.bases = {{"ns::C", ir::ClassId{0}, true, false, NextLocation()}};
  ir::Module both = ModuleOf(node);
  both.classes.push_back(derived);
  EXPECT_THAT(Errors(both),
              ElementsAre("not-overridable: Python cannot override the virtual methods of 'ns::D': "
                          "it has virtual bases, which a derived class has to construct"));
}

TEST(OverridesTest, PutObjectsOnTheHeap) {
  EXPECT_EQ(Approved(ModuleOf(Polymorphic({Method("f")})))->classes[0].storage, ir::Storage::kHeap);
  EXPECT_THAT(
      Errors(ModuleOf(Polymorphic({Method("f")}, {Key("storage", "inline")}))),
      ElementsAre("storage-conflict: the methods that Python overrides of 'ns::C' ask for a "
                  "pointer to objects of 'ns::C', which has storage = inline"));
}

TEST(OverridesTest, LetPythonDeriveFromAbstractClasses) {
  ir::Class node = Polymorphic({Pure(Method("f"))});
  node.traits.is_abstract = true;
  node.traits.is_default_constructible = false;
  const ir::CheckedModule checked = Approved(ModuleOf(node));
  EXPECT_EQ(checked->classes[0].constructors.size(), 1u);
  EXPECT_TRUE(checked->classes[0].is_overridable);
}

}  // namespace
}  // namespace ferrule::check::testing
