#include "ferrule/reference_pool.h"

#include <gtest/gtest.h>

#include <atomic>
#include <string>
#include <thread>
#include <vector>

#include "ferrule/ferrule.h"

namespace ferrule {
namespace {

Py<> NewObject(Python py) { return py.eval("object()").unbind(); }

TEST(ReferencePool, IsDrainedByAPendingCall) {
  attach([](Python py) {
    const Py<> object = NewObject(py);
    std::thread([dropped = object.clone_ref(py)] {}).join();
    EXPECT_EQ(object.get_refcnt(py), 2);
    // CPython looks for pending calls once the main thread has had to wait for its turn.
    py.run("import time; time.sleep(0.001)\nfor i in range(1000): len([])");
    EXPECT_EQ(object.get_refcnt(py), 1);
  });
}

TEST(ReferencePool, ReleasesInTheOrderOfTheDrops) {
  attach([](Python py) {
    py.run(
        "class Tells:\n"
        "  told = []\n"
        "  def __init__(self, n): self.n = n\n"
        "  def __del__(self): Tells.told.append(self.n)\n");
    Py<> first = py.eval("Tells(1)").unbind();
    Py<> second = py.eval("Tells(2)").unbind();
    py.detach([&] {
      first.reset();
      second.reset();
    });
    EXPECT_EQ(py.eval("Tells.told").extract<std::vector<int>>(), (std::vector<int>{1, 2}));
  });
}

TEST(ReferencePool, DrainsWhileOthersFill) {
  constexpr int kEach = 2000;
  const Py<> object = attach(NewObject);
  std::vector<std::vector<Py<>>> references(4);
  attach([&](Python py) {
    for (auto& some : references) {
      for (int i = 0; i < kEach; ++i) some.push_back(object.clone_ref(py));
    }
  });
  std::atomic<int> running{4};
  std::vector<std::thread> threads;
  for (auto& some : references) {
    threads.emplace_back([&some, &running] {
      while (!some.empty()) some.pop_back();
      --running;
    });
  }
  attach([&](Python py) {
    while (running > 0) {
      internal::reference_pool.Drain();
      py.detach([] {});
    }
  });
  for (std::thread& thread : threads) thread.join();
  attach([&](Python py) { EXPECT_EQ(object.get_refcnt(py), 1); });
}

// A destructor that waits for another thread, which drops a reference and attaches: it would wait
// for ever if the drain held anything.
TEST(ReferencePool, HoldsNothingWhileItReleases) {
  attach([](Python py) {
    static Py<> other;
    static bool was_called;
    was_called = false;
    other = NewObject(py);
    PyObject* const capsule = PyCapsule_New(&other, nullptr, [](PyObject*) {
      Python::assume_attached().detach([] {
        std::thread([] {
          other.reset();
          attach([](Python) {});
        }).join();
      });
      was_called = true;
    });
    Py<> dropped = Py<>::from_owned_ptr(capsule);
    py.detach([&] { dropped.reset(); });
    EXPECT_TRUE(was_called);
  });
}

// What is dropped in the course of a drain is released, too.
TEST(ReferencePool, DrainsWhatADrainDrops) {
  attach([](Python py) {
    py.run(
        "class Chain:\n"
        "  gone = 0\n"
        "  def __init__(self, after): self.after = after\n"
        "  def __del__(self): Chain.gone += 1\n");
    Py<> first = py.eval("Chain(Chain(Chain(None)))").unbind();
    py.detach([&] { first.reset(); });
    EXPECT_EQ(py.eval("Chain.gone").extract<int>(), 3);
  });
}

TEST(ReferencePool, AsksAgainIfCPythonsQueueWasFull) {
  attach([](Python py) {
    const Py<> object = NewObject(py);
    Py<> first = object.clone_ref(py);
    Py<> second = object.clone_ref(py);
    while (Py_AddPendingCall([](void*) { return 0; }, nullptr) == 0) {
    }
    std::thread([&] { first.reset(); }).join();
    py.run("import time; time.sleep(0.001)\nfor i in range(1000): len([])");
    std::thread([&] { second.reset(); }).join();
    py.run("import time; time.sleep(0.001)\nfor i in range(1000): len([])");
    EXPECT_EQ(object.get_refcnt(py), 1);
  });
}

TEST(ReferencePool, KeepsTheErrorThatIsSet) {
  attach([](Python py) {
    py.run(
        "class Raises:\n  def __del__(self): raise ValueError('lost')\n"
        "import sys; sys.unraisablehook = lambda args: None\n");
    Py<> object = py.eval("Raises()").unbind();
    PyErr::type_error(py, "kept").restore(py);
    py.detach([&] { object.reset(); });
    EXPECT_EQ(std::string(PyErr::fetch(py).what()), "TypeError: kept");
    py.run("sys.unraisablehook = sys.__unraisablehook__");
  });
}

}  // namespace
}  // namespace ferrule
