// The functions of the module.
#include <cxxabi.h>

#include <string>
#include <string_view>

#include "benchmarks/core.h"
#include "benchmarks/limit/call.h"
#include "benchmarks/limit/convert.h"
#include "benchmarks/limit/point.h"
#include "benchmarks/limit/state.h"

namespace limit {
namespace {

constexpr const char* kNegateNames[] = {"value"};
constexpr Parameters kNegate = {"negate", kNegateNames, 1, 1};
constexpr const char* kAddNames[] = {"a", "b"};
constexpr Parameters kAdd = {"add", kAddNames, 2, 2};
constexpr const char* kMixedNames[] = {"a", "b", "text", "flag", "n", "scale"};
constexpr Parameters kMixed = {"mixed", kMixedNames, 6, 2};
constexpr const char* kTextNames[] = {"text"};
constexpr Parameters kLength = {"length", kTextNames, 1, 1};
constexpr Parameters kViewLength = {"view_length", kTextNames, 1, 1};
constexpr const char* kUsePointNames[] = {"point"};
constexpr Parameters kUsePoint = {"use_point", kUsePointNames, 1, 1};
constexpr const char* kMakePointNames[] = {"x"};
constexpr Parameters kMakePoint = {"make_point", kMakePointNames, 1, 1};

PyObject* Nothing(PyObject*, PyObject* const*, Py_ssize_t nargs, PyObject* kwnames) {
  if (nargs != 0 || kwnames != nullptr) [[unlikely]]
    return RaiseTakesNone("nothing");
  core::nothing();
  return Py_NewRef(Py_None);
}

PyObject* Negate(PyObject*, PyObject* const* values, Py_ssize_t nargs, PyObject* kwnames) {
  PyObject* bound[1];
  if (kwnames != nullptr || nargs != 1) [[unlikely]] {
    if (!Bind(kNegate, GetState().negate_names, values, nargs, kwnames, bound)) return nullptr;
    values = bound;
  }
  int value;
  if (!AsInt(values[0], value)) return BadArgument(kNegate, 0);
  return PyLong_FromLong(core::negate(value));
}

PyObject* NegatePositional(PyObject*, PyObject* object) {
  int value;
  if (!AsInt(object, value)) return BadArgument(kNegate, 0);
  return PyLong_FromLong(core::negate_positional(value));
}

PyObject* Add(PyObject*, PyObject* const* values, Py_ssize_t nargs, PyObject* kwnames) {
  PyObject* bound[2];
  if (kwnames != nullptr || nargs != 2) [[unlikely]] {
    if (!Bind(kAdd, GetState().add_names, values, nargs, kwnames, bound)) return nullptr;
    values = bound;
  }
  int a, b;
  if (!AsInt(values[0], a)) return BadArgument(kAdd, 0);
  if (!AsInt(values[1], b)) return BadArgument(kAdd, 1);
  return PyLong_FromLong(core::add(a, b));
}

PyObject* Mixed(PyObject*, PyObject* const* values, Py_ssize_t nargs, PyObject* kwnames) try {
  PyObject* bound[6];
  if (kwnames != nullptr || nargs < 2 || nargs > 6) [[unlikely]] {
    if (!Bind(kMixed, GetState().mixed_names, values, nargs, kwnames, bound)) return nullptr;
    values = bound;
    nargs = 6;
  }
  int a;
  double b;
  std::string_view text = "abc";
  bool flag = true;
  std::int64_t n = 7;
  double scale = 1.5;
  if (!AsInt(values[0], a)) return BadArgument(kMixed, 0);
  if (!AsDouble(values[1], b)) return BadArgument(kMixed, 1);
  if (nargs == 2) return PyFloat_FromDouble(core::mixed(a, b));
  if (values[2] != nullptr && !AsText(values[2], text)) return BadArgument(kMixed, 2);
  if (nargs > 3 && values[3] != nullptr && !AsBool(values[3], flag)) return BadArgument(kMixed, 3);
  if (nargs > 4 && values[4] != nullptr && !AsInt64(values[4], n)) return BadArgument(kMixed, 4);
  if (nargs > 5 && values[5] != nullptr && !AsDouble(values[5], scale))
    return BadArgument(kMixed, 5);
  return PyFloat_FromDouble(core::mixed(a, b, std::string(text), flag, n, scale));
} catch (const std::exception& error) {
  return Raise(error);
} catch (...) {
  return RaiseUnknown();
}

PyObject* Length(PyObject*, PyObject* const* values, Py_ssize_t nargs, PyObject* kwnames) try {
  PyObject* bound[1];
  if (kwnames != nullptr || nargs != 1) [[unlikely]] {
    if (!Bind(kLength, GetState().length_names, values, nargs, kwnames, bound)) return nullptr;
    values = bound;
  }
  std::string_view text;
  if (!AsText(values[0], text)) return BadArgument(kLength, 0);
  return PyLong_FromSize_t(core::length(std::string(text)));
} catch (const std::exception& error) {
  return Raise(error);
} catch (...) {
  return RaiseUnknown();
}

PyObject* ViewLength(PyObject*, PyObject* const* values, Py_ssize_t nargs, PyObject* kwnames) {
  PyObject* bound[1];
  if (kwnames != nullptr || nargs != 1) [[unlikely]] {
    if (!Bind(kViewLength, GetState().view_length_names, values, nargs, kwnames, bound))
      return nullptr;
    values = bound;
  }
  std::string_view text;
  if (!AsText(values[0], text)) return BadArgument(kViewLength, 0);
  return PyLong_FromSize_t(core::view_length(text));
}

PyObject* ShortText(PyObject*, PyObject* const*, Py_ssize_t nargs, PyObject* kwnames) try {
  if (nargs != 0 || kwnames != nullptr) [[unlikely]]
    return RaiseTakesNone("short_text");
  return FromText(core::short_text());
} catch (const std::exception& error) {
  return Raise(error);
} catch (...) {
  return RaiseUnknown();
}

PyObject* LongText(PyObject*, PyObject* const*, Py_ssize_t nargs, PyObject* kwnames) try {
  if (nargs != 0 || kwnames != nullptr) [[unlikely]]
    return RaiseTakesNone("long_text");
  return FromText(core::long_text());
} catch (const std::exception& error) {
  return Raise(error);
} catch (...) {
  return RaiseUnknown();
}

PyObject* Fail(PyObject*, PyObject* const*, Py_ssize_t nargs, PyObject* kwnames) try {
  if (nargs != 0 || kwnames != nullptr) [[unlikely]]
    return RaiseTakesNone("fail");
  core::fail();
  return Py_NewRef(Py_None);
} catch (const std::exception& error) {
  return Raise(error);
} catch (...) {
  return RaiseUnknown();
}

PyObject* UsePoint(PyObject*, PyObject* const* values, Py_ssize_t nargs, PyObject* kwnames) {
  PyObject* bound[1];
  if (kwnames != nullptr || nargs != 1) [[unlikely]] {
    if (!Bind(kUsePoint, GetState().use_point_names, values, nargs, kwnames, bound)) return nullptr;
    values = bound;
  }
  const core::Point* const point = AsPoint(values[0]);
  if (point == nullptr) return BadArgument(kUsePoint, 0);
  return PyLong_FromLong(core::use_point(*point));
}

PyObject* MakePoint(PyObject*, PyObject* const* values, Py_ssize_t nargs, PyObject* kwnames) {
  PyObject* bound[1];
  if (kwnames != nullptr || nargs != 1) [[unlikely]] {
    if (!Bind(kMakePoint, GetState().make_point_names, values, nargs, kwnames, bound))
      return nullptr;
    values = bound;
  }
  int x;
  if (!AsInt(values[0], x)) return BadArgument(kMakePoint, 0);
  return NewPoint(GetState().point, [x] { return core::make_point(x); });
}

}  // namespace

// Functions without parameters take the fast call too: CPython's interpreter has no short cut for
// METH_NOARGS ones.
PyMethodDef functions[] = {
    Define("nothing", &Nothing),
    Define("negate", &Negate),
    {"negate_positional", &NegatePositional, METH_O, nullptr},
    Define("add", &Add),
    Define("mixed", &Mixed),
    Define("length", &Length),
    Define("view_length", &ViewLength),
    Define("short_text", &ShortText),
    Define("long_text", &LongText),
    Define("fail", &Fail),
    Define("use_point", &UsePoint),
    Define("make_point", &MakePoint),
    {nullptr, nullptr, 0, nullptr},
};

bool InternFunctionNames(State& state) {
  return Intern(kNegate, state.negate_names) && Intern(kAdd, state.add_names) &&
         Intern(kMixed, state.mixed_names) && Intern(kLength, state.length_names) &&
         Intern(kViewLength, state.view_length_names) && Intern(kUsePoint, state.use_point_names) &&
         Intern(kMakePoint, state.make_point_names);
}

}  // namespace limit
