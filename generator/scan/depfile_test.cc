#include "generator/scan/depfile.h"

#include "gtest/gtest.h"

namespace ferrule::scan {
namespace {

TEST(DepfileTest, LeavesOutOneFile) {
  EXPECT_EQ(WithoutDependency("out.cc: main.cc \\\n  a.h \\\n  b.h\n", "main.cc"),
            "out.cc: \\\n  a.h \\\n  b.h\n");
  EXPECT_EQ(WithoutDependency("out.cc: main.cc\n", "main.cc"), "out.cc:\n");
}

TEST(DepfileTest, KeepsEscapes) {
  EXPECT_EQ(WithoutDependency("o: main.cc a\\ b.h c\\#d.h e$$f.h\n", "main.cc"),
            "o: \\\n  a\\ b.h \\\n  c\\#d.h \\\n  e$$f.h\n");
}

}  // namespace
}  // namespace ferrule::scan
