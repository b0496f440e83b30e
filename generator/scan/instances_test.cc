// Instances of templates: which types they have, and what is said where there is none.
#include <string>
#include <vector>

#include "generator/scan/harness.h"
#include "gtest/gtest.h"

namespace ferrule::scan {
namespace {

using Lines = std::vector<std::string>;

TEST(InstancesTest, HaveTheTypesOfTheirArguments) {
  const Scanned scanned = ScanText(R"(
#include <vector>
namespace n { inline namespace v1 {
struct FERRULE_CLASS() P {};
enum E { kE };
template <class T> FERRULE_FUNCTION(instances = (<int>, <std::vector<P>>)) T same(const T& x);
template <class T> FERRULE_FUNCTION(instances = (<int>)) auto deduced(T x) { return x + 0.5; }
template <int kN, E = kE> FERRULE_FUNCTION(instances = (<(2 > 1)>, <3, kE>)) void value(int x = kN);
FERRULE_FUNCTION(instances = (<P, int>)) void abbreviated(auto x, const auto& y);
template <class T> FERRULE_FUNCTION(instances = (<char>, <double>)) void quiet(T) noexcept(sizeof(T) > 4);
} }
)");
  ASSERT_EQ(scanned.errors, "");
  EXPECT_EQ(
      LinesOf(scanned.text, "function"),
      (Lines{
          "instance int n::same<int>(const int& x)",
          "instance std::vector<n::P> n::same<::std::vector<::n::P>>(const std::vector<n::P>& x)",
          "instance double n::deduced<int>(int x)",
          "instance void n::value<(2 > 1)>(int x = kN)",
          "instance void n::value<3, ::n::E::kE>(int x = kN)",
          "instance void n::abbreviated<::n::P, int>(n::P x, const int& y)",
          "instance void n::quiet<char>(char)",
          "instance void n::quiet<double>(double) noexcept",
      }));
}

TEST(InstancesTest, HaveWhatIsWrittenOnTheTemplate) {
  const Scanned scanned = ScanText(R"(
/// Scales.
template <class T>
FERRULE_FUNCTION(name = "all", instances = (<int>, <double> = "floats"))
T scale(FERRULE_ARG(noconvert) T x, T y = 2);
)");
  ASSERT_EQ(scanned.errors, "");
  EXPECT_EQ(scanned.text,
            "function instance int scale<int>(int x, int y = 2)  h.h:6:3\n"
            "  FERRULE_FUNCTION(name = \"all\", instances = (<int>, <double> = \"floats\"))\n"
            "  | Scales.\n"
            "  x: FERRULE_ARG(noconvert)\n"
            "function instance double scale<double>(double x, double y = 2)  h.h:6:3\n"
            "  FERRULE_FUNCTION(instances = (<int>, <double> = \"floats\"), name = \"floats\")\n"
            "  | Scales.\n"
            "  x: FERRULE_ARG(noconvert)\n");
}

TEST(InstancesTest, HaveAParameterForEachArgumentOfAPack) {
  const Scanned scanned = ScanText(R"(
template <class... T>
FERRULE_FUNCTION(instances = (<>, <int, double>)) void f(int first, const T&... rest);
template <class... T> FERRULE_FUNCTION(instances = (<int>)) void unnamed(T...);
)");
  ASSERT_EQ(scanned.errors, "");
  EXPECT_EQ(
      LinesOf(scanned.text, "function"),
      (Lines{"instance void f<>(int first)",
             "instance void f<int, double>(int first, const int& rest_1, const double& rest_2)",
             "instance void unnamed<int>(int)"}));
  const std::vector<ir::Parameter>& parameters = scanned.module->functions[1].parameters;
  EXPECT_EQ(parameters[0].pack_index, std::nullopt);
  EXPECT_EQ(parameters[1].pack_index, 1u);
  EXPECT_EQ(parameters[2].pack_index, 2u);
}

TEST(InstancesTest, MayBeMembers) {
  const Scanned scanned = ScanText(R"(
struct FERRULE_CLASS() S {
  S();
  template <class T> FERRULE_INIT(instances = (<int>, <const char*>)) S(T x, int n = 0);
  template <class T> FERRULE_METHOD(instances = (<int>)) T get() const;
  template <class T> FERRULE_STATIC(instances = (<int>)) static T make();
  template <class T> FERRULE_METHOD(instances = (<int>)) T operator()(T x);
  template <class T> void not_listed(T x);
};
)");
  ASSERT_EQ(scanned.errors, "");
  EXPECT_EQ(LinesOf(scanned.text, "constructor"),
            (Lines{"S()", "instance S(int x, int n = 0)", "instance S(const char* x, int n = 0)"}));
  EXPECT_EQ(LinesOf(scanned.text, "method"),
            (Lines{"instance int get<int>() const", "instance static int make<int>()",
                   "instance int operator()<int>(int x)", "template not_listed()"}));
}

TEST(InstancesTest, AreOfTheTemplateThatListsThem) {
  const Scanned scanned = ScanText(R"(
template <class T> struct Held {};
namespace n {
template <class T> FERRULE_FUNCTION(instances = (<int>)) void f(T x);
template <class T> FERRULE_FUNCTION(instances = (<double>)) void f(const Held<T>& x);
}
namespace n { template <class T> void f(Held<T> x, T); }
struct FERRULE_CLASS() S {
  template <class T> FERRULE_METHOD(instances = (<int>)) void m(T x) const;
  template <class T> FERRULE_METHOD(instances = (<int>)) void m(T x, T y);
};
)");
  ASSERT_EQ(scanned.errors, "");
  EXPECT_EQ(LinesOf(scanned.text, "function"),
            (Lines{"instance void n::f<int>(int x)",
                   "instance void n::f<double>(const Held<double>& x)"}));
  EXPECT_EQ(LinesOf(scanned.text, "method"),
            (Lines{"instance void m<int>(int x) const", "instance void m<int>(int x, int y)"}));
}

TEST(InstancesTest, AreNotMadeOfWhatIsLeftOut) {
  const Scanned scanned = ScanText(R"(
struct FERRULE_SKIP() S {
  template <class T> FERRULE_METHOD(instances = (<Missing>)) void m(T x);
};
)");
  EXPECT_EQ(scanned.errors, "");
}

TEST(InstancesTest, ReportsEachWithoutATemplateToMakeIt) {
  const std::string errors = ScanText(R"(
template <class T> concept Small = sizeof(T) < 3;
template <Small T> FERRULE_FUNCTION(instances = (<char>, <int>, <Missing>)) void f(T x);
struct FERRULE_CLASS() S {
  S(int);
  template <class T> FERRULE_INIT(instances = (<int>)) S(T x);
};
)")
                                 .errors;
  EXPECT_EQ(errors,
            "h.h:4:58: [bad-instance] C++ makes no instance <int> of 'f'\n"
            "  h.h:4:82: candidate template ignored: constraints not satisfied [with T = int]\n"
            "  h.h:4:11: because 'int' does not satisfy 'Small'\n"
            "  h.h:3:36: because 'sizeof(int) < 3' (4 < 3) evaluated to false\n"
            "h.h:4:65: [bad-instance] C++ makes no instance <Missing> of 'f'\n"
            "  h.h:4:65: use of undeclared identifier 'Missing'\n"
            "h.h:7:48: [bad-instance] C++ calls another constructor for <int> of 'S::S'"
            " (list arguments that C++ calls this one for)\n");
}

}  // namespace
}  // namespace ferrule::scan
