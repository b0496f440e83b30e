// Modules in the sub-interpreters of a process: imported where they say so, refused everywhere
// else.
#include <gtest/gtest.h>

#include <array>
#include <atomic>
#include <barrier>
#include <cstddef>
#include <mutex>
#include <ostream>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "ferrule/ferrule.h"
#include "ferrule/glue.h"

namespace ferrule {
namespace {

using glue::Interpreters;

// --- Modules as ferrule generates them: a state in each interpreter, and a class ---

std::atomic<int> executed{0};       // how often a module has been executed
std::atomic<int> things_alive{0};   // instances of Thing, in all interpreters
std::atomic<int> modules_alive{0};  // states that have been filled and not been freed

struct State {
  PyTypeObject* thing;
  long number;
};

void FreeThing(PyObject* self) {
  PyTypeObject* const type = Py_TYPE(self);
  --things_alive;
  type->tp_free(self);
  Py_DECREF(type);
}

PyObject* NewThing(PyTypeObject* type, PyObject*, PyObject*) {
  ++things_alive;
  return type->tp_alloc(type, 0);
}

template <Interpreters kSupported>
struct HandWritten {
  static inline glue::StateOf<State> state_of_module;

  // What the module was last given in the interpreter that asks.
  static PyObject* Get(PyObject*, PyObject*) {
    return PyLong_FromLong(state_of_module.Find()->number);
  }
  static PyObject* Set(PyObject*, PyObject* number) {
    state_of_module.Find()->number = PyLong_AsLong(number);
    Py_RETURN_NONE;
  }
  // Whether it finds the state that is its own.
  static PyObject* IsMine(PyObject* module, PyObject*) {
    return PyBool_FromLong(state_of_module.Find() == PyModule_GetState(module));
  }

  static int Execute(PyObject* module) {
    ++executed;
    auto* const state = static_cast<State*>(PyModule_GetState(module));
    if (!state_of_module.Enter(state)) return -1;
    ++modules_alive;
    static PyType_Slot slots[] = {{Py_tp_new, reinterpret_cast<void*>(&NewThing)},
                                  {Py_tp_dealloc, reinterpret_cast<void*>(&FreeThing)},
                                  {0, nullptr}};
    static PyType_Spec spec = {"hand.Thing", sizeof(PyObject), 0, Py_TPFLAGS_DEFAULT, slots};
    static constexpr auto kRecord = glue::MakeTypeRecord<int, true>("hand::Thing", "hand", 0);
    state->thing = glue::AddClass(module, module, "Thing", spec, nullptr, kRecord);
    return state->thing != nullptr ? 0 : -1;
  }

  static int Traverse(PyObject* module, visitproc visit, void* arg) {
    Py_VISIT(static_cast<State*>(PyModule_GetState(module))->thing);
    return 0;
  }

  static void Free(void* module) {
    auto* const state = static_cast<State*>(PyModule_GetState(static_cast<PyObject*>(module)));
    if (state == nullptr) return;
    state_of_module.Leave(state);
    if (state->thing == nullptr) return;
    --modules_alive;
    abi::ForgetType(state->thing);
    Py_CLEAR(state->thing);
  }

  static PyObject* Init() {
    static PyMethodDef functions[] = {{"get", &Get, METH_NOARGS, nullptr},
                                      {"set", &Set, METH_O, nullptr},
                                      {"is_mine", &IsMine, METH_NOARGS, nullptr},
                                      {nullptr, nullptr, 0, nullptr}};
    static std::array slots = glue::ModuleSlots(&Execute, kSupported);
    static PyModuleDef definition = {
        PyModuleDef_HEAD_INIT, "hand",    nullptr, sizeof(State), functions,
        slots.data(),          &Traverse, nullptr, &Free,
    };
    return PyModuleDef_Init(&definition);
  }
};

// Before the main function makes the interpreter.
[[maybe_unused]] const bool are_added =
    PyImport_AppendInittab("in_main", &HandWritten<Interpreters::kMain>::Init) == 0 &&
    PyImport_AppendInittab("in_shared_gil", &HandWritten<Interpreters::kSharedGil>::Init) == 0 &&
    PyImport_AppendInittab("in_own_gil", &HandWritten<Interpreters::kOwnGil>::Init) == 0;

// --- Interpreters ---

enum class Kind {
  kLegacy,        // shares the lock, and CPython does not ask what a module supports
  kShared,        // shares the lock, and CPython asks
  kOwnUnchecked,  // has a lock of its own, and CPython does not ask
  kIsolated,      // has a lock of its own, and CPython asks
};

constexpr std::array kKinds = {Kind::kLegacy, Kind::kShared, Kind::kOwnUnchecked, Kind::kIsolated};

std::ostream& operator<<(std::ostream& out, Kind kind) {
  constexpr const char* kNames[] = {"legacy", "shared", "own unchecked", "isolated"};
  return out << kNames[static_cast<int>(kind)];
}

bool IsChecked(Kind kind) { return kind == Kind::kShared || kind == Kind::kIsolated; }
bool HasOwnGil(Kind kind) { return kind == Kind::kOwnUnchecked || kind == Kind::kIsolated; }

#ifdef PyInterpreterConfig_OWN_GIL  // from 3.12 on
PyThreadState* NewInterpreter(Kind kind) {
  if (kind == Kind::kLegacy) return Py_NewInterpreter();
  PyInterpreterConfig config = {};
  config.allow_threads = 1;
  config.use_main_obmalloc = IsChecked(kind) ? 0 : 1;  // CPython insists on it for the unchecked
  config.check_multi_interp_extensions = IsChecked(kind) ? 1 : 0;
  config.gil = HasOwnGil(kind) ? PyInterpreterConfig_OWN_GIL : PyInterpreterConfig_SHARED_GIL;
  PyThreadState* made = nullptr;
  const PyStatus status = Py_NewInterpreterFromConfig(&made, &config);
  return PyStatus_Exception(status) ? nullptr : made;
}
#else
PyThreadState* NewInterpreter(Kind kind) {
  return kind == Kind::kLegacy ? Py_NewInterpreter() : nullptr;
}
#endif

// A sub-interpreter, current on this thread while this lives. False where CPython cannot make one
// of that kind; then what was current remains so.
class SubInterpreter {
 public:
  explicit SubInterpreter(Kind kind) : outer_(PyThreadState_Get()), inner_(NewInterpreter(kind)) {}
  ~SubInterpreter() {
    if (inner_ == nullptr) return;
    PyThreadState_Swap(inner_);
    Py_EndInterpreter(inner_);
    PyThreadState_Swap(outer_);
  }
  SubInterpreter(const SubInterpreter&) = delete;
  SubInterpreter& operator=(const SubInterpreter&) = delete;

  explicit operator bool() const { return inner_ != nullptr; }
  void Leave() { PyThreadState_Swap(outer_); }
  void Enter() { PyThreadState_Swap(inner_); }

 private:
  PyThreadState* outer_;
  PyThreadState* inner_;
};

// Runs statements in a namespace of their own in the current interpreter. "ok", or the error:
// "ImportError: message". By CPython alone: before 3.12 no thread counts as attached to a
// sub-interpreter.
std::string Outcome(const std::string& statements) {
  PyObject* const names = PyDict_New();
  PyObject* const result = PyRun_String(statements.c_str(), Py_file_input, names, names);
  std::string outcome = "ok";
  if (result == nullptr) {
    PyObject* const error = compat::TakeRaisedException();
    PyObject* const text = PyObject_Str(error);
    outcome = std::string(Py_TYPE(error)->tp_name) + ": " + PyUnicode_AsUTF8(text);
    Py_DECREF(text);
    Py_DECREF(error);
  }
  Py_XDECREF(result);
  Py_DECREF(names);
  return outcome;
}

// What the import of a module that supports `supported` says in a sub-interpreter of `kind`; empty
// where it is CPython that says no, in words of its own.
std::string Expected(const std::string& module, Interpreters supported, Kind kind) {
  const bool is_ours = !IsChecked(kind) && compat::kMayNotAskModules;
  const std::string refused = "ImportError: module " + module + " supports ";
  if (supported == Interpreters::kMain)
    return is_ours ? refused + "the main interpreter alone" : "";
  if (!compat::kHasSubInterpreters) return refused + "sub-interpreters only from CPython 3.12 on";
  if (supported == Interpreters::kSharedGil && HasOwnGil(kind))
    return is_ours ? refused + "sub-interpreters only where they share the GIL" : "";
  return "ok";
}

class SubInterpreterTest : public testing::TestWithParam<Kind> {};

INSTANTIATE_TEST_SUITE_P(Kinds, SubInterpreterTest, testing::ValuesIn(kKinds));

TEST_P(SubInterpreterTest, AModuleIsImportedWhereItSaysSoAndRefusedElsewhere) {
  attach([&](Python) {
    const std::pair<std::string, Interpreters> modules[] = {
        {"in_main", Interpreters::kMain},
        {"in_shared_gil", Interpreters::kSharedGil},
        {"in_own_gil", Interpreters::kOwnGil},
    };
    for (const auto& [module, supported] : modules) {
      const std::string import = "import " + module + " as m; m.set(5)";
      ASSERT_EQ(Outcome(import), "ok");  // the main interpreter takes all
      const int executed_before = executed;
      SubInterpreter other(GetParam());
      if (!other) GTEST_SKIP() << "this CPython makes no such interpreter";
      const std::string expected = Expected(module, supported, GetParam());
      for (int i = 0; i < 2; ++i) {  // a refusal is no worse the second time
        const std::string said = Outcome("import " + module);
        if (expected.empty()) {
          EXPECT_EQ(said.find("ImportError: module " + module + " "), 0u) << said;
        } else {
          EXPECT_EQ(said, expected);
        }
      }
      EXPECT_EQ(executed, executed_before + (expected == "ok" ? 1 : 0)) << module;
      other.Leave();
      EXPECT_EQ(Outcome("import " + module + " as m; assert m.get() == 5 and m.is_mine()"), "ok");
      other.Enter();
    }
  });
}

TEST_P(SubInterpreterTest, StateAndObjectsAreTheInterpretersOwn) {
  attach([&](Python) {
    if (!compat::kHasSubInterpreters) GTEST_SKIP() << "before 3.12 the import is refused";
    ASSERT_EQ(Outcome("import in_own_gil as m; m.set(1); m.kept = m.Thing()"), "ok");
    const int things = things_alive;
    const int modules = modules_alive;
    {
      SubInterpreter other(GetParam());
      if (!other) GTEST_SKIP() << "this CPython makes no such interpreter";
      EXPECT_EQ(Outcome("import in_own_gil as m; assert m.get() == 0 and m.is_mine(); m.set(2)"),
                "ok");
      // One that the module holds, one that sees the end of the interpreter, and one in a cycle.
      EXPECT_EQ(Outcome("import builtins, sys, in_own_gil as m; m.kept = m.Thing()\n"
                        "builtins.kept = m.Thing(); cycle = [m.Thing()]; cycle.append(cycle)"),
                "ok");
      EXPECT_EQ(things_alive, things + 3);
      EXPECT_EQ(modules_alive, modules + 1);
      other.Leave();
      EXPECT_EQ(Outcome("import in_own_gil as m; assert m.get() == 1 and m.is_mine()"), "ok");
      other.Enter();
      EXPECT_EQ(Outcome("import in_own_gil as m; assert m.get() == 2 and m.is_mine()"), "ok");
    }
    EXPECT_EQ(things_alive, things);
    EXPECT_EQ(modules_alive, modules);
    EXPECT_EQ(Outcome("import in_own_gil as m; assert m.get() == 1; del m.kept"), "ok");
  });
}

// CPython 3.13 makes and ends interpreters in one thread at a time.
std::mutex making_interpreters;

// Waiting is done detached, or nobody could stop the world of a free-threaded build. In whichever
// interpreter is current.
template <class Wait>
void WhileDetached(Wait wait) {
  PyThreadState* const state = PyEval_SaveThread();
  wait();
  PyEval_RestoreThread(state);
}

// Threads that meet, each in an interpreter with a lock of its own, so that all import at once.
TEST(SubInterpreters, ManyWithALockOfTheirOwnImportAndRunAtOnce) {
#ifdef __SANITIZE_THREAD__
  GTEST_SKIP()
      << "CPython 3.13 races on its static types when it makes an interpreter beside others";
#endif
  if (!compat::kHasSubInterpreters) GTEST_SKIP() << "before 3.12 the import is refused";
  constexpr int kThreads = 4;
  constexpr int kRounds = 5;
  const int things = things_alive;
  std::barrier meeting(kThreads);
  std::array<std::string, kThreads> said;
  attach([](Python) { ASSERT_EQ(Outcome("import in_own_gil as m; m.set(-1)"), "ok"); });
  std::vector<std::thread> threads;
  for (int i = 0; i < kThreads; ++i) {
    threads.emplace_back([&, i] {
      const std::string number = std::to_string(i);
      for (int round = 0; round < kRounds; ++round) {
        std::unique_lock turn(making_interpreters);
        attach([&](Python) {
          const SubInterpreter other(Kind::kIsolated);
          turn.unlock();
          WhileDetached([&] { meeting.arrive_and_wait(); });
          said[i] = Outcome("import in_own_gil as m; m.set(" + number + ")\n" +
                            "for _ in range(2000): assert m.get() == " + number +
                            " and m.is_mine() and type(m.Thing()) is m.Thing\n");
          WhileDetached([&] { turn.lock(); });
        });
        if (said[i] != "ok") {
          meeting.arrive_and_drop();
          return;
        }
      }
    });
  }
  for (int i = 0; i < 50; ++i) {
    attach([](Python) {
      EXPECT_EQ(Outcome("import in_own_gil as m\n"
                        "for _ in range(500): assert m.get() == -1 and m.is_mine()"),
                "ok");
    });
  }
  for (std::thread& thread : threads) thread.join();
  for (const std::string& answer : said) EXPECT_EQ(answer, "ok");
  EXPECT_EQ(things_alive, things);
}

TEST(SubInterpreters, WhatIsDroppedDetachedAfterOneHasAModuleIsLostAndCounted) {
  if (!compat::kHasSubInterpreters) GTEST_SKIP() << "before 3.12 the import is refused";
  attach([](Python py) {
    {
      const SubInterpreter other(Kind::kLegacy);
      ASSERT_EQ(Outcome("import in_own_gil"), "ok");
    }
    // Nobody could say in which interpreter to release it.
    const std::size_t lost = internal::reference_pool.lost();
    Py<> object = py.eval("[]").unbind();
    PyObject* const alive = object.as_ptr();
    py.detach([&] { object.reset(); });
    EXPECT_EQ(internal::reference_pool.lost(), lost + 1);
    EXPECT_EQ(Py_REFCNT(alive), 1);
    Py_DECREF(alive);
  });
}

}  // namespace
}  // namespace ferrule
