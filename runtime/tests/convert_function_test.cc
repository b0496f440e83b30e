#include <gtest/gtest.h>

#include <functional>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <thread>
#include <utility>
#include <vector>

#include "ferrule/convert/classes.h"
#include "ferrule/convert/function.h"
#include "ferrule/ferrule.h"
#include "ferrule/glue/instance.h"
#include "runtime/tests/converting.h"

namespace ferrule {
namespace {

using IntFunction = std::function<int(int)>;
using IntPointer = int (*)(int);
using IntPointerNoexcept = int (*)(int) noexcept;

int Twice(int value) { return 2 * value; }
int Thrice(int value) noexcept { return 3 * value; }

// What calling `function(argument)` of Python raises, or the repr of its result.
std::string Call(Python py, const Bound<>& function, std::string_view arguments) {
  try {
    return function.call(py.eval(arguments).cast<Tuple>()).repr();
  } catch (const PyErr& error) {
    return error.what();
  }
}

template <class F>
std::string Thrown(F function) {
  try {
    function();
  } catch (const PyErr& error) {
    return error.what();
  }
  return "nothing";
}

// --- From Python ---

TEST(CallableToCpp, IsCalledWithWhatCppPasses) {
  attach([](Python py) {
    const auto join = py.eval("lambda a, b: f'{a}-{b}'")
                          .extract<std::function<std::string(int, std::string_view)>>();
    EXPECT_EQ(join(1, "x"), "1-x");
    const auto copy = join;
    EXPECT_EQ(copy(2, "y"), "2-y");
  });
}

TEST(CallableToCpp, IsAnythingThatCanBeCalled) {
  attach([](Python py) {
    EXPECT_EQ(py.eval("abs").extract<IntFunction>()(-3), 3);
    EXPECT_EQ(py.eval("int").extract<IntFunction>()(5), 5);
    EXPECT_EQ(py.eval("(4).__add__").extract<IntFunction>()(5), 9);
    EXPECT_EQ(FitOf<IntFunction>(py, "abs"), Fit::kExact);
    EXPECT_EQ(FitOf<IntFunction>(py, "1"), Fit::kNone);
    EXPECT_EQ(FitOf<IntFunction>(py, "None"), Fit::kNone);
    EXPECT_EQ(Refusal<IntFunction>(py, "1"), "TypeError: expected Callable[[int], int], got 'int'");
    EXPECT_EQ(Refusal<IntFunction>(py, "None"),
              "TypeError: expected Callable[[int], int], got 'NoneType'");
    EXPECT_FALSE(py.eval("None").extract<std::optional<IntFunction>>().has_value());
  });
}

TEST(CallableToCpp, TakesTheResultStrictly) {
  attach([](Python py) {
    py.run(
        "def text(value): return 'x'\n"
        "class Handler:\n"
        "  def __call__(self, value): return None\n"
        "  def method(self, value): return 1.5\n"
        "class Nameless:\n"
        "  def __call__(self, value): return None\n"
        "  def __getattr__(self, name): return 1 / 0\n");
    const auto result_of = [&](std::string_view callable) {
      const auto function = py.eval(callable).extract<IntFunction>();
      return Thrown([&] { function(1); });
    };
    EXPECT_EQ(result_of("text"), "TypeError: text() result: expected int, got 'str'");
    EXPECT_EQ(result_of("lambda v: v << 40"),
              "OverflowError: <lambda>() result: int out of range: expected -2147483648 to "
              "2147483647");
    EXPECT_EQ(result_of("Handler()"), "TypeError: Handler() result: expected int, got 'NoneType'");
    EXPECT_EQ(result_of("Handler().method"),
              "TypeError: Handler.method() result: expected int, got 'float'");
    EXPECT_EQ(result_of("Nameless()"),
              "TypeError: Nameless() result: expected int, got 'NoneType'");
  });
}

TEST(CallableToCpp, OfVoidMayReturnAnything) {
  attach([](Python py) {
    const Bound<List> seen = List::create(py);
    const auto function = py.eval("lambda seen: lambda v: (seen.append(v), 'ignored')")(seen)
                              .extract<std::function<void(int)>>();
    function(7);
    EXPECT_EQ(seen.repr(), "[7]");
  });
}

TEST(CallableToCpp, ThrowsWhatPythonRaises) {
  attach([](Python py) {
    const auto function = py.eval("lambda v: {}[v]").extract<IntFunction>();
    EXPECT_EQ(Thrown([&] { function(5); }), "KeyError: 5");
    EXPECT_FALSE(PyErr::occurred(py));
    const auto text = py.eval("lambda text: 0").extract<std::function<int(std::string)>>();
    EXPECT_EQ(Thrown([&] { text("\xff"); }).substr(0, 18), "UnicodeDecodeError");
    EXPECT_EQ(Thrown([&] { py.eval("lambda: 0").extract<IntFunction>()(1); }),
              "TypeError: <lambda>() takes 0 positional arguments but 1 was given");
  });
}

TEST(CallableToCpp, RaisesTheSameExceptionAgain) {
  attach([](Python py) {
    const Bound<> error = py.eval("LookupError('mine')");
    py.run("def fail(error):\n  def inner(v): raise error\n  return inner\n");
    const auto function = py.eval("fail")(error).extract<IntFunction>();
    try {
      function(1);
      FAIL();
    } catch (const PyErr& caught) {
      EXPECT_TRUE(caught.value(py).is(error));
      EXPECT_FALSE(caught.traceback(py).is_none());
    }
    error.setattr("__traceback__", py.None());
  });
}

TEST(CallableToCpp, MayBeCalledAndDestroyedOnAnyThread) {
  attach([](Python py) {
    auto function = py.eval("lambda v: v + 1").extract<IntFunction>();
    int result = 0;
    std::string error;
    auto fails = py.eval("lambda v: 1 / 0").extract<IntFunction>();
    py.detach([&] {
      result = function(1);  // detached, on this thread
      std::thread([&, moved = std::move(function), fails] {
        result += moved(10);
        try {
          fails(1);
        } catch (const PyErr& caught) {
          error = caught.what();
        }
      }).join();
    });
    EXPECT_EQ(result, 2 + 11);
    EXPECT_EQ(error, "ZeroDivisionError: division by zero");
  });
}

// A callable whose references are counted: functions live for ever on a free-threaded CPython.
Bound<> CountedCallable(Python py) {
  return py.import("functools").attr("partial")(py.eval("lambda v: v"));
}

TEST(CallableToCpp, HoldsOneReferenceHoweverOftenItIsCopied) {
  attach([](Python py) {
    const Bound<> callable = CountedCallable(py);
    const Py_ssize_t before = callable.get_refcnt();
    {
      const auto function = callable.extract<IntFunction>();
      const std::vector<IntFunction> copies(10, function);
      EXPECT_EQ(callable.get_refcnt(), before + 1);
      EXPECT_EQ(copies[3](4), 4);
      EXPECT_EQ(callable.get_refcnt(), before + 1);
    }
    EXPECT_EQ(callable.get_refcnt(), before);
  });
}

TEST(CallableToCpp, NoticesEndlessRecursion) {
  attach([](Python py) {
    IntFunction function;
    function = [&function](int v) { return function(v); };
    const Bound<> again = py.eval("lambda f: f(f)");
    std::function<Bound<>(Bound<>)> recurse = again.extract<std::function<Bound<>(Bound<>)>>();
    EXPECT_EQ(Thrown([&] { recurse(again); }).substr(0, 14), "RecursionError");
  });
}

TEST(CallableToCpp, HasReferencesAndTheirKindAsParameters) {
  attach([](Python py) {
    const Bound<> object = py.eval("object()");
    const auto same =
        py.eval("lambda a, b: a is b").extract<std::function<bool(const Bound<>&, const Py<>&)>>();
    EXPECT_TRUE(same(object, object.unbind()));
    const auto back = py.eval("lambda a: a").extract<std::function<Py<>(Py<>&&)>>();
    EXPECT_TRUE(back(object.unbind()).is(object));
  });
}

// --- To Python ---

TEST(FunctionToPython, IsCalled) {
  attach([](Python py) {
    const Bound<> add =
        to_python(py, std::function<std::string(int, std::string)>([](int count, std::string text) {
                    return text + std::to_string(count);
                  }));
    EXPECT_EQ(Call(py, add, "(2, 'x')"), "'x2'");
    int calls = 0;
    const Bound<> nothing = to_python(py, std::function<void()>([&calls] { ++calls; }));
    EXPECT_EQ(Call(py, nothing, "()"), "None");
    EXPECT_EQ(calls, 1);
    const Bound<> move =
        to_python(py, std::function<std::size_t(std::string&&)>(
                          [](std::string&& text) { return std::string(std::move(text)).size(); }));
    EXPECT_EQ(Call(py, move, "('four',)"), "4");
  });
}

TEST(FunctionToPython, CountsItsArgumentsAsPythonDoes) {
  attach([](Python py) {
    py.run("def function(arg0, arg1, /): pass\n");
    const Bound<> twin = py.eval("function");
    const Bound<> function = to_python(py, std::function<void(int, int)>([](int, int) {}));
    for (const std::string_view arguments : {"()", "(1,)", "(1, 2, 3)", "(1, 2, 3, 4)"}) {
      EXPECT_EQ(Call(py, function, arguments), Call(py, twin, arguments)) << arguments;
    }
    const auto with_keywords = [&](const Bound<>& callable, std::string_view keywords) {
      return Thrown(
          [&] { callable.call(py.eval("(1,)").cast<Tuple>(), py.eval(keywords).cast<Dict>()); });
    };
    for (const std::string_view keywords : {"{'x': 1}", "{'arg1': 1}", "{'arg0': 2, 'arg1': 1}"}) {
      EXPECT_EQ(with_keywords(function, keywords), with_keywords(twin, keywords)) << keywords;
    }
    EXPECT_EQ(Call(py, to_python(py, std::function<void()>([] {})), "(1,)"),
              "TypeError: function() takes 0 positional arguments but 1 was given");
  });
}

TEST(FunctionToPython, SaysWhichArgumentIsWrong) {
  attach([](Python py) {
    const Bound<> function =
        to_python(py, std::function<int(int, std::string)>([](int v, std::string) { return v; }));
    EXPECT_EQ(Call(py, function, "('x', 'y')"),
              "TypeError: function() argument 'arg0': expected int, got 'str'");
    EXPECT_EQ(Call(py, function, "(1, 2)"),
              "TypeError: function() argument 'arg1': expected str, got 'int'");
  });
}

TEST(FunctionToPython, RaisesWhatCppThrows) {
  attach([](Python py) {
    const auto raised = [&](std::function<void()> function) {
      return Call(py, to_python(py, std::move(function)), "()");
    };
    EXPECT_EQ(raised([] { throw std::out_of_range("far"); }), "IndexError: far");
    EXPECT_EQ(raised([] { throw std::runtime_error("odd"); }), "RuntimeError: odd");
    EXPECT_EQ(raised([] { throw 5; }), "SystemError: a C++ exception that is no std::exception");
    EXPECT_EQ(raised([py] { throw PyErr::key_error(py, "k"); }), "KeyError: 'k'");
  });
}

TEST(FunctionToPython, TellsOfItself) {
  attach([](Python py) {
    const Bound<> function =
        to_python(py, std::function<bool(int, std::string)>([](int, std::string) { return true; }));
    EXPECT_EQ(function.repr().substr(0, 53),
              "<C++ function (arg0: int, arg1: str, /) -> bool at 0x");
    EXPECT_EQ(function.attr("__name__").str(), "function");
    EXPECT_EQ(function.attr("__qualname__").str(), "function");
    EXPECT_EQ(function.attr("__module__").str(), "ferrule");
    EXPECT_EQ(function.attr("__doc__").str(), "A function of C++.");
    const Bound<> signature = py.import("inspect").attr("signature");
    EXPECT_EQ(signature(function).str(), "(arg0: 'int', arg1: 'str', /) -> 'bool'");
    EXPECT_EQ(signature(to_python(py, std::function<void()>([] {}))).str(), "() -> 'None'");
    EXPECT_TRUE(py.eval("callable")(function).is_truthy());
    EXPECT_EQ(Thrown([&] { function.type()(); }),
              "TypeError: cannot create 'ferrule.function' instances");
  });
}

TEST(FunctionToPython, EmptyIsNone) {
  attach([](Python py) {
    EXPECT_TRUE(to_python(py, IntFunction()).is_none());
    EXPECT_TRUE(to_python(py, IntPointer()).is_none());
    EXPECT_TRUE(to_python(py, IntPointerNoexcept()).is_none());
  });
}

TEST(FunctionToPython, DestroysItsFunctionAndKeepsAPendingError) {
  attach([](Python py) {
    const auto watched = std::make_shared<int>(1);
    {
      const Bound<> function = to_python(py, std::function<int()>([watched] { return *watched; }));
      EXPECT_EQ(watched.use_count(), 2);
      const Bound<> reference = py.import("weakref").attr("ref")(function);
      EXPECT_TRUE(reference().is(function));
    }
    EXPECT_EQ(watched.use_count(), 1);
    Bound<> raises =
        to_python(py, std::function<void()>([held = SharedPy<>(py.eval("object()"))] { throw 1; }));
    EXPECT_THROW(std::exchange(raises, Bound<>())(), PyErr);
  });
}

TEST(FunctionToPython, MayMoveOnlyItsCopyOfAnArgument) {
  attach([](Python py) {
    const Bound<> append = to_python(
        py, std::function<std::string(const std::string&)>([](const std::string& s) { return s; }));
    const Bound<> text = py.eval("'a' * 100");
    EXPECT_TRUE(append(text).eq(text));
  });
}

// --- There and back ---

TEST(FunctionRoundTrip, OfACallableIsTheSameObject) {
  attach([](Python py) {
    const Bound<> callable = py.eval("lambda v: v");
    EXPECT_TRUE(to_python(py, callable.extract<IntFunction>()).is(callable));
    IntFunction moved = callable.extract<IntFunction>();
    EXPECT_TRUE(to_python(py, std::move(moved)).is(callable));
    // Of another signature it is another function.
    const std::function<long(long)> other = callable.extract<IntFunction>();
    EXPECT_FALSE(to_python(py, other).is(callable));
    EXPECT_EQ(Call(py, to_python(py, other), "(3,)"), "3");
  });
}

struct Counter {
  int operator()(int value) const { return value + 1; }
};

TEST(FunctionRoundTrip, OfACppFunctionIsTheSameFunction) {
  attach([](Python py) {
    const auto back = to_python(py, IntFunction(Counter())).extract<IntFunction>();
    EXPECT_NE(back.target<Counter>(), nullptr);
    EXPECT_EQ(back(1), 2);
    const auto pointer = to_python(py, IntFunction(&Twice)).extract<IntFunction>();
    EXPECT_NE(pointer.target<IntPointer>(), nullptr);
    // Of another signature it is called through Python.
    const auto other =
        to_python(py, IntFunction(Counter())).extract<std::function<std::int64_t(std::int64_t)>>();
    EXPECT_EQ(other(1), 2);
    EXPECT_EQ(Thrown([&] { other(std::int64_t{1} << 40); }),
              "OverflowError: function() argument 'arg0': int out of range: expected -2147483648 "
              "to 2147483647");
  });
}

TEST(FunctionPointers, AreCalledFromPython) {
  attach([](Python py) {
    EXPECT_EQ(Call(py, to_python(py, &Twice), "(4,)"), "8");
    EXPECT_EQ(Call(py, to_python(py, &Thrice), "(4,)"), "12");
  });
}

TEST(FunctionPointers, ComeBackAsWhatTheyWere) {
  attach([](Python py) {
    EXPECT_EQ(to_python(py, &Twice).extract<IntPointer>(), &Twice);
    EXPECT_EQ(to_python(py, &Thrice).extract<IntPointerNoexcept>(), &Thrice);
    EXPECT_EQ(to_python(py, &Thrice).extract<IntPointer>(), &Thrice) << "which promises less";
    EXPECT_EQ(*to_python(py, &Twice).extract<IntFunction>().target<IntPointer>(), &Twice);
    EXPECT_THROW(to_python(py, &Twice).extract<IntPointerNoexcept>(), PyErr);
    EXPECT_THROW(to_python(py, &Twice).extract<int (*)(long)>(), PyErr);
    EXPECT_THROW(to_python(py, IntFunction(&Twice)).extract<IntPointer>(), PyErr);
  });
}

TEST(FunctionPointers, AreMadeOfNothingElse) {
  attach([](Python py) {
    EXPECT_EQ(FitOf<IntPointer>(py, "abs"), Fit::kNone);
    EXPECT_EQ(FitOf<IntPointer>(py, "None"), Fit::kNone);
    EXPECT_EQ(Converter<IntPointer>::Fits(to_python(py, &Thrice).as_ptr()), Fit::kExact);
    EXPECT_EQ(Converter<IntPointerNoexcept>::Fits(to_python(py, &Twice).as_ptr()), Fit::kNone);
    EXPECT_EQ(Refusal<IntPointer>(py, "1"),
              "TypeError: expected a C++ function Callable[[int], int], got 'int'");
    EXPECT_EQ(Refusal<IntPointerNoexcept>(py, "lambda v: v"),
              "TypeError: expected a C++ function Callable[[int], int] (for other callables C++ "
              "has std::function), got 'function'");
  });
}

TEST(Functions, AreNamedInPythonsTerms) {
  using Nested = std::function<void(std::function<int()>, bool)>;
  EXPECT_EQ(Converter<Nested>::Name(), "Callable[[Callable[[], int], bool], object]");
  EXPECT_EQ(Converter<std::string (*)(double) noexcept>::Name(), "Callable[[float], str]");
  EXPECT_FALSE(Converter<Nested>::kBorrows);
}

TEST(Functions, OfFunctionsCrossBothWays) {
  attach([](Python py) {
    using Compose = std::function<IntFunction(IntFunction, IntFunction)>;
    const Compose compose = [](IntFunction f, IntFunction g) -> IntFunction {
      return [f = std::move(f), g = std::move(g)](int v) { return f(g(v)); };
    };
    const Bound<> of_cpp = to_python(py, compose);
    EXPECT_EQ(py.eval("lambda compose: compose(abs, lambda v: -v)(5)")(of_cpp).repr(), "5");
    const auto of_python = py.eval("lambda f, g: lambda v: f(g(v))").extract<Compose>();
    EXPECT_EQ(of_python(Counter(), &Twice)(5), 11);
  });
}

// --- Garbage collection ---

std::vector<PyObject*> Visited(const IntFunction& function) {
  std::vector<PyObject*> visited;
  const visitproc visit = [](PyObject* object, void* arg) {
    static_cast<std::vector<PyObject*>*>(arg)->push_back(object);
    return 0;
  };
  EXPECT_EQ((glue::References<IntFunction>::Visit(function, visit, &visited)), 0);
  return visited;
}

TEST(FunctionReferences, AreVisitedWhereNobodySharesThem) {
  attach([](Python py) {
    const Bound<> callable = CountedCallable(py);
    IntFunction function = callable.extract<IntFunction>();
    EXPECT_EQ(Visited(function), std::vector<PyObject*>{callable.as_ptr()});
    {
      const IntFunction copy = function;
      EXPECT_TRUE(Visited(function).empty());
    }
    EXPECT_TRUE(Visited(IntFunction()).empty());
    EXPECT_TRUE(Visited(IntFunction(&Twice)).empty());
    const Py_ssize_t before = callable.get_refcnt();
    {
      glue::Taken taken;
      glue::References<IntFunction>::Clear(function, taken);
    }
    EXPECT_EQ(function, nullptr);
    IntFunction of_cpp(&Twice);
    glue::Taken taken;
    glue::References<IntFunction>::Clear(of_cpp, taken);
    EXPECT_NE(of_cpp, nullptr);
    EXPECT_EQ(callable.get_refcnt(), before - 1);
  });
}

// --- Bound classes ---

struct Point {
  int x = 0;
};

PyTypeObject* MakePointType() {
  PyType_Slot slots[] = {
      {Py_tp_dealloc, reinterpret_cast<void*>(&glue::Deallocate<Point>)},
      {0, nullptr},
  };
  PyType_Spec spec = {"function_test.Point", sizeof(Instance<Point>), 0, Py_TPFLAGS_DEFAULT, slots};
  return reinterpret_cast<PyTypeObject*>(PyType_FromSpec(&spec));
}

}  // namespace

template <>
PyTypeObject* ClassOf<Point>() {
  static PyTypeObject* const type = MakePointType();
  return type;
}

template <>
PyObject* AllocateInstance<Point>() {
  return glue::AllocatePlain(ClassOf<Point>());
}

template <>
const abi::TypeRecord& RecordOf<Point>() {
  static constexpr abi::TypeRecord kRecord =
      glue::MakeTypeRecord<Point, true>("Point", "function_test", 0);
  return kRecord;
}

namespace {

TEST(FunctionsOfBoundClasses, BorrowFromPythonAndGiveCopiesToIt) {
  attach([](Python py) {
    const Point point{5};
    const Bound<> instance = to_python(py, point);
    const Point* seen = nullptr;
    const Bound<> look = to_python(
        py, std::function<int(const Point&, Point)>([&](const Point& borrowed, Point copied) {
          seen = &borrowed;
          return borrowed.x + copied.x;
        }));
    EXPECT_EQ(look(instance, instance).repr(), "10");
    EXPECT_EQ(seen, glue::Self<Point>(instance.as_ptr()));

    const auto same = py.eval("lambda p: p").extract<std::function<Point(const Point&)>>();
    EXPECT_EQ(same(point).x, 5);
    const auto keep = py.eval("lambda kept: lambda p: kept.append(p)")(List::create(py))
                          .extract<std::function<void(const Point&)>>();
    keep(Point{6});  // what Python kept is a copy of its own
    const auto wrong = py.eval("lambda p: 1").extract<std::function<Point(const Point&)>>();
    EXPECT_EQ(Thrown([&] { wrong(point); }),
              "TypeError: <lambda>() result: expected Point, got 'int'");
  });
}

}  // namespace
}  // namespace ferrule
