// Annotations: where they are, and what becomes of those that no node of the model takes.
#include <string>
#include <vector>

#include "generator/scan/harness.h"
#include "gtest/gtest.h"

namespace ferrule::scan {
namespace {

using diag::Location;

TEST(AttributesTest, KnowsWhereKeysAndValuesAre) {
  const Scanned scanned = ScanText(
      "FERRULE_FUNCTION(name = \"f\",  // why\n"
      "                 signature = (a, /* here */\n"
      "                              b=2), detach)\n"
      "void f(int a, int b);\n");
  ASSERT_EQ(scanned.errors, "");
  const ir::Annotation& annotation = scanned.module->functions[0].annotations[0];
  EXPECT_EQ(annotation.location, (Location{"h.h", 2, 1, 16}));
  ASSERT_EQ(annotation.arguments.size(), 3u);
  const ir::AnnotationArgument& name = annotation.arguments[0];
  EXPECT_EQ(name.value, "\"f\"");
  EXPECT_EQ(name.location, (Location{"h.h", 2, 18, 4}));
  EXPECT_EQ(name.value_location, (Location{"h.h", 2, 25, 3}));
  const ir::AnnotationArgument& signature = annotation.arguments[1];
  EXPECT_EQ(signature.value, "(a, /* here */\n                              b=2)");
  EXPECT_EQ(signature.location, (Location{"h.h", 3, 18, 9}));
  EXPECT_EQ(signature.value_location, (Location{"h.h", 3, 30, 14}));  // as far as its line goes
  const ir::AnnotationArgument& detach = annotation.arguments[2];
  EXPECT_EQ(detach.value, std::nullopt);
  EXPECT_EQ(detach.location, (Location{"h.h", 4, 37, 6}));
  EXPECT_EQ(detach.value_location, detach.location);
}

TEST(AttributesTest, PointsAtMacrosOfTheUsers) {
  const Scanned scanned = ScanText(
      "#define EXPORT(n) FERRULE_FUNCTION(name = n)\n"
      "EXPORT(\"g\") void f();\n");
  ASSERT_EQ(scanned.errors, "");
  const ir::Annotation& annotation = scanned.module->functions[0].annotations[0];
  EXPECT_EQ(annotation.location, (Location{"h.h", 3, 1, 6}));
  EXPECT_EQ(annotation.arguments[0].value, "\"g\"");
  EXPECT_EQ(annotation.arguments[0].location, annotation.location);
}

TEST(AttributesTest, KeepsPythonSyntaxAsItIs) {
  const Scanned scanned = ScanText(
      "FERRULE_FUNCTION(signature = (a, /, b: \"x, y\" = None, *args, c=[1, {2: 3}], **kw) -> int, "
      "doc = R\"(raw)\")\n"
      "void f();\n");
  ASSERT_EQ(scanned.errors, "");
  EXPECT_EQ(LinesOf(scanned.text, "  FERRULE_FUNCTION"), std::vector<std::string>{});
  const ir::Annotation& annotation = scanned.module->functions[0].annotations[0];
  EXPECT_EQ(annotation.arguments[0].value,
            "(a, /, b: \"x, y\" = None, *args, c=[1, {2: 3}], **kw) -> int");
  EXPECT_EQ(annotation.arguments[1].value, "R\"(raw)\"");
}

TEST(AttributesTest, ReadsWhatIsOnNoDeclarationOfItsOwn) {
  const Scanned scanned = ScanText(R"(
namespace FERRULE_NAMESPACE(submodule = "sub") n {
FERRULE_MODULE(doc = "One.");
}
extern "C" { FERRULE_MODULE(doc = "Two."); }
namespace FERRULE_SKIP() skipped { FERRULE_FUNCTION() void f(); }
)");
  ASSERT_EQ(scanned.errors, "");
  EXPECT_EQ(scanned.text,
            "FERRULE_MODULE(doc = \"One.\")  h.h:4:1\n"
            "FERRULE_MODULE(doc = \"Two.\")  h.h:6:14\n"
            "FERRULE_NAMESPACE(submodule = \"sub\")  h.h:3:11\n");
}

struct Row {
  std::string text, errors;
};

void ExpectErrors(const std::vector<Row>& rows) {
  for (const Row& row : rows) EXPECT_EQ(ScanText(row.text).errors, row.errors) << row.text;
}

TEST(AttributesTest, ReportsBadSyntax) {
  ExpectErrors({
      {"FERRULE_FUNCTION(name = , detach\n                 doc) void f();\n",
       "h.h:2:18: [bad-annotation-syntax] a missing value of 'name' in the arguments of "
       "FERRULE_FUNCTION"
       " (write `key` or `key = value`, separated by commas)\n"
       "h.h:3:18: [bad-annotation-syntax] a missing '=' or ',' behind 'detach' in the arguments of "
       "FERRULE_FUNCTION"
       " (write `key` or `key = value`, separated by commas)\n"},
      {"struct FERRULE_CLASS(name = 1]) S {};\n",
       "h.h:2:30: [bad-annotation-syntax] ']' without its opening bracket in the arguments of "
       "FERRULE_CLASS"
       " (write `key` or `key = value`, separated by commas)\n"},
      {"#define EXPORT FERRULE_FUNCTION(= 3)\nEXPORT void f();\n",
       "h.h:3:1: [bad-annotation-syntax] '=' without a key in the arguments of FERRULE_FUNCTION"
       " (write `key` or `key = value`, separated by commas)\n"},
  });
}

TEST(AttributesTest, ReportsMacrosThatAnnotateNothing) {
  ExpectErrors({
      {"FERRULE_CLASS() class S {};\n",
       "h.h:2:1: [annotates-nothing] FERRULE_CLASS is attached to no declaration"
       " (write it behind the keyword: `class FERRULE_CLASS() Name`)\n"},
      {"using X = int FERRULE_CLASS();\n",
       "h.h:2:15: [annotates-nothing] FERRULE_CLASS is attached to no declaration (write it behind "
       "the name: `using Name FERRULE_CLASS() = ...;`, `using other::name FERRULE_CLASS();`)\n"},
      {"inline void f() { FERRULE_CONSTANT() int x = 0; }\n",
       "h.h:2:19: [annotates-nothing] FERRULE_CONSTANT is attached to no declaration"
       " (write it in front of the declaration of a variable, outside of function bodies)\n"},
      {"template <class T> FERRULE_CONSTANT() inline T x = 0;\n",
       "h.h:2:20: [annotates-nothing] FERRULE_CONSTANT is attached to no declaration"
       " (write it in front of the declaration of a variable, outside of function bodies)\n"},
      {"#define EXPORT FERRULE_CLASS()\nEXPORT class S {};\n",
       "h.h:3:1: [annotates-nothing] EXPORT is attached to no declaration"
       " (write it where the macros that it is made of may stand)\n"},
  });
}

TEST(AttributesTest, ReportsWhatIsNotCoveredYet) {
  const std::string class_template = "template <class T> struct V { T x; };\n";
  ExpectErrors({
      {class_template + "template class FERRULE_CLASS() V<int>;\n",
       "h.h:3:16: [not-covered] ferrule does not cover specialisations of class templates yet\n"},
      {class_template + "template <> class FERRULE_CLASS() V<int> {};\n",
       "h.h:3:19: [not-covered] ferrule does not cover specialisations of class templates yet\n"},
      {"template <class T> struct FERRULE_CLASS() V {};\n",
       "h.h:2:27: [not-covered] ferrule does not cover class templates yet"
       " (bind an instance by an alias, as in `using Name FERRULE_CLASS() = Box<int>;`)\n"},
      {"template <class T> struct V { FERRULE_METHOD() void m(); };\n",
       "h.h:2:31: [not-covered] ferrule does not cover members of class templates yet\n"},
      {"template <class T> void f(T);\ntemplate <> FERRULE_FUNCTION() void f(int);\n",
       "h.h:3:13: [not-covered] ferrule does not cover specialisations of function templates yet"
       " (list it among the `instances` of the template)\n"},
      {"struct S { friend FERRULE_FUNCTION() void f(S&) {} };\n",
       "h.h:2:19: [not-covered] ferrule does not cover friend functions yet"
       " (annotate a declaration outside of classes)\n"},
      {"struct S { template <class T> FERRULE_FUNCTION() friend void f(S&, T) {} };\n",
       "h.h:2:31: [not-covered] ferrule does not cover friend functions yet"
       " (annotate a declaration outside of classes)\n"},
      {"union FERRULE_CLASS() U { int i; };\n",
       "h.h:2:7: [not-covered] ferrule does not cover unions yet\n"},
      {"enum FERRULE_ENUM() { k };\n",
       "h.h:2:6: [not-covered] ferrule does not cover unnamed enums yet (give the enum a name)\n"},
      {"namespace { FERRULE_FUNCTION() void f(); }\n",
       "h.h:2:13: [not-covered] ferrule does not cover declarations in unnamed namespaces yet"
       " (give the namespace a name)\n"},
  });
}

TEST(AttributesTest, ReportsMisplacedOnes) {
  ExpectErrors({
      {"struct S { FERRULE_METHOD() void m(); };\n",
       "h.h:2:12: [misplaced-annotation] FERRULE_METHOD cannot stand on a member of 'S', which is "
       "not bound"
       " (annotate 'S' with FERRULE_CLASS())\n"},
      {"struct S { template <class T> FERRULE_METHOD(instances = (<int>)) void m(T); };\n",
       "h.h:2:31: [misplaced-annotation] FERRULE_METHOD cannot stand on a member of 'S', which is "
       "not bound"
       " (annotate 'S' with FERRULE_CLASS())\n"},
      {"struct S { static int FERRULE_FIELD() x; };\n",
       "h.h:2:23: [misplaced-annotation] FERRULE_FIELD cannot stand on a member of 'S', which is "
       "not bound"
       " (annotate 'S' with FERRULE_CLASS())\n"},
      {"struct FERRULE_CLASS() S { void m(); };\nFERRULE_METHOD() inline void S::m() {}\n",
       "h.h:3:1: [misplaced-annotation] FERRULE_METHOD cannot stand on the definition of a member"
       " (annotate the declaration inside of the class)\n"},
      {"struct FERRULE_CLASS() S { FERRULE_METHOD() ~S(); };\n",
       "h.h:2:28: [misplaced-annotation] FERRULE_METHOD cannot stand on a destructor (remove "
       "it)\n"},
      {"struct FERRULE_CLASS() S;\n",
       "h.h:2:8: [misplaced-annotation] FERRULE_CLASS cannot stand on a class that is declared "
       "here and defined"
       " nowhere (annotate its definition)\n"},
      {"struct S {};\nstruct FERRULE_CLASS() S;\n",
       "h.h:3:8: [annotates-nothing] FERRULE_CLASS is attached to no declaration"
       " (write it behind the keyword: `class FERRULE_CLASS() Name`)\n"},
      {"enum class FERRULE_ENUM() E : int;\n",
       "h.h:2:12: [misplaced-annotation] FERRULE_ENUM cannot stand on an enum that is not defined "
       "here"
       " (annotate its definition)\n"},
      {"void f(FERRULE_ARG(noconvert) int x);\n",
       "h.h:2:8: [misplaced-annotation] FERRULE_ARG cannot stand on a parameter of a function that "
       "is not exported"
       " (annotate the function, too)\n"},
      {"enum E { k FERRULE_ENUM() };\n",
       "h.h:2:12: [misplaced-annotation] FERRULE_ENUM cannot stand on an enumerator of an enum "
       "that is not bound"
       " (annotate the enum with FERRULE_ENUM())\n"},
  });
}

TEST(AttributesTest, LeavesOutWhatIsSkipped) {
  ExpectErrors({
      {"FERRULE_SKIP() void f();\n", ""},
      {"struct FERRULE_SKIP() S { FERRULE_METHOD() void m(); };\n", ""},
      {"template <class T> FERRULE_SKIP() void f(T);\n", ""},
      {"struct FERRULE_CLASS() S { FERRULE_SKIP() ~S(); };\n", ""},
      {"struct B { void m(); };\nstruct FERRULE_CLASS() S : B { using B::m FERRULE_SKIP(); };\n",
       ""},
  });
}

}  // namespace
}  // namespace ferrule::scan
