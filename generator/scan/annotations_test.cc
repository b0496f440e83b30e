#include "generator/scan/annotations.h"

#include <string>
#include <vector>

#include "gtest/gtest.h"

namespace ferrule::scan {
namespace {

// "key@offset" or "key@offset=value@offset" for arguments, "!problem@offset" for problems.
std::vector<std::string> Show(const ArgumentsText& text) {
  std::vector<std::string> shown;
  for (const ArgumentText& argument : text.arguments) {
    std::string line = argument.key + "@" + std::to_string(argument.key_extent.offset);
    if (argument.value)
      line += "=" + *argument.value + "@" + std::to_string(argument.value_extent.offset);
    shown.push_back(line);
  }
  for (const SyntaxProblem& problem : text.problems) {
    shown.push_back("!" + problem.text + "@" + std::to_string(problem.extent.offset));
  }
  return shown;
}

TEST(AnnotationsTest, ParsesArguments) {
  struct Row {
    std::string text;
    std::vector<std::string> parsed;
  };
  const std::vector<Row> rows = {
      {"", {}},
      {"  ", {}},
      {"frozen", {"frozen@0"}},
      {" name = \"x\" ", {"name@1=\"x\"@8"}},
      {"a, b = 1, c", {"a@0", "b@3=1@7", "c@10"}},
      {"a,", {"a@0"}},
      {"signature = (a, b=[1, 2], *, c={3: 4}), d",
       {"signature@0=(a, b=[1, 2], *, c={3: 4})@12", "d@40"}},
      {R"(doc = "a, b = ) \" c", d)", {R"(doc@0="a, b = ) \" c"@6)", "d@23"}},
      {"a = 'x, y'", {"a@0='x, y'@4"}},
      {"a = x -> y", {"a@0=x -> y@4"}},
      {"a /* b */ = // c\n  7", {"a@0=7@19"}},
      {"a = \"x\" \"y\"", {"a@0=\"x\" \"y\"@4"}},
      {"a = -1", {"a@0=-1@4"}},
      // Problems: each argument has its own, and the rest is read.
      {"a,, b", {"a@0", "b@4", "!an empty argument@2"}},
      {", a", {"a@2", "!an empty argument@0"}},
      {"= 3, a", {"a@5", "!'=' without a key@0"}},
      {"\"x\"", {"!'\"x\"' in the place of a key@0"}},
      {"a b", {"!a missing '=' or ',' behind 'a'@2"}},
      {"a = , b", {"b@6", "!a missing value of 'a'@0"}},
      {"a == 3", {"!'=' twice@2"}},
      {"a = 1 b = 2", {"!a missing ',' before 'b'@6"}},
      {"a = (1, b", {"!'(' that is never closed@4"}},
      {"a = 1], b", {"!']' without its opening bracket@5"}},
      {"a = (1]", {"!']' without its opening bracket@6"}},
      {"a = \"x", {"!a string that is never closed@4"}},
  };
  for (const Row& row : rows) EXPECT_EQ(Show(ParseArguments(row.text)), row.parsed) << row.text;
}

TEST(AnnotationsTest, ComparesWhatIsSaid) {
  const auto same = [](std::string_view a, std::string_view b) {
    return SameArguments(ParseArguments(a), ParseArguments(b));
  };
  EXPECT_TRUE(same("a = (x, y), b", "a=( x,\n  y ),  // why\n b"));
  EXPECT_TRUE(same("a = *args", "a = * args"));
  EXPECT_FALSE(same("a = 1", "a = 2"));
  EXPECT_FALSE(same("a", "a = 1"));
  EXPECT_FALSE(same("a = \"x y\"", "a = \"x  y\""));
  EXPECT_FALSE(same("a, b", "a"));
}

TEST(AnnotationsTest, SplitsOffTheKind) {
  const std::optional<AnnotationText> split = SplitAnnotation("ferrule:class name = \"x\"");
  ASSERT_TRUE(split);
  EXPECT_EQ(split->kind, ir::AnnotationKind::kClass);
  EXPECT_EQ(split->arguments, " name = \"x\"");
  EXPECT_EQ(SplitAnnotation("ferrule:exec ")->kind, ir::AnnotationKind::kExec);
  EXPECT_EQ(SplitAnnotation("ferrule:classmethod")->kind, ir::AnnotationKind::kClassMethod);
  EXPECT_FALSE(SplitAnnotation("ferrule:unknown x"));
  EXPECT_FALSE(SplitAnnotation("other:class"));
  EXPECT_FALSE(SplitAnnotation(""));
}

}  // namespace
}  // namespace ferrule::scan
