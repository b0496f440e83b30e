#include "ferrule/with.h"

#include <gtest/gtest.h>

#include <optional>
#include <stdexcept>
#include <string>

#include "ferrule/ferrule.h"

namespace ferrule {
namespace {

// A context manager that keeps what __exit__ is called with in `seen`, and does what it is told.
class With : public testing::Test {
 protected:
  static Bound<> Manager(Python py, const char* exit = "return False") {
    const Bound<Dict> names = Dict::create(py);
    py.run(std::string("import sys\n"
                       "class Manager:\n"
                       "  seen = []\n"
                       "  def __enter__(self): return 'entered'\n"
                       "  def __exit__(self, type, value, traceback):\n"
                       "    self.seen.append((type and type.__name__, str(value),\n"
                       "                      traceback is not None, sys.exc_info()[1] is value))\n"
                       "    ") +
               exit,
           names);
    return names["Manager"]();
  }
};

TEST_F(With, EntersCallsAndLeaves) {
  attach([](Python py) {
    const Bound<> manager = Manager(py);
    std::string entered;
    with(manager, [&](Bound<> value) { entered = value.str(); });
    EXPECT_EQ(entered, "entered");
    EXPECT_EQ(manager.attr("seen").repr(), "[(None, 'None', False, True)]");
    EXPECT_EQ(with(manager, [] { return 42; }), 42);
  });
}

TEST_F(With, HandsAnExceptionToExit) {
  attach([](Python py) {
    const Bound<> manager = Manager(py);
    try {
      with(manager, [&] { py.eval("undefined_variable + 1"); });
      FAIL();
    } catch (const PyErr& error) {
      EXPECT_TRUE(error.matches(py, PyExc_NameError));
    }
    EXPECT_EQ(manager.attr("seen").repr(),
              "[('NameError', \"name 'undefined_variable' is not defined\", True, True)]");
    EXPECT_TRUE(py.eval("__import__('sys').exc_info()[1]").is_none());
  });
}

TEST_F(With, HonoursSuppression) {
  attach([](Python py) {
    const Bound<> manager = Manager(py, "return True");
    with(manager, [&] { py.eval("1 / 0"); });
    const std::optional<int> none =
        with(manager, [&]() -> int { throw PyErr::value_error(py, "x"); });
    EXPECT_EQ(none, std::nullopt);
    with(manager, [] { throw std::out_of_range("of C++"); });
    with(manager, [] { throw 42; });
    EXPECT_EQ(manager.attr("seen")[2].repr(), "('IndexError', 'of C++', False, True)");
    EXPECT_EQ(manager.attr("seen")[3][0].str(), "SystemError");
    EXPECT_FALSE(PyErr::occurred(py));
  });
}

TEST_F(With, ThrowsExceptionsOfCppOnAsTheyWere) {
  attach([](Python py) {
    const Bound<> manager = Manager(py);
    struct Mine : std::out_of_range {
      using std::out_of_range::out_of_range;
    };
    EXPECT_THROW(with(manager, [] { throw Mine("mine"); }), Mine);
    EXPECT_THROW(with(manager, [] { throw 42; }), int);
    EXPECT_EQ(manager.attr("seen")[0].repr(), "('IndexError', 'mine', False, True)");
    EXPECT_FALSE(PyErr::occurred(py));
  });
}

TEST_F(With, ChainsWhatExitRaises) {
  attach([](Python py) {
    const Bound<> manager = Manager(py, "raise KeyError('at exit')");
    try {
      with(manager, [&] { py.eval("1 / 0"); });
      FAIL();
    } catch (const PyErr& error) {
      EXPECT_STREQ(error.what(), "KeyError: 'at exit'");
      EXPECT_EQ(error.value(py).attr("__context__").type().name(), "ZeroDivisionError");
    }
    try {
      with(manager, [] { throw std::runtime_error("of C++"); });
      FAIL();
    } catch (const PyErr& error) {
      EXPECT_EQ(error.value(py).attr("__context__").repr(), "RuntimeError('of C++')");
    }
    try {
      with(manager, [] {});
      FAIL();
    } catch (const PyErr& error) {
      EXPECT_TRUE(error.value(py).attr("__context__").is_none());
    }
  });
}

TEST_F(With, Nests) {
  attach([](Python py) {
    const Bound<> outer = Manager(py, "return True");
    const Bound<> inner = Manager(py, "raise ValueError('inner')");
    with(outer, [&] { with(inner, [&] { py.eval("1 / 0"); }); });
    EXPECT_EQ(outer.attr("seen").repr(), "[('ValueError', 'inner', True, True)]");
  });
}

TEST_F(With, LocksAndFiles) {
  attach([](Python py) {
    const Bound<> lock = py.import("threading").attr("Lock")();
    EXPECT_THROW(with(lock,
                      [&] {
                        EXPECT_TRUE(lock.call_method("locked").is_truthy());
                        throw std::logic_error("inside");
                      }),
                 std::logic_error);
    EXPECT_FALSE(lock.call_method("locked").is_truthy());
    const Bound<> file = py.import("io").attr("StringIO")("first\nsecond\n");
    EXPECT_EQ(*with(file, [](Bound<> opened) { return opened.call_method("readline").str(); }),
              "first\n");
    EXPECT_TRUE(file.attr("closed").is_truthy());
  });
}

TEST_F(With, RefusesWhatIsNoContextManager) {
  attach([](Python py) {
    const auto refusal = [](const Bound<>& object) -> std::string {
      try {
        with(object, [] { FAIL(); });
      } catch (const PyErr& error) {
        return error.what();
      }
      return "";
    };
    EXPECT_EQ(refusal(py.eval("3")),
              "TypeError: 'int' object does not support the context manager protocol");
    py.run("class Half:\n  def __enter__(self): raise AssertionError\n");
    EXPECT_EQ(refusal(py.eval("Half()")),
              "TypeError: 'Half' object does not support the context manager protocol (missed "
              "__exit__ method)");
    py.run("class Raises(Half):\n  def __exit__(self, *args): pass\n");
    EXPECT_EQ(refusal(py.eval("Raises()")), "AssertionError");
    // As Python does, the methods are looked for in the class.
    py.run("half = Half(); half.__exit__ = print");
    EXPECT_EQ(refusal(py.eval("half")).substr(0, 9), "TypeError");
    EXPECT_THROW(with(Bound<>(), [] {}), EmptyReference);
  });
}

TEST_F(With, ReleasesWhatItHeld) {
  attach([](Python py) {
    const Bound<> manager = Manager(py, "return True");
    const Py_ssize_t before = manager.get_refcnt();
    with(manager, [&] { py.eval("1 / 0"); });
    with(manager, [](Bound<>) { return 3; });
    EXPECT_EQ(manager.get_refcnt(), before);
  });
}

}  // namespace
}  // namespace ferrule
