// Bases in Python, and what is inherited of those that are not bound.
#include "generator/check/bases.h"

#include <utility>
#include <vector>

#include "generator/check/builders.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace ferrule::check::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

ir::Base Bound(std::size_t index, const std::string& name, bool is_virtual = false) {
  ir::Base base;
  base.qualified_name = "ns::" + name;
  base.bound = ir::ClassId{index};
  base.is_public = true;
  base.is_virtual = is_virtual;
  base.location = NextLocation();
  return base;
}

ir::Base Flattened(const std::string& name) {
  ir::Base base;
  base.qualified_name = "ns::" + name;
  base.is_public = true;
  base.is_flattened = true;
  base.location = NextLocation();
  return base;
}

ir::Class Derived(const std::string& name, std::vector<ir::Base> bases,
                  std::vector<ir::AnnotationArgument> keys = {}) {
  ir::Class node = ClassNamed(name, {}, {}, std::move(keys));
  node.bases = std::move(bases);
  return node;
}

ir::Module With(std::vector<ir::Class> classes) {
  ir::Module module;
  module.name = "m";
  module.classes = std::move(classes);
  return module;
}

std::vector<std::size_t> BasesOf(std::size_t index, ir::Module module) {
  std::vector<std::size_t> bases;
  const ir::CheckedModule checked = Approved(std::move(module));
  for (const ir::ClassId base : checked->classes[index].python_bases) {
    bases.push_back(base.index);
  }
  return bases;
}

TEST(BasesTest, AreTheBoundOnesInTheirOrder) {
  EXPECT_THAT(BasesOf(2, With({Derived("A", {}), Derived("B", {}),
                               Derived("C", {Bound(1, "B"), Flattened("U"), Bound(0, "A")})})),
              ElementsAre(1, 0));
}

TEST(BasesTest, LeaveOutWhatIsNotPublic) {
  ir::Base hidden = Bound(0, "A");
  hidden.is_public = false;
  EXPECT_THAT(BasesOf(1, With({Derived("A", {}), Derived("B", {hidden})})), IsEmpty());
}

TEST(BasesTest, LeaveOutTheBasesOfOthers) {
  EXPECT_THAT(BasesOf(2, With({Derived("A", {}), Derived("B", {Bound(0, "A", true)}),
                               Derived("C", {Bound(1, "B"), Bound(0, "A", true)})})),
              ElementsAre(1));
}

TEST(BasesTest, AreThoseThatAreWritten) {
  const auto module = [](const std::string& written) {
    return With({Derived("A", {}), Derived("B", {}),
                 Derived("C", {Bound(0, "A"), Bound(1, "B")}, {Key("bases", written)})});
  };
  EXPECT_THAT(BasesOf(2, module("(B)")), ElementsAre(1));
  EXPECT_THAT(BasesOf(2, module("(ns::A, B)")), ElementsAre(0, 1));
  EXPECT_THAT(BasesOf(2, module("()")), IsEmpty());
  EXPECT_THAT(Errors(module("(B, D)")),
              ElementsAre("bad-value: 'D' is no value for 'bases' of FERRULE_CLASS"));
}

TEST(BasesTest, OfAnObjectAreThereOnce) {
  const auto diamond = [](bool is_virtual) {
    return With({Derived("A", {}), Derived("B", {Bound(0, "A", is_virtual)}),
                 Derived("C", {Bound(0, "A", is_virtual)}),
                 Derived("D", {Bound(1, "B"), Bound(2, "C")})});
  };
  EXPECT_THAT(BasesOf(3, diamond(true)), ElementsAre(1, 2));
  EXPECT_THAT(Errors(diamond(false)),
              ElementsAre("bad-bases: an object of 'ns::D' has several bases of class 'ns::A', of "
                          "which Python would not know which one is meant"));
}

TEST(BasesTest, HaveAnOrder) {
  EXPECT_THAT(Errors(With({Derived("A", {}), Derived("B", {}),
                           Derived("AB", {Bound(0, "A", true), Bound(1, "B", true)}),
                           Derived("BA", {Bound(1, "B", true), Bound(0, "A", true)}),
                           Derived("C", {Bound(2, "AB"), Bound(3, "BA")})})),
              ElementsAre("bad-bases: the bases of 'ns::C' have no method resolution order in "
                          "Python"));
}

TEST(BasesTest, ThatAreInstancesOfTemplatesAreNotCovered) {
  ir::Base hidden;
  hidden.qualified_name = "ns::Mixin<ns::C>";
  hidden.is_public = true;
  hidden.is_hidden = true;
  hidden.location = NextLocation();
  EXPECT_THAT(Errors(With({Derived("C", {hidden})})),
              ElementsAre("not-covered: ferrule does not cover bases that are instances of "
                          "templates such as 'ns::Mixin<ns::C>' yet"));
  EXPECT_THAT(Errors(With({Derived("C", {hidden}, {Key("bases", "()")})})), IsEmpty());
}

// --- Inherited members ---

ir::Function From(const std::string& base, ir::Function method) {
  method.inherited_from = "ns::" + base;
  return method;
}

std::vector<std::string> MethodsOf(ir::Class node) {
  std::vector<std::string> methods;
  const ir::CheckedModule checked = Approved(With({std::move(node)}));
  for (const ir::Function& method : checked->classes[0].methods) {
    methods.push_back(method.inherited_from + "." + method.name);
  }
  return methods;
}

TEST(InheritedMembersTest, AreThoseThatCppFinds) {
  ir::Class node = Derived("C", {Flattened("U"), Flattened("V")});
  node.methods = {Method("own"), From("U", Method("own")), From("U", Method("f")),
                  From("U", Method("both")), From("V", Method("both"))};
  EXPECT_THAT(MethodsOf(node), ElementsAre(".own", "ns::U.f"));
}

TEST(InheritedMembersTest, OfAFartherBaseAreHiddenByANearerOne) {
  ir::Class node = Derived("C", {Flattened("U"), Flattened("V")});
  node.bases[1].is_indirect = true;
  node.methods = {From("U", Method("f")), From("V", Method("f"))};
  EXPECT_THAT(MethodsOf(node), ElementsAre("ns::U.f"));
}

TEST(InheritedMembersTest, ThatAreIntroducedAreTheClasssOwn) {
  ir::Class node = Derived("C", {Flattened("U")});
  node.methods = {Method("f", {Param("x", Int())}), From("U", Method("f"))};
  node.methods[1].is_introduced = true;
  EXPECT_THAT(MethodsOf(node), ElementsAre(".f", "ns::U.f"));
}

}  // namespace
}  // namespace ferrule::check::testing
