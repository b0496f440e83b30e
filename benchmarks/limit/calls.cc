// The functions of calls.h: the shapes of call.
#include "benchmarks/calls.h"

#include "benchmarks/limit/call.h"
#include "benchmarks/limit/callable.h"
#include "benchmarks/limit/convert.h"
#include "benchmarks/limit/state.h"

namespace limit {
namespace {

constexpr const char* kAbcNames[] = {"a", "b", "c"};
constexpr Parameters kKeywordOnly = {"keyword_only", kAbcNames, 2, 2, 0, 0};
constexpr Parameters kEveryKind = {"every_kind", kAbcNames, 3, 3, 1, 2};
constexpr Parameters kDefaults = {"defaults", kAbcNames, 3, 1};
constexpr Parameters kCountRest = {"count_rest", kAbcNames, 1, 1};
constexpr const char* kCallNames[] = {"function", "times"};
constexpr Parameters kCall = {"call", kCallNames, 2, 2};

PyObject* KeywordOnly(PyObject*, PyObject* const* values, Py_ssize_t nargs, PyObject* kwnames) {
  PyObject* bound[2];
  if (!Bind(kKeywordOnly, GetState().abc_names, values, nargs, kwnames, bound)) return nullptr;
  int a, b;
  if (!AsInt(bound[0], a)) return BadArgument(kKeywordOnly, 0);
  if (!AsInt(bound[1], b)) return BadArgument(kKeywordOnly, 1);
  return PyLong_FromLong(core::keyword_only(a, b));
}

PyObject* EveryKind(PyObject*, PyObject* const* values, Py_ssize_t nargs, PyObject* kwnames) {
  PyObject* bound[3];
  if (!Bind(kEveryKind, GetState().abc_names, values, nargs, kwnames, bound)) return nullptr;
  int a, b, c;
  if (!AsInt(bound[0], a)) return BadArgument(kEveryKind, 0);
  if (!AsInt(bound[1], b)) return BadArgument(kEveryKind, 1);
  if (!AsInt(bound[2], c)) return BadArgument(kEveryKind, 2);
  return PyLong_FromLong(core::every_kind(a, b, c));
}

PyObject* Defaults(PyObject*, PyObject* const* values, Py_ssize_t nargs, PyObject* kwnames) {
  PyObject* bound[3];
  if (kwnames != nullptr || nargs < 1 || nargs > 3) [[unlikely]] {
    if (!Bind(kDefaults, GetState().abc_names, values, nargs, kwnames, bound)) return nullptr;
    values = bound;
    nargs = 3;
  }
  int a;
  int b = 2;
  int c = 3;
  if (!AsInt(values[0], a)) return BadArgument(kDefaults, 0);
  if (nargs > 1 && values[1] != nullptr && !AsInt(values[1], b)) return BadArgument(kDefaults, 1);
  if (nargs > 2 && values[2] != nullptr && !AsInt(values[2], c)) return BadArgument(kDefaults, 2);
  return PyLong_FromLong(core::defaults(a, b, c));
}

// What follows has no use for the C++ functions, which take views of ferrule's.

PyObject* CountArgs(PyObject*, PyObject* const*, Py_ssize_t nargs, PyObject* kwnames) {
  if (kwnames != nullptr && PyTuple_GET_SIZE(kwnames) != 0) [[unlikely]]
    return RaiseKeyword("count_args", "an unexpected keyword", PyTuple_GET_ITEM(kwnames, 0));
  return PyLong_FromSsize_t(nargs);
}

PyObject* CountKwargs(PyObject*, PyObject* const*, Py_ssize_t nargs, PyObject* kwnames) {
  if (nargs != 0) [[unlikely]]
    return RaiseTakesNone("count_kwargs");
  return PyLong_FromSsize_t(kwnames != nullptr ? PyTuple_GET_SIZE(kwnames) : 0);
}

// Whether two str have the same text; both have mostly been hashed.
bool IsSame(PyObject* a, PyObject* b) {
  if (a == b) return true;
  const Py_hash_t first = reinterpret_cast<PyASCIIObject*>(a)->hash;
  const Py_hash_t second = reinterpret_cast<PyASCIIObject*>(b)->hash;
  if (first != second && first != -1 && second != -1) return false;
  return PyUnicode_Compare(a, b) == 0;
}

PyObject* CountRest(PyObject*, PyObject* const* values, Py_ssize_t nargs, PyObject* kwnames) {
  PyObject* a_object = nargs > 0 ? values[0] : nullptr;
  const Py_ssize_t keywords = kwnames != nullptr ? PyTuple_GET_SIZE(kwnames) : 0;
  Py_ssize_t rest = keywords + (nargs > 0 ? nargs - 1 : 0);
  PyObject* const name = keywords > 0 ? GetState().abc_names[0] : nullptr;
  for (Py_ssize_t i = 0; i < keywords; ++i) {
    PyObject* const key = PyTuple_GET_ITEM(kwnames, i);
    if (!IsSame(key, name)) [[likely]]
      continue;
    if (a_object != nullptr) return RaiseKeyword("count_rest", "multiple values for", key);
    a_object = values[nargs + i];
    --rest;
  }
  if (a_object == nullptr) [[unlikely]]
    return RaiseMissing(kCountRest, 0);
  int a;
  if (!AsInt(a_object, a)) return BadArgument(kCountRest, 0);
  return PyLong_FromSize_t(static_cast<std::size_t>(a) + static_cast<std::size_t>(rest));
}

// The names are text of Python's, and different.
PyObject* CountOptions(PyObject*, PyObject* const* values, Py_ssize_t nargs,
                       PyObject* kwnames) try {
  if (nargs != 0) [[unlikely]]
    return RaiseTakesNone("count_options");
  std::map<std::string, int> options;
  const Py_ssize_t keywords = kwnames != nullptr ? PyTuple_GET_SIZE(kwnames) : 0;
  for (Py_ssize_t i = 0; i < keywords; ++i) {
    PyObject* const key = PyTuple_GET_ITEM(kwnames, i);
    std::string_view name;
    if (!AsText(key, name)) {
      BadKey(key);
      return nullptr;
    }
    if (!AsInt(values[i], options[std::string(name)])) {
      BadValue(key);
      return nullptr;
    }
  }
  return PyLong_FromSize_t(core::count_options(options));
} catch (const std::exception& error) {
  return Raise(error);
} catch (...) {
  return RaiseUnknown();
}

PyObject* Call(PyObject*, PyObject* const* values, Py_ssize_t nargs, PyObject* kwnames) try {
  PyObject* bound[2];
  if (kwnames != nullptr || nargs != 2) [[unlikely]] {
    if (!Bind(kCall, GetState().call_names, values, nargs, kwnames, bound)) return nullptr;
    values = bound;
  }
  std::function<int(int)> function;
  int times;
  if (!AsFunction(values[0], function)) return BadArgument(kCall, 0);
  if (!AsInt(values[1], times)) return BadArgument(kCall, 1);
  return PyLong_FromLong(core::call(function, times));
} catch (const PythonError&) {
  return nullptr;
} catch (const std::exception& error) {
  return Raise(error);
} catch (...) {
  return RaiseUnknown();
}

}  // namespace

PyMethodDef call_functions[] = {
    Define("keyword_only", &KeywordOnly),   Define("every_kind", &EveryKind),
    Define("defaults", &Defaults),          Define("count_args", &CountArgs),
    Define("count_kwargs", &CountKwargs),   Define("count_rest", &CountRest),
    Define("count_options", &CountOptions), Define("call", &Call),
    {nullptr, nullptr, 0, nullptr},
};

bool AddCalls(PyObject* module, State& state) {
  return Intern(kEveryKind, state.abc_names) && Intern(kCall, state.call_names) &&
         PyModule_AddFunctions(module, call_functions) == 0;
}

}  // namespace limit
