#include "ferrule/glue/exceptions.h"

#include <cstring>
#include <string>

#include "ferrule/glue/module.h"

namespace ferrule {
inline namespace abi_1 {
namespace glue {
namespace {

// The class `name`, with its module: a new reference, or null with an error set.
PyObject* ImportClass(const char* name) {
  const char* const dot = std::strrchr(name, '.');
  PyObject* const module_name = PyUnicode_FromStringAndSize(name, dot - name);
  PyObject* const module = module_name == nullptr ? nullptr : PyImport_Import(module_name);
  Py_XDECREF(module_name);
  PyObject* const type = module == nullptr ? nullptr : PyObject_GetAttrString(module, dot + 1);
  Py_XDECREF(module);
  if (type == nullptr || PyExceptionClass_Check(type)) return type;
  PyErr_Format(PyExc_TypeError, "%s is no exception class", name);
  Py_DECREF(type);
  return nullptr;
}

PyObject* TupleOf(std::initializer_list<PyObject*> bases, const char* imported) {
  const auto count = static_cast<Py_ssize_t>(bases.size());
  PyObject* const tuple = PyTuple_New(count + (imported != nullptr ? 1 : 0));
  if (tuple == nullptr) return nullptr;
  Py_ssize_t index = 0;
  for (PyObject* const base : bases) PyTuple_SET_ITEM(tuple, index++, Py_NewRef(base));
  if (imported == nullptr) return tuple;
  PyObject* const base = ImportClass(imported);
  if (base != nullptr) {
    PyTuple_SET_ITEM(tuple, index, base);
    return tuple;
  }
  Py_DECREF(tuple);
  return nullptr;
}

const char* LastName(const char* path) {
  const char* const dot = std::strrchr(path, '.');
  return dot == nullptr ? path : dot + 1;
}

// `module.Name`, which PyErr_NewExceptionWithDoc takes apart again.
PyObject* FullName(PyObject* module, const char* name) {
  PyObject* const module_name = PyModule_GetNameObject(module);
  if (module_name == nullptr) return nullptr;
  PyObject* const full = PyUnicode_FromFormat("%U.%s", module_name, name);
  Py_DECREF(module_name);
  return full;
}

PyObject* MakeException(PyObject* module, const char* path, const char* doc, PyObject* bases) {
  PyObject* const full = FullName(module, LastName(path));
  PyObject* const attributes =
      full == nullptr ? nullptr : Py_BuildValue("{s:s}", "__qualname__", path);
  const char* const name = attributes == nullptr ? nullptr : PyUnicode_AsUTF8(full);
  PyObject* const type =
      name == nullptr ? nullptr : PyErr_NewExceptionWithDoc(name, doc, bases, attributes);
  Py_XDECREF(full);
  Py_XDECREF(attributes);
  return type;
}

}  // namespace

PyObject* AddException(PyObject* module, PyObject* scope, const char* path, const char* doc,
                       std::initializer_list<PyObject*> bases, const char* imported,
                       const abi::ExceptionRecord& record) {
  PyObject* const tuple = TupleOf(bases, imported);
  if (tuple == nullptr) return nullptr;
  PyObject* const type = MakeException(module, path, doc, tuple);
  Py_DECREF(tuple);
  if (type == nullptr) return nullptr;
  if (AddValue(scope, LastName(path), Py_NewRef(type)) && abi::RegisterException(record, type))
    return type;
  Py_DECREF(type);
  return nullptr;
}

PyObject* MessageText(std::string_view text) {
  return PyUnicode_DecodeUTF8(text.data(), static_cast<Py_ssize_t>(text.size()),
                              "backslashreplace");
}

}  // namespace glue
}  // namespace abi_1
}  // namespace ferrule
