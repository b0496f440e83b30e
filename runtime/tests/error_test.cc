#include "ferrule/error.h"

#include <gtest/gtest.h>

#include <optional>
#include <string>
#include <thread>

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

}  // namespace
}  // namespace ferrule
