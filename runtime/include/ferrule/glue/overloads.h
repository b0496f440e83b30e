// The choice among overloads: which of several C++ functions under one Python name takes a call.
//
// A generated function tries the arguments of a call that has no keywords with the short tests
// below, in an order that the generator settled. All other calls come to Choice, which goes by a
// table: calls with keywords, those whose integer has to be asked for its value, and those that no
// overload takes, to say why. Both follow the same rules:
//
//   1. An overload is in the running if the number of arguments and their names fit it.
//   2. In a first round an argument must be what a parameter is (Fit::kExact), in a second one it
//      may be converted (Fit::kConverting). An argument that all in the running take alike may be
//      converted in the first round, too; a container is then not looked through at all.
//   3. In each round the first that takes every argument is chosen; the table is in that order.
//   4. Overloads that differ in nothing but the widths of their integers are chosen by value: the
//      first whose range has it, else the last one, which raises OverflowError.
#ifndef FERRULE_GLUE_OVERLOADS_H_
#define FERRULE_GLUE_OVERLOADS_H_

#include <limits>
#include <type_traits>
#include <utility>
#include <vector>

#include "ferrule/convert/converter.h"
#include "ferrule/convert/numbers.h"
#include "ferrule/glue/bind.h"
#include "ferrule/glue/failure.h"
#include "ferrule/python_compat.h"

namespace ferrule {
inline namespace abi_1 {
namespace glue {

// Whether the object is what a T is in Python.
template <class T>
bool Is(PyObject* object) {
  if constexpr (std::is_arithmetic_v<T> && requires { Converter<T>::IsExact(object); }) {
    return Converter<T>::IsExact(object);
  } else {
    return Converter<T>::Fits(object) == Fit::kExact;
  }
}

// Whether a T can be made of the object at all.
template <class T>
bool Takes(PyObject* object) {
  return Converter<T>::Fits(object) != Fit::kNone;
}

// Whether the value of an int is in a range. Runs no Python code and leaves no error.
[[gnu::cold]] bool IsIntBetween(PyObject* object, long long minimum, unsigned long long maximum);

// Whether a T has the value of the object, an int or of a subclass of int.
template <convert::Integer T>
bool TakesInRange(PyObject* object) {
  if (!PyLong_Check(object)) return false;
  if (compat::IsCompactInt(object)) [[likely]]
    return std::in_range<T>(compat::CompactIntValue(object));
  return IsIntBetween(object, std::numeric_limits<T>::min(), std::numeric_limits<T>::max());
}

// The same for an int alone.
template <convert::Integer T>
bool IsInRange(PyObject* object) {
  return PyLong_CheckExact(object) && TakesInRange<T>(object);
}

// Whether only the object's __index__ knows its value.
inline bool NeedsIndex(PyObject* object) { return !PyLong_Check(object) && PyIndex_Check(object); }

// What a parameter takes, as functions.
struct Acceptance {
  Fit (*fits)(PyObject* object);
  bool (*in_range)(PyObject* object);  // of integers only, else null
  // Sets the TypeError with which the object is refused; false where it is not.
  bool (*refuses)(PyObject* object);
};

template <class T>
bool Refuses(PyObject* object) {
  if (Takes<T>(object)) return false;
  typename Converter<T>::Carrier carrier{};
  if (Converter<T>::FromPython(object, carrier))
    convert::RaiseExpected(Converter<T>::Name(), object);
  return true;
}

template <class T>
constexpr auto RangeTest() -> bool (*)(PyObject*) {
  if constexpr (convert::Integer<T>) {
    return &TakesInRange<T>;
  } else {
    return nullptr;
  }
}

template <class T>
inline constexpr Acceptance kAcceptance = {&Converter<T>::Fits, RangeTest<T>(), &Refuses<T>};

// A slot of an overload's signature.
struct Slot {
  const Acceptance* acceptance;
  int form;      // the same number for slots of the set that take the same objects, of any width
  bool is_deep;  // the test looks at each item of a container
};

// What *args or **kwargs take.
struct Others {
  bool are_taken;
  const char* name;  // of what they are converted to, with the slot of each; or null for anything
  const Slot* each;
};

struct Overload {
  const Signature* signature;
  const Slot* slots;  // as many as the signature has
  const char* text;   // `area(width: int, height: int)`
  Others args;
  Others kwargs;
};

// In the order in which they are tried.
struct Overloads {
  const char* name;  // as messages have it: `area`, `Counter.reset`
  const Overload* overloads;
  Py_ssize_t count;
};

// The overload that a call is for.
class [[nodiscard]] Choice {
 public:
  // Sets an error where there is none: the TypeError that lists the overloads and what each
  // refused, or what Python code raised that had to be asked.
  Choice(const Overloads& set, PyObject* const* values, Py_ssize_t nargs, PyObject* kwnames);
  ~Choice();
  Choice(const Choice&) = delete;
  Choice& operator=(const Choice&) = delete;

  // Its place in the table, or -1 with an error set.
  Py_ssize_t index() const { return index_; }

  // The arguments to call it with. Where the value of an argument had to be asked for, it stands in
  // the place of the argument: what __index__ does happens once.
  PyObject* const* values() const { return values_; }

 private:
  void Choose(const Overloads& set, Py_ssize_t nargs, PyObject* kwnames);

  Py_ssize_t index_ = -1;
  PyObject* const* values_;
  std::vector<PyObject*> replaced_;  // empty, or all the arguments
  std::vector<PyObject*> owned_;
};

// Calls the overload that takes the arguments. `calls` are the wrappers, in the order of the set.
template <class Result, class Count>
[[gnu::cold, gnu::noinline]] Result CallChosen(
    const Overloads& set,
    Result (*const* calls)(PyObject* self, PyObject* const* values, Count nargs, PyObject* kwnames),
    PyObject* self, PyObject* const* values, Py_ssize_t nargs, PyObject* kwnames) {
  const Choice choice(set, values, nargs, kwnames);
  if (choice.index() < 0) return Failure();
  return calls[choice.index()](self, choice.values(), static_cast<Count>(nargs), kwnames);
}

}  // namespace glue
}  // namespace abi_1
}  // namespace ferrule

#endif  // FERRULE_GLUE_OVERLOADS_H_
