// Many threads at once, threads that end, and processes that fork.
#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <atomic>
#include <thread>
#include <vector>

#include "ferrule/ferrule.h"
#include "runtime/src/gate.h"

namespace ferrule {
namespace {

Py<> NewObject(Python py) { return py.eval("object()").unbind(); }

TEST(Threads, EightAttachAtOnce) {
  const Py<List> list = attach([](Python py) { return List::create(py).unbind(); });
  std::vector<std::thread> threads;
  for (int i = 0; i < 8; ++i) {
    threads.emplace_back([&, i] {
      for (int round = 0; round < 100; ++round) {
        attach([&](Python py) { list.bind(py).append(i * 100 + round); });
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  attach([&](Python py) { EXPECT_EQ(list.bind(py).len(), 800u); });
}

TEST(Threads, EightDropAtOnceWhileOneDrains) {
  constexpr int kEach = 500;
  const Py<> object = attach(NewObject);
  std::vector<std::vector<Py<>>> references(8);
  attach([&](Python py) {
    for (auto& some : references) {
      for (int i = 0; i < kEach; ++i) some.push_back(object.clone_ref(py));
    }
  });
  std::atomic<int> running{8};
  std::vector<std::thread> threads;
  for (auto& some : references) {
    threads.emplace_back([&some, &running] {
      some.clear();
      --running;
    });
  }
  while (running > 0) attach([](Python) {});
  for (std::thread& thread : threads) thread.join();
  attach([&](Python py) { EXPECT_EQ(object.get_refcnt(py), 1); });
}

TEST(Threads, ThreadLocalDropsAtThreadExit) {
  const Py<> object = attach(NewObject);
  std::thread([&] {
    thread_local Py<> kept;
    attach([&](Python py) { kept = object.clone_ref(py); });
  }).join();
  attach([&](Python py) { EXPECT_EQ(object.get_refcnt(py), 1); });
}

TEST(Threads, ThousandsOfShortLivedOnes) {
  constexpr int kRounds = 100;
  constexpr int kAtOnce = 40;
  const Py<> object = attach(NewObject);
  std::atomic<int> attached{0};
  for (int round = 0; round < kRounds; ++round) {
    std::vector<std::thread> threads;
    for (int i = 0; i < kAtOnce; ++i) {
      threads.emplace_back([&] {
        Py<> kept;
        attach([&](Python py) {
          kept = object.clone_ref(py);
          ++attached;
        });
      });
    }
    for (std::thread& thread : threads) thread.join();
  }
  EXPECT_EQ(attached, kRounds * kAtOnce);
  attach([&](Python py) { EXPECT_EQ(object.get_refcnt(py), 1); });
}

TEST(Threads, AttachInAThreadLocalDestructor) {
  static std::atomic<int> answer{0};
  struct Asks {
    ~Asks() {
      answer = attach([](Python py) { return py.eval("6 * 7").extract<int>(); });
    }
  };
  std::thread([] {
    thread_local Asks asks;
    static_cast<void>(&asks);
    attach([](Python) {});
  }).join();
  EXPECT_EQ(answer, 42);
}

// These run after the destructors of thread-locals.
TEST(Threads, AttachInADestructorOfAPthreadKey) {
  static std::atomic<int> answer{0};
  pthread_key_t key;
  ASSERT_EQ(pthread_key_create(&key,
                               [](void*) {
                                 answer = attach(
                                     [](Python py) { return py.eval("6 * 7").extract<int>(); });
                               }),
            0);
  std::thread([&] {
    pthread_setspecific(key, &key);
    attach([](Python) {});
  }).join();
  pthread_key_delete(key);
  EXPECT_EQ(answer, 42);
}

// Runs `body` in a forked child while other threads attach and drop references in this process, and
// expects it to return true. Those threads keep their thread states: CPython's child may hang if
// one is being made when it forks.
template <class F>
void InForkedChild(F body) {
  const Py<> object = attach(NewObject);
  std::atomic<bool> done{false};
  std::atomic<int> running{0};
  std::vector<std::thread> threads;
  for (int i = 0; i < 4; ++i) {
    threads.emplace_back([&] {
      attach([&](Python py) {
        ++running;
        py.detach([&] {
          while (!done)
            const Py<> dropped = attach([&](Python py) { return object.clone_ref(py); });
        });
      });
    });
  }
  while (running < 4) std::this_thread::yield();
  const pid_t child = attach([&](Python py) {
    const pid_t child = py.import("os").call_method("fork").template extract<int>();
    if (child == 0) {
      alarm(30);
      _exit(body(py) ? 0 : 1);
    }
    return child;
  });
  done = true;
  for (std::thread& thread : threads) thread.join();
  int status = -1;
  ASSERT_EQ(waitpid(child, &status, 0), child);
  EXPECT_TRUE(WIFEXITED(status)) << "signal " << WTERMSIG(status);
  EXPECT_EQ(WEXITSTATUS(status), 0);
}

TEST(Fork, TheChildGoesOn) {
#ifdef __SANITIZE_THREAD__
  GTEST_SKIP() << "ThreadSanitizer does not follow the threads of such a child";
#endif
  InForkedChild([](Python py) {
    const Py<> object = NewObject(py);
    Py<> reference = object.clone_ref(py);
    // A new thread attaches, and drops a reference while detached.
    py.detach([&] {
      std::thread([&] {
        attach([](Python py) { py.run("import json"); });
        reference.reset();
      }).join();
    });
    return object.get_refcnt(py) == 1 &&
           internal::gate.Look().state == internal::Gate::State::kOpen;
  });
}

TEST(Fork, TheChildFinalises) {
  InForkedChild([](Python) {
    // Waits for threads that are on their way in, of which the child has none.
    return Py_FinalizeEx() == 0 && !try_attach();
  });
}

}  // namespace
}  // namespace ferrule
