// The choice among overloads, with tables written by hand as the generator writes them.
#include "ferrule/glue/overloads.h"

#include <gtest/gtest.h>

#include <cstddef>
#include <cstdlib>
#include <new>
#include <string>
#include <vector>

#include "ferrule/ferrule.h"
#include "ferrule/glue.h"

namespace {
std::size_t allocations = 0;
}  // namespace

// Counts what is allocated by C++, also by `new (std::nothrow)`: a sanitizer's own would not match
// the `delete` here.
void* operator new(std::size_t size, const std::nothrow_t&) noexcept {
  ++allocations;
  return std::malloc(size);
}
void* operator new(std::size_t size) {
  if (void* const memory = operator new(size, std::nothrow)) return memory;
  throw std::bad_alloc();
}
void operator delete(void* memory) noexcept { std::free(memory); }
void operator delete(void* memory, std::size_t) noexcept { std::free(memory); }

namespace ferrule {
namespace {

// Says which overload was called, and with what: `2(None, 5)`. Slots without a value are `-`.
template <int kNumber>
PyObject* Call(PyObject*, PyObject* const* values, Py_ssize_t nargs, PyObject* kwnames) {
  std::string text = std::to_string(kNumber) + "(";
  const Py_ssize_t keywords = kwnames == nullptr ? 0 : PyTuple_GET_SIZE(kwnames);
  for (Py_ssize_t i = 0; i < nargs + keywords; ++i) {
    if (i > 0) text += ", ";
    if (i >= nargs) {
      text += std::string(PyUnicode_AsUTF8(PyTuple_GET_ITEM(kwnames, i - nargs))) + "=";
    }
    PyObject* const shown = values[i] == nullptr ? nullptr : PyObject_Repr(values[i]);
    text += shown == nullptr ? "-" : PyUnicode_AsUTF8(shown);
    Py_XDECREF(shown);
  }
  return PyUnicode_FromString((text + ")").c_str());
}

// Allocates nothing, so that what the choice allocates can be counted.
template <int kNumber>
PyObject* Number(PyObject*, PyObject* const*, Py_ssize_t, PyObject*) {
  return PyLong_FromLong(kNumber);
}

int ChooseNone(PyObject* const*, Py_ssize_t) { return -1; }

constexpr std::size_t kManySlots = 20;

struct State {
  PyObject* sides[2];  // width, height
  PyObject* radius[1];
  PyObject* value[1];
  PyObject* many[kManySlots];
};

constexpr glue::Parameter kSides[] = {{"width", true}, {"height", false}};
constexpr glue::Parameter kRadius[] = {{"radius", true}};
constexpr glue::Parameter kValue[] = {{"value", true}};
constexpr glue::Parameter kMany[kManySlots] = {
    {"a", true}, {"b", true}, {"c", true}, {"d", true}, {"e", true}, {"f", true}, {"g", true},
    {"h", true}, {"i", true}, {"j", true}, {"k", true}, {"l", true}, {"m", true}, {"n", true},
    {"o", true}, {"p", true}, {"q", true}, {"r", true}, {"s", true}, {"t", true}};

constexpr glue::Signature Named(const glue::Parameter* parameters, Py_ssize_t count) {
  return {.function = "area",
          .parameters = parameters,
          .count = count,
          .positional_only = 0,
          .positional = count,
          .takes_self = false};
}

constexpr glue::Signature kSidesSignature = Named(kSides, 2);
constexpr glue::Signature kRadiusSignature = Named(kRadius, 1);
constexpr glue::Signature kValueSignature = Named(kValue, 1);
constexpr glue::Signature kManySignature = Named(kMany, kManySlots);
constexpr glue::Signature kAnySignature = Named(nullptr, 0);

constexpr glue::Slot kInts[] = {{&glue::kAcceptance<int>, 0, false},
                                {&glue::kAcceptance<int>, 0, false}};
constexpr glue::Slot kLongLong[] = {{&glue::kAcceptance<long long>, 0, false}};
constexpr glue::Slot kFloat[] = {{&glue::kAcceptance<double>, 1, false}};
constexpr glue::Others kNoOthers = {false, nullptr, nullptr};
constexpr glue::Others kAnyOthers = {true, nullptr, nullptr};

// area(width: int, height: int = ...), area(radius: float)
constexpr glue::Overload kAreas[] = {
    {&kSidesSignature, kInts, offsetof(State, sides), "area(width: int, height: int = ...)",
     kNoOthers, kNoOthers},
    {&kRadiusSignature, kFloat, offsetof(State, radius), "area(radius: float)", kNoOthers,
     kNoOthers},
};
// area(value: int), by width, and area(value: float)
constexpr glue::Overload kValues[] = {
    {&kValueSignature, kInts, offsetof(State, value), "area(value: int)", kNoOthers, kNoOthers},
    {&kValueSignature, kLongLong, offsetof(State, value), "area(value: int)", kNoOthers, kNoOthers},
    {&kValueSignature, kFloat, offsetof(State, value), "area(value: float)", kNoOthers, kNoOthers},
};
// area(value: int), area(*args, **kwargs)
constexpr glue::Overload kRest[] = {
    {&kValueSignature, kInts, offsetof(State, value), "area(value: int)", kNoOthers, kNoOthers},
    {&kAnySignature, nullptr, 0, "area(*args, **kwargs)", kAnyOthers, kAnyOthers},
};

using Calls = PyObject* (*const[3])(PyObject*, PyObject* const*, Py_ssize_t, PyObject*);
constexpr Calls kCalls = {&Call<0>, &Call<1>, &Call<2>};
constexpr Calls kNumbers = {&Number<0>, &Number<1>, &Number<2>};

constexpr glue::Overloads<PyObject*> SetOf(const glue::Overload* overloads, Py_ssize_t count,
                                           const Calls& calls) {
  return {{"area", overloads, count, &ChooseNone}, calls};
}

class Overloads : public testing::Test {
 protected:
  void SetUp() override {
    attach([this](Python py) {
      const bool has_names = glue::InternNames(kSidesSignature, state_.sides) &&
                             glue::InternNames(kRadiusSignature, state_.radius) &&
                             glue::InternNames(kValueSignature, state_.value) &&
                             glue::InternNames(kManySignature, state_.many);
      ASSERT_TRUE(has_names);
      ASSERT_TRUE(state_of_module_.Enter(&state_));
      static_cast<void>(py);
    });
  }

  void TearDown() override {
    attach([this](Python) {
      state_of_module_.Leave(&state_);
      auto* const names = reinterpret_cast<PyObject**>(&state_);
      for (std::size_t i = 0; i < sizeof(State) / sizeof(PyObject*); ++i) Py_CLEAR(names[i]);
    });
  }

  // Calls a set as `area(*args, **kwargs)` does. The result, or the error, as text.
  std::string Result(Python py, const glue::Overloads<PyObject*>& set, const char* args,
                     const char* kwargs = "{}") {
    const Bound<> positional = py.eval(args);
    const Bound<> named = py.eval(kwargs);
    std::vector<PyObject*> values;
    for (const Bound<>& value : positional) values.push_back(value.as_ptr());
    const auto nargs = static_cast<Py_ssize_t>(values.size());
    const Bound<> keys = py.import("builtins").call_method("tuple", named);
    for (const Bound<>& key : keys) values.push_back(PyDict_GetItem(named.as_ptr(), key.as_ptr()));
    const bool has_names = PyTuple_GET_SIZE(keys.as_ptr()) > 0;
    PyObject* const result =
        has_names
            ? glue::CallByName(set, state_of_module_, nullptr, values.data(), nargs, keys.as_ptr())
            : glue::CallByType(set, state_of_module_, nullptr, values.data(), nargs);
    if (result == nullptr) return PyErr::fetch(py).what();
    return Bound<>::from_owned_ptr(py, result).str();
  }

  State state_ = {};
  glue::StateOf<State> state_of_module_;
};

TEST_F(Overloads, AreToldByCountNameAndType) {
  attach([this](Python py) {
    constexpr auto set = SetOf(kAreas, 2, kCalls);
    static_assert(set.common == nullptr);
    EXPECT_EQ(Result(py, set, "(1, 2)"), "0(1, 2)");
    EXPECT_EQ(Result(py, set, "(1,)"), "0(1)");
    EXPECT_EQ(Result(py, set, "(1.5,)"), "1(1.5)");
    EXPECT_EQ(Result(py, set, "()", "{'height': 2, 'width': 1}"), "0(1, 2)");
    EXPECT_EQ(Result(py, set, "(1,)", "{'height': 2}"), "0(1, 2)");
    EXPECT_EQ(Result(py, set, "()", "{'radius': 1}"), "1(1)");
  });
}

// Keywords that a program has put together are not interned.
TEST_F(Overloads, AreToldByNamesThatAreNotInterned) {
  attach([this](Python py) {
    constexpr auto set = SetOf(kAreas, 2, kCalls);
    EXPECT_EQ(Result(py, set, "()", "{''.join(['ra', 'dius']): 1}"), "1(1)");
    EXPECT_EQ(Result(py, set, "()", "{''.join(['wi', 'dth']): 1, 'height': 2}"), "0(1, 2)");
    constexpr auto same_names = SetOf(kValues, 3, kCalls);
    EXPECT_EQ(Result(py, same_names, "()", "{''.join(['val', 'ue']): 1.5}"), "2(1.5)");
  });
}

TEST_F(Overloads, WithTheSameNamesAreToldByPlace) {
  attach([this](Python py) {
    constexpr auto set = SetOf(kValues, 3, kCalls);
    static_assert(set.common == kValues);
    glue::Overloads<PyObject*> choosing = set;
    choosing.choose = [](PyObject* const* values, Py_ssize_t nargs) {
      return nargs == 1 && PyFloat_CheckExact(values[0]) ? 2 : -1;
    };
    EXPECT_EQ(Result(py, choosing, "()", "{'value': 1.5}"), "2(1.5)");
    EXPECT_EQ(Result(py, choosing, "()", "{'value': 1}"), "0(1)");  // left to the table
    EXPECT_EQ(Result(py, choosing, "(1.5,)"), "2(1.5)");
  });
}

TEST_F(Overloads, GoByTheValueOfAnInteger) {
  attach([this](Python py) {
    constexpr auto set = SetOf(kValues, 3, kCalls);
    EXPECT_EQ(Result(py, set, "(2**31 - 1,)"), "0(2147483647)");
    EXPECT_EQ(Result(py, set, "(2**31,)"), "1(2147483648)");
    EXPECT_EQ(Result(py, set, "(2**64,)"), "1(18446744073709551616)");  // which raises
    py.run(
        "class Asked:\n"
        "  count = 0\n"
        "  def __index__(self):\n"
        "    Asked.count += 1\n"
        "    return 2**40\n"
        "class Raises:\n"
        "  def __index__(self): raise LookupError('no value')\n");
    EXPECT_EQ(Result(py, set, "(Asked(),)"), "1(1099511627776)");
    EXPECT_EQ(py.eval("Asked.count").extract<int>(), 1);
    EXPECT_EQ(Result(py, set, "(Raises(),)"), "LookupError: no value");
  });
}

TEST_F(Overloads, WithOthersGetArgumentsAsTheyCame) {
  attach([this](Python py) {
    constexpr auto set = SetOf(kRest, 2, kCalls);
    static_assert(set.common == nullptr);
    EXPECT_EQ(Result(py, set, "(1,)"), "0(1)");
    EXPECT_EQ(Result(py, set, "()", "{'value': 1}"), "0(1)");
    EXPECT_EQ(Result(py, set, "('x', 2)", "{'key': 3}"), "1('x', 2, key=3)");
  });
}

TEST_F(Overloads, MayTakeManyArguments) {
  attach([this](Python py) {
    const glue::Slot any = {&glue::kAcceptance<int>, 0, false};
    std::vector<glue::Slot> slots(kManySlots, any);
    const glue::Overload many[] = {
        {&kManySignature, slots.data(), offsetof(State, many), "area(...)", kNoOthers, kNoOthers},
        kAreas[1]};
    EXPECT_EQ(glue::FindCommonNames(many, 1), nullptr);  // too many to be put into places at once
    const glue::Overloads<PyObject*> set = {{"area", many, 2, &ChooseNone}, kCalls};
    std::string all;
    std::string named = "{";
    for (std::size_t i = 0; i < kManySlots; ++i) {
      all += (i > 0 ? ", " : "") + std::to_string(i);
      const std::size_t reversed = kManySlots - 1 - i;
      if (reversed > 0)
        named += std::string("'") + kMany[reversed].name + "': " + std::to_string(reversed) + ", ";
    }
    EXPECT_EQ(Result(py, set, ("(" + all + ")").c_str()), "0(" + all + ")");
    EXPECT_EQ(Result(py, set, "(0,)", (named + "}").c_str()), "0(" + all + ")");
  });
}

TEST_F(Overloads, AreListedWhereNoneTakesTheCall) {
  attach([this](Python py) {
    constexpr auto set = SetOf(kAreas, 2, kCalls);
    EXPECT_EQ(Result(py, set, "('x',)"),
              "TypeError: area() has no overload that takes these arguments:\n"
              "  area(width: int, height: int = ...): argument 'width': expected int, got 'str'\n"
              "  area(radius: float): argument 'radius': expected float, got 'str'");
    EXPECT_EQ(Result(py, set, "(1,)", "{'width': 1}"),
              "TypeError: area() has no overload that takes these arguments:\n"
              "  area(width: int, height: int = ...): got multiple values for argument 'width'\n"
              "  area(radius: float): got an unexpected keyword argument 'width'");
  });
}

TEST_F(Overloads, AreChosenWithoutAllocation) {
  attach([this](Python py) {
    constexpr auto set = SetOf(kAreas, 2, kNumbers);
    const Bound<> values = py.eval("(1, 2)");
    const Bound<> names = py.eval("('height', 'width')");
    PyObject* const* const items = reinterpret_cast<PyTupleObject*>(values.as_ptr())->ob_item;
    const std::size_t before = allocations;
    PyObject* const result =
        glue::CallByName(set, state_of_module_, nullptr, items, 0, names.as_ptr());
    const std::size_t after = allocations;
    ASSERT_NE(result, nullptr);
    EXPECT_EQ(PyLong_AsLong(result), 0);
    EXPECT_EQ(after, before);
    Py_DECREF(result);
  });
}

}  // namespace
}  // namespace ferrule
