// core::Color as an enum of Python's.
#include "benchmarks/limit/call.h"
#include "benchmarks/limit/convert.h"
#include "benchmarks/limit/state.h"
#include "benchmarks/values.h"

namespace limit {
namespace {

constexpr Py_ssize_t kCount = 3;
constexpr const char* kMembers[kCount] = {"red", "green", "blue"};

constexpr const char* kColorNames[] = {"color"};
constexpr OneParameter kNextColor = {{"next_color", kColorNames, 1, 1}, &State::color_name};

// False with an error set.
bool AsColor(PyObject* object, core::Color& out) {
  PyObject* const* const members = GetState().colors;
  for (Py_ssize_t i = 0; i < kCount; ++i) {
    if (members[i] != object) continue;
    out = static_cast<core::Color>(i);
    return true;
  }
  return RaiseExpected("Color", object);
}

PyObject* FromColor(core::Color color) {
  const auto index = static_cast<Py_ssize_t>(color);
  if (index >= 0 && index < kCount) [[likely]]
    return Py_NewRef(GetState().colors[index]);
  PyErr_Format(PyExc_ValueError, "%zd is not a valid Color", index);
  return nullptr;
}

PyObject* NextColor(PyObject*, PyObject* const* values, Py_ssize_t nargs, PyObject* kwnames) {
  PyObject* const argument = TakeOne(kNextColor, values, nargs, kwnames);
  if (argument == nullptr) return nullptr;
  core::Color color{};
  if (!AsColor(argument, color)) return BadArgument(kNextColor);
  return FromColor(core::next_color(color));
}

PyMethodDef color_functions[] = {
    Define("next_color", &NextColor),
    {nullptr, nullptr, 0, nullptr},
};

// enum.Enum("Color", [("red", 0), ...], module="limit"). Null with an error set.
PyObject* MakeEnum() {
  PyObject* const enums = PyImport_ImportModule("enum");
  if (enums == nullptr) return nullptr;
  PyObject* const type = PyObject_CallMethod(enums, "Enum", "s[(si)(si)(si)]", "Color", kMembers[0],
                                             0, kMembers[1], 1, kMembers[2], 2);
  Py_DECREF(enums);
  return type;
}

}  // namespace

bool AddColor(PyObject* module, State& state) {
  if (!Intern(kNextColor.parameters, &state.color_name)) return false;
  PyObject* const type = MakeEnum();
  if (type == nullptr) return false;
  bool is_added = PyModule_AddObjectRef(module, "Color", type) == 0;
  for (Py_ssize_t i = 0; i < kCount && is_added; ++i) {
    state.colors[i] = PyObject_GetAttrString(type, kMembers[i]);
    is_added = state.colors[i] != nullptr;
  }
  Py_DECREF(type);
  return is_added && PyModule_AddFunctions(module, color_functions) == 0;
}

}  // namespace limit
