// What is bound from outside, and instances of class templates.
#include <string>
#include <vector>

#include "generator/scan/harness.h"
#include "gtest/gtest.h"

namespace ferrule::scan {
namespace {

using Lines = std::vector<std::string>;

// Scans h.h, which includes a header of a library.
Scanned ScanWithLibrary(const std::string& library, const std::string& header) {
  const Headers headers;
  headers.Add("library.h", "#pragma once\n" + library);
  headers.Add("h.h", "#include \"ferrule/annotations.h\"\n#include \"library.h\"\n" + header);
  return ScanRequest(headers.RequestFor({"h.h"}));
}

TEST(ForeignTest, AnAliasHasTheMembersOfTheClass) {
  const Scanned scanned = ScanWithLibrary(R"(
namespace lib {
struct Root { int root() const; };
class Base : public Root { public: void base(); protected: void hidden(); };
/// A point.
struct Point : Base { Point(int x); enum Kind { kA }; struct Part {}; int x; bool operator==(const Point&) const; };
})",
                                          "using P FERRULE_CLASS() = lib::Point;");
  ASSERT_EQ(scanned.errors, "");
  EXPECT_EQ(LinesOf(scanned.text, "class"), (Lines{"lib::Point as P", "lib::Point::Part"}));
  EXPECT_EQ(LinesOf(scanned.text, "enum"), (Lines{"lib::Point::Kind"}));
  EXPECT_EQ(LinesOf(scanned.text, "method"),
            (Lines{"void base() from lib::Base", "int root() const from lib::Root",
                   "bool operator==(const lib::Point&) const"}));
}

TEST(ForeignTest, BasesComeFirst) {
  const Scanned scanned =
      ScanWithLibrary("namespace lib { struct A {}; struct B : A {}; struct C : B {}; }",
                      "using C FERRULE_CLASS() = lib::C; using B FERRULE_CLASS() = lib::B; "
                      "using A FERRULE_CLASS() = lib::A;");
  ASSERT_EQ(scanned.errors, "");
  EXPECT_EQ(LinesOf(scanned.text, "class"), (Lines{"lib::A as A", "lib::B as B", "lib::C as C"}));
}

TEST(ForeignTest, AStandInSaysWhatMembersAre) {
  const Scanned scanned =
      ScanWithLibrary("namespace lib { struct A { int f(); int f(int); int g(); }; }",
                      R"(
struct FERRULE_CLASS(of = lib::A) A : lib::A {
  using lib::A::f FERRULE_METHOD(name = "ff");
  static int h(lib::A& self) FERRULE_METHOD();
  static int i() FERRULE_STATIC();
  static int not_exported();
};)");
  ASSERT_EQ(scanned.errors, "");
  EXPECT_EQ(LinesOf(scanned.text, "method"), (Lines{"int f()", "int f(int)", "int g()",
                                                    "int A::h(lib::A& self)", "static int i()"}));
  EXPECT_EQ(LinesOf(scanned.text, "FERRULE_METHOD").size(), 3u);
}

TEST(ForeignTest, AUsingDeclarationNamesAllOverloads) {
  const Scanned scanned =
      ScanWithLibrary("namespace lib { int f(int); int f(double); constexpr int kOne = 1; }",
                      "using lib::f FERRULE_FUNCTION(); using lib::kOne FERRULE_CONSTANT();");
  ASSERT_EQ(scanned.errors, "");
  EXPECT_EQ(LinesOf(scanned.text, "function").size(), 2u);
  EXPECT_EQ(LinesOf(scanned.text, "constant"), (Lines{"int lib::kOne"}));
}

TEST(ForeignTest, AnInstanceHasTheTypesOfItsArguments) {
  const Scanned scanned = ScanText(R"(
namespace n {
template <class T> struct Root { T root() const; };
template <class T, int N = 2> class Box : public Root<T> {
 public:
  Box(); explicit Box(T item, int count = N);
  T get() const; static Box of(const T&); T item; struct Part { T value; };
 private:
  void hidden();
};
using IntBox FERRULE_CLASS() = Box<int>;
})");
  ASSERT_EQ(scanned.errors, "");
  EXPECT_EQ(LinesOf(scanned.text, "class"), (Lines{"n::Box<int> as IntBox", "n::Box<int>::Part"}));
  EXPECT_EQ(LinesOf(scanned.text, "base"), (Lines{"public n::Root<int> (flattened)"}));
  EXPECT_EQ(LinesOf(scanned.text, "constructor"), (Lines{"Box()", "Box(int item, int count = N)"}));
  EXPECT_EQ(LinesOf(scanned.text, "method"),
            (Lines{"int root() const from n::Root<int>", "int get() const",
                   "static n::Box<int> of(const int&)"}));
}

TEST(ForeignTest, ABaseThatIsAnInstanceHandsOnItsMembers) {
  const Scanned scanned = ScanText(R"(
template <class D> struct Mixin { int mixed() const; int field; };
struct FERRULE_CLASS() A : Mixin<A> {};
)");
  ASSERT_EQ(scanned.errors, "");
  EXPECT_EQ(LinesOf(scanned.text, "method"), (Lines{"int mixed() const from Mixin<A>"}));
  EXPECT_EQ(LinesOf(scanned.text, "field"), (Lines{"int Mixin<A>::field"}));
}

}  // namespace
}  // namespace ferrule::scan
