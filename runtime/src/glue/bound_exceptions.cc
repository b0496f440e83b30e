#include "runtime/src/glue/bound_exceptions.h"

#include <cstring>

#include "ferrule/abi.h"

namespace ferrule {
inline namespace abi_1 {
namespace glue {
namespace {

// How many exceptions this thread is reading messages and attributes of. A getter that throws what
// it is a getter of would never come to an end: from the third on, what is thrown is raised by the
// table.
constinit thread_local int reading = 0;
constexpr int kMaxReading = 2;

class Reading {
 public:
  Reading() { ++reading; }
  ~Reading() { --reading; }
  Reading(const Reading&) = delete;
  Reading& operator=(const Reading&) = delete;
};

bool IsDerived(const abi::ExceptionRecord& record, const abi::ExceptionRecord& base) {
  for (const char* const* name = record.ancestors; *name != nullptr; ++name) {
    if (std::strcmp(*name, base.name) == 0) return true;
  }
  return false;
}

struct Match {
  const abi::ExceptionEntry* entry = nullptr;
  const void* thrown = nullptr;
};

// Several modules may have bound one class: the latest speaks for it.
Match FindMostDerived(const std::exception* error) {
  Match best;
  for (const abi::ExceptionEntry* entry = abi::BoundExceptions(); entry != nullptr;
       entry = abi::Next(entry)) {
    if (best.entry != nullptr && !IsDerived(*entry->record, *best.entry->record)) continue;
    const void* const thrown = entry->record->find(error);
    if (thrown != nullptr) best = {entry, thrown};
  }
  return best;
}

// The arguments that the Python exception is made of: its message, or what OSError wants.
PyObject* ArgumentsFor(PyObject* type, const Match& match, const std::exception* error) {
  const bool is_os_error = PyObject_IsSubclass(type, PyExc_OSError) == 1;
  if (is_os_error && error != nullptr) {
    PyObject* const arguments = ArgumentsOfOSError(*error);
    if (arguments != nullptr || PyErr_Occurred() != nullptr) return arguments;
  }
  const Reading guard;
  PyObject* const message = match.entry->record->message(match.thrown);
  if (message == nullptr) return PyErr_Occurred() == nullptr ? PyTuple_New(0) : nullptr;
  PyObject* const arguments = PyTuple_Pack(1, message);
  Py_DECREF(message);
  return arguments;
}

// That an exception could not be made is raised in its place, and says what it was about.
void NoteUnmade(PyObject* type, PyObject* arguments) {
  PyObject* const failure = compat::TakeRaisedException();
  AddNote(failure,
          PyUnicode_FromFormat("while raising %s%S", reinterpret_cast<PyTypeObject*>(type)->tp_name,
                               arguments != nullptr ? arguments : Py_None));
  compat::SetRaisedException(failure);
}

// Takes the current error, why `exception` has not got an attribute, for its context: neither is
// lost.
void NoteMissing(PyObject* exception, const char* name) {
  PyObject* const failure = compat::TakeRaisedException();
  AddNote(exception, PyUnicode_FromFormat("attribute '%s' could not be set: %s: %S", name,
                                          Py_TYPE(failure)->tp_name, failure));
  PyObject* const before = PyException_GetContext(exception);  // new, or null
  PyObject* const own = PyException_GetContext(failure);
  if (before != nullptr && own == nullptr && before != failure) {
    PyException_SetContext(failure, before);  // which takes it
  } else {
    Py_XDECREF(before);
  }
  Py_XDECREF(own);
  PyException_SetContext(exception, failure);
}

PyObject* Read(const abi::ExceptionAttribute& attribute, const void* thrown) {
  const Reading guard;
  return attribute.read(thrown);
}

void SetAttributes(PyObject* exception, const Match& match) {
  for (const abi::ExceptionAttribute* attribute = match.entry->record->attributes;
       attribute->name != nullptr; ++attribute) {
    PyObject* const value = Read(*attribute, match.thrown);
    if (value == nullptr || PyObject_SetAttrString(exception, attribute->name, value) != 0)
      NoteMissing(exception, attribute->name);
    Py_XDECREF(value);
  }
}

}  // namespace

bool RaiseBound(const std::exception* error) {
  if (reading >= kMaxReading) return false;
  const Match match = FindMostDerived(error);
  if (match.entry == nullptr) return false;
  PyObject* const type = Py_NewRef(match.entry->type);
  PyObject* const arguments = ArgumentsFor(type, match, error);
  PyObject* const exception =
      arguments == nullptr ? nullptr : PyObject_Call(type, arguments, nullptr);
  if (exception == nullptr) {
    NoteUnmade(type, arguments);
  } else {
    // This also gives it the exception that is being handled in Python as context.
    PyErr_SetObject(reinterpret_cast<PyObject*>(Py_TYPE(exception)), exception);
    Py_DECREF(exception);
    PyObject* const raised = compat::TakeRaisedException();
    SetAttributes(raised, match);
    compat::SetRaisedException(raised);
  }
  Py_XDECREF(arguments);
  Py_DECREF(type);
  return true;
}

void AddNote(PyObject* exception, PyObject* note) {
  PyObject* const result =
      note == nullptr ? nullptr : PyObject_CallMethod(exception, "add_note", "O", note);
  if (result == nullptr) PyErr_Clear();
  Py_XDECREF(result);
  Py_XDECREF(note);
}

}  // namespace glue
}  // namespace abi_1
}  // namespace ferrule
