#include "ferrule/sync.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <cstdlib>
#include <mutex>
#include <thread>
#include <type_traits>
#include <vector>

#include "ferrule/ferrule.h"

namespace ferrule {
namespace {

using std::chrono::milliseconds;

static_assert(compat::kIsFreeThreaded || sizeof(CriticalSection) == 1, "it costs nothing");
static_assert(std::is_trivially_destructible_v<Mutex>);
static_assert(!std::is_copy_constructible_v<Mutex> && !std::is_move_constructible_v<Mutex>);

constinit Mutex initialized_by_the_linker;

// Ends a test that waits for ever.
class TimeLimit {
 public:
  TimeLimit() { alarm(30); }
  ~TimeLimit() { alarm(0); }
};

void AwaitTrue(const std::atomic<bool>& flag) {
  while (!flag) std::this_thread::sleep_for(milliseconds(1));
}

TEST(Mutex, IsLockable) {
  const TimeLimit limit;
  Mutex mutex;
  {
    const std::lock_guard lock(mutex);
    std::thread([&] { EXPECT_FALSE(mutex.try_lock()); }).join();
  }
  {
    std::unique_lock lock(mutex, std::try_to_lock);
    EXPECT_TRUE(lock.owns_lock());
    lock.unlock();
    lock.lock();
  }
  {
    const std::scoped_lock both(mutex, initialized_by_the_linker);
    std::thread([&] {
      EXPECT_FALSE(mutex.try_lock());
      EXPECT_FALSE(initialized_by_the_linker.try_lock());
    }).join();
  }
  EXPECT_TRUE(mutex.try_lock());
  mutex.unlock();
}

// Were the second thread to wait attached, the first could not attach again.
TEST(Mutex, WhoHoldsItMayDetachAndAttach) {
  const TimeLimit limit;
  static Mutex mutex;
  std::atomic<bool> is_held{false};
  std::atomic<bool> is_asking{false};
  int value = 0;
  std::thread holder([&] {
    attach([&](Python py) {
      const std::lock_guard lock(mutex);
      py.detach([&] {
        is_held = true;
        AwaitTrue(is_asking);
        std::this_thread::sleep_for(milliseconds(20));
      });
      value = py.eval("6 * 7").extract<int>();
    });
  });
  AwaitTrue(is_held);
  attach([&](Python py) {
    is_asking = true;
    const std::lock_guard lock(mutex);
    EXPECT_TRUE(is_attached());
    EXPECT_EQ(value, 42);
    py.run("pass");
  });
  holder.join();
}

TEST(Mutex, AnAttachedThreadWaitsForADetachedOne) {
  const TimeLimit limit;
  Mutex mutex;
  std::atomic<bool> is_held{false};
  std::atomic<bool> is_asking{false};
  std::thread holder([&] {
    const std::lock_guard lock(mutex);
    is_held = true;
    AwaitTrue(is_asking);
    std::this_thread::sleep_for(milliseconds(20));
    EXPECT_EQ(attach([](Python py) { return py.eval("1").extract<int>(); }), 1);
  });
  AwaitTrue(is_held);
  attach([&](Python) {
    is_asking = true;
    const std::lock_guard lock(mutex);
    EXPECT_TRUE(is_attached());
  });
  holder.join();
}

TEST(Mutex, ADetachedThreadWaitsForAnAttachedOne) {
  const TimeLimit limit;
  Mutex mutex;
  std::thread waiting;
  attach([&](Python py) {
    const std::lock_guard lock(mutex);
    waiting = std::thread([&] {
      const std::lock_guard lock(mutex);
      EXPECT_FALSE(is_attached());
    });
    py.detach([] { std::this_thread::sleep_for(milliseconds(10)); });
  });
  waiting.join();
}

TEST(Mutex, DuringATraverseItIsAMutex) {
  const TimeLimit limit;
  Mutex mutex;
  std::atomic<bool> is_held{false};
  std::thread holder([&] {
    const std::lock_guard lock(mutex);
    is_held = true;
    std::this_thread::sleep_for(milliseconds(20));
  });
  AwaitTrue(is_held);
  attach([&](Python) {
    const ForbidAttaching forbidden = ForbidAttaching::during_traverse();
    const std::lock_guard lock(mutex);
  });
  holder.join();
}

// The thread that waits could never unlock it.
TEST(Mutex, IsNotKeptByAThreadThatTheInterpreterLeftBehind) {
#ifdef __SANITIZE_THREAD__
  GTEST_SKIP() << "CPython frees the states of threads that may look at them";
#endif
  EXPECT_EXIT(
      {
        alarm(30);
        static Mutex mutex;
        static std::atomic<bool> is_waiting{false};
        mutex.lock();
        std::thread([] {
          attach([](Python) {
            is_waiting = true;
            const std::lock_guard lock(mutex);
            std::_Exit(1);  // attached to an interpreter that is gone
          });
        }).detach();
        AwaitTrue(is_waiting);
        std::this_thread::sleep_for(milliseconds(20));
        PyGILState_Ensure();
        Py_FinalizeEx();
        mutex.unlock();
        std::this_thread::sleep_for(milliseconds(20));
        mutex.lock();
        std::_Exit(0);
      },
      testing::ExitedWithCode(0), "");
}

TEST(Mutex, EightThreadsCount) {
  const TimeLimit limit;
  constexpr int kRounds = 300;
  Mutex mutex;
  std::int64_t count = 0;  // read and written apart, so that threads would lose counts
  std::vector<std::thread> threads;
  for (int i = 0; i < 4; ++i) {
    threads.emplace_back([&] {
      for (int round = 0; round < kRounds; ++round) {
        const std::lock_guard lock(mutex);
        const std::int64_t read = count;
        std::this_thread::yield();
        count = read + 1;
      }
    });
    threads.emplace_back([&] {
      attach([&](Python py) {
        for (int round = 0; round < kRounds; ++round) {
          const std::lock_guard lock(mutex);
          const std::int64_t read = count;
          if (round % 10 == 0) py.detach([] { std::this_thread::yield(); });
          count = read + py.eval("1").extract<int>();
        }
      });
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(count, 8 * kRounds);
}

TEST(Mutex, WithAConditionVariableInDetach) {
  const TimeLimit limit;
  Mutex mutex;
  std::condition_variable_any changed;
  bool is_ready = false;
  std::thread setter([&] {
    attach([&](Python) {
      const std::lock_guard lock(mutex);
      is_ready = true;
    });
    changed.notify_all();
  });
  attach([&](Python py) {
    py.detach([&] {
      std::unique_lock lock(mutex);
      changed.wait(lock, [&] { return is_ready; });
    });
  });
  setter.join();
}

// Counts up without an atomic, so that it goes wrong unless others stay out.
struct Racy {
  void Add(Python py, bool detaches) {
    EXPECT_FALSE(is_in.exchange(true)) << "another thread is in";
    for (int i = 0; i < 100; ++i) value = value + 1;
    is_in = false;
    if (detaches) py.detach([] { std::this_thread::yield(); });
  }

  std::atomic<bool> is_in{false};
  std::int64_t value = 0;
};

template <class F>
void OnFourThreads(F body) {
  std::vector<std::thread> threads;
  for (int i = 0; i < 4; ++i) {
    threads.emplace_back([&body, i] { attach([&](Python py) { body(py, i); }); });
  }
  for (std::thread& thread : threads) thread.join();
}

TEST(CriticalSection, KeepsOtherThreadsOut) {
  const TimeLimit limit;
  const Py<> object = attach([](Python py) { return py.eval("[]").unbind(); });
  Racy racy;
  OnFourThreads([&](Python py, int thread) {
    const Borrowed<> mine = object.bind(py);
    for (int i = 0; i < 500; ++i) {
      if (i % 2 == 0) {
        const CriticalSection section(mine);
        racy.Add(py, thread == 0 && i % 10 == 0);
      } else {
        with_critical_section(mine, [&] { racy.Add(py, false); });
      }
    }
  });
  EXPECT_EQ(racy.value, 4 * 500 * 100);
}

TEST(CriticalSection, OfTwoObjectsInAnyOrder) {
  const TimeLimit limit;
  const Py<> first = attach([](Python py) { return py.eval("[]").unbind(); });
  const Py<> second = attach([](Python py) { return py.eval("[]").unbind(); });
  Racy of_first;
  Racy of_second;
  OnFourThreads([&](Python py, int thread) {
    const Borrowed<> one = (thread % 2 == 0 ? first : second).bind(py);
    const Borrowed<> other = (thread % 2 == 0 ? second : first).bind(py);
    for (int i = 0; i < 500; ++i) {
      const CriticalSection section(one, other);
      of_first.Add(py, false);
      of_second.Add(py, false);
    }
  });
  EXPECT_EQ(of_first.value, 4 * 500 * 100);
  EXPECT_EQ(of_second.value, 4 * 500 * 100);
}

TEST(CriticalSection, Nests) {
  const TimeLimit limit;
  attach([](Python py) {
    const Bound<> one = py.eval("[1]");
    const Bound<> other = py.eval("[2]");
    const std::size_t length = with_critical_section(one, [&] {
      const CriticalSection both(one, other);
      const CriticalSection twice(other, other);
      const CriticalSection again(one);
      return one.len() + other.len();
    });
    EXPECT_EQ(length, 2u);
    EXPECT_EQ(with_critical_section(one, other, [] { return 3; }), 3);
    EXPECT_THROW(with_critical_section(one, []() { throw 4; }), int);
  });
}

TEST(CriticalSection, IsGivenUpByDetaching) {
  if (!compat::kIsFreeThreaded) GTEST_SKIP() << "the interpreter's lock is what is given up";
  const TimeLimit limit;
  const Py<> object = attach([](Python py) { return py.eval("[]").unbind(); });
  std::atomic<bool> is_detached{false};
  std::atomic<bool> was_in{false};
  std::thread other([&] {
    AwaitTrue(is_detached);
    attach([&](Python py) {
      const CriticalSection section(object.bind(py));
      was_in = true;
    });
  });
  attach([&](Python py) {
    const CriticalSection section(object.bind(py));
    py.detach([&] {
      is_detached = true;
      AwaitTrue(was_in);
    });
  });
  other.join();
}

TEST(CriticalSection, KeepsOutOperationsOfPython) {
  if (!compat::kIsFreeThreaded) GTEST_SKIP() << "there is a lock for all objects";
  const TimeLimit limit;
  const Py<List> list = attach([](Python py) { return py.eval("[]").cast<List>().unbind(); });
  std::atomic<bool> is_appending{false};
  std::thread other;
  attach([&](Python py) {
    const CriticalSection section(list.bind(py));
    other = std::thread([&] {
      attach([&](Python py) {
        is_appending = true;
        list.bind(py).append(1);
      });
    });
    // Attached, or else the critical section would be given up.
    while (!is_appending) std::this_thread::yield();
    std::this_thread::sleep_for(milliseconds(20));
    EXPECT_EQ(PyList_GET_SIZE(list.as_ptr()), 0);
  });
  other.join();
  attach([&](Python py) { EXPECT_EQ(list.bind(py).len(), 1u); });
}

TEST(CriticalSection, OfNothing) {
  attach([](Python py) {
    const Bound<> nothing;
    const Bound<> something = py.eval("[]");
    EXPECT_THROW(CriticalSection section(nothing), EmptyReference);
    EXPECT_THROW(CriticalSection section(something, nothing), EmptyReference);
    EXPECT_THROW(CriticalSection section(nothing, something), EmptyReference);
  });
}

}  // namespace
}  // namespace ferrule
