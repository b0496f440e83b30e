#include "ferrule/call.h"

#include <gtest/gtest.h>

#include <map>
#include <string>
#include <tuple>
#include <unordered_map>
#include <utility>
#include <vector>

#include "ferrule/convert/tuple.h"
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
    using namespace literals;
    EXPECT_EQ(echo(kw("key"_name) = 2, kw("x") = 3).str(), "(){'key': 2, 'x': 3}");
    EXPECT_EQ(echo(unpack(std::vector<int>()), kw("key"_name) = 2, unpack_kw({{"x", 3}})).str(),
              "(){'key': 2, 'x': 3}");
    EXPECT_THROW(echo(kw("k"_name) = 1, kw("k") = 2), PyErr);
    EXPECT_THROW(echo(kw("k"_name) = 1, unpack_kw({{"k", 2}})), PyErr);
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

TEST(Call, UnpacksAmongOtherArguments) {
  attach([](Python py) {
    const Bound<> echo = Echo(py);
    const Bound<Tuple> args = Tuple::create(py, 1, "x");
    const Bound<Dict> kwargs = Dict::create(py, {{"key", 2}});
    EXPECT_EQ(echo(unpack(args)).str(), "(1, 'x'){}");
    EXPECT_EQ(echo(0, unpack(args), 3, unpack(py.eval("[4, 5]"))).str(), "(0, 1, 'x', 3, 4, 5){}");
    EXPECT_EQ(echo(unpack_kw(kwargs)).str(), "(){'key': 2}");
    EXPECT_EQ(echo(unpack(args), kw("first") = 1, unpack_kw(kwargs), kw("last") = 3).str(),
              "(1, 'x'){'first': 1, 'key': 2, 'last': 3}");
    const int two = 2;
    const auto named = kw("key") = two;
    const auto rest = unpack(args);
    EXPECT_EQ(echo(rest, named).str(), "(1, 'x'){'key': 2}");
    EXPECT_EQ(echo(unpack(py.eval("(n * n for n in range(4))"))).str(), "(0, 1, 4, 9){}");
    EXPECT_EQ(echo(unpack(py.eval("()")), unpack_kw(Dict::create(py))).str(), "(){}");
    const Py<Tuple> owner = args.unbind();
    EXPECT_EQ(echo(unpack(owner)).str(), "(1, 'x'){}");
    EXPECT_THROW(echo(unpack(Bound<>())), EmptyReference);
    EXPECT_THROW(echo(unpack_kw(Bound<>())), EmptyReference);
  });
}

TEST(Call, UnpacksRangesOfCpp) {
  attach([](Python py) {
    const Bound<> echo = Echo(py);
    EXPECT_EQ(echo(unpack(std::vector<int>{1, 2})).str(), "(1, 2){}");
    EXPECT_EQ(echo(unpack(std::vector<bool>{true, false})).str(), "(True, False){}");
    EXPECT_EQ(echo(unpack(std::tuple(1, "x", 2.5))).str(), "(1, 'x', 2.5){}");
    EXPECT_EQ(echo(unpack(std::vector<Bound<>>{echo, echo}), 1).len(), echo(echo, echo, 1).len());
    const std::map<std::string, double> by_name = {{"a", 1.5}, {"b", 2.5}};
    EXPECT_EQ(echo(unpack_kw(by_name)).str(), "(){'a': 1.5, 'b': 2.5}");
    const std::unordered_map<std::string, int> one = {{"only", 1}};
    EXPECT_EQ(echo(1, unpack_kw(one)).str(), "(1,){'only': 1}");
    const std::vector<std::pair<const char*, int>> pairs = {{"key1", 1}, {"key2", 2}};
    EXPECT_EQ(echo(unpack_kw(pairs)).str(), "(){'key1': 1, 'key2': 2}");
    EXPECT_EQ(echo(unpack_kw({{"slope", 0.2}})).str(), "(){'slope': 0.2}");
    EXPECT_EQ(echo(unpack_kw({{"a", "text"}, {"b", py.None()}, {"c", std::string("s")}})).str(),
              "(){'a': 'text', 'b': None, 'c': 's'}");
    EXPECT_EQ(echo(unpack_kw({{"a", "b"}})).str(), "(){'a': 'b'}");
  });
}

TEST(Call, UnpacksForMethodsToo) {
  attach([](Python py) {
    const Bound<> text = py.eval("'{} {} {last}'");
    EXPECT_EQ(text.call_method("format", 1, unpack(std::vector<int>{2}), kw("last") = 3).str(),
              "1 2 3");
    using namespace literals;
    EXPECT_EQ(
        text.call_method("format"_name, unpack(py.eval("'xy'")), unpack_kw({{"last", "z"}})).str(),
        "x y z");
  });
}

// What the call throws.
template <class F>
std::string Refusal(F call) {
  try {
    call();
  } catch (const PyErr& error) {
    return error.what();
  }
  return "nothing was thrown";
}

TEST(Call, RefusesWhatCannotBeUnpacked) {
  attach([](Python py) {
    py.run("def f(*args, **kwargs): pass");
    const Bound<> f = py.eval("f");
    const auto refusal = [&](auto&&... arguments) {
      return Refusal([&] { f(std::forward<decltype(arguments)>(arguments)...); });
    };
    EXPECT_EQ(refusal(unpack(py.eval("3"))),
              "TypeError: __main__.f() argument after * must be an iterable, not int");
    EXPECT_EQ(refusal(unpack_kw(py.eval("3"))),
              "TypeError: __main__.f() argument after ** must be a mapping, not int");
    EXPECT_EQ(refusal(unpack_kw(py.eval("{1: 2}"))),
              "TypeError: __main__.f() keywords must be strings, not 'int'");
    EXPECT_EQ(refusal(unpack_kw({{1, 2}})),
              "TypeError: __main__.f() keywords must be strings, not 'int'");
    EXPECT_EQ(refusal(kw("k") = 1, unpack_kw({{"k", 2}})),
              "TypeError: __main__.f() got multiple values for keyword argument 'k'");
    EXPECT_EQ(refusal(unpack_kw(std::vector<std::pair<std::string, int>>{{"k", 1}, {"k", 2}})),
              "TypeError: __main__.f() got multiple values for keyword argument 'k'");
    EXPECT_EQ(refusal(unpack_kw(py.eval("{'k': 1}")), unpack_kw(py.eval("{'k': 1}"))),
              "TypeError: __main__.f() got multiple values for keyword argument 'k'");
    EXPECT_EQ(refusal(unpack(py.eval("(1 // n for n in (1, 0))"))),
              "ZeroDivisionError: integer division or modulo by zero");
    EXPECT_EQ(Refusal([&] { py.eval("''").call_method("format", unpack_kw(py.eval("{1: 2}"))); }),
              "TypeError: format() keywords must be strings, not 'int'");
    EXPECT_EQ(Refusal([&] { py.eval("len")(unpack(py.None())); }),
              "TypeError: len() argument after * must be an iterable, not NoneType");
    EXPECT_FALSE(PyErr::occurred(py));
  });
}

TEST(Call, UnpacksMappingsThatAreNoDict) {
  attach([](Python py) {
    const Bound<> echo = Echo(py);
    py.run(
        "import collections, types\n"
        "class Shouts(dict):\n"
        "  def keys(self): return ['loud']\n"
        "  def __getitem__(self, key): return key.upper()\n");
    EXPECT_EQ(echo(unpack_kw(py.eval("types.MappingProxyType({'a': 1})"))).str(), "(){'a': 1}");
    EXPECT_EQ(echo(unpack_kw(py.eval("collections.ChainMap({'a': 1}, {'b': 2})"))).len(), 18u);
    EXPECT_EQ(echo(unpack_kw(py.eval("Shouts(quiet=1)"))).str(), "(){'loud': 'LOUD'}");
  });
}

TEST(Call, UnpackingReleasesWhatItTook) {
  attach([](Python py) {
    const Bound<> object = py.eval("object()");
    const Bound<> ignore = py.eval("lambda *args, **kwargs: None");
    const Bound<Tuple> args = Tuple::create(py, object);
    const Bound<Dict> kwargs = Dict::create(py, {{"key", object}});
    ASSERT_EQ(object.get_refcnt(), 3);
    ignore(unpack(args), unpack_kw(kwargs));
    EXPECT_EQ(object.get_refcnt(), 3);
    EXPECT_THROW(ignore(unpack(args), unpack_kw(kwargs), kw("key") = object), PyErr);
    EXPECT_THROW(ignore(unpack(args), unpack_kw({{"a", object}, {"b", "\xff"}})), PyErr);
    EXPECT_EQ(object.get_refcnt(), 3);
  });
}

TEST(Call, ADictOfContainersOfCpp) {
  attach([](Python py) {
    EXPECT_EQ(Dict::create(py, {{"x", 1}, {"y", "two"}}).repr(), "{'x': 1, 'y': 'two'}");
    EXPECT_EQ(Dict::create(py, {{1, 2}, {1, 3}}).repr(), "{1: 3}");
    EXPECT_EQ(Dict::create(py, std::map<int, std::string>{{1, "a"}, {2, "b"}}).repr(),
              "{1: 'a', 2: 'b'}");
    EXPECT_EQ(Dict::create(py, std::vector<std::pair<std::string, int>>{{"a", 1}}).repr(),
              "{'a': 1}");
    EXPECT_EQ(Dict::create(py, py.eval("[('a', 1)]")).repr(), "{'a': 1}");
    EXPECT_THROW(Dict::create(py, {{List::create(py), 1}}), PyErr);
    EXPECT_EQ(List::create(py, 0, unpack(std::vector<int>{1, 2})).repr(), "[0, 1, 2]");
    EXPECT_EQ(Tuple::create(py, unpack(py.eval("'ab'"))).repr(), "('a', 'b')");
    EXPECT_EQ(Refusal([&] { List::create(py, unpack(py.eval("3"))); }),
              "TypeError: List::create() argument after * must be an iterable, not int");
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

TEST_F(ForwardedCall, AmongOtherArguments) {
  Run([](Python py, PyObject* const* stack, const Bound<Tuple>& names) {
    const Args args(stack, 2);
    const Kwargs kwargs(stack + 2, names.as_ptr());
    EXPECT_EQ(Echo(py)(0, unpack(args), kw("more") = true, unpack_kw(kwargs)).str(),
              "(0, 1, 'x'){'more': True, 'key': 2, 'other': 3}");
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
