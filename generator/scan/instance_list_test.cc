// The lists of instances that annotations have.
#include "generator/scan/instance_list.h"

#include <string>
#include <vector>

#include "gtest/gtest.h"

namespace ferrule::scan {
namespace {

// `<a|b> = name` for each instance, `!` before each problem.
std::string Show(std::string_view text) {
  const InstanceList list = ParseInstances(text);
  std::string shown;
  for (const ListedInstance& instance : list.instances) {
    shown += shown.empty() ? "<" : " <";
    for (std::size_t i = 0; i < instance.arguments.size(); ++i) {
      shown += (i == 0 ? "" : "|") + instance.arguments[i];
    }
    shown += ">";
    if (instance.name) shown += " = " + *instance.name;
  }
  for (const SyntaxProblem& problem : list.problems) {
    shown += (shown.empty() ? "!" : " !") + problem.text + "@" +
             std::string(text.substr(problem.extent.offset, problem.extent.size));
  }
  return shown;
}

TEST(InstanceListTest, ReadsInstances) {
  struct Row {
    std::string text, shown;
  };
  const std::vector<Row> rows = {
      {"(<int>)", "<int>"},
      {"(<int>, <double>)", "<int> <double>"},
      {"(<int>,)", "<int>"},
      {"(<>)", "<>"},
      {"(<int, double>)", "<int|double>"},
      {"(<std::map<int, std::vector<int>>, 3>)", "<std::map<int, std::vector<int>>|3>"},
      {"(<::a::P>)", "<::a::P>"},
      {"(<(1 > 2), void(int, int)>)", "<(1 > 2)|void(int, int)>"},
      {"(<auto (int) -> int>)", "<auto (int) -> int>"},
      {"(<unsigned\n    long /* wide */>)", "<unsigned long>"},
      {"(<int> = \"sum_int\", <double> = sum)", "<int> = \"sum_int\" <double> = sum"},
  };
  for (const Row& row : rows) EXPECT_EQ(Show(row.text), row.shown) << row.text;
}

TEST(InstanceListTest, SaysWhatIsWrong) {
  struct Row {
    std::string text, shown;
  };
  const std::vector<Row> rows = {
      {"int", "!'int' in the place of a list@int"},
      {"<int>", "!'<int>' in the place of a list@<int>"},
      {"()", "!an empty list@()"},
      {"(int, <int>)", "<int> !'int' in the place of an instance@int"},
      {"(<int>, , <char>)", "<int> <char> !an empty place@,"},
      {"(<int)", "!'<' that is never closed@<"},
      {"(<int> double)", "!'double' behind an instance@double"},
      {"(<int> = )", "!'=' behind an instance@="},
      {"(<int; int>)", "!';' in an instance@;"},
  };
  for (const Row& row : rows) EXPECT_EQ(Show(row.text), row.shown) << row.text;
}

TEST(InstanceListTest, SpellsInstances) {
  EXPECT_EQ(Spelling(ParseInstances("(<int,  3>)").instances.at(0)), "<int, 3>");
  EXPECT_EQ(Spelling(ParseInstances("(< >)").instances.at(0)), "<>");
}

}  // namespace
}  // namespace ferrule::scan
