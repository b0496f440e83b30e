#include <gtest/gtest.h>

#include "ferrule/convert/handles.h"
#include "ferrule/ferrule.h"
#include "runtime/tests/converting.h"

namespace ferrule {
namespace {

TEST(Handles, Fit) {
  attach([](Python py) {
    EXPECT_EQ(FitOf<Py<Str>>(py, "'a'"), Fit::kExact);
    EXPECT_EQ(FitOf<Bound<Str>>(py, "1"), Fit::kNone);
    EXPECT_EQ(FitOf<Borrowed<Dict>>(py, "{}"), Fit::kExact);
    EXPECT_EQ(FitOf<SharedPy<Dict>>(py, "None"), Fit::kNone);
    EXPECT_EQ(FitOf<Py<>>(py, "None"), Fit::kConverting) << "any object: the last choice";
  });
}

TEST(Handles, NamesAndBorrowing) {
  EXPECT_EQ(Converter<Py<>>::Name(), "object");
  EXPECT_EQ(Converter<Bound<Callable>>::Name(), "callable");
  EXPECT_TRUE(Converter<Borrowed<>>::kBorrows);
  EXPECT_FALSE(Converter<Bound<>>::kBorrows);
  EXPECT_FALSE(Converter<Py<>>::kBorrows);
  EXPECT_FALSE(Converter<SharedPy<>>::kBorrows);
}

}  // namespace
}  // namespace ferrule
