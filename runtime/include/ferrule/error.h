// Python exceptions as C++ exceptions.
#ifndef FERRULE_ERROR_H_
#define FERRULE_ERROR_H_

#include <exception>
#include <memory>
#include <optional>
#include <source_location>
#include <string>
#include <string_view>
#include <vector>

#include "ferrule/fwd.h"
#include "ferrule/python_compat.h"

namespace ferrule {
inline namespace abi_1 {

// Thrown when Python raised. It owns the Python exception with all that hangs on it: traceback,
// cause, context, notes. Copies share it. Threads: a PyErr may be copied and destroyed on any
// thread; what takes a Python needs an attached one.
class PyErr : public std::exception {
 public:
  // No moves: a PyErr is never empty.
  PyErr(const PyErr&) = default;
  PyErr& operator=(const PyErr&) = default;

  // Takes the exception that is set on this thread, and clears it. If none is, that is a mistake of
  // whoever said that there was one, and becomes a SystemError.
  static PyErr fetch(Python py);

  // Returns whether an exception is set on this thread.
  static bool occurred(Python py);

  // An exception to throw: the class (PyExc_ValueError, say) and its message, or the exception
  // itself. If making it fails, the result is the exception that Python raised instead.
  static PyErr new_error(Python py, PyObject* type, std::string_view message);
  static PyErr from_value(const Handle<Object>& exception);
  static PyErr type_error(Python py, std::string_view message);
  static PyErr value_error(Python py, std::string_view message);
  static PyErr runtime_error(Python py, std::string_view message);
  static PyErr index_error(Python py, std::string_view message);
  static PyErr key_error(Python py, std::string_view message);
  static PyErr attribute_error(Python py, std::string_view message);

  // Returns `TypeError: message`. The text is read from the exception when it is first asked for on
  // an attached thread, and when the error leaves attach(). Asked for only where there is no
  // attachment, it says so.
  const char* what() const noexcept override;

  Bound<Type> type(Python py) const;
  Bound<Object> value(Python py) const;
  // Python's None if there is none.
  Bound<Object> traceback(Python py) const;

  // What it was raised from (`raise error from cause`), and what was being handled when it was
  // raised: nothing if there is none.
  std::optional<PyErr> cause(Python py) const;
  std::optional<PyErr> context(Python py) const;
  void set_cause(Python py, const PyErr& cause) const;

  // The notes that are printed below the message. Throws: PyErr.
  std::vector<std::string> notes(Python py) const;
  void add_note(Python py, std::string_view note) const;

  // Adds a place in C++ to the traceback, above the entries that are there:
  //   throw PyErr::value_error(py, "bad").add_location(py);
  // Returns this. Throws: PyErr, if there is no memory for it.
  const PyErr& add_location(
      Python py, const std::source_location& location = std::source_location::current()) const;

  // Returns what print() prints: causes and context, traceback, message, notes. Throws: PyErr.
  std::string format(Python py) const;

  // Returns whether `except type` would catch it. `type` may be a tuple of classes.
  bool matches(Python py, PyObject* type) const;
  bool matches(const Handle<Object>& type) const;

  // Sets the exception as the one of this thread, to return to Python with it.
  void restore(Python py) const;

  // Prints causes, traceback, type, message and notes to sys.stderr. Never ends the process, as
  // Python does for SystemExit.
  void print(Python py) const;

  // The same, after which `pdb.pm()` finds the exception in sys.last_value.
  void print_and_set_sys_last_vars(Python py) const;

  // Hands the exception to sys.unraisablehook, for where it cannot be raised. `where` is the object
  // it came from.
  void write_unraisable(Python py) const;
  void write_unraisable(const Handle<Object>& where) const;

 private:
  struct State;
  explicit PyErr(PyObject* exception);
  static std::optional<PyErr> OfException(PyObject* owned);
  PyObject* exception() const;

  std::shared_ptr<State> state_;
};

}  // namespace abi_1
}  // namespace ferrule

#endif  // FERRULE_ERROR_H_
