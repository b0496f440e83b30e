// The main function of the tests that need an interpreter from first to last.
//
// A debug build of CPython counts all references that there are. With such a one the tests run
// several times, and in the last run each test must leave as many references behind as it found.
#include <gtest/gtest.h>

#include "ferrule/ferrule.h"

namespace {

using ferrule::attach;
using ferrule::Python;

// The first run imports modules and interns names, which stay. It is the second that settles
// whether a count moves by itself; the third is held against it.
constexpr int kRuns = 3;

bool CountsReferences() {
  return attach([](Python py) { return py.import("sys").hasattr("gettotalrefcount"); });
}

// Returns how many references there are to all objects, apart from what would go by itself:
// garbage, and names that the interpreter keeps to find attributes faster. (Attaching has emptied
// the reference pool.)
long long AllReferences() {
  return attach([](Python py) {
    py.import("gc").call_method("collect");
    PyType_ClearCache();
    return py.import("sys").call_method("gettotalrefcount").extract<long long>();
  });
}

class ReferencesStayTheSame : public testing::EmptyTestEventListener {
  void OnTestIterationStart(const testing::UnitTest& /*tests*/, int run) override {
    is_last_run_ = run == kRuns - 1;
    before_run_ = AllReferences();
  }

  void OnTestStart(const testing::TestInfo& /*test*/) override { before_test_ = AllReferences(); }

  void OnTestEnd(const testing::TestInfo& test) override {
    if (!is_last_run_ || test.result()->Failed()) return;
    EXPECT_EQ(AllReferences() - before_test_, 0)
        << "references that the test leaves behind, in its run number " << kRuns;
  }

  void OnTestIterationEnd(const testing::UnitTest& tests, int /*run*/) override {
    if (!is_last_run_ || tests.Failed()) return;
    EXPECT_EQ(AllReferences() - before_run_, 0)
        << "references that are left behind between the tests, in run number " << kRuns;
  }

  bool is_last_run_ = false;
  long long before_run_ = 0;
  long long before_test_ = 0;
};

}  // namespace

int main(int argc, char** argv) {
  testing::InitGoogleTest(&argc, argv);
  const ferrule::Interpreter interpreter;
  if (CountsReferences()) {
    testing::GTEST_FLAG(repeat) = kRuns;
    testing::UnitTest::GetInstance()->listeners().Append(
        new ReferencesStayTheSame);  // which owns it
  }
  return RUN_ALL_TESTS();
}
