#include "ferrule/with.h"

#include <exception>
#include <string>
#include <utility>

#include "ferrule/call.h"
#include "ferrule/error.h"
#include "ferrule/glue/raise.h"
#include "ferrule/interned.h"
#include "ferrule/park.h"

namespace ferrule {
inline namespace abi_1 {

using literals::operator""_name;

namespace internal {
namespace {

// Returns a special method, bound, from where Python looks for one: the class. Empty if it has
// none. Throws: PyErr.
Bound<> SpecialMethod(const Handle<Object>& object, const Interned& name) {
  const Python py = object.py();
  PyTypeObject* const type = Py_TYPE(object.as_ptr());
  PyObject* const found = compat::FindOnType(type, name.get(py).as_ptr());
  if (found == nullptr) return Bound<>();
  Bound<> attribute = Bound<>::from_owned_ptr(py, found);
  const descrgetfunc get = Py_TYPE(found)->tp_descr_get;
  if (get == nullptr) return attribute;
  return Bound<>::from_owned_ptr(
      py, OrPark(get, found, object.as_ptr(), reinterpret_cast<PyObject*>(type)));
}

[[noreturn]] void ThrowNoContextManager(const Handle<Object>& object, const char* missing) {
  std::string message = "'" + std::string(Py_TYPE(object.as_ptr())->tp_name) +
                        "' object does not support the context manager protocol";
  throw PyErr::type_error(object.py(), message + missing);
}

// While it lasts, an exception is the one that is being handled: what is raised meanwhile has it as
// context, and sys.exception() returns it.
class Handling {
 public:
  explicit Handling(PyObject* exception) : outer_(PyErr_GetHandledException()) {
    PyErr_SetHandledException(exception);
  }
  Handling(const Handling&) = delete;
  Handling& operator=(const Handling&) = delete;
  ~Handling() {
    PyErr_SetHandledException(outer_);
    if (outer_ != nullptr) Decref(outer_);
  }

 private:
  PyObject* outer_;
};

}  // namespace

EnteredContext::EnteredContext(const Handle<Object>& manager) {
  Used(manager.as_ptr());
  const Bound<> enter = SpecialMethod(manager, "__enter__"_name);
  if (!enter) ThrowNoContextManager(manager, "");
  exit_ = SpecialMethod(manager, "__exit__"_name);
  if (!exit_) ThrowNoContextManager(manager, " (missed __exit__ method)");
  value_ = enter();
}

void EnteredContext::Leave() {
  const Borrowed<> none = exit_.py().None();
  exit_(none, none, none);
}

void EnteredContext::LeaveWithException() {
  ParkIfUnwound();
  const Python py = exit_.py();
  try {
    throw;
  } catch (const PyErr& error) {
    if (!Suppresses(error)) throw;
  } catch (const std::exception& error) {
    glue::Raise(error);
    if (!Suppresses(PyErr::fetch(py))) throw;
  } catch (...) {
    glue::RaiseUnknown();  // which passes on what ends the thread
    if (!Suppresses(PyErr::fetch(py))) throw;
  }
}

bool EnteredContext::Suppresses(const PyErr& error) {
  const Python py = exit_.py();
  const Bound<> exception = error.value(py);
  const Handling handling(exception.as_ptr());
  return exit_(error.type(py), exception, error.traceback(py)).is_truthy();
}

}  // namespace internal

}  // namespace abi_1
}  // namespace ferrule
