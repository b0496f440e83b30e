#include <gtest/gtest.h>

#include <string_view>

#include "ferrule/convert/none.h"
#include "ferrule/ferrule.h"
#include "runtime/tests/converting.h"

namespace ferrule {
namespace {

TEST(None, IsTheNullPointersOnlyValue) {
  attach([](Python py) {
    EXPECT_EQ(py.None().extract<std::nullptr_t>(), nullptr);
    EXPECT_EQ(Refusal<std::nullptr_t>(py, "0"), "TypeError: expected None, got 'int'");
    EXPECT_EQ(FitOf<std::nullptr_t>(py, "None"), Fit::kExact);
    EXPECT_EQ(FitOf<std::nullptr_t>(py, "False"), Fit::kNone);
    EXPECT_EQ(Result(py, nullptr), "None");
  });
}

TEST(None, IsTheNullCStringWhereThatIsSaid) {
  attach([](Python py) {
    using Text = Converter<convert::Nullable<const char*>>;
    const char* text = "";
    ASSERT_TRUE(Text::FromPython(Py_None, text));
    EXPECT_EQ(Text::Unwrap(text), nullptr);
    const Bound<> object = py.eval("'gr\\u00fcn'");
    ASSERT_TRUE(Text::FromPython(object.as_ptr(), text));
    EXPECT_EQ(Text::Unwrap(text), std::string_view("gr\xc3\xbcn"));
    EXPECT_EQ(Refusal<convert::Nullable<const char*>>(py, "1"),
              "TypeError: expected str | None, got 'int'");
    EXPECT_EQ(Refusal<convert::Nullable<const char*>>(py, "'\\0'"),
              "ValueError: embedded null character");
    EXPECT_EQ(FitOf<convert::Nullable<const char*>>(py, "None"), Fit::kExact);
    EXPECT_EQ(FitOf<convert::Nullable<const char*>>(py, "'a'"), Fit::kExact);
    EXPECT_EQ(FitOf<convert::Nullable<const char*>>(py, "1"), Fit::kNone);
    EXPECT_TRUE(Text::kBorrows);
  });
}

}  // namespace
}  // namespace ferrule
