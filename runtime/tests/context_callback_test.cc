#include "ferrule/glue/context_callback.h"

#include <gtest/gtest.h>

#include <string_view>
#include <thread>
#include <utility>
#include <vector>

#include "ferrule/ferrule.h"

namespace ferrule {
namespace {

using glue::ContextAt;
using glue::ContextCallback;

// Functions as C libraries have them.
int VisitUntil(int count, int (*visit)(int index, std::string_view name, void* context),
               void* context) {
  int sum = 0;
  for (int i = 0; i < count; ++i) sum += visit(i, "name", context);
  return sum;
}
void Notify(void (*notify)(void* context, double value), void* context) { notify(context, 2.5); }
void NotifyFromThreads(void (*notify)(void* context, double value), void* context) {
  std::vector<std::thread> threads;
  for (int i = 0; i < 4; ++i) threads.emplace_back([=] { notify(context, i); });
  for (std::thread& thread : threads) thread.join();
}

using Visitor = ContextCallback<int(int, std::string_view, void*), ContextAt::kLast>;
using Notifier = ContextCallback<void(void*, double), ContextAt::kFirst>;

TEST(ContextCallback, CallsPython) {
  attach([](Python py) {
    const Bound<> callable = py.eval("lambda index, name: index * 10 + len(name)");
    Visitor visitor;
    ASSERT_TRUE(visitor.FromPython(callable.as_ptr()));
    EXPECT_EQ(VisitUntil(3, visitor.function(), visitor.context()), 4 + 14 + 24);
    visitor.Rethrow();

    const Bound<List> seen = List::create(py);
    const Bound<> append = seen.attr("append");
    Notifier notifier;
    ASSERT_TRUE(notifier.FromPython(append.as_ptr()));
    Notify(notifier.function(), notifier.context());
    notifier.Rethrow();
    EXPECT_EQ(seen.repr(), "[2.5]");
  });
}

TEST(ContextCallback, WantsWhatCanBeCalled) {
  attach([](Python py) {
    Visitor visitor;
    EXPECT_FALSE(visitor.FromPython(py.eval("1").as_ptr()));
    EXPECT_STREQ(PyErr::fetch(py).what(),
                 "TypeError: expected Callable[[int, str], int], got 'int'");
  });
}

TEST(ContextCallback, KeepsTheFirstExceptionAndAsksNoMore) {
  attach([](Python py) {
    py.run(
        "calls = []\n"
        "def visit(index, name):\n"
        "  calls.append(index)\n"
        "  if index == 1: raise LookupError(index)\n"
        "  return 100\n");
    const Bound<> visit = py.eval("visit");
    Visitor visitor;
    ASSERT_TRUE(visitor.FromPython(visit.as_ptr()));
    EXPECT_EQ(VisitUntil(4, visitor.function(), visitor.context()), 100);
    EXPECT_FALSE(PyErr::occurred(py));
    EXPECT_EQ(py.eval("calls").repr(), "[0, 1]");
    try {
      visitor.Rethrow();
      FAIL();
    } catch (const PyErr& error) {
      EXPECT_STREQ(error.what(), "LookupError: 1");
    }
    visitor.Rethrow();  // it has been thrown
  });
}

TEST(ContextCallback, TakesTheResultStrictly) {
  attach([](Python py) {
    const Bound<> callable = py.eval("lambda index, name: 'x'");
    Visitor visitor;
    ASSERT_TRUE(visitor.FromPython(callable.as_ptr()));
    EXPECT_EQ(VisitUntil(1, visitor.function(), visitor.context()), 0);
    try {
      visitor.Rethrow();
      FAIL();
    } catch (const PyErr& error) {
      EXPECT_STREQ(error.what(), "TypeError: <lambda>() result: expected int, got 'str'");
    }
  });
}

TEST(ContextCallback, MayBeCalledFromThreadsAtOnce) {
  attach([](Python py) {
    const Bound<List> seen = List::create(py);
    const Bound<> append = seen.attr("append");
    Notifier notifier;
    ASSERT_TRUE(notifier.FromPython(append.as_ptr()));
    py.detach([&] { NotifyFromThreads(notifier.function(), notifier.context()); });
    EXPECT_EQ(py.eval("sorted")(seen).repr(), "[0.0, 1.0, 2.0, 3.0]");

    const Bound<> fails = py.eval("lambda value: 1 / 0");
    Notifier failing;
    ASSERT_TRUE(failing.FromPython(fails.as_ptr()));
    py.detach([&] { NotifyFromThreads(failing.function(), failing.context()); });
    EXPECT_THROW(failing.Rethrow(), PyErr);
  });
}

}  // namespace
}  // namespace ferrule
