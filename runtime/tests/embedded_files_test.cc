#include "ferrule/embedded_files.h"

#include <gtest/gtest.h>

#include <string>

#include "ferrule/ferrule.h"
#include "runtime/tests/in_process.h"

namespace ferrule {
namespace {

constexpr glue::EmbeddedFile kFiles[] = {
    {"embedded_app.py", "src/embedded_app.py",
     "from embedded_utils.foo import bar\n"
     "\n"
     "def run():\n"
     "    return bar()\n"
     "\n"
     "def fail():\n"
     "    raise ValueError('bad')  # on line 7\n"},
    {"embedded_utils/foo.py", "src/embedded_utils/foo.py",
     "from .inner import value\n"
     "def bar():\n"
     "    return 'baz' + value\n"},
    {"embedded_utils/inner/__init__.py", "src/embedded_utils/inner/__init__.py",
     "'''The inner one.'''\n"
     "from . import deep\n"
     "value = deep.value\n"},
    {"embedded_utils/inner/deep.py", "src/embedded_utils/inner/deep.py", "value = '!'\n"},
};
const glue::EmbeddedFiles app(kFiles);

// Of another library: in another encoding, and wrong.
constexpr glue::EmbeddedFile kOtherFiles[] = {
    {"embedded_latin.py", "other/embedded_latin.py", "# coding: latin-1\nx = '\xfc'\n"},
    {"embedded_broken.py", "other/embedded_broken.py", "x = (\n"},
    {"embedded_raising.py", "other/embedded_raising.py",
     "import embedded_app\nembedded_app.fail()\n"},
};
const glue::EmbeddedFiles other(kOtherFiles);

TEST(EmbeddedFiles, AreImportedWithWhatTheyDependOn) {
  InProcess([] {
    attach([](Python py) {
      Require(py.import("embedded_app").attr("run")().str() == "baz!", "run");
      py.run(
          "import embedded_utils.foo, embedded_utils.inner as inner\n"
          "assert inner.__doc__ == 'The inner one.'\n"
          "assert inner.__package__ == 'embedded_utils.inner'\n"
          "assert inner.deep.__package__ == 'embedded_utils.inner'\n"
          "assert embedded_utils.foo.__file__ == 'src/embedded_utils/foo.py'\n"
          "assert not hasattr(embedded_utils, 'missing')\n");
      Require(py.import("embedded_latin").attr("x").str() == "\xc3\xbc", "encoding");
      for (const char* const missing : {"embedded_missing", "embedded_utils.missing"}) {
        try {
          py.import(missing);
          Require(false, "imported");
        } catch (const PyErr& error) {
          Require(error.matches(py, PyExc_ModuleNotFoundError), missing);
        }
      }
    });
  });
}

TEST(EmbeddedFiles, TracebacksShowTheSource) {
  InProcess([] {
    attach([](Python py) {
      try {
        py.import("embedded_raising");
        Require(false, "raised");
      } catch (const PyErr& error) {
        const std::string text = error.format(py);
        Require(text.find("File \"src/embedded_app.py\", line 7, in fail\n"
                          "    raise ValueError('bad')  # on line 7\n") != std::string::npos,
                text.c_str());
      }
      try {
        py.import("embedded_broken");
        Require(false, "compiled");
      } catch (const PyErr& error) {
        Require(error.matches(py, PyExc_SyntaxError), "SyntaxError");
        Require(error.value(py).attr("filename").str() == "other/embedded_broken.py", "file name");
      }
      py.run(
          "import inspect, embedded_app\n"
          "assert inspect.getsource(embedded_app.run) == 'def run():\\n    return bar()\\n'\n");
    });
  });
}

TEST(EmbeddedFiles, RunAsMain) {
  InProcess([] {
    attach([](Python py) {
      const Bound<> names =
          py.import("runpy").attr("run_module")("embedded_latin", kw("run_name") = "__main__");
      Require(names["__name__"].str() == "__main__", "name");
    });
  });
}

TEST(EmbeddedFiles, AreThereInEachInterpreterOnce) {
  InProcess([] {
    for (int i = 0; i < 2; ++i) {
      const Interpreter interpreter({.isolated = true});
      attach([](Python py) {
        Require(py.import("embedded_app").attr("run")().str() == "baz!", "run");
        const std::size_t finders =
            py.eval("len(__import__('sys').meta_path)").extract<std::size_t>();
        install_embedded_files(py);
        Require(py.import("sys").attr("meta_path").len() == finders, "installed twice");
      });
    }
  });
}

TEST(EmbeddedFiles, InAnInterpreterOfOthers) {
  InProcess([] {
    Py_InitializeEx(0);
    const Python py = Python::assume_attached();
    try {
      py.import("embedded_app");
      Require(false, "imported");
    } catch (const PyErr&) {
    }
    install_embedded_files(py);
    py.import("embedded_app");
  });
}

constexpr glue::EmbeddedFile kTwin[] = {{"embedded_app.py", "twin.py", ""}};

TEST(EmbeddedFiles, TwoOfOneName) {
  EXPECT_EXIT(
      {
        static const glue::EmbeddedFiles twin(kTwin);
        try {
          const Interpreter interpreter;
        } catch (const InterpreterError& error) {
          std::fprintf(stderr, "thrown: %s\n", error.what());
          std::exit(0);
        }
      },
      testing::ExitedWithCode(0),
      "thrown: cannot initialise the Python interpreter: RuntimeError: module 'embedded_app' is "
      "embedded twice: ");
}

}  // namespace
}  // namespace ferrule
