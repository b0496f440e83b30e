// Default arguments: their text, and their value.
#include <string>
#include <vector>

#include "generator/scan/harness.h"
#include "gtest/gtest.h"

namespace ferrule::scan {
namespace {

constexpr std::string_view kNames = R"(
inline constexpr int kSeven = 7;
inline constexpr char kText[] = "text";
constexpr int Twice(int x) { return 2 * x; }
int Unknown();
const char* Same(const char*);
namespace n { int Inner(int); template <class T> struct Box { static T Make(); }; }
#define SEVEN 7
#define DEFAULT(x) = x
struct FERRULE_CLASS() C {};
enum class FERRULE_ENUM() Color { red, green = 5 };
enum FERRULE_ENUM() Wide : unsigned long { big = 0xFFFFFFFFFFFFFFFF };
)";

struct Row {
  std::string parameter, read;
};

void ExpectDefaults(const std::vector<Row>& rows) {
  std::string text(kNames);
  for (std::size_t i = 0; i < rows.size(); ++i) {
    text += "FERRULE_FUNCTION() void f" + std::to_string(i) + "(" + rows[i].parameter + ");\n";
  }
  const Scanned scanned = ScanTextWithRuntime(text);
  ASSERT_EQ(scanned.errors, "");
  const std::vector<std::string> functions = LinesOf(scanned.text, "function");
  ASSERT_EQ(functions.size(), rows.size());
  for (std::size_t i = 0; i < rows.size(); ++i) {
    EXPECT_EQ(functions[i], "void f" + std::to_string(i) + "(" + rows[i].read + ")");
  }
}

// A dump shows the value in brackets where it is not what the text says, so a value is there if it
// differs.
TEST(DefaultArgumentTest, EvaluatesNumbers) {
  ExpectDefaults({
      {"int x = kSeven", "int x = kSeven [7]"},
      {"int x = SEVEN", "int x = SEVEN [7]"},
      {"int x = Twice(kSeven) + 1", "int x = Twice(kSeven) + 1 [15]"},
      {"int x = Unknown()", "int x = Unknown()"},
      {"int x = {}", "int x = {} [0]"},
      {"int x = 'a'", "int x = 'a' [97]"},
      {"int x = 1.9", "int x = 1.9 [1]"},
      {"int x = sizeof(int)", "int x = sizeof(int) [4]"},
      {"unsigned x = -1", "unsigned int x = -1 [4294967295]"},
      {"unsigned char x = 256 + 3", "unsigned char x = 256 + 3 [3]"},
      {"long long x = -9223372036854775807 - 1",
       "long long x = -9223372036854775807 - 1 [-9223372036854775808]"},
      {"std::size_t x = std::string::npos",
       "unsigned long x = std::string::npos [18446744073709551615]"},
      {"bool x = 1", "bool x = 1 [true]"},
      {"bool x = !true", "bool x = !true [false]"},
      {"double x = 1 / 4.0", "double x = 1 / 4.0 [0.25]"},
      {"double x = 1", "double x = 1"},
      {"const double& x = SEVEN", "const double& x = SEVEN [7]"},
      {"Color x = Color::green", "Color x = Color::green [5]"},
      {"Wide x = big", "Wide x = big [18446744073709551615]"},
      {"int x = // why\n  7 + 0", "int x = 7 + 0 [7]"},
      {"int x = /* why */ SEVEN", "int x = SEVEN [7]"},
      {"int x1 DEFAULT(7)", "int x1 = DEFAULT(7) [7]"},
      {"int x DEFAULT(7)", "int x = DEFAULT(7) [7]"},
  });
}

TEST(DefaultArgumentTest, EvaluatesText) {
  ExpectDefaults({
      {"std::string x = std::string(\"a\")", "std::string x = std::string(\"a\") [\"a\"]"},
      {"std::string x = {\"a\"}", "std::string x = {\"a\"} [\"a\"]"},
      {"std::string x = \"a\" \"b\"", "std::string x = \"a\" \"b\" [\"ab\"]"},
      {"std::string x = R\"(a\"\\n)\"", "std::string x = R\"(a\"\\n)\" [\"a\\\"\\\\n\"]"},
      {"std::string x = \"\\x61\\t\"", "std::string x = \"\\x61\\t\" [\"a\t\"]"},
      {"const std::string& x = (\"a\")", "const std::string& x = (\"a\") [\"a\"]"},
      {"std::string x = kSeven ? \"a\" : \"b\"", "std::string x = kSeven ? \"a\" : \"b\""},
      {"std::string x = {}", "std::string x = {} [\"\"]"},
      {"std::string x = std::string()", "std::string x = std::string() [\"\"]"},
      {"std::string_view x = {}", "std::string_view x = {} [\"\"]"},
      // No constant, or not to be told exactly.
      {"std::string x = std::string(3, 'x')", "std::string x = std::string(3, 'x')"},
      {"std::string x = {'a', 'b'}", "std::string x = {'a', 'b'}"},
      {"std::string x = Same(\"a\")", "std::string x = Same(\"a\")"},
      {"std::string_view x = kText", "std::string_view x = kText"},
      {"std::string x = \"a\" + std::string(\"b\")", "std::string x = \"a\" + std::string(\"b\")"},
  });
}

TEST(DefaultArgumentTest, EvaluatesNone) {
  ExpectDefaults({
      {"std::optional<int> x = std::nullopt", "std::optional<int> x = std::nullopt [none]"},
      {"std::optional<int> x = {}", "std::optional<int> x = {} [none]"},
      {"const std::optional<int>& x = std::optional<int>()",
       "const std::optional<int>& x = std::optional<int>() [none]"},
      {"std::optional<int> x = kSeven", "std::optional<int> x = kSeven [7]"},
      {"std::optional<double> x = int(2.7)", "std::optional<double> x = int(2.7) [2]"},
      {"std::optional<std::string> x = {\"a\"}", "std::optional<std::string> x = {\"a\"} [\"a\"]"},
      {"C* x = nullptr", "C* x = nullptr [none]"},
      {"const C* x = 0", "const C* x = 0 [none]"},
      {"C* x = {}", "C* x = {} [none]"},
      {"C x = {}", "C x = {}"},
      {"std::vector<int> x = {1,\n  2}", "std::vector<int> x = {1, 2}"},
  });
}

TEST(DefaultArgumentTest, IsNotConfusedByOtherExpressions) {
  ExpectDefaults({
      {"int x[3]", "int[3] x"},
      {"const int (&x)[3]", "const int (&)[3] x"},
      {"std::vector<int> x", "std::vector<int> x"},
  });
}

// Behind the text stands what the glue has, where the value is not known and the text can be
// written anew. A default that is alone is left to C++.
TEST(DefaultArgumentTest, WritesAnewWhatIsNoConstant) {
  ExpectDefaults({
      {"int x = Unknown(), int last = 0", "int x = Unknown() [::Unknown()], int last = 0"},
      {"int x, int y = Unknown()", "int x, int y = Unknown()"},
      {"int x = n::Inner( Unknown() + 1 ), int last = 0",
       "int x = n::Inner( Unknown() + 1 ) [::n::Inner( ::Unknown() + 1 )], int last = 0"},
      {"long x = n::Box<long>::Make(), int last = 0",
       "long x = n::Box<long>::Make() [::n::Box<long>::Make()], int last = 0"},
      {"int x = SEVEN + Unknown(), int last = 0",
       "int x = SEVEN + Unknown() [SEVEN + ::Unknown()], int last = 0"},
      {"const C& x = C{}, int last = 0", "const C& x = C{} [::C{}], int last = 0"},
      {"std::string x = std::string(2, 'x'), int last = 0",
       "std::string x = std::string(2, 'x') [::std::string(2, 'x')], int last = 0"},
      {"int x = [](int y) { return y + Unknown(); }(1), int last = 0",
       "int x = [](int y) { return y + Unknown(); }(1) [[](int y) { return y + ::Unknown(); }(1)], "
       "int last = 0"},
      // The macro has the equals sign in it.
      {"int x DEFAULT(Unknown()), int last = 0", "int x = DEFAULT(Unknown()), int last = 0"},
  });
}

}  // namespace
}  // namespace ferrule::scan
