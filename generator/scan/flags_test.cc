#include "generator/scan/flags.h"

#include <sstream>
#include <string>
#include <vector>

#include "gtest/gtest.h"

namespace ferrule::scan {
namespace {

std::vector<Flag> Read(const std::string& command_line) {
  std::istringstream words(command_line);
  return ReadFlags({std::istream_iterator<std::string>(words), {}});
}

std::string Kept(const std::string& command_line) {
  std::string kept;
  for (const Flag& flag : Read(command_line)) {
    for (const std::string& word : flag) kept += (kept.empty() ? "" : " ") + word;
  }
  return kept;
}

TEST(FlagsTest, KeepsWhatTheHeadersMean) {
  struct Row {
    std::string flags, kept;
  };
  const std::vector<Row> rows = {
      {"", ""},
      {"-I a -Ib -D X=1 -DY -U Z", "-I a -Ib -D X=1 -DY -U Z"},
      {"-std=c++20 -O2 -g -fno-rtti -march=native", "-std=c++20 -O2 -g -fno-rtti -march=native"},
      {"-isystem s -iquote q -include i.h --sysroot r",
       "-isystem s -iquote q -include i.h --sysroot r"},
      {"-resource-dir d -target t -Xclang x", "-resource-dir d -target t -Xclang x"},
      // Inputs, outputs, and what is made.
      {"-c a.cc -o a.o -Ib", "-Ib"},
      {"-oa.o -S -E -fsyntax-only", ""},
      {"-I -c", "-I -c"},
      // Dependency files are the caller's own.
      {"-MD -MF a.d -MT a.o -MMD -MP -MFb.d -Wp,-MD,c.d", ""},
      {"-Wp,-DX", "-Wp,-DX"},
      // Warnings would be errors of a scan.
      {"-Wall -Werror -Wno-x -w -pedantic-errors", ""},
      {"-x c -std=c++17 -xc++", "-std=c++17"},
      {"-I", "-I"},
  };
  for (const Row& row : rows) EXPECT_EQ(Kept(row.flags), row.kept) << row.flags;
}

TEST(FlagsTest, FindsIncludeFoldersInClangsOrder) {
  EXPECT_EQ(IncludeFolders(Read("-isystem s -Ia -idirafter z -iquote q -I b -isystems2")),
            (std::vector<std::string>{"", "q", "a", "b", "s", "s2", "z"}));
}

TEST(FlagsTest, KnowsWhetherAStandardIsNamed) {
  EXPECT_TRUE(NamesStandard(Read("-Ia -std=gnu++23")));
  EXPECT_TRUE(NamesStandard(Read("--std=c++20")));
  EXPECT_TRUE(NamesStandard(Read("--std c++20")));
  EXPECT_FALSE(NamesStandard(Read("-Istd=")));
}

TEST(FlagsTest, FindsWhatLooksAlike) {
  EXPECT_EQ(Nearest("c++21", {"c++98", "c++20", "gnu++20"}),
            (std::vector<std::string>{"c++20", "c++98", "gnu++20"}));
  EXPECT_EQ(Nearest("c++2x", KnownStandards()).size(), 4u);
  EXPECT_TRUE(Nearest("x", {}).empty());
}

}  // namespace
}  // namespace ferrule::scan
