#include "generator/scan/version.h"

#include "gtest/gtest.h"

namespace ferrule::scan {
namespace {

TEST(VersionTest, ReadsTheMajorVersion) {
  EXPECT_EQ(MajorVersion("Debian clang version 19.1.7 (3~deb12u1)"), 19);
  EXPECT_EQ(MajorVersion("clang version 16.0.6"), 16);
  EXPECT_EQ(MajorVersion("Ubuntu clang version 14.0.0-1ubuntu1.1"), 14);
  EXPECT_EQ(MajorVersion("clang version 22"), 22);
  EXPECT_EQ(MajorVersion("Apple clang version 15.0.0 (clang-1500.3.9.4)"), 15);
  EXPECT_EQ(MajorVersion("clang version unknown"), std::nullopt);
  EXPECT_EQ(MajorVersion(""), std::nullopt);
}

}  // namespace
}  // namespace ferrule::scan
