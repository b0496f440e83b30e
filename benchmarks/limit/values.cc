// The functions of values.h: values of many types, in and out.
#include "benchmarks/values.h"

#include "benchmarks/limit/call.h"
#include "benchmarks/limit/containers.h"
#include "benchmarks/limit/convert.h"
#include "benchmarks/limit/state.h"

namespace limit {
namespace {

constexpr const char* kValueNames[] = {"value"};
constexpr const char* kValuesNames[] = {"values"};
constexpr const char* kCountNames[] = {"count"};

constexpr OneParameter OfValue(const char* function) {
  return {{function, kValueNames, 1, 1}, &State::value_name};
}
constexpr OneParameter OfValues(const char* function) {
  return {{function, kValuesNames, 1, 1}, &State::values_name};
}
constexpr OneParameter OfCount(const char* function) {
  return {{function, kCountNames, 1, 1}, &State::count_name};
}

PyObject* ForeignText(PyObject*, PyObject* const*, Py_ssize_t nargs, PyObject* kwnames) try {
  if (nargs != 0 || kwnames != nullptr) [[unlikely]]
    return RaiseTakesNone("foreign_text");
  return FromText(core::foreign_text());
} catch (const std::exception& error) {
  return Raise(error);
} catch (...) {
  return RaiseUnknown();
}

PyObject* ViewText(PyObject*, PyObject* const*, Py_ssize_t nargs, PyObject* kwnames) {
  if (nargs != 0 || kwnames != nullptr) [[unlikely]]
    return RaiseTakesNone("view_text");
  return FromText(core::view_text());
}

constexpr OneParameter kLastDouble = OfValues("last_double");
PyObject* LastDouble(PyObject* argument) {
  std::vector<double> values;
  if (!AsDoubles(argument, values)) return BadArgument(kLastDouble);
  return PyFloat_FromDouble(core::last_double(values));
}

constexpr OneParameter kLastInt = OfValues("last_int");
PyObject* LastInt(PyObject* argument) {
  std::vector<int> values;
  if (!AsInts(argument, values)) return BadArgument(kLastInt);
  return PyLong_FromLong(core::last_int(values));
}

constexpr OneParameter kLastSize = OfValues("last_size");
PyObject* LastSize(PyObject* argument) {
  std::vector<std::string> values;
  if (!AsTexts(argument, values)) return BadArgument(kLastSize);
  return PyLong_FromSize_t(core::last_size(values));
}

constexpr OneParameter kDoubles = OfCount("doubles");
PyObject* Doubles(PyObject* argument) {
  std::size_t count;
  if (!AsSize(argument, count)) return BadArgument(kDoubles);
  return FromDoubles(core::doubles(count));
}

constexpr OneParameter kInts = OfCount("ints");
PyObject* Ints(PyObject* argument) {
  std::size_t count;
  if (!AsSize(argument, count)) return BadArgument(kInts);
  return FromInts(core::ints(count));
}

constexpr OneParameter kTexts = OfCount("texts");
PyObject* Texts(PyObject* argument) {
  std::size_t count;
  if (!AsSize(argument, count)) return BadArgument(kTexts);
  return FromTexts(core::texts(count));
}

constexpr OneParameter kLastValue = OfValues("last_value");
PyObject* LastValue(PyObject* argument) {
  std::map<std::string, int> values;
  if (!AsMap(argument, values)) return BadArgument(kLastValue);
  return PyLong_FromLong(core::last_value(values));
}

PyObject* Mapping(PyObject*, PyObject* const*, Py_ssize_t nargs, PyObject* kwnames) try {
  if (nargs != 0 || kwnames != nullptr) [[unlikely]]
    return RaiseTakesNone("mapping");
  return FromMap(core::mapping());
} catch (const std::exception& error) {
  return Raise(error);
} catch (...) {
  return RaiseUnknown();
}

constexpr OneParameter kGreatest = OfValues("greatest");
PyObject* Greatest(PyObject* argument) {
  std::set<int> values;
  if (!AsSet(argument, values)) return BadArgument(kGreatest);
  return PyLong_FromLong(core::greatest(values));
}

PyObject* Numbers(PyObject*, PyObject* const*, Py_ssize_t nargs, PyObject* kwnames) try {
  if (nargs != 0 || kwnames != nullptr) [[unlikely]]
    return RaiseTakesNone("numbers");
  return FromSet(core::numbers());
} catch (const std::exception& error) {
  return Raise(error);
} catch (...) {
  return RaiseUnknown();
}

bool AsPair(PyObject* object, std::pair<int, int>& out) {
  PyObject* const* items;
  PyObject* owned;
  if (!TakeItems<2>(object, "tuple[int, int]", items, owned)) return false;
  bool is_taken = true;
  if (!AsInt(items[0], out.first)) {
    is_taken = BadItem(Py_ssize_t{0});
  } else if (!AsInt(items[1], out.second)) {
    is_taken = BadItem(Py_ssize_t{1});
  }
  Py_XDECREF(owned);
  return is_taken;
}

constexpr OneParameter kAddPair = OfValue("add_pair");
PyObject* AddPair(PyObject* argument) {
  std::pair<int, int> pair;
  if (!AsPair(argument, pair)) return BadArgument(kAddPair);
  return PyLong_FromLong(core::add_pair(pair));
}

// Puts items into a tuple, whose owner drops it if one is null.
template <class... Items>
PyObject* Pack(Items... items) {
  PyObject* const tuple = PyTuple_New(sizeof...(items));
  Py_ssize_t index = 0;
  if (tuple != nullptr && ((items != nullptr) && ...)) [[likely]] {
    (PyTuple_SET_ITEM(tuple, index++, items), ...);
    return tuple;
  }
  Py_XDECREF(tuple);
  (Py_XDECREF(items), ...);
  return nullptr;
}

constexpr OneParameter kTwice = OfValue("twice");
PyObject* Twice(PyObject* argument) {
  int value;
  if (!AsInt(argument, value)) return BadArgument(kTwice);
  const std::pair<int, int> result = core::twice(value);
  return Pack(PyLong_FromLong(result.first), PyLong_FromLong(result.second));
}

bool AsTuple(PyObject* object, std::tuple<int, double, std::string>& out) {
  PyObject* const* items;
  PyObject* owned;
  if (!TakeItems<3>(object, "tuple[int, float, str]", items, owned)) return false;
  bool is_taken = true;
  std::string_view text;
  if (!AsInt(items[0], std::get<0>(out))) {
    is_taken = BadItem(Py_ssize_t{0});
  } else if (!AsDouble(items[1], std::get<1>(out))) {
    is_taken = BadItem(Py_ssize_t{1});
  } else if (!AsText(items[2], text)) {
    is_taken = BadItem(Py_ssize_t{2});
  } else {
    std::get<2>(out) = text;
  }
  Py_XDECREF(owned);
  return is_taken;
}

constexpr OneParameter kAddTuple = OfValue("add_tuple");
PyObject* AddTuple(PyObject* argument) {
  std::tuple<int, double, std::string> values;
  if (!AsTuple(argument, values)) return BadArgument(kAddTuple);
  return PyFloat_FromDouble(core::add_tuple(values));
}

constexpr OneParameter kMakeTuple = OfValue("make_tuple");
PyObject* MakeTuple(PyObject* argument) {
  int value;
  if (!AsInt(argument, value)) return BadArgument(kMakeTuple);
  const auto [number, real, text] = core::make_tuple(value);
  return Pack(PyLong_FromLong(number), PyFloat_FromDouble(real), FromText(text));
}

constexpr OneParameter kValueOrZero = OfValue("value_or_zero");
PyObject* ValueOrZero(PyObject* argument) {
  std::optional<int> value;
  if (argument != Py_None && !AsInt(argument, value.emplace())) {
    if (!PyIndex_Check(argument)) {
      PyErr_Clear();
      RaiseExpected("int | None", argument);
    }
    return BadArgument(kValueOrZero);
  }
  return PyLong_FromLong(core::value_or_zero(value));
}

constexpr OneParameter kPositive = OfValue("positive");
PyObject* Positive(PyObject* argument) {
  int value;
  if (!AsInt(argument, value)) return BadArgument(kPositive);
  const std::optional<int> result = core::positive(value);
  return result.has_value() ? PyLong_FromLong(*result) : Py_NewRef(Py_None);
}

bool AsIntOrText(PyObject* object, std::variant<int, std::string>& out) {
  if (PyLong_Check(object)) return AsInt(object, out.emplace<int>());
  if (PyUnicode_Check(object)) {
    std::string_view text;
    if (!AsText(object, text)) return false;
    out.emplace<std::string>(text);
    return true;
  }
  if (PyIndex_Check(object)) return AsInt(object, out.emplace<int>());
  return RaiseExpected("int | str", object);
}

constexpr OneParameter kIntOrSize = OfValue("int_or_size");
PyObject* IntOrSize(PyObject* argument) {
  std::variant<int, std::string> value;
  if (!AsIntOrText(argument, value)) return BadArgument(kIntOrSize);
  return PyLong_FromLong(core::int_or_size(value));
}

constexpr OneParameter kIntOrText = OfValue("int_or_text");
PyObject* IntOrText(PyObject* argument) {
  bool is_text = false;
  if (!AsBool(argument, is_text)) return BadArgument(kIntOrText);
  const std::variant<int, std::string> result = core::int_or_text(is_text);
  const int* const number = std::get_if<int>(&result);
  return number != nullptr ? PyLong_FromLong(*number)
                           : FromText(*std::get_if<std::string>(&result));
}

// What has a buffer is held while it is looked at; bytes never change.
constexpr OneParameter kCountBytes = OfValue("count_bytes");
PyObject* CountBytes(PyObject* argument) {
  Py_buffer buffer;
  buffer.obj = nullptr;
  std::span<const std::byte> data;
  if (PyBytes_CheckExact(argument)) [[likely]] {
    data = std::span(reinterpret_cast<const std::byte*>(PyBytes_AS_STRING(argument)),
                     static_cast<std::size_t>(PyBytes_GET_SIZE(argument)));
  } else {
    if (!PyObject_CheckBuffer(argument))
      return RaiseExpected("Buffer", argument), BadArgument(kCountBytes);
    if (PyObject_GetBuffer(argument, &buffer, PyBUF_SIMPLE) != 0) return BadArgument(kCountBytes);
    data =
        std::span(static_cast<const std::byte*>(buffer.buf), static_cast<std::size_t>(buffer.len));
  }
  PyObject* const result = PyLong_FromSize_t(core::count_bytes(data));
  if (buffer.obj != nullptr) PyBuffer_Release(&buffer);
  return result;
}

}  // namespace

PyMethodDef value_functions[] = {
    Define("foreign_text", &ForeignText),
    Define("view_text", &ViewText),
    Define("last_double", &Function<kLastDouble, &LastDouble>),
    Define("last_int", &Function<kLastInt, &LastInt>),
    Define("last_size", &Function<kLastSize, &LastSize>),
    Define("doubles", &Function<kDoubles, &Doubles>),
    Define("ints", &Function<kInts, &Ints>),
    Define("texts", &Function<kTexts, &Texts>),
    Define("last_value", &Function<kLastValue, &LastValue>),
    Define("mapping", &Mapping),
    Define("greatest", &Function<kGreatest, &Greatest>),
    Define("numbers", &Numbers),
    Define("add_pair", &Function<kAddPair, &AddPair>),
    Define("twice", &Function<kTwice, &Twice>),
    Define("add_tuple", &Function<kAddTuple, &AddTuple>),
    Define("make_tuple", &Function<kMakeTuple, &MakeTuple>),
    Define("value_or_zero", &Function<kValueOrZero, &ValueOrZero>),
    Define("positive", &Function<kPositive, &Positive>),
    Define("int_or_size", &Function<kIntOrSize, &IntOrSize>),
    Define("int_or_text", &Function<kIntOrText, &IntOrText>),
    Define("count_bytes", &Function<kCountBytes, &CountBytes>),
    {nullptr, nullptr, 0, nullptr},
};

bool AddValues(PyObject* module, State& state) {
  return Intern(OfValue("").parameters, &state.value_name) &&
         Intern(OfValues("").parameters, &state.values_name) &&
         Intern(OfCount("").parameters, &state.count_name) &&
         PyModule_AddFunctions(module, value_functions) == 0;
}

}  // namespace limit
