#include "ferrule/call.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "ferrule/collections.h"
#include "ferrule/interned.h"
#include "runtime/src/text.h"

namespace ferrule {
inline namespace abi_1 {
namespace {

// Returns whether a name, which is a str, is `text`. Sets no error.
bool IsText(PyObject* name, std::string_view text) {
  Py_ssize_t size;
  const char* const characters = PyUnicode_AsUTF8AndSize(name, &size);
  if (characters == nullptr) {
    PyErr_Clear();  // a lone surrogate, which no C++ text equals
    return false;
  }
  return std::string_view(characters, static_cast<std::size_t>(size)) == text;
}

}  // namespace

Bound<Tuple> Args::to_tuple(Python) const { return internal::MakeTuple(values_, size()); }

Borrowed<> Kwargs::find(std::string_view name) const {
  for (std::size_t i = 0; i < size(); ++i) {
    const Item item = At(i);
    if (IsText(item.name.as_ptr(), name)) return item.value;
  }
  return Borrowed<>();
}

Bound<Dict> Kwargs::to_dict(Python py) const {
  Bound<Dict> dict = Dict::create(py);
  for (const auto [name, value] : *this) dict.set_item(name, value);
  return dict;
}

namespace internal {

PyObject* MakeNames(const std::string_view* names, std::size_t count) {
  for (std::size_t i = 1; i < count; ++i) {
    if (std::find(names, names + i, names[i]) == names + i) continue;
    // Callees count on each name being there once.
    PyErr_Format(PyExc_TypeError, "got multiple values for keyword argument '%s'",
                 std::string(names[i]).c_str());
    return nullptr;
  }
  PyObject* const tuple = PyTuple_New(static_cast<Py_ssize_t>(count));
  if (tuple == nullptr) return nullptr;
  for (std::size_t i = 0; i < count; ++i) {
    PyObject* name =
        PyUnicode_DecodeUTF8(names[i].data(), static_cast<Py_ssize_t>(names[i].size()), nullptr);
    if (name == nullptr) {
      Py_DECREF(tuple);
      return nullptr;
    }
    PyUnicode_InternInPlace(&name);  // parameters are found by identity first
    PyTuple_SET_ITEM(tuple, static_cast<Py_ssize_t>(i), name);
  }
  return tuple;
}

PyObject* CallMethod(std::string_view name, PyObject* const* values, std::size_t nargsf,
                     PyObject* names) {
  const Bound<Str> text = MakeText(name);
  return OrPark(PyObject_VectorcallMethod, text.as_ptr(), values, nargsf, names);
}

PyObject* CallMethod(const Interned& name, PyObject* const* values, std::size_t nargsf,
                     PyObject* names) {
  PyObject* const text = name.get(Python::assume_attached()).as_ptr();
  return OrPark(PyObject_VectorcallMethod, text, values, nargsf, names);
}

PyObject* CallMerged(PyObject* callable, PyObject* const* values, std::size_t count,
                     PyObject* const* keyword_values, PyObject* names) {
  const std::size_t keyword_count = static_cast<std::size_t>(PyTuple_GET_SIZE(names));
  // The first entry is the one that the protocol lets the callee use.
  std::vector<PyObject*> merged(1 + count + keyword_count);
  std::copy_n(keyword_values, keyword_count, std::copy_n(values, count, merged.data() + 1));
  return Vectorcall(callable, merged.data() + 1, count | PY_VECTORCALL_ARGUMENTS_OFFSET, names);
}

}  // namespace internal

}  // namespace abi_1
}  // namespace ferrule
