// Threads that use Python while the interpreter is finalised: they are refused, or sleep for ever,
// and nothing crashes or waits for them.
#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <functional>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "ferrule/convert/function.h"
#include "ferrule/ferrule.h"
#include "runtime/src/gate.h"
#include "runtime/tests/in_process.h"

namespace ferrule {
namespace {

void SleepMilliseconds(int count) { std::this_thread::sleep_for(std::chrono::milliseconds(count)); }

void Await(const std::atomic<bool>& flag) {
  while (!flag) std::this_thread::yield();
}

bool IsOver(AttachError error) {
  return error == AttachError::Finalizing || error == AttachError::Finalized;
}

// Has `function` called when CPython takes the modules apart: it is finalizing then, and this is
// the thread that does it, attached.
void WhenModulesGo(Python py, void (*function)()) {
  PyObject* const capsule = PyCapsule_New(
      reinterpret_cast<void*>(function), nullptr,
      [](PyObject* self) { reinterpret_cast<void (*)()>(PyCapsule_GetPointer(self, nullptr))(); });
  py.import("sys").setattr("ferrule_test_hook", Bound<>::from_owned_ptr(py, capsule));
}

template <void (*kBody)(Python)>
PyObject* CallBody(PyObject*, PyObject*) {
  kBody(Python::assume_attached());
  return Py_NewRef(Py_None);
}

// Starts daemon threads of Python's that run a C++ function.
template <void (*kBody)(Python)>
void StartDaemons(Python py, int count) {
  static PyMethodDef definition = {"body", &CallBody<kBody>, METH_NOARGS, nullptr};
  const Bound<> body = Bound<>::from_owned_ptr(py, PyCFunction_New(&definition, nullptr));
  const Bound<> thread = py.import("threading").attr("Thread");
  for (int i = 0; i < count; ++i) {
    thread(kw("target") = body, kw("daemon") = true).call_method("start");
  }
}

void DetachForEver(Python py) {
  for (;;) py.detach([] { SleepMilliseconds(1); });
}

void CallForEver(Python py) noexcept {
  const Bound<> slow = py.eval("Slow()");
  const Bound<> slows = py.eval("[Slow(), Slow()]");
  const Bound<> known = py.eval("{Slow(): 1}");
  for (;;) {
    const Bound<> held = slow.attr("x");
    slow[1];
    slow.len();
    slow.is_truthy();
    slow.extract<int>();
    slow.str();
    for (const Bound<>& item : slow) item.is_none();
    slow(1);
    slows.extract<std::vector<int>>();
    known.cast<Dict>().get_item(slow);
    slow.call_method("__call__", 2);
    py.eval("[Slow()(i) for i in range(3)]");
  }
}

TEST(Finalization, ThreadsThatAttachAreRefusedAndEnd) {
  InProcess([] {
    std::vector<std::thread> threads;
    std::atomic<int> attached{0};
    std::atomic<int> over{0};
    {
      const Interpreter interpreter;
      for (int i = 0; i < 8; ++i) {
        threads.emplace_back([&] {
          for (;;) {
            const AttachResult result = try_attach();
            if (!result) {
              if (IsOver(result.error())) ++over;
              return;
            }
            ++attached;
          }
        });
      }
      while (attached < 1000) std::this_thread::yield();
    }
    for (std::thread& thread : threads) thread.join();
    Require(over == 8, "each was told that it is over");
  });
}

TEST(Finalization, AttachThrowsInThreads) {
  InProcess([] {
    std::vector<std::thread> threads;
    std::atomic<int> attached{0};
    std::atomic<int> over{0};
    {
      const Interpreter interpreter;
      for (int i = 0; i < 4; ++i) {
        threads.emplace_back([&] {
          try {
            for (;;) attach([&](Python py) { attached += py.eval("1").extract<int>(); });
          } catch (const AttachFailure& failure) {
            if (IsOver(failure.error())) ++over;
          }
        });
      }
      while (attached < 100) std::this_thread::yield();
    }
    for (std::thread& thread : threads) thread.join();
    Require(over == 4, "each got an AttachFailure");
  });
}

// The interpreter of somebody else, as an extension meets it.
TEST(Finalization, OfAnInterpreterThatSomebodyElseMade) {
  InProcess([] {
    Py_InitializeEx(0);
    PyThreadState* const state = PyEval_SaveThread();
    std::atomic<int> attached{0};
    std::atomic<bool> over{false};
    std::thread thread([&] {
      for (;;) {
        const AttachResult result = try_attach();
        if (!result) {
          over = IsOver(result.error());
          return;
        }
        ++attached;
      }
    });
    while (attached < 100) std::this_thread::yield();
    PyEval_RestoreThread(state);
    Py_FinalizeEx();
    thread.join();
    Require(over, "told that it is over");
  });
}

// CPython would end this thread, or leave it waiting for ever, had finalisation begun without it.
TEST(Finalization, WaitsForThreadsThatAreOnTheirWayIn) {
  InProcess([] {
    static std::atomic<bool> begun{false};
    std::atomic<bool> attached{false};
    std::thread thread;
    {
      const Interpreter interpreter;
      attach([](Python py) {
        // Runs before the runtime's own atexit function, and keeps the attachment while the thread
        // comes to wait for it.
        static PyMethodDef definition = {"begin",
                                         [](PyObject*, PyObject*) {
                                           begun = true;
                                           SleepMilliseconds(100);
                                           return Py_NewRef(Py_None);
                                         },
                                         METH_NOARGS, nullptr};
        py.import("atexit").call_method(
            "register", Bound<>::from_owned_ptr(py, PyCFunction_New(&definition, nullptr)));
      });
      thread = std::thread([&] {
        Await(begun);
        attached = static_cast<bool>(try_attach());
      });
    }
    thread.join();
    Require(attached, "attached");
  });
}

// A thread in the midst of Python code finishes what it is at.
TEST(Finalization, WaitsForThreadsThatAreAttached) {
  InProcess([] {
    std::atomic<bool> attached{false};
    std::atomic<bool> finished{false};
    std::thread thread;
    {
      const Interpreter interpreter;
      thread = std::thread([&] {
        attach([&](Python py) {
          attached = true;
          py.run("import time\nfor i in range(10): time.sleep(0.005)");
          finished = true;
        });
      });
      Await(attached);
    }
    thread.join();
    Require(finished, "finished");
  });
}

// One that never finishes does not keep the process from ending.
TEST(Finalization, DoesNotWaitForEver) {
  InProcess([] {
    static std::atomic<bool> attached{false};
    const Interpreter interpreter;
    std::thread([] {
      attach([](Python py) {
        attached = true;
        py.run("import time\nwhile True: time.sleep(0.001)");
      });
    }).detach();
    Await(attached);
  });
}

TEST(Finalization, RefusesWhileModulesGo) {
  InProcess([] {
    const Interpreter interpreter;
    attach([](Python py) {
      WhenModulesGo(py, [] {
        // The thread has its answer though this one, which is attached, waits for it.
        std::thread([] {
          const AttachResult result = try_attach();
          Require(!result && result.error() == AttachError::Finalizing, "Finalizing");
        }).join();
      });
    });
  });
}

TEST(Finalization, ItsOwnThreadAttachesToTheLast) {
  static bool was_called = false;
  InProcess([] {
    {
      const Interpreter interpreter;
      attach([](Python py) {
        WhenModulesGo(py, [] {
          attach([](Python py) { py.detach([] { attach([](Python) { was_called = true; }); }); });
        });
      });
    }
    Require(was_called, "attached within a detach");
  });
}

TEST(Finalization, NoInterpreterIsMadeMeanwhile) {
  static std::string message;
  InProcess([] {
    {
      const Interpreter interpreter;
      attach([](Python py) {
        WhenModulesGo(py, [] {
          try {
            const Interpreter second;
          } catch (const InterpreterError& error) {
            message = error.what();
          }
        });
      });
    }
    Require(
        message == "the Python interpreter is finalizing: another one can be made when it has gone",
        message.c_str());
  });
}

TEST(Finalization, ThreadsThatComeBackFromADetachSleep) {
  InProcess([] {
    static std::atomic<bool> detached{false};
    static std::atomic<bool> finalizing{false};
    {
      const Interpreter interpreter;
      std::thread([] {
        attach([](Python py) {
          py.detach([] {
            detached = true;
            Await(finalizing);
          });
          Require(false, "attached to an interpreter that is going");
        });
      }).detach();
      Await(detached);
      attach([](Python py) { WhenModulesGo(py, [] { finalizing = true; }); });
    }
    SleepMilliseconds(50);
  });
}

TEST(Finalization, ThreadsThatComeBackWhenAllIsOverSleep) {
  InProcess([] {
    static std::atomic<bool> detached{false};
    static std::atomic<bool> over{false};
    {
      const Interpreter interpreter;
      std::thread([] {
        attach([](Python py) {
          py.detach([] {
            detached = true;
            Await(over);
          });
          Require(false, "attached to another interpreter than the one it detached from");
        });
      }).detach();
      Await(detached);
    }
    const Interpreter second;
    over = true;
    SleepMilliseconds(50);
    Require(attach([](Python py) { return py.eval("1 + 1").extract<int>(); }) == 2, "the second");
    Require(internal::gate.AwaitEmpty(std::chrono::milliseconds(1000)), "nobody waits for it");
  });
}

TEST(Finalization, DaemonsInADetachSleep) {
  InProcess([] {
    const Interpreter interpreter;
    attach([](Python py) {
      StartDaemons<DetachForEver>(py, 4);
      py.run("import time; time.sleep(0.02)");
    });
  });
}

// Python ends the thread in the midst of attribute access, calls, iteration, conversion: with
// handles on the stack of C++, in functions that must not throw.
TEST(Finalization, DaemonsThatCallPythonSleep) {
  if (compat::kIsFreeThreaded) {
    GTEST_SKIP() << "CPython 3.13 may wait for a mutex whose holder, a daemon, it has stopped";
  }
  InProcess([] {
    const Interpreter interpreter;
    attach([](Python py) {
      py.run(
          "class Slow:\n"
          "  def __getattr__(self, name): return sum(range(50))\n"
          "  def __getitem__(self, key): return sum(range(50))\n"
          "  def __len__(self): return len(list(range(50)))\n"
          "  def __bool__(self): return bool(list(range(50)))\n"
          "  def __index__(self): return sum(range(50))\n"
          "  def __hash__(self): return sum(range(50))\n"
          "  def __eq__(self, other): return sum(range(50)) == 0\n"
          "  def __str__(self): return str(list(range(50)))\n"
          "  def __iter__(self): return (sum(range(n)) for n in range(50))\n"
          "  def __call__(self, x): return sum(range(50))\n");
      StartDaemons<CallForEver>(py, 8);
      py.run("import time; time.sleep(0.05)");
    });
  });
}

TEST(Finalization, ThreadsThatDropReferences) {
  InProcess([] {
    static std::atomic<bool> ends{false};
    std::vector<std::thread> threads;
    {
      const Interpreter interpreter;
      std::atomic<int> running{0};
      for (int i = 0; i < 4; ++i) {
        std::vector<Py<>> references;
        attach([&](Python py) {
          const Py<> object = py.eval("object()").unbind();
          for (int n = 0; n < 100000; ++n) references.push_back(object.clone_ref(py));
        });
        threads.emplace_back([references = std::move(references), &running]() mutable {
          ++running;
          while (!references.empty()) references.pop_back();
        });
      }
      while (running < 4) std::this_thread::yield();
    }
    for (std::thread& thread : threads) thread.join();
  });
}

TEST(Finalization, AgainAndAgain) {
  InProcess([] {
    for (int round = 0; round < 10; ++round) {
      std::vector<std::thread> threads;
      {
        const Interpreter interpreter;
        std::atomic<int> attached{0};
        for (int i = 0; i < 4; ++i) {
          threads.emplace_back([&attached] {
            Py<> made;
            for (;;) {
              const AttachResult result = try_attach();
              if (!result) break;
              made = result.python().eval("[]").unbind();
              ++attached;
            }
          });
        }
        while (attached < 20) std::this_thread::yield();
      }
      for (std::thread& thread : threads) thread.join();
    }
  });
}

// An interpreter that attach() made is never finalised: the threads just end with the process.
TEST(Finalization, ProcessesEndWithThreadsAtWork) {
  InProcess([] {
    static std::atomic<int> attached{0};
    for (int i = 0; i < 4; ++i) {
      std::thread([] {
        for (;;) attach([&](Python py) { attached += py.eval("1").extract<int>(); });
      }).detach();
    }
    while (attached < 100) std::this_thread::yield();
  });
}

TEST(Finalization, ACallableThatCppHoldsIsRefusedAfterwards) {
  InProcess([] {
    std::function<int(int)> function;
    {
      const Interpreter interpreter;
      function =
          attach([](Python py) { return py.eval("abs").extract<std::function<int(int)>>(); });
      Require(function(-1) == 1, "it is called");
    }
    try {
      function(-1);
      Require(false, "it must not be called");
    } catch (const AttachFailure& failure) {
      Require(failure.error() == AttachError::Finalized, "it is over");
    }
  });
}

TEST(Finalization, AFunctionOfCppGoesWithTheModules) {
  InProcess([] {
    const auto watched = std::make_shared<int>(1);
    {
      const Interpreter interpreter;
      attach([&](Python py) {
        // With a reference of its own, which is dropped while the interpreter finalizes.
        py.import("sys").setattr(
            "last", to_python(py, std::function<int()>([watched, held = SharedPy<>(py.eval("[]"))] {
                                return *watched;
                              })));
        Require(py.eval("__import__('sys').last()").extract<int>() == 1, "it is called");
      });
    }
    Require(watched.use_count() == 1, "it is gone");
  });
}

}  // namespace
}  // namespace ferrule
