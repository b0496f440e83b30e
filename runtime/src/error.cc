#include "ferrule/error.h"

#include <atomic>
#include <new>
#include <optional>
#include <source_location>
#include <string>
#include <string_view>
#include <vector>

#include "ferrule/call.h"
#include "ferrule/collections.h"
#include "ferrule/convert.h"
#include "ferrule/interned.h"
#include "ferrule/module.h"
#include "ferrule/ref.h"
// Comes after Python.h.
#include <frameobject.h>

#include "runtime/src/text.h"

namespace ferrule {
inline namespace abi_1 {

using literals::operator""_name;

struct PyErr::State {
  explicit State(PyObject* taken) : exception(Py<>::from_owned_ptr(taken)) {}
  ~State() { delete text.load(std::memory_order_relaxed); }

  Py<> exception;
  // What what() returns, once it has been asked. Two threads may ask at once, on a free-threaded
  // CPython: the first one's answer stays.
  std::atomic<const std::string*> text{nullptr};
};

namespace {

// Puts the Python error that is set aside during its life.
class PendingError {
 public:
  PendingError() : exception_(internal::OrPark(compat::TakeRaisedException)) {}
  PendingError(const PendingError&) = delete;
  PendingError& operator=(const PendingError&) = delete;
  ~PendingError() {
    if (exception_ != nullptr) compat::SetRaisedException(exception_);
  }

 private:
  PyObject* exception_;
};

// Returns `TypeError: message`, or the bare name of the class if the message cannot be had. Leaves
// the Python error that is set as it is. Requires: attached.
std::string Describe(PyObject* exception) {
  const PendingError pending;
  std::string text = Py_TYPE(exception)->tp_name;
  try {
    const std::string message = internal::TakeUtf8(internal::OrPark(PyObject_Str, exception));
    if (!message.empty()) text += ": " + message;
  } catch (const std::exception&) {
    // __str__ raised, or there is no memory: the name says what can be said
  }
  return text;
}

}  // namespace

PyErr::PyErr(PyObject* exception) {
  // If there is no memory for the state, the constructor's argument would be lost with the
  // reference.
  Py<> owner = Py<>::from_owned_ptr(exception);
  state_ = std::make_shared<State>(owner.as_ptr());
  static_cast<void>(owner.into_ptr());
}

PyObject* PyErr::exception() const { return state_->exception.as_ptr(); }

PyErr PyErr::fetch(Python py) {
  internal::CheckAttached();
  if (PyObject* const exception = internal::OrPark(compat::TakeRaisedException))
    return PyErr(exception);
  return new_error(py, PyExc_SystemError, "a call failed and no Python exception was set");
}

bool PyErr::occurred(Python) {
  internal::CheckAttached();
  return PyErr_Occurred() != nullptr;
}

PyErr PyErr::new_error(Python py, PyObject* type, std::string_view message) {
  internal::CheckAttached();
  PyObject* const text =
      PyUnicode_DecodeUTF8(message.data(), static_cast<Py_ssize_t>(message.size()), "replace");
  if (text != nullptr) {
    internal::OrPark(PyErr_SetObject, type, text);
    Py_DECREF(text);
  }
  return fetch(py);
}

PyErr PyErr::from_value(const Handle<Object>& exception) {
  PyObject* const value = exception.as_ptr();
  if (value == nullptr) internal::ThrowEmpty();
  if (!PyExceptionInstance_Check(value)) {
    return type_error(exception.py(), "exceptions must derive from BaseException");
  }
  return PyErr(Py_NewRef(value));
}

PyErr PyErr::type_error(Python py, std::string_view message) {
  return new_error(py, PyExc_TypeError, message);
}

PyErr PyErr::value_error(Python py, std::string_view message) {
  return new_error(py, PyExc_ValueError, message);
}

PyErr PyErr::runtime_error(Python py, std::string_view message) {
  return new_error(py, PyExc_RuntimeError, message);
}

PyErr PyErr::index_error(Python py, std::string_view message) {
  return new_error(py, PyExc_IndexError, message);
}

PyErr PyErr::key_error(Python py, std::string_view message) {
  return new_error(py, PyExc_KeyError, message);
}

PyErr PyErr::attribute_error(Python py, std::string_view message) {
  return new_error(py, PyExc_AttributeError, message);
}

const char* PyErr::what() const noexcept {
  try {
    const std::string* known = state_->text.load(std::memory_order_acquire);
    if (known == nullptr) {
      if (!is_attached()) return "a Python exception, whose text was not read while attached";
      const std::string* const text = new std::string(Describe(exception()));
      if (state_->text.compare_exchange_strong(known, text, std::memory_order_acq_rel)) {
        known = text;
      } else {
        delete text;
      }
    }
    return known->c_str();
  } catch (...) {
    return "a Python exception, for whose text there is no memory";
  }
}

Bound<Type> PyErr::type(Python py) const {
  internal::CheckAttached();
  return Bound<Type>::from_owned_ptr(py, PyObject_Type(exception()));
}

Bound<> PyErr::value(Python py) const { return Bound<>::from_borrowed_ptr(py, exception()); }

Bound<> PyErr::traceback(Python py) const {
  internal::CheckAttached();
  PyObject* const traceback = PyException_GetTraceback(exception());  // new, or null
  return traceback != nullptr ? Bound<>::from_owned_ptr(py, traceback) : py.None().to_owned();
}

std::optional<PyErr> PyErr::cause(Python) const {
  internal::CheckAttached();
  return OfException(PyException_GetCause(exception()));
}

std::optional<PyErr> PyErr::context(Python) const {
  internal::CheckAttached();
  return OfException(PyException_GetContext(exception()));
}

std::optional<PyErr> PyErr::OfException(PyObject* owned) {
  if (owned == nullptr) return std::nullopt;
  return PyErr(owned);
}

void PyErr::set_cause(Python, const PyErr& cause) const {
  internal::CheckAttached();
  // Which takes a reference over, and releases what was there.
  internal::OrPark(PyException_SetCause, exception(), Py_NewRef(cause.exception()));
}

std::vector<std::string> PyErr::notes(Python py) const {
  const Bound<> exception = value(py);
  std::vector<std::string> notes;
  if (!exception.hasattr("__notes__"_name)) return notes;
  for (const Bound<>& note : exception.attr("__notes__"_name)) notes.push_back(note.str());
  return notes;
}

void PyErr::add_note(Python py, std::string_view note) const {
  value(py).call_method("add_note"_name, note);
}

const PyErr& PyErr::add_location(Python py, const std::source_location& location) const {
  const PendingError pending;
  const auto line = static_cast<int>(location.line());
  const Bound<> code =
      Bound<>::from_owned_ptr(py, reinterpret_cast<PyObject*>(PyCode_NewEmpty(
                                      location.file_name(), location.function_name(), line)));
  const Bound<Dict> globals = Dict::create(py);
  const Bound<> frame = Bound<>::from_owned_ptr(
      py, reinterpret_cast<PyObject*>(PyFrame_New(PyThreadState_Get(),
                                                  reinterpret_cast<PyCodeObject*>(code.as_ptr()),
                                                  globals.as_ptr(), nullptr)));
  restore(py);
  const int status = PyTraceBack_Here(reinterpret_cast<PyFrameObject*>(frame.as_ptr()));
  PyObject* const raised = compat::TakeRaisedException();
  if (status != 0) throw PyErr(raised);
  Py_XDECREF(raised);  // this one
  return *this;
}

std::string PyErr::format(Python py) const {
  const Bound<> lines = py.import("traceback"_name).call_method("format_exception"_name, value(py));
  return Str::create(py, "").call_method("join"_name, lines).str();
}

bool PyErr::matches(Python, PyObject* type) const {
  internal::CheckAttached();
  return internal::OrPark(PyErr_GivenExceptionMatches, exception(), type) != 0;
}

bool PyErr::matches(const Handle<Object>& type) const { return matches(type.py(), type.as_ptr()); }

void PyErr::restore(Python) const {
  internal::CheckAttached();
  compat::SetRaisedException(Py_NewRef(exception()));
}

void PyErr::print(Python) const {
  internal::CheckAttached();
  internal::OrPark(compat::DisplayException, exception());
}

void PyErr::print_and_set_sys_last_vars(Python py) const {
  const Bound<> sys = py.import("sys"_name);
  sys.setattr("last_exc", value(py));
  sys.setattr("last_type", type(py));
  sys.setattr("last_value", value(py));
  sys.setattr("last_traceback", traceback(py));
  print(py);
}

void PyErr::write_unraisable(Python py) const {
  restore(py);
  internal::OrPark(PyErr_WriteUnraisable, nullptr);
}

void PyErr::write_unraisable(const Handle<Object>& where) const {
  restore(where.py());
  internal::OrPark(PyErr_WriteUnraisable, where.as_ptr());
}

}  // namespace abi_1
}  // namespace ferrule
