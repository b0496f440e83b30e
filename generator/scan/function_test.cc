// What Scan says of functions.
#include <string>
#include <vector>

#include "generator/scan/harness.h"
#include "gtest/gtest.h"

namespace ferrule::scan {
namespace {

struct Row {
  std::string written, read;
};

TEST(FunctionTest, ReadsDeclarations) {
  const std::vector<Row> rows = {
      {"FERRULE_FUNCTION() void f();", "void f()"},
      {"FERRULE_FUNCTION() int add(int a, int b = 1);", "int add(int a, int b = 1)"},
      {"FERRULE_FUNCTION() double unnamed(double, int);", "double unnamed(double, int)"},
      {"FERRULE_FUNCTION() void quiet() noexcept;", "void quiet() noexcept"},
      {"FERRULE_FUNCTION() void maybe() noexcept(sizeof(int) == 4);", "void maybe() noexcept"},
      {"FERRULE_FUNCTION() void loud() noexcept(false);", "void loud()"},
      {"FERRULE_FUNCTION() const int of_const();", "const int of_const()"},
      {"using Const = const int; FERRULE_FUNCTION() Const of_alias();", "const int of_alias()"},
      {"FERRULE_FUNCTION() void variadic(int a, ...);", "void variadic(int a, ...)"},
      {"FERRULE_FUNCTION() inline auto deduced() { return 1u; }", "unsigned int deduced()"},
      {"FERRULE_FUNCTION() auto undeduced();", "auto undeduced()"},
      {"FERRULE_FUNCTION() auto trailing() -> bool;", "bool trailing()"},
      {"void FERRULE_FUNCTION() behind();", "void behind()"},
      {"static FERRULE_FUNCTION() void internal() {}", "void internal()"},
      {"FERRULE_FUNCTION() void gone() = delete;", "void gone() = delete"},
      {"extern \"C\" { FERRULE_FUNCTION() void c_linkage(); }", "void c_linkage()"},
      {"extern \"C\" FERRULE_FUNCTION() void c_linkage_2();", "void c_linkage_2()"},
      {"namespace a::b { FERRULE_FUNCTION() void nested(); }", "void a::b::nested()"},
      {"namespace a { inline namespace v1 { FERRULE_FUNCTION() void inlined(); } }",
       "void a::inlined()"},
      {"FERRULE_EXEC() void exec();", "void exec()"},
  };
  std::string text;
  for (const Row& row : rows) text += row.written + "\n";
  const Scanned scanned =
      ScanText(text + "void not_annotated();\nFERRULE_SKIP() void skipped();\n");
  ASSERT_EQ(scanned.errors, "");
  const std::vector<std::string> functions = LinesOf(scanned.text, "function");
  ASSERT_EQ(functions.size(), rows.size()) << scanned.text;
  for (std::size_t i = 0; i < rows.size(); ++i) EXPECT_EQ(functions[i], rows[i].read);
}

TEST(FunctionTest, HasPlacesDocsAndAnnotations) {
  const Scanned scanned = ScanText(R"(
/// Adds.
///
/// Two integers.
FERRULE_FUNCTION(name = "plus", detach)
int add(FERRULE_ARG(noconvert) int a,
        int b);
)");
  ASSERT_EQ(scanned.errors, "");
  EXPECT_EQ(scanned.text,
            "function int add(int a, int b)  h.h:7:5\n"
            "  FERRULE_FUNCTION(name = \"plus\", detach)\n"
            "  | Adds.\n"
            "  |\n"
            "  | Two integers.\n"
            "  a: FERRULE_ARG(noconvert)\n");
  const ir::Function& function = scanned.module->functions[0];
  EXPECT_EQ(function.location, (diag::Location{"h.h", 7, 5, 3}));
  EXPECT_EQ(function.parameters[1].location, (diag::Location{"h.h", 8, 13, 1}));
}

TEST(FunctionTest, MergesRedeclarations) {
  const Scanned scanned = ScanText(
      "FERRULE_FUNCTION(name = \"x\") void f(int a, int b, int c = 3);\n"
      "void f(int, int b = 2, int);\n"
      "void g();\n"
      "FERRULE_FUNCTION() void g();\n"
      "void f(int first, int second, int third);\n");
  ASSERT_EQ(scanned.errors, "");
  EXPECT_EQ(scanned.text,
            "function void f(int first, int second = 2, int third = 3)  h.h:6:6\n"
            "  FERRULE_FUNCTION(name = \"x\")\n"
            "function void g()  h.h:5:25\n"
            "  FERRULE_FUNCTION()\n");
}

TEST(FunctionTest, TellsOverloadsApart) {
  const Scanned scanned = ScanText(
      "FERRULE_FUNCTION() void f(int);\n"
      "FERRULE_FUNCTION() void f(double);\n");
  ASSERT_EQ(scanned.errors, "");
  EXPECT_EQ(LinesOf(scanned.text, "function"),
            (std::vector<std::string>{"void f(int)", "void f(double)"}));
}

TEST(FunctionTest, KnowsWhatIsNoOrdinaryFunction) {
  const Scanned scanned = ScanText("FERRULE_FUNCTION() consteval int f() { return 1; }\n");
  EXPECT_EQ(scanned.module->functions[0].uncovered, "consteval functions");
  const Headers headers;
  headers.Add(
      "h.h",
      "#include \"ferrule/annotations.h\"\nstruct FERRULE_CLASS() S { void f(this S& self); };\n");
  Request request = headers.RequestFor({"h.h"});
  request.compile_flags.push_back("-std=c++2b");
  // Clang 18 was the first to know them.
  const Scanned explicit_object = ScanRequest(request);
  if (explicit_object.errors.find("parse-error") == std::string::npos) {
    EXPECT_EQ(explicit_object.module->classes[0].methods[0].uncovered,
              "explicit object parameters");
  }
}

TEST(ConstantTest, ReadsAnnotatedVariables) {
  const Scanned scanned = ScanText(R"(
namespace n {
/// The answer.
FERRULE_CONSTANT() inline constexpr int kAnswer = 42;
FERRULE_CONSTANT(name = "PI") extern const double kPi;
inline constexpr int kOther = 1;
}
)");
  ASSERT_EQ(scanned.errors, "");
  EXPECT_EQ(scanned.text,
            "constant int n::kAnswer  h.h:5:41\n"
            "  FERRULE_CONSTANT()\n"
            "  | The answer.\n"
            "constant double n::kPi  h.h:6:51\n"
            "  FERRULE_CONSTANT(name = \"PI\")\n");
}

}  // namespace
}  // namespace ferrule::scan
