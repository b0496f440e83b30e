#include <gtest/gtest.h>

#include <string>
#include <string_view>

#include "ferrule/convert/text.h"
#include "ferrule/ferrule.h"
#include "runtime/tests/converting.h"

namespace ferrule {
namespace {

TEST(Text, Fit) {
  attach([](Python py) {
    py.run("class SubStr(str): pass\n");
    for (const char* object : {"''", "'gr\\u00fcn'", "SubStr('a')", "'\\ud800'"}) {
      EXPECT_EQ(FitOf<std::string_view>(py, object), Fit::kExact) << object;
      EXPECT_EQ(FitOf<std::string>(py, object), Fit::kExact) << object;
    }
    for (const char* object : {"b''", "bytearray()", "1", "None", "['a']"}) {
      EXPECT_EQ(FitOf<std::string_view>(py, object), Fit::kNone) << object;
      EXPECT_EQ(FitOf<std::string>(py, object), Fit::kNone) << object;
    }
  });
}

TEST(Text, ViewsBorrow) {
  EXPECT_TRUE(Converter<std::string_view>::kBorrows);
  EXPECT_FALSE(Converter<std::string>::kBorrows);
  EXPECT_EQ(Converter<std::string>::Name(), "str");
}

}  // namespace
}  // namespace ferrule
