// The runtime of an extension, linked into a program: it has no interpreter to initialise.
#include <gtest/gtest.h>

#include "ferrule/ferrule.h"

namespace ferrule {
namespace {

TEST(ExtensionMark, AttachInitialisesNothing) {
  try {
    attach([](Python) {});
    FAIL();
  } catch (const AttachFailure& failure) {
    EXPECT_EQ(failure.error(), AttachError::NotInitialized);
    EXPECT_STREQ(failure.what(),
                 "there is no Python interpreter to attach to: a program that embeds one creates a "
                 "ferrule::Interpreter first, or uses attach(), which does; an extension has to be "
                 "imported from Python");
  }
  EXPECT_EQ(Py_IsInitialized(), 0);
}

}  // namespace
}  // namespace ferrule
