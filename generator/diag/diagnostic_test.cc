// The table of codes itself.
#include "generator/diag/diagnostic.h"

#include <cctype>
#include <set>

#include "gtest/gtest.h"

namespace ferrule::diag {
namespace {

TEST(CodesTest, EachSlugIsUniqueAndMadeOfLowerCaseWords) {
  std::set<std::string_view> seen;
  for (Code code : AllCodes()) {
    std::string_view slug = Info(code).slug;
    EXPECT_TRUE(seen.insert(slug).second) << slug;
    for (char c : slug)
      EXPECT_TRUE(std::islower(static_cast<unsigned char>(c)) || c == '-') << slug;
  }
}

TEST(CodesTest, TextsHaveNoFullStopAndNoOpenHole) {
  for (Code code : AllCodes()) {
    for (std::string_view text : {Info(code).text, Info(code).help}) {
      EXPECT_FALSE(text.ends_with('.')) << Info(code).slug;
      int depth = 0;
      for (char c : text) {
        depth += c == '{' ? 1 : c == '}' ? -1 : 0;
        EXPECT_TRUE(depth == 0 || depth == 1) << Info(code).slug;
      }
      EXPECT_EQ(depth, 0) << Info(code).slug;
    }
  }
}

}  // namespace
}  // namespace ferrule::diag
