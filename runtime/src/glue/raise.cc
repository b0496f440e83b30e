#include "ferrule/glue/raise.h"

#include <cstring>
#include <filesystem>
#include <new>
#include <stdexcept>
#include <string>
#include <system_error>
#include <typeinfo>

#include "ferrule/attach.h"
#include "ferrule/error.h"

namespace ferrule {
inline namespace abi_1 {
namespace glue {
namespace {

// what() promises no encoding; nothing of it is lost.
PyObject* MessageOf(const std::exception& error) {
  const char* const text = error.what();
  return PyUnicode_DecodeUTF8(text, static_cast<Py_ssize_t>(std::strlen(text)), "backslashreplace");
}

template <class E>
bool Is(const std::exception& error) {
  return dynamic_cast<const E*>(&error) != nullptr;
}

// Borrowed.
PyObject* TypeFor(const std::exception& error) {
  if (Is<std::logic_error>(error)) {
    if (Is<std::out_of_range>(error)) return PyExc_IndexError;
    const bool is_value = Is<std::invalid_argument>(error) || Is<std::domain_error>(error) ||
                          Is<std::length_error>(error);
    return is_value ? PyExc_ValueError : PyExc_RuntimeError;
  }
  if (Is<std::range_error>(error)) return PyExc_ValueError;
  if (Is<std::overflow_error>(error)) return PyExc_OverflowError;
  if (Is<std::bad_alloc>(error)) return PyExc_MemoryError;
  return PyExc_RuntimeError;
}

PyObject* PathOf(const std::filesystem::path& path) {
  const std::string& text = path.native();
  if (text.empty()) return Py_NewRef(Py_None);
  return PyUnicode_DecodeFSDefaultAndSize(text.data(), static_cast<Py_ssize_t>(text.size()));
}

// OSError(errno, message, filename, None, filename2), from which Python chooses FileNotFoundError
// and its like.
Failure RaiseSystemError(const std::system_error& error) {
  PyObject* message = MessageOf(error);
  PyObject* first = nullptr;
  PyObject* second = nullptr;
  if (const auto* file_error = dynamic_cast<const std::filesystem::filesystem_error*>(&error);
      file_error != nullptr) {
    first = PathOf(file_error->path1());
    second = PathOf(file_error->path2());
  } else {
    first = Py_NewRef(Py_None);
    second = Py_NewRef(Py_None);
  }
  // "N" hands the references over, and passes on the error where one of them is null.
  PyObject* const exception = PyObject_CallFunction(PyExc_OSError, "iNNON", error.code().value(),
                                                    message, first, Py_None, second);
  if (exception == nullptr) return {};
  PyErr_SetObject(reinterpret_cast<PyObject*>(Py_TYPE(exception)), exception);
  Py_DECREF(exception);
  return {};
}

Failure Raise(PyObject* type, const std::exception& error) {
  PyObject* const message = MessageOf(error);
  if (message == nullptr) return {};
  PyErr_SetObject(type, message);
  Py_DECREF(message);
  return {};
}

bool IsErrno(const std::error_code& code) {
  return code.category() == std::generic_category() || code.category() == std::system_category();
}

}  // namespace

Failure Raise(const std::exception& error) {
  if (typeid(error) == typeid(std::runtime_error)) return Raise(PyExc_RuntimeError, error);
  if (const auto* const python_error = dynamic_cast<const PyErr*>(&error);
      python_error != nullptr) {
    python_error->restore(Python::assume_attached());
    return {};
  }
  if (const auto* const system_error = dynamic_cast<const std::system_error*>(&error);
      system_error != nullptr && IsErrno(system_error->code())) {
    return RaiseSystemError(*system_error);
  }
  return Raise(TypeFor(error), error);
}

Failure RaiseUnknown() {
  // Null in a catch clause: the exception is none of C++'s. Before 3.14 CPython unwinds a thread
  // that wants to attach while the interpreter finalizes.
  if (std::current_exception() == nullptr) throw;
  PyErr_SetString(PyExc_SystemError, "a C++ exception that is no std::exception");
  return {};
}

}  // namespace glue
}  // namespace abi_1
}  // namespace ferrule
