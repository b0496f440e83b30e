#include "ferrule/call.h"

#include <algorithm>
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

PyObject* KeywordName::Make() const {
  if (interned_ != nullptr) {
    return Py_NewRef(interned_->get(Python::assume_attached()).as_ptr());
  }
  PyObject* name = internal::MakeText(text_).into_ptr();
  PyUnicode_InternInPlace(&name);  // parameters are found by identity first
  return name;
}

namespace internal {
namespace {

// Callees count on each name being there once. Names are interned, so equal ones are the same.
bool RaiseIfTwice(PyObject* names, PyObject* name, Py_ssize_t count) {
  for (Py_ssize_t i = 0; i < count; ++i) {
    if (PyTuple_GET_ITEM(names, i) != name) continue;
    PyErr_Format(PyExc_TypeError, "got multiple values for keyword argument '%U'", name);
    return true;
  }
  return false;
}

}  // namespace

PyObject* MakeNames(const KeywordName* names, std::size_t count) {
  Bound<> tuple = Bound<>::from_owned_ptr(Python::assume_attached(),
                                          PyTuple_New(static_cast<Py_ssize_t>(count)));
  for (std::size_t i = 0; i < count; ++i) {
    PyObject* const name = names[i].Make();
    PyTuple_SET_ITEM(tuple.as_ptr(), static_cast<Py_ssize_t>(i), name);
    if (RaiseIfTwice(tuple.as_ptr(), name, static_cast<Py_ssize_t>(i))) return nullptr;
  }
  return tuple.into_ptr();
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
