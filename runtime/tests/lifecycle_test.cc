// The beginning and the end of the interpreter. This process never has one: each test runs in
// another.
#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "ferrule/ferrule.h"
#include "ferrule/inittab.h"
#include "ferrule/reference_pool.h"
#include "runtime/tests/in_process.h"

namespace ferrule {
namespace {

PyObject* InitLinked() {
  static PyModuleDef definition = {
      PyModuleDef_HEAD_INIT, "linked", nullptr, 0, nullptr, nullptr, nullptr, nullptr, nullptr};
  return PyModuleDef_Init(&definition);
}
const glue::InittabEntry linked_entry("linked", &InitLinked);
const glue::InittabEntry other_entry("also_linked", &InitLinked);

AttachError ErrorOfTry() {
  const AttachResult result = try_attach();
  Require(!result, "attached");
  return result.error();
}

TEST(Lifecycle, BeforeInitialisation) {
  InProcess([] {
    Require(!is_attached(), "not attached");
    Require(ErrorOfTry() == AttachError::NotInitialized, "NotInitialized");
    Require(Py_IsInitialized() == 0, "try_attach initialises nothing");
  });
}

TEST(Lifecycle, AttachInitialises) {
  InProcess([] {
    Require(attach([](Python py) { return py.eval("6 * 7").extract<int>(); }) == 42, "42");
    Require(!is_attached(), "detached afterwards");
  });
}

TEST(Lifecycle, EightThreadsInitialiseAtOnce) {
  InProcess([] {
    std::atomic<int> sum{0};
    std::vector<std::thread> threads;
    for (int i = 0; i < 8; ++i) {
      threads.emplace_back([&] {
        // Were `site` not imported yet, there would be no `exit`.
        sum += attach([](Python py) { return py.eval("callable(exit) + 0").extract<int>(); });
      });
    }
    for (std::thread& thread : threads) thread.join();
    Require(sum == 8, "all attached to an interpreter that is complete");
  });
}

TEST(Lifecycle, OutputIsWrittenAtExit) {
  EXPECT_EXIT(
      {
        attach([](Python py) {
          py.run(
              "import sys, os\n"
              "sys.stdout = open(os.dup(2), 'w')\n"
              "print('written at exit')");
        });
        std::exit(0);
      },
      testing::ExitedWithCode(0), "written at exit");
}

TEST(Lifecycle, Options) {
  InProcess([] {
    const Interpreter interpreter(
        {.isolated = true, .argv = {"program", "-x"}, .search_path = {"/one", "/two"}});
    attach([](Python py) {
      const Bound<Module> sys = py.import("sys");
      Require(sys.attr("argv").repr() == "['program', '-x']", "argv");
      Require(sys.attr("path")[0].str() == "/one" && sys.attr("path")[1].str() == "/two", "path");
      Require(sys.attr("flags").attr("isolated").is_truthy(), "isolated");
    });
  });
}

TEST(Lifecycle, ConfiguresWhatHasNoOption) {
  InProcess([] {
    InterpreterOptions options;
    options.configure = [](PyConfig& config) {
      config.write_bytecode = 0;
      config.optimization_level = 2;
    };
    const Interpreter interpreter(options);
    attach([](Python py) {
      const Bound<> flags = py.import("sys").attr("flags");
      Require(flags.attr("optimize").extract<int>() == 2, "optimize");
      Require(flags.attr("dont_write_bytecode").is_truthy(), "no bytecode");
    });
  });
}

TEST(Lifecycle, PythonDoesNotEndTheProcess) {
  InProcess([] {
    const Interpreter interpreter;
    attach([](Python py) {
      try {
        py.run("import sys; sys.exit(3)");
        Require(false, "exited");
      } catch (const PyErr& error) {
        Require(error.matches(py, PyExc_SystemExit), "SystemExit");
        Require(error.value(py).attr("code").extract<int>() == 3, "its code");
      }
    });
  });
}

TEST(Lifecycle, ArgumentsOfPythonsOwnDoNotEndTheProcess) {
  EXPECT_EXIT(
      {
        InterpreterOptions options;
        options.argv.assign(1, "program");
        options.argv.push_back("--version");
        options.configure = [](PyConfig& config) { config.parse_argv = 1; };
        try {
          const Interpreter interpreter(options);
        } catch (const InterpreterError& error) {
          std::fprintf(stderr, "thrown: %s\n", error.what());
          std::exit(0);
        }
      },
      testing::ExitedWithCode(0),
      "thrown: cannot initialise the Python interpreter: it would exit with status 0");
}

TEST(Lifecycle, FailedInitialisationIsAnException) {
  EXPECT_EXIT(
      {
        try {
          const Interpreter interpreter({.home = "/no/such/folder"});
        } catch (const InterpreterError& error) {
          std::fprintf(stderr, "thrown: %s\n", error.what());
          std::exit(0);
        }
      },
      testing::ExitedWithCode(0), "thrown: cannot initialise the Python interpreter: ");
}

TEST(Lifecycle, OneInterpreterAtATime) {
  InProcess([] {
    const Interpreter interpreter;
    try {
      const Interpreter second;
      Require(false, "a second interpreter");
    } catch (const InterpreterError&) {
    }
  });
}

TEST(Lifecycle, AfterFinalisationNothingAttachesAndNothingCrashes) {
  InProcess([] {
    Py<> object;
    SharedPy<> shared;
    {
      const Interpreter interpreter;
      attach([&](Python py) {
        object = py.eval("object()").unbind();
        shared = SharedPy<>(py.eval("object()"));
      });
    }
    Require(ErrorOfTry() == AttachError::Finalized, "Finalized");
    try {
      attach([](Python) {});
      Require(false, "attached");
    } catch (const AttachFailure& failure) {
      Require(failure.error() == AttachError::Finalized, "Finalized thrown");
    }
    Require(Py_IsInitialized() == 0, "attach initialises no second time");
    object.reset();
    shared.reset();
    Require(internal::reference_pool.lost() == 2, "lost and counted");
  });
}

TEST(Lifecycle, InterpretersOneAfterAnother) {
  InProcess([] {
    Py<> of_the_first;
    for (int i = 0; i < 3; ++i) {
      const Interpreter interpreter;
      attach([&](Python py) {
        py.run("import json, threading");
        if (i == 0) of_the_first = py.eval("object()").unbind();
      });
    }
    of_the_first.reset();
  });
}

TEST(Lifecycle, DropsWhileStaticObjectsAreDestroyed) {
  InProcess([] {
    static Py<> kept;
    attach([](Python py) { kept = py.eval("object()").unbind(); });
  });
}

TEST(Lifecycle, AttachInAnAtexitFunction) {
  EXPECT_EXIT(
      {
        std::atexit([] {
          const int answer = attach([](Python py) { return py.eval("6 * 7").extract<int>(); });
          std::fprintf(stderr, "the answer is %d\n", answer);
        });
        attach([](Python) {});
        std::exit(0);
      },
      testing::ExitedWithCode(0), "the answer is 42");
}

TEST(Lifecycle, AnInterpreterIsDestroyedDetached) {
  EXPECT_DEATH(
      {
        std::optional<Interpreter> interpreter(std::in_place);
        attach([&](Python) { interpreter.reset(); });
      },
      "ferrule: fatal: an Interpreter is destroyed on the thread that made it, and not while that "
      "is attached\n");
}

TEST(Lifecycle, AnInterpreterIsDestroyedOnItsThread) {
  EXPECT_DEATH(
      {
        std::optional<Interpreter> interpreter(std::in_place);
        std::thread([&] { interpreter.reset(); }).join();
      },
      "ferrule: fatal: an Interpreter is destroyed on the thread that made it");
}

TEST(Lifecycle, UseAfterFinalisation) {
  InProcess([] {
    Py<> object;
    std::optional<Python> kept;
    {
      const Interpreter interpreter;
      attach([&](Python py) {
        object = py.eval("object()").unbind();
        kept = py;
      });
    }
    try {
      kept->eval("1");
      Require(false, "evaluated");
    } catch (const NotAttached&) {
    }
    if (!internal::kChecks) return;
    try {
      object.bind(*kept);
      Require(false, "bound");
    } catch (const NotAttached&) {
    }
  });
}

TEST(Inittab, LinkedModulesAreFoundByName) {
  InProcess([] {
    append_to_inittab("linked");
    append_to_inittab("renamed", &InitLinked);
    attach([](Python py) {
      Require(py.import("linked").name() == "linked", "linked");
      Require(py.import("renamed").name() == "renamed", "renamed");
    });
  });
}

TEST(Inittab, HoldsForEachInterpreter) {
  InProcess([] {
    append_to_inittab("linked");
    append_to_inittab("also_linked");
    for (int i = 0; i < 2; ++i) {
      const Interpreter interpreter;
      attach([](Python py) {
        py.run("import linked, also_linked, sys");
        Require(py.eval("sys.builtin_module_names.count('linked') == 1").is_truthy(), "once");
      });
    }
  });
}

TEST(Inittab, HoldsForAnInterpreterOfOthers) {
  InProcess([] {
    append_to_inittab("linked");
    Py_InitializeEx(0);
    Python::assume_attached().run("import linked");
  });
}

TEST(Inittab, UnknownModule) {
  try {
    append_to_inittab("missing");
    FAIL();
  } catch (const InterpreterError& error) {
    EXPECT_STREQ(
        error.what(),
        "append_to_inittab: no module 'missing' is linked into this program (linked in: "
        "'also_linked', 'linked'); add its ferrule_embed target to the deps of the binary");
  }
}

TEST(Inittab, TooLate) {
  EXPECT_EXIT(
      {
        const Interpreter interpreter;
        try {
          append_to_inittab("linked");
        } catch (const InterpreterError& error) {
          std::fprintf(stderr, "thrown: %s\n", error.what());
          std::exit(0);
        }
      },
      testing::ExitedWithCode(0), "too late for module 'linked'");
}

}  // namespace
}  // namespace ferrule
