// Python used where it must not be: each mistake ends in an exception, or in a line that names the
// rule.
#include <gtest/gtest.h>

#include <optional>
#include <stdexcept>
#include <thread>
#include <utility>
#include <vector>

#include "ferrule/ferrule.h"

namespace ferrule {
namespace {

const char kNotAttached[] =
    "Python was used on a thread that is not attached to the interpreter: a Python token or a "
    "Bound must not go beyond the scope that attached, into detach(), or to another thread; take a "
    "Py along, and attach() there";

template <class F>
void ExpectNotAttached(F f) {
  try {
    f();
    ADD_FAILURE() << "nothing was thrown";
  } catch (const NotAttached& error) {
    EXPECT_STREQ(error.what(), kNotAttached);
  }
}

TEST(BadUse, ResultsThatOutliveTheirAttachment) {
  try {
    attach([](Python py) { return py.eval("[]"); });
    FAIL();
  } catch (const std::logic_error& error) {
    EXPECT_STREQ(error.what(),
                 "attach: what the function returns is bound to the attachment, which ends here: "
                 "return a Py instead");
  }
  EXPECT_THROW(attach([](Python py) { return py; }), std::logic_error);
}

TEST(BadUse, PythonKeptBeyondItsScope) {
  const Python kept = Python::assume_attached();  // it is not
  ExpectNotAttached([&] { kept.import("sys"); });
  ExpectNotAttached([&] { kept.eval("1"); });
  ExpectNotAttached([&] { kept.run("pass"); });
  ExpectNotAttached([&] { kept.check_signals(); });
  ExpectNotAttached([&] { kept.detach([] {}); });
  ExpectNotAttached([&] { kept.None(); });
}

TEST(BadUse, OthersWithATokenThatIsNone) {
  if (!internal::kChecks) GTEST_SKIP() << "this build has no checks";
  const Python kept = Python::assume_attached();  // it is not
  ExpectNotAttached([&] { Str::create(kept, "x"); });
  ExpectNotAttached([&] { Bytes::create(kept, "x"); });
  ExpectNotAttached([&] { Dict::create(kept); });
  ExpectNotAttached([&] { Set::create(kept); });
  ExpectNotAttached([&] { Tuple::create(kept, 1, 2); });
  ExpectNotAttached([&] { List::create(kept, 1, 2); });
  ExpectNotAttached([&] { Module::create(kept, "x"); });
  ExpectNotAttached([&] { to_python(kept, 1); });
  ExpectNotAttached([&] { PyErr::value_error(kept, "x"); });
  ExpectNotAttached([&] { PyErr::occurred(kept); });
  ExpectNotAttached([&] { PyErr::fetch(kept); });
  static const Interned name("x");
  ExpectNotAttached([&] { name.get(kept); });
}

TEST(BadUse, PyWithATokenThatIsNone) {
  if (!internal::kChecks) GTEST_SKIP() << "this build has no checks";
  Py<> object = attach([](Python py) { return py.eval("object()").unbind(); });
  const Python kept = Python::assume_attached();  // it is not
  ExpectNotAttached([&] { object.clone_ref(kept); });
  ExpectNotAttached([&] { object.bind(kept); });
  ExpectNotAttached([&] { object.is_none(kept); });
  ExpectNotAttached([&] { object.cast<Dict>(kept); });
}

TEST(BadUse, BoundCapturedByADetach) {
  if (!internal::kChecks) GTEST_SKIP() << "this build has no checks";
  attach([](Python py) {
    const Bound<> bound = py.eval("[1]");
    ExpectNotAttached([&] { py.detach([&] { bound.len(); }); });
    ExpectNotAttached([&] { py.detach([&] { bound.attr("x"); }); });
    ExpectNotAttached([&] { py.detach([&] { bound(); }); });
    ExpectNotAttached([&] { py.detach([&] { const Bound<> copy = bound; }); });
    ExpectNotAttached([&] { py.detach([&] { bound.extract<std::vector<int>>(); }); });
    EXPECT_EQ(bound.len(), 1u);
  });
}

TEST(BadUse, BoundOnAnotherThread) {
  if (!internal::kChecks) GTEST_SKIP() << "this build has no checks";
  attach([](Python py) {
    const Bound<> bound = py.eval("[1]");
    std::thread([&] { ExpectNotAttached([&] { bound.len(); }); }).join();
  });
}

TEST(BadUse, BoundThatDiesDetached) {
  if (!internal::kChecks) GTEST_SKIP() << "this build has no checks";
  attach([](Python py) {
    EXPECT_DEATH(
        {
          Bound<> bound = py.eval("[1]");
          py.detach([&] { const Bound<> gone = std::move(bound); });
        },
        "ferrule: fatal: Python was used on a thread that is not attached to the interpreter: ");
  });
}

TEST(BadUse, GuardThatEndsOnAnotherThread) {
  if (!internal::kChecks) GTEST_SKIP() << "this build has no checks";
  EXPECT_DEATH(
      {
        AttachGuard guard;
        std::thread([moved = std::move(guard)] {}).join();
      },
      "ferrule: fatal: an AttachGuard ended on another thread than it began on");
}

TEST(BadUse, GuardThatOutlivesTheDetachItBeganIn) {
  if (!internal::kChecks) GTEST_SKIP() << "this build has no checks";
  EXPECT_DEATH(
      {
        const AttachGuard outer;
        std::optional<AttachGuard> inner;
        outer.python().detach([&] { inner.emplace(); });
      },
      "was begun inside a detach and did not end there");
}

}  // namespace
}  // namespace ferrule
