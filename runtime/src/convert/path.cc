#include "ferrule/convert/path.h"

#include "ferrule/error.h"
#include "ferrule/imported.h"
#include "ferrule/interned.h"
#include "runtime/src/special_method.h"

namespace ferrule {
inline namespace abi_1 {
namespace convert {
namespace {

using literals::operator""_name;

const Imported<> path_class("pathlib", "Path");

bool IsPathLike(PyObject* object) { return internal::HasSpecialMethod(object, "__fspath__"_name); }

// The str that an object of its own class has for a file name. A new reference; null with an error
// set.
PyObject* PathText(PyObject* object) {
  if (PyUnicode_Check(object)) return Py_NewRef(object);
  if (!IsPathLike(object)) {
    RaiseExpected(Converter<std::filesystem::path>::Name(), object);
    return nullptr;
  }
  PyObject* const text = internal::OrPark(PyOS_FSPath, object);
  if (text == nullptr || PyUnicode_Check(text)) return text;
  internal::Decref(text);
  PyErr_Format(PyExc_TypeError, "expected %s.__fspath__() to return str, not bytes",
               Py_TYPE(object)->tp_name);
  return nullptr;
}

}  // namespace

Fit PathFits(PyObject* object) {
  // A function that takes a str is the nearer one for it.
  if (PyUnicode_Check(object)) return Fit::kConverting;
  return IsPathLike(object) ? Fit::kExact : Fit::kNone;
}

bool PathFromPython(PyObject* object, std::string& out) {
  const Held text(PathText(object));
  if (text.get() == nullptr) return false;
  PyObject* converted = nullptr;
  if (PyUnicode_FSConverter(text.get(), &converted) == 0) return false;  // also for a NUL in it
  const Held name(converted);
  out.assign(PyBytes_AS_STRING(name.get()), static_cast<std::size_t>(PyBytes_GET_SIZE(name.get())));
  return true;
}

PyObject* PathToPython(std::string_view name) {
  const Held text(
      PyUnicode_DecodeFSDefaultAndSize(name.data(), static_cast<Py_ssize_t>(name.size())));
  if (text.get() == nullptr) return nullptr;
  try {
    const Borrowed<> path = path_class.get(Python::assume_attached());
    return internal::OrPark(PyObject_CallOneArg, path.as_ptr(), text.get());
  } catch (const PyErr& error) {
    error.restore(Python::assume_attached());
    return nullptr;
  }
}

}  // namespace convert
}  // namespace abi_1
}  // namespace ferrule
