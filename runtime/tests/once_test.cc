#include "ferrule/once.h"

#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <atomic>
#include <chrono>
#include <cstdlib>
#include <mutex>
#include <stdexcept>
#include <string>
#include <thread>
#include <type_traits>
#include <vector>

#include "ferrule/ferrule.h"
#include "runtime/tests/in_process.h"

namespace ferrule {
namespace {

using std::chrono::milliseconds;

static_assert(std::is_trivially_destructible_v<PyOnce<Py<>>>);
static_assert(std::is_trivially_destructible_v<PyOnce<std::string>>);
static_assert(!std::is_copy_constructible_v<PyOnce<int>> &&
              !std::is_move_assignable_v<PyOnce<int>>);

// Needs no code at start-up.
constinit PyOnce<std::string> initialized_by_the_linker;

// CPython 3.13 has data races of its own where interpreters begin and end beside other threads.
#ifdef __SANITIZE_THREAD__
constexpr bool kReportsRaces = true;
#else
constexpr bool kReportsRaces = false;
#endif

void AwaitTrue(const std::atomic<bool>& flag) {
  while (!flag) std::this_thread::sleep_for(milliseconds(1));
}

// Counts how many there are.
struct Counted {
  Counted() { ++living; }
  Counted(Counted&&) noexcept { ++living; }
  ~Counted() { --living; }

  static std::atomic<int> living;
};
std::atomic<int> Counted::living{0};

// A second interpreter, current while this lives.
class OtherInterpreter {
 public:
  OtherInterpreter() : main_(PyThreadState_Get()), other_(Py_NewInterpreter()) {}
  ~OtherInterpreter() {
    PyThreadState_Swap(other_);
    Py_EndInterpreter(other_);
    PyThreadState_Swap(main_);
  }
  OtherInterpreter(const OtherInterpreter&) = delete;
  OtherInterpreter& operator=(const OtherInterpreter&) = delete;

  void MakeCurrent() { PyThreadState_Swap(other_); }
  void MakeMainCurrent() { PyThreadState_Swap(main_); }

 private:
  PyThreadState* main_;
  PyThreadState* other_;
};

TEST(PyOnce, IsEmptyUntilItIsMade) {
  InProcess([] {
    static PyOnce<std::string> once;
    attach([](Python py) {
      Require(once.get(py) == nullptr, "empty");
      const std::string& made = once.get_or_init(py, [] { return "made"; });
      Require(made == "made" && once.get(py) == &made, "made");
      Require(&once.get_or_init(py, [] { return "made again"; }) == &made, "not made again");
      Require(!once.set(py, "set") && *once.get(py) == "made", "set does not replace it");
      Require(initialized_by_the_linker.set(py, "set"), "set");
      Require(*initialized_by_the_linker.get(py) == "set", "is set");
    });
  });
}

TEST(PyOnce, HoldsAReference) {
  InProcess([] {
    static PyOnce<Py<Type>> once;
    attach([](Python py) {
      const Py<Type>& type =
          once.get_or_init(py, [&] { return py.import("decimal").attr("Decimal").cast<Type>(); });
      Require(type.bind(py)("1.5").str() == "1.5", "the type");
    });
  });
}

TEST(PyOnce, EightThreadsMakeItOnce) {
  InProcess([] {
    static PyOnce<Py<>> once;
    static std::atomic<int> calls{0};
    std::atomic<PyObject*> seen[8] = {};
    std::vector<std::thread> threads;
    for (std::atomic<PyObject*>& slot : seen) {
      threads.emplace_back([&slot] {
        attach([&slot](Python py) {
          slot =
              once.get_or_init(py,
                               [py] {
                                 ++calls;
                                 py.detach([] { std::this_thread::sleep_for(milliseconds(20)); });
                                 return py.eval("object()");
                               })
                  .as_ptr();
        });
      });
    }
    for (std::thread& thread : threads) thread.join();
    Require(calls == 1, "one call");
    for (const std::atomic<PyObject*>& slot : seen) {
      Require(slot != nullptr && slot == seen[0], "one object");
    }
  });
}

// Were the second thread to wait attached, the first could never finish.
TEST(PyOnce, WaitsDetachedForAThreadThatDetaches) {
  InProcess([] {
    static PyOnce<int> once;
    static std::atomic<bool> is_making{false};
    static std::atomic<bool> is_asking{false};
    std::thread first([] {
      attach([](Python py) {
        once.get_or_init(py, [py] {
          py.detach([] {
            is_making = true;
            AwaitTrue(is_asking);
            std::this_thread::sleep_for(milliseconds(20));
          });
          return py.eval("6 * 7").extract<int>();
        });
      });
    });
    AwaitTrue(is_making);
    attach([](Python py) {
      is_asking = true;
      Require(once.get(py) == nullptr, "not made yet");
      Require(once.get_or_init(py, [] { return 0; }) == 42, "the first thread's");
      Require(is_attached(), "attached again");
    });
    first.join();
  });
}

TEST(PyOnce, SetWaitsForAValueThatIsBeingMade) {
  InProcess([] {
    static PyOnce<int> once;
    static std::atomic<bool> is_making{false};
    std::thread first([] {
      attach([](Python py) {
        once.get_or_init(py, [py] {
          is_making = true;
          py.detach([] { std::this_thread::sleep_for(milliseconds(20)); });
          return 1;
        });
      });
    });
    AwaitTrue(is_making);
    attach([](Python py) { Require(!once.set(py, 2) && *once.get(py) == 1, "the first is kept"); });
    first.join();
  });
}

TEST(PyOnce, TriesAgainAfterAnException) {
  InProcess([] {
    static PyOnce<int> once;
    attach([](Python py) {
      try {
        once.get_or_init(py, [py]() -> int { return py.eval("1 / 0").extract<int>(); });
        Require(false, "thrown");
      } catch (const PyErr& error) {
        Require(std::string(error.what()).find("ZeroDivisionError") != std::string::npos, "PyErr");
      }
      Require(once.get(py) == nullptr, "empty");
      Require(once.get_or_init(py, [] { return 2; }) == 2, "made");
    });
  });
}

TEST(PyOnce, AWaitingThreadTriesWhenTheFirstThrew) {
  InProcess([] {
    static PyOnce<int> once;
    static std::atomic<bool> is_making{false};
    static std::atomic<bool> is_asking{false};
    std::thread first([] {
      attach([](Python py) {
        try {
          once.get_or_init(py, [py]() -> int {
            py.detach([] {
              is_making = true;
              AwaitTrue(is_asking);
              std::this_thread::sleep_for(milliseconds(20));
            });
            throw std::runtime_error("the first");
          });
          Require(false, "thrown");
        } catch (const std::runtime_error& error) {
          Require(std::string(error.what()) == "the first", "to the first");
        }
      });
    });
    AwaitTrue(is_making);
    attach([](Python py) {
      is_asking = true;
      Require(once.get_or_init(py, [] { return 3; }) == 3, "the second's");
    });
    first.join();
  });
}

TEST(PyOnce, AskingForTheValueThatIsBeingMadeThrows) {
  InProcess([] {
    static PyOnce<int> once;
    static PyOnce<int> other;
    attach([](Python py) {
      try {
        once.get_or_init(py, [py] { return once.get_or_init(py, [] { return 1; }); });
        Require(false, "thrown");
      } catch (const OnceReentered&) {
      }
      Require(once.get(py) == nullptr, "empty");
      const int made = once.get_or_init(py, [py] {
        Require(once.get(py) == nullptr, "get asks for nothing to be made");
        return other.get_or_init(py, [] { return 4; });
      });
      Require(made == 4, "another one may be asked for");
    });
  });
}

TEST(PyOnce, DuringATraverseItLooksAndMayNotWait) {
  InProcess([] {
    static PyOnce<int> made;
    static PyOnce<int> being_made;
    static std::atomic<bool> is_making{false};
    static std::atomic<bool> may_finish{false};
    std::thread maker([] {
      attach([](Python py) {
        being_made.get_or_init(py, [py] {
          py.detach([] {
            is_making = true;
            AwaitTrue(may_finish);
          });
          return 1;
        });
      });
    });
    AwaitTrue(is_making);
    attach([](Python py) {
      made.set(py, 5);
      const ForbidAttaching forbidden = ForbidAttaching::during_traverse();
      Require(*made.get(py) == 5, "get");
      try {
        being_made.get_or_init(py, [] { return 2; });
        Require(false, "thrown");
      } catch (const AttachFailure& failure) {
        Require(failure.error() == AttachError::ForbiddenDuringTraverse, "why");
      }
    });
    may_finish = true;
    maker.join();
  });
}

TEST(PyOnce, EachInterpreterHasItsOwnValue) {
  if (!compat::kHasSubInterpreters) {
    GTEST_SKIP() << "before 3.12 a thread in a sub-interpreter cannot tell that it is attached";
  }
  InProcess([] {
    static PyOnce<std::string> once;
    attach([](Python py) {
      const std::string* const in_main = &once.get_or_init(py, [] { return "main"; });
      OtherInterpreter other;
      other.MakeCurrent();
      Require(once.get(py) == nullptr, "empty in the other");
      const std::string* const in_other = &once.get_or_init(py, [] { return "other"; });
      Require(*in_other == "other", "made in the other");
      other.MakeMainCurrent();
      Require(once.get(py) == in_main && *in_main == "main", "the main interpreter's");
      other.MakeCurrent();
      Require(once.get(py) == in_other, "the other's again");
    });
  });
}

TEST(PyOnce, TheValueGoesWithItsInterpreter) {
  if (!compat::kHasSubInterpreters) {
    GTEST_SKIP() << "before 3.12 a thread in a sub-interpreter cannot tell that it is attached";
  }
  InProcess([] {
    static PyOnce<Counted> once;
    attach([](Python py) {
      const auto make = [] { return Counted(); };
      once.get_or_init(py, make);
      for (int i = 0; i < 3; ++i) {
        const OtherInterpreter other;
        Require(once.get(py) == nullptr, "a new one has none, whatever its address");
        once.get_or_init(py, make);
        const OtherInterpreter third;
        once.get_or_init(py, make);
        Require(Counted::living == 3, "three values");
      }
      Require(Counted::living == 1, "the main interpreter's is left");
      Require(once.get(py) != nullptr, "and found");
    });
  });
}

TEST(PyOnce, AReferenceIsReleasedWithItsInterpreter) {
  InProcess([] {
    static PyOnce<Py<>> once;
    static PyOnce<Py<>> not_dropped;
    static std::atomic<int> destroyed{0};
    // A capsule tells when it goes.
    const auto make = [](Python) {
      PyObject* const capsule = PyCapsule_New(&destroyed, nullptr, [](PyObject*) { ++destroyed; });
      return Py<>::from_owned_ptr(capsule);
    };
    {
      const Interpreter interpreter;
      attach([&](Python py) {
        once.get_or_init(py, [&] { return make(py); });
        Require(once.get(py)->get_refcnt(py) == 1, "one reference");
      });
      Require(destroyed == 0, "kept");
    }
    Require(destroyed == 1, "released");
  });
}

TEST(PyOnce, InterpretersOneAfterAnother) {
  InProcess([] {
    static PyOnce<Counted> once;
    static PyOnce<Py<Type>> type;
    for (int i = 0; i < 3; ++i) {
      {
        const Interpreter interpreter;
        attach([](Python py) {
          Require(once.get(py) == nullptr && type.get(py) == nullptr, "nothing is left over");
          once.get_or_init(py, [] { return Counted(); });
          type.get_or_init(py, [py] { return py.eval("type('T', (), {})").cast<Type>(); });
          Require(Counted::living == 1, "one value");
        });
      }
      Require(Counted::living == 0, "gone with the interpreter");
    }
  });
}

#ifdef PyInterpreterConfig_OWN_GIL
// CPython 3.13 makes and ends interpreters in one thread at a time.
Mutex interpreters_mutex;

// Runs body(Python) on this thread in a new interpreter with a lock of its own.
template <class F>
void InOwnInterpreter(F body) {
  const PyGILState_STATE gil = PyGILState_Ensure();
  PyThreadState* const main = PyThreadState_Get();
  const PyInterpreterConfig config = {.use_main_obmalloc = 0,
                                      .allow_fork = 0,
                                      .allow_exec = 0,
                                      .allow_threads = 1,
                                      .allow_daemon_threads = 0,
                                      .check_multi_interp_extensions = 1,
                                      .gil = PyInterpreterConfig_OWN_GIL};
  PyThreadState* own = nullptr;
  {
    const std::lock_guard lock(interpreters_mutex);
    Require(PyStatus_Exception(Py_NewInterpreterFromConfig(&own, &config)) == 0, "interpreter");
  }
  body(Python::assume_attached());
  {
    const std::lock_guard lock(interpreters_mutex);
    Py_EndInterpreter(own);
  }
  PyEval_RestoreThread(main);
  PyGILState_Release(gil);
}

TEST(PyOnce, InterpretersWithLocksOfTheirOwnUseOneAtOnce) {
  if (kReportsRaces) GTEST_SKIP() << "CPython races on its static types";
  InProcess([] {
    static PyOnce<Py<>> once;
    static PyOnce<Counted> counted;
    const Interpreter interpreter;
    std::vector<std::thread> threads;
    for (int i = 0; i < 4; ++i) {
      threads.emplace_back([i] {
        for (int round = 0; round < 5; ++round) {
          InOwnInterpreter([i](Python py) {
            Require(once.get(py) == nullptr && counted.get(py) == nullptr, "nothing is left over");
            const Py<>& made = once.get_or_init(py, [&] { return to_python(py, 1000 + i); });
            counted.get_or_init(py, [] { return Counted(); });
            for (int k = 0; k < 100; ++k) {
              Require(once.get(py) == &made && made.bind(py).extract<int>() == 1000 + i, "own");
            }
          });
        }
      });
    }
    for (std::thread& thread : threads) thread.join();
    Require(Counted::living == 0, "gone with their interpreters");
  });
}
#endif

// Its destructor asks for the value that it is.
struct Asking {
  Asking() = default;
  Asking(Asking&&) noexcept : asks(true) {}
  ~Asking();

  bool asks = false;
  static std::atomic<int> refused;
};
std::atomic<int> Asking::refused{0};
PyOnce<Asking> asking;

Asking::~Asking() {
  if (!asks) return;
  try {
    const Python py = Python::assume_attached();
    Require(asking.get(py) == nullptr, "going");
    asking.get_or_init(py, [] { return Asking(); });
    Require(false, "made while it is destroyed");
  } catch (const PyErr&) {
    ++refused;
  }
}

TEST(PyOnce, NothingIsMadeWhileTheInterpreterIsTornDown) {
  InProcess([] {
    for (int i = 1; i <= 2; ++i) {
      {
        const Interpreter interpreter;
        attach([](Python py) { asking.set(py, Asking()); });
      }
      Require(Asking::refused == i, "refused");
    }
  });
}

// What would be made after the values have gone would be found by an interpreter at that address.
TEST(PyOnce, NothingIsMadeAfterTheInterpretersValuesHaveGone) {
  InProcess([] {
    static PyOnce<int> once;
    static std::atomic<int> refused{0};
    for (int i = 1; i <= 2; ++i) {
      {
        const Interpreter interpreter;
        attach([](Python py) {
          Require(once.get(py) == nullptr, "nothing is left over");
          once.set(py, 1);
          PyObject* const late = PyCapsule_New(&once, nullptr, [](PyObject*) {
            try {
              once.get_or_init(Python::assume_attached(), [] { return 2; });
            } catch (const PyErr&) {
              ++refused;
            }
          });
          // This dictionary goes after everything else, and its items in this order.
          PyObject* const dictionary = PyInterpreterState_GetDict(PyInterpreterState_Get());
          PyDict_SetItemString(dictionary, "late", late);
          Py_DECREF(late);
        });
      }
      Require(refused == i, "refused");
    }
  });
}

TEST(PyOnce, FinalisationWhileAThreadMakesAValueAndAnotherWaits) {
  if (kReportsRaces) GTEST_SKIP() << "CPython frees the states of threads that may look at them";
  InProcess([] {
    static PyOnce<int> once;
    static std::atomic<bool> is_making{false};
    static std::atomic<bool> has_ended{false};
    {
      const Interpreter interpreter;
      std::thread([] {
        attach([](Python py) {
          once.get_or_init(py, [py] {
            py.detach([] {
              is_making = true;
              AwaitTrue(has_ended);
            });
            Require(false, "attached to an interpreter that is gone");
            return 1;
          });
        });
      }).detach();
      AwaitTrue(is_making);
      std::thread([] {
        attach([](Python py) {
          once.get_or_init(py, [] { return 2; });
          Require(false, "attached to an interpreter that is gone");
        });
      }).detach();
      std::this_thread::sleep_for(milliseconds(20));
    }
    has_ended = true;
    const Interpreter interpreter;
    attach([](Python py) {
      Require(once.get(py) == nullptr, "nothing is left over");
      Require(once.get_or_init(py, [] { return 3; }) == 3, "nobody is at it any more");
    });
    std::this_thread::sleep_for(milliseconds(20));
  });
}

TEST(PyOnce, InTheChildOfAForkNobodyIsWaitedFor) {
  InProcess([] {
    static PyOnce<int> once;
    static PyOnce<int> made_here;
    static std::atomic<bool> is_making{false};
    static std::atomic<bool> may_finish{false};
    std::thread maker([] {
      attach([](Python py) {
        once.get_or_init(py, [py] {
          py.detach([] {
            is_making = true;
            AwaitTrue(may_finish);
          });
          return 1;
        });
      });
    });
    AwaitTrue(is_making);
    attach([](Python py) {
      made_here.get_or_init(py, [py] {
        PyOS_BeforeFork();
        const pid_t child = fork();
        if (child == 0) {
          PyOS_AfterFork_Child();
          alarm(20);
          const bool is_right = once.get_or_init(py, [] { return 2; }) == 2;
          try {
            made_here.get_or_init(py, [] { return 3; });
          } catch (const OnceReentered&) {  // what this thread makes is still being made
            std::_Exit(is_right ? 0 : 1);
          }
          std::_Exit(1);
        }
        PyOS_AfterFork_Parent();
        int status = -1;
        waitpid(child, &status, 0);
        Require(WIFEXITED(status) && WEXITSTATUS(status) == 0, "the child");
        return 4;
      });
    });
    may_finish = true;
    maker.join();
    attach([](Python py) { Require(*once.get(py) == 1, "the parent's"); });
  });
}

TEST(PyOnce, StaticDestruction) {
  InProcess([] {
    static PyOnce<Py<>> once;
    // Not finalised, and destroyed like other static objects: nothing is released.
    attach([](Python py) { once.get_or_init(py, [py] { return py.eval("object()"); }); });
  });
}

}  // namespace
}  // namespace ferrule
