#include "ferrule/glue/raise.h"

#include <exception>
#include <filesystem>
#include <new>
#include <stdexcept>
#include <string>
#include <system_error>
#include <typeinfo>

#include "ferrule/attach.h"
#include "ferrule/error.h"
#include "ferrule/glue/exceptions.h"
#include "ferrule/thrown.h"
#include "runtime/src/glue/bound_exceptions.h"
#include "runtime/src/translators.h"

namespace ferrule {
inline namespace abi_1 {
namespace glue {
namespace {

// what() promises no encoding; nothing of it is lost.
PyObject* MessageOf(const std::exception& error) { return MessageText(error.what()); }

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

// From (errno, message, filename, None, filename2) Python chooses FileNotFoundError and its like.
// Returns whether it was for it.
bool RaiseOSError(const std::exception& error) {
  PyObject* const arguments = ArgumentsOfOSError(error);
  if (arguments == nullptr) return PyErr_Occurred() != nullptr;
  PyObject* const exception = PyObject_Call(PyExc_OSError, arguments, nullptr);
  Py_DECREF(arguments);
  if (exception == nullptr) return true;
  PyErr_SetObject(reinterpret_cast<PyObject*>(Py_TYPE(exception)), exception);
  Py_DECREF(exception);
  return true;
}

// --- What is more than a row of the table ---

// How many exceptions that are nested in each other are raised as causes.
constexpr int kMaxCauses = 100;

Failure RaiseKnown(const std::exception& error, int depth);
Failure RaiseStranger(int depth);

// The Python exception for a C++ one, as a new reference.
PyObject* ExceptionFor(const std::exception_ptr& pointer, int depth) {
  try {
    std::rethrow_exception(pointer);
  } catch (const std::exception& error) {
    RaiseKnown(error, depth);
  } catch (...) {
    RaiseStranger(depth);
  }
  return compat::TakeRaisedException();
}

// Makes what an exception has nested in it the cause of the current error.
void AddCause(const std::nested_exception* nested, int depth) {
  if (nested == nullptr || nested->nested_ptr() == nullptr) return;
  PyObject* const raised = compat::TakeRaisedException();
  if (depth == kMaxCauses) {
    AddNote(raised, PyUnicode_FromString("further C++ exceptions that led to it are left out"));
  } else {
    PyObject* const cause = ExceptionFor(nested->nested_ptr(), depth + 1);
    PyObject* const known = PyException_GetCause(raised);  // of a Python error that passes through
    if (known == nullptr && cause != raised) {
      PyException_SetCause(raised, cause);  // which takes it
    } else {
      Py_DECREF(cause);
    }
    Py_XDECREF(known);
  }
  compat::SetRaisedException(raised);
}

// A translator has thrown in the place of returning. What it was about becomes the context of that.
void RaiseTranslatorFailure(const std::exception* about) {
  PyObject* const failure = compat::TakeRaisedException();
  if (about != nullptr) {
    Raise(TypeFor(*about), *about);
    PyObject* const context = compat::TakeRaisedException();
    PyException_SetContext(failure, context);  // which takes it
  }
  compat::SetRaisedException(failure);
}

void RaiseByTable(const std::exception& error) {
  if (const auto* const python_error = dynamic_cast<const PyErr*>(&error);
      python_error != nullptr) {
    python_error->restore(Python::assume_attached());
  } else if (!RaiseOSError(error)) {
    Raise(TypeFor(error), error);
  }
}

void SetUnknown() {
  PyErr_SetString(PyExc_SystemError, "a C++ exception that is no std::exception");
}

// Whether a translator has set an error, be it by failing. `error` may be null.
bool RaiseTranslated(const std::exception* error) {
  if (!internal::has_translators.load(std::memory_order_relaxed)) return false;
  try {
    return internal::Translate(error);
  } catch (const std::exception& failure) {
    RaiseByTable(failure);
  } catch (...) {
    if (std::current_exception() == nullptr) throw;
    SetUnknown();
  }
  RaiseTranslatorFailure(error);
  return true;
}

Failure RaiseKnown(const std::exception& error, int depth) {
  const bool is_python = Is<PyErr>(error);
  if (is_python || (!RaiseTranslated(&error) && !RaiseBound(&error))) RaiseByTable(error);
  AddCause(dynamic_cast<const std::nested_exception*>(&error), depth);
  return {};
}

Failure RaiseStranger(int depth) {
  // Null in a catch clause: the exception is none of C++'s. Before 3.14 CPython unwinds a thread
  // that wants to attach while the interpreter finalizes.
  if (std::current_exception() == nullptr) throw;
  if (!RaiseTranslated(nullptr) && !RaiseBound(nullptr)) SetUnknown();
  AddCause(internal::ThrownAs<std::nested_exception>(nullptr), depth);
  return {};
}

}  // namespace

PyObject* ArgumentsOfOSError(const std::exception& error) {
  const auto* const system_error = dynamic_cast<const std::system_error*>(&error);
  if (system_error == nullptr || !IsErrno(system_error->code())) return nullptr;
  PyObject* const message = MessageOf(error);
  const auto* const file_error = dynamic_cast<const std::filesystem::filesystem_error*>(&error);
  const bool has_paths = file_error != nullptr;
  PyObject* const first = has_paths ? PathOf(file_error->path1()) : Py_NewRef(Py_None);
  PyObject* const second = has_paths ? PathOf(file_error->path2()) : Py_NewRef(Py_None);
  // "N" hands the references over, and passes on the error where one of them is null.
  return Py_BuildValue("(iNNON)", system_error->code().value(), message, first, Py_None, second);
}

Failure Raise(const std::exception& error) {
  const bool is_plain = typeid(error) == typeid(std::runtime_error);
  if (is_plain && !internal::has_translators.load(std::memory_order_relaxed))
    return Raise(PyExc_RuntimeError, error);
  return RaiseKnown(error, 0);
}

Failure RaiseUnknown() { return RaiseStranger(0); }

}  // namespace glue
}  // namespace abi_1
}  // namespace ferrule
