#include "ferrule/error.h"

#include <gtest/gtest.h>

#include <functional>
#include <optional>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include "ferrule/convert/function.h"
#include "ferrule/ferrule.h"

namespace ferrule {
namespace {

// What the Python code raises.
PyErr Raised(Python py, const char* code) {
  try {
    py.run(code);
  } catch (const PyErr& error) {
    return error;
  }
  throw std::logic_error("nothing was raised");
}

TEST(PyErr, HasTypeValueAndTraceback) {
  attach([](Python py) {
    const PyErr error = Raised(py, "raise ValueError('bad', 7)");
    EXPECT_FALSE(PyErr::occurred(py));
    EXPECT_STREQ(error.what(), "ValueError: ('bad', 7)");
    EXPECT_TRUE(error.matches(py, PyExc_ValueError));
    EXPECT_TRUE(error.matches(py, PyExc_Exception));
    EXPECT_TRUE(error.matches(py.eval("(KeyError, ValueError)")));
    EXPECT_FALSE(error.matches(py, PyExc_TypeError));
    EXPECT_TRUE(error.type(py).is(py.eval("ValueError")));
    EXPECT_EQ(error.value(py).attr("args")[1].extract<int>(), 7);
    EXPECT_EQ(error.traceback(py).attr("tb_lineno").extract<int>(), 1);
  });
}

TEST(PyErr, RoundTripLosesNothing) {
  attach([](Python py) {
    PyErr error = Raised(py,
                         "try:\n"
                         "  1 / 0\n"
                         "except ZeroDivisionError as cause:\n"
                         "  raise KeyError('k') from cause\n");
    const Bound<> value = error.value(py);
    for (int i = 0; i < 3; ++i) {
      error.restore(py);
      EXPECT_TRUE(PyErr::occurred(py));
      error = PyErr::fetch(py);
    }
    EXPECT_TRUE(error.value(py).is(value));
    EXPECT_EQ(value.attr("__cause__").type().attr("__name__").str(), "ZeroDivisionError");
    EXPECT_EQ(error.traceback(py).attr("tb_lineno").extract<int>(), 4);
    EXPECT_FALSE(PyErr::occurred(py));
  });
}

TEST(PyErr, CanBeMadeInCpp) {
  attach([](Python py) {
    EXPECT_STREQ(PyErr::type_error(py, "no").what(), "TypeError: no");
    EXPECT_STREQ(PyErr::value_error(py, "no").what(), "ValueError: no");
    EXPECT_STREQ(PyErr::runtime_error(py, "no").what(), "RuntimeError: no");
    EXPECT_STREQ(PyErr::index_error(py, "no").what(), "IndexError: no");
    EXPECT_STREQ(PyErr::key_error(py, "no").what(), "KeyError: 'no'");
    EXPECT_STREQ(PyErr::attribute_error(py, "no").what(), "AttributeError: no");
    EXPECT_STREQ(PyErr::new_error(py, PyExc_OSError, "no").what(), "OSError: no");
    EXPECT_STREQ(PyErr::new_error(py, Py_None, "no").what(),
                 "SystemError: _PyErr_SetObject: exception None is not a BaseException subclass");
    const PyErr error = PyErr::from_value(py.eval("LookupError('gone')"));
    EXPECT_STREQ(error.what(), "LookupError: gone");
    EXPECT_TRUE(error.traceback(py).is_none());
    EXPECT_STREQ(PyErr::from_value(py.eval("3")).what(),
                 "TypeError: exceptions must derive from BaseException");
  });
}

TEST(PyErr, FetchOfNothingIsASystemError) {
  attach([](Python py) { EXPECT_TRUE(PyErr::fetch(py).matches(py, PyExc_SystemError)); });
}

TEST(PyErr, WhatSurvivesAStrThatRaises) {
  attach([](Python py) {
    const PyErr error = Raised(py,
                               "class Odd(Exception):\n"
                               "  def __str__(self): return 1 / 0\n"
                               "raise Odd()\n");
    PyErr_SetString(PyExc_KeyError, "kept");
    EXPECT_STREQ(error.what(), "Odd");
    EXPECT_TRUE(PyErr::fetch(py).matches(py, PyExc_KeyError));
  });
}

TEST(PyErr, TextLeavesAttachWithTheError) {
  try {
    attach([](Python py) { py.run("raise ValueError('bad')"); });
    FAIL();
  } catch (const std::exception& error) {
    EXPECT_FALSE(is_attached());
    EXPECT_STREQ(error.what(), "ValueError: bad");
  }
}

TEST(PyErr, LivesAndDiesOnAnyThread) {
  std::optional<PyErr> error;
  Py<> value;
  attach([&](Python py) {
    error = Raised(py, "raise ValueError('bad')");
    value = error->value(py).unbind();
  });
  EXPECT_STREQ(error->what(), "a Python exception, whose text was not read while attached");
  std::thread([copy = *error] {}).join();
  error.reset();
  attach([&](Python py) { EXPECT_EQ(value.get_refcnt(py), 1); });
}

TEST(PyErr, PrintsToStderr) {
  attach([](Python py) {
    py.run("import io, sys; kept = sys.stderr; sys.stderr = io.StringIO()");
    Raised(py, "raise SystemExit(3)").print(py);
    EXPECT_FALSE(PyErr::occurred(py));
    const std::string text = py.eval("sys.stderr.getvalue()").str();
    py.run("sys.stderr = kept");
    EXPECT_NE(text.find("Traceback (most recent call last):"), std::string::npos) << text;
    EXPECT_NE(text.find("SystemExit: 3"), std::string::npos) << text;
  });
}

TEST(PyErr, GoesToTheUnraisableHook) {
  attach([](Python py) {
    py.run(
        "import sys; seen = []; sys.unraisablehook = lambda u: seen.append((u.exc_value, "
        "u.object))");
    const PyErr error = Raised(py, "raise ValueError('bad')");
    error.write_unraisable(py);
    error.write_unraisable(py.eval("len"));
    EXPECT_FALSE(PyErr::occurred(py));
    EXPECT_EQ(py.eval("seen").repr(),
              "[(ValueError('bad'), None), (ValueError('bad'), <built-in function len>)]");
    py.run("sys.unraisablehook = sys.__unraisablehook__; del seen");
  });
}

TEST(PyErr, CauseAndContext) {
  attach([](Python py) {
    const PyErr error = Raised(py,
                               "try:\n"
                               "  1 / 0\n"
                               "except ZeroDivisionError:\n"
                               "  raise KeyError('k') from ValueError('v')\n");
    EXPECT_STREQ(error.cause(py)->what(), "ValueError: v");
    EXPECT_STREQ(error.context(py)->what(), "ZeroDivisionError: division by zero");
    EXPECT_FALSE(error.cause(py)->cause(py));
    EXPECT_FALSE(error.cause(py)->context(py));
    const PyErr made = PyErr::runtime_error(py, "made");
    made.set_cause(py, error);
    EXPECT_TRUE(made.cause(py)->value(py).is(error.value(py)));
    made.set_cause(py, *error.cause(py));
    EXPECT_STREQ(made.cause(py)->what(), "ValueError: v");
  });
}

TEST(PyErr, Notes) {
  attach([](Python py) {
    const PyErr error = PyErr::value_error(py, "bad");
    EXPECT_TRUE(error.notes(py).empty());
    error.add_note(py, "first");
    error.add_note(py, "second");
    EXPECT_EQ(error.notes(py), (std::vector<std::string>{"first", "second"}));
    EXPECT_THROW(error.add_note(py, "\xff"), PyErr);
    EXPECT_STREQ(error.what(), "ValueError: bad");
    EXPECT_EQ(error.format(py), "ValueError: bad\nfirst\nsecond\n");
  });
}

TEST(PyErr, FormattedAsPrinted) {
  attach([](Python py) {
    Module::from_code(py, "def fail(): raise KeyError('k') from ValueError('v')", "fail.py",
                      "fail_of_error_test");
    const PyErr error = Raised(py, "import fail_of_error_test; fail_of_error_test.fail()");
    const std::string text = error.format(py);
    py.run("import io, sys; kept = sys.stderr; sys.stderr = io.StringIO()");
    error.print(py);
    const std::string printed = py.eval("sys.stderr.getvalue()").str();
    py.run("sys.stderr = kept; del sys.modules['fail_of_error_test']");
    EXPECT_EQ(text, printed);
    EXPECT_EQ(text,
              "ValueError: v\n\n"
              "The above exception was the direct cause of the following exception:\n\n"
              "Traceback (most recent call last):\n"
              "  File \"<string>\", line 1, in <module>\n"
              "  File \"fail.py\", line 1, in fail\n"
              "KeyError: 'k'\n");
  });
}

// Where add_location was called: the line below.
PyErr Located(Python py, PyErr error) { return error.add_location(py); }
constexpr int kLocatedLine = __LINE__ - 1;

TEST(PyErr, PlacesInCpp) {
  attach([](Python py) {
    const PyErr made = Located(py, PyErr::value_error(py, "bad"));
    const Bound<> entry = made.traceback(py);
    EXPECT_EQ(entry.attr("tb_lineno").extract<int>(), kLocatedLine);
    const Bound<> code = entry.attr("tb_frame").attr("f_code");
    EXPECT_NE(code.attr("co_filename").str().find("error_test.cc"), std::string::npos);
    EXPECT_NE(code.attr("co_name").str().find("Located"), std::string::npos);
    EXPECT_TRUE(entry.attr("tb_next").is_none());

    const PyErr raised = Raised(py, "\n1 / 0");
    Located(py, raised);
    EXPECT_EQ(raised.traceback(py).attr("tb_lineno").extract<int>(), kLocatedLine);
    EXPECT_EQ(raised.traceback(py).attr("tb_next").attr("tb_lineno").extract<int>(), 2);
    EXPECT_NE(raised.format(py).find("error_test.cc\", line " + std::to_string(kLocatedLine)),
              std::string::npos)
        << raised.format(py);
    EXPECT_FALSE(PyErr::occurred(py));
  });
}

// Python calls C++, which calls Python, and so on; the innermost one throws. Each C++ frame catches
// and throws on.
TEST(PyErr, CrossesBothLanguagesManyTimes) {
  attach([](Python py) {
    constexpr int kDepth = 20;
    const Bound<Dict> names = Dict::create(py);
    py.run(
        "innermost = []\n"
        "def bounce(function, depth):\n"
        "  if depth == 0:\n"
        "    innermost.append(ValueError('bad', 7))\n"
        "    raise innermost[0] from KeyError('k')\n"
        "  try:\n"
        "    function(depth - 1)\n"
        "  except ValueError as error:\n"
        "    error.add_note(f'Python {depth}')\n"
        "    raise\n",
        names);
    const Bound<> bounce = names["bounce"];
    std::function<void(int)> down;
    down = [&](int depth) {
      try {
        bounce(std::function<void(int)>([&](int next) { down(next); }), depth);
      } catch (const PyErr& error) {
        error.add_note(py, "C++ " + std::to_string(depth));
        throw;
      }
    };
    try {
      down(kDepth);
      FAIL();
    } catch (const PyErr& error) {
      EXPECT_TRUE(error.value(py).is(names["innermost"][0]));
      EXPECT_STREQ(error.cause(py)->what(), "KeyError: 'k'");
      EXPECT_EQ(error.value(py).attr("args").repr(), "('bad', 7)");
      EXPECT_EQ(error.notes(py).size(), 2 * kDepth + 1u);
      EXPECT_EQ(error.notes(py)[1], "Python 1");
      EXPECT_EQ(error.notes(py).back(), "C++ " + std::to_string(kDepth));
      int entries = 0;
      for (Bound<> at = error.traceback(py); !at.is_none(); at = at.attr("tb_next")) ++entries;
      EXPECT_EQ(entries, kDepth + 1);
    }
    EXPECT_FALSE(PyErr::occurred(py));
    names.clear();
  });
}

TEST(PyErr, ExceptionsOfCppComeBackAsPythons) {
  attach([](Python py) {
    const Bound<> call = py.eval("lambda f: f()");
    try {
      call(std::function<void()>([] { throw std::out_of_range("no such item"); }));
      FAIL();
    } catch (const PyErr& error) {
      EXPECT_TRUE(error.matches(py, PyExc_IndexError));
      EXPECT_STREQ(error.what(), "IndexError: no such item");
    }
  });
}

TEST(PyErr, ForTheDebugger) {
  attach([](Python py) {
    py.run("import io, sys; kept = sys.stderr; sys.stderr = io.StringIO()");
    const PyErr error = Raised(py, "raise ValueError('bad')");
    error.print_and_set_sys_last_vars(py);
    EXPECT_TRUE(py.eval("sys.last_value").is(error.value(py)));
    EXPECT_TRUE(py.eval("sys.last_type").is(error.type(py)));
    EXPECT_TRUE(py.eval("sys.last_traceback").is(error.traceback(py)));
    EXPECT_TRUE(py.eval("sys.stderr.getvalue().endswith('ValueError: bad\\n')").is_truthy());
    py.run(
        "sys.stderr = kept; del sys.last_exc, sys.last_value, sys.last_type, sys.last_traceback");
  });
}

TEST(Warning, WarnsAndRaises) {
  attach([](Python py) {
    py.run("import warnings");
    const Bound<> recording = py.eval("warnings.catch_warnings(record=True)");
    with(recording, [&](Bound<> seen) {
      py.run("warnings.simplefilter('always')");
      warn(py, PyExc_DeprecationWarning, "old");
      warn(py.eval("UserWarning"), "gr\xc3\xbcn % s");
      EXPECT_EQ(seen.len(), 2u);
      EXPECT_EQ(seen[0].attr("message").repr(), "DeprecationWarning('old')");
      EXPECT_EQ(seen[1].attr("message").str(), "gr\xc3\xbcn % s");
      py.run("warnings.simplefilter('error')");
      try {
        warn(py, PyExc_RuntimeWarning, "fatal");
        FAIL();
      } catch (const PyErr& error) {
        EXPECT_STREQ(error.what(), "RuntimeWarning: fatal");
      }
      EXPECT_THROW(warn(py.eval("int"), "no category"), PyErr);
    });
    EXPECT_FALSE(PyErr::occurred(py));
  });
}

}  // namespace
}  // namespace ferrule
