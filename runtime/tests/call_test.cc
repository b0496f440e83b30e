#include "ferrule/call.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "ferrule/ferrule.h"

namespace ferrule {
namespace {

// A Python function that returns its arguments as text.
Bound<> Echo(Python py) { return py.eval("lambda *args, **kwargs: repr(args) + repr(kwargs)"); }

TEST(Call, WithNoOneAndSeveralArguments) {
  attach([](Python py) {
    const Bound<> echo = Echo(py);
    EXPECT_EQ(echo().str(), "(){}");
    EXPECT_EQ(echo(1).str(), "(1,){}");
    EXPECT_EQ(echo(1, "x", 2.5, true).str(), "(1, 'x', 2.5, True){}");
    EXPECT_EQ(echo(std::string("s"), std::vector<int>{1, 2}).str(), "('s', [1, 2]){}");
  });
}

TEST(Call, WithKeywords) {
  attach([](Python py) {
    const Bound<> echo = Echo(py);
    EXPECT_EQ(echo(kw("key") = 2).str(), "(){'key': 2}");
    EXPECT_EQ(echo(1, "x", kw("key") = 2, kw("other") = "y").str(),
              "(1, 'x'){'key': 2, 'other': 'y'}");
    EXPECT_THROW(echo(kw("k") = 1, kw("k") = 2), PyErr);
  });
}

TEST(Call, PassesReferencesOnAndReleasesWhatItMade) {
  attach([](Python py) {
    const Bound<> object = py.eval("object()");
    const Py<> owner = object;
    const Bound<> ignore = py.eval("lambda *args, **kwargs: None");
    ignore(object, owner, Borrowed<>(object), kw("key") = object);
    EXPECT_EQ(object.get_refcnt(), 2);
    const Bound<> fails = py.eval("lambda *args: 1 / 0");
    EXPECT_THROW(fails(object, std::string(1000, 'x')), PyErr);
    EXPECT_EQ(object.get_refcnt(), 2);
    // The second argument cannot be converted: the first one, converted by then, is released.
    EXPECT_THROW(ignore(std::vector<Bound<>>{object}, std::string("\xff")), PyErr);
    EXPECT_EQ(object.get_refcnt(), 2);
    EXPECT_THROW(ignore(object, kw("\xff") = object), PyErr);
    EXPECT_EQ(object.get_refcnt(), 2);
  });
}

TEST(Call, ErrorsAreThrown) {
  attach([](Python py) {
    EXPECT_THROW(py.eval("lambda: missing")(), PyErr);
    try {
      py.eval("3")(1);
      FAIL();
    } catch (const PyErr& error) {
      EXPECT_STREQ(error.what(), "TypeError: 'int' object is not callable");
    }
    EXPECT_FALSE(PyErr::occurred(py));
  });
}

TEST(Call, WithATupleAndADict) {
  attach([](Python py) {
    const Bound<> echo = Echo(py);
    const Bound<Tuple> args = Tuple::create(py, 1, "x");
    const Bound<Dict> kwargs = Dict::create(py);
    kwargs.set_item("key", 2);
    EXPECT_EQ(echo.call(args).str(), "(1, 'x'){}");
    EXPECT_EQ(echo.call(args, kwargs).str(), "(1, 'x'){'key': 2}");
  });
}

TEST(Call, Methods) {
  attach([](Python py) {
    const Bound<> text = py.eval("'a-b-c'");
    EXPECT_EQ(text.call_method("upper").str(), "A-B-C");
    EXPECT_EQ(text.call_method("split", "-", kw("maxsplit") = 1).repr(), "['a', 'b-c']");
    EXPECT_THROW(text.call_method("missing"), PyErr);
    EXPECT_THROW(text.call_method("split", 1, 2, 3), PyErr);
  });
}

TEST(Call, HoldsTheCallable) {
  attach([](Python py) {
    py.run(
        "class Drops:\n"
        "  def __init__(self, box): self.box = box\n"
        "  def __call__(self):\n"
        "    self.box.clear()\n"
        "    return repr(self.box)\n");
    const Bound<List> box = List::create(py);
    box.append(py.eval("Drops")(box));
    const Borrowed<> callable = Borrowed<>::from_ptr(py, PyList_GET_ITEM(box.as_ptr(), 0));
    EXPECT_EQ(callable().str(), "[]");
  });
}

// Calls `function(args, kwargs)` the way that glue does, with what Python passed in `arguments` and
// `names`.
class ForwardedCall : public testing::Test {
 protected:
  template <class F>
  static void Run(F function) {
    attach([&](Python py) {
      const Bound<Tuple> values = Tuple::create(py, 1, "x", 2, 3);
      const Bound<Tuple> names = Tuple::create(py, "key", "other");
      PyObject* const stack[] = {nullptr, values.at(0).as_ptr(), values.at(1).as_ptr(),
                                 values.at(2).as_ptr(), values.at(3).as_ptr()};
      function(py, stack + 1, names);
    });
  }
};

TEST_F(ForwardedCall, ViewsOfTheArguments) {
  Run([](Python py, PyObject* const* stack, const Bound<Tuple>& names) {
    const Args args(stack, 2 | PY_VECTORCALL_ARGUMENTS_OFFSET);
    EXPECT_EQ(args.size(), 2u);
    EXPECT_FALSE(args.empty());
    EXPECT_EQ(args[0].extract<int>(), 1);
    EXPECT_EQ(args[1].extract<std::string>(), "x");
    std::string all;
    for (const Borrowed<> item : args) all += item.repr();
    EXPECT_EQ(all, "1'x'");
    EXPECT_EQ(args.to_tuple(py).repr(), "(1, 'x')");

    const Kwargs kwargs(stack + 2, names.as_ptr());
    EXPECT_EQ(kwargs.size(), 2u);
    EXPECT_EQ(kwargs.find("other").extract<int>(), 3);
    EXPECT_FALSE(kwargs.find("missing"));
    EXPECT_FALSE(PyErr::occurred(py));
    all.clear();
    for (const auto [name, value] : kwargs) all += name.str() + value.repr();
    EXPECT_EQ(all, "key2other3");
    EXPECT_EQ(kwargs.to_dict(py).repr(), "{'key': 2, 'other': 3}");
  });
}

TEST_F(ForwardedCall, ViewsOfNothing) {
  Run([](Python py, PyObject* const* stack, const Bound<Tuple>&) {
    const Args args(stack, 0);
    const Kwargs kwargs(stack, nullptr);
    EXPECT_TRUE(args.empty());
    EXPECT_TRUE(kwargs.empty());
    EXPECT_FALSE(kwargs.find("key"));
    EXPECT_EQ(args.to_tuple(py).repr(), "()");
    EXPECT_EQ(kwargs.to_dict(py).repr(), "{}");
    EXPECT_EQ(Echo(py)(args, kwargs).str(), "(){}");
  });
}

TEST_F(ForwardedCall, ViewsAreNotCopied) {
  static_assert(!std::is_copy_constructible_v<Args> && !std::is_move_constructible_v<Args>);
  static_assert(!std::is_copy_constructible_v<Kwargs> && !std::is_move_constructible_v<Kwargs>);
}

Bound<> CallThrough(const Bound<>& wrapped, Args args, Kwargs kwargs) {
  return wrapped(args, kwargs);
}

TEST_F(ForwardedCall, PassesTheSpanOn) {
  Run([](Python py, PyObject* const* stack, const Bound<Tuple>& names) {
    const Bound<> echo = Echo(py);
    EXPECT_EQ(CallThrough(echo, Args(stack, 2 | PY_VECTORCALL_ARGUMENTS_OFFSET),
                          Kwargs(stack + 2, names.as_ptr()))
                  .str(),
              "(1, 'x'){'key': 2, 'other': 3}");
    EXPECT_EQ(echo(Args(stack, 2)).str(), "(1, 'x'){}");
  });
}

TEST_F(ForwardedCall, MergesWhatIsNotOneSpan) {
  Run([](Python py, PyObject* const* stack, const Bound<Tuple>& names) {
    PyObject* const values[] = {Py_True, Py_False};
    EXPECT_EQ(CallThrough(Echo(py), Args(stack, 2), Kwargs(values, names.as_ptr())).str(),
              "(1, 'x'){'key': True, 'other': False}");
  });
}

}  // namespace
}  // namespace ferrule
