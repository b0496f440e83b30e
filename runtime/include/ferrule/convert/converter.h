// What a conversion between Python objects and C++ values is made of. The converters themselves
// stand beside this header, one subject a file; ferrule/convert.h includes them all.
//
// A Converter<T> has
//   Carrier                      what holds a converted argument until T is made of it: T itself,
//                                or something that points into the object
//   FromPython(object, carrier)  false with a Python error set; strict, as the guide's table says
//   Unwrap(carrier)              the T, or a reference to one
//   ToPython(value)              a new reference; null with a Python error set
//   Fits(object)                 whether FromPython would take the object, judged by its type, and
//                                by the types of its items: for the choice among overloads
//   kBorrows                     true where the T that Unwrap gives points into the object
//   kRunsPython                  true where ToPython may run Python code; may be left out where not
//   Name()                       T in Python's terms, as messages say what was expected: `int`,
//                                `Sequence[int]`
// A few have a short way for what is a T in Python already: a float, where T is double.
//   Exact                        T
//   FromExact(object, carrier)   false, without an error, for anything else. Runs no Python code,
//   so
//                                that the items of a container need not be held meanwhile
//   IsExact(object)              for numbers, and for sequences of them: whether Fits would say
//   kExact
// All of them require an attached thread. A carrier may point into the object it came from and is
// good for as long as that object is held. Only C++ exceptions that T's own constructors throw
// (std::bad_alloc, say) come out. Fits runs no Python code and leaves no error.
#ifndef FERRULE_CONVERT_CONVERTER_H_
#define FERRULE_CONVERT_CONVERTER_H_

#include <string>
#include <type_traits>
#include <utility>

#include "ferrule/park.h"
#include "ferrule/python_compat.h"

namespace ferrule {
inline namespace abi_1 {

// How an object is taken: not at all, by a conversion (an int where a float is wanted), or as what
// it is.
enum class Fit { kNone, kConverting, kExact };

// Defined in numbers.h, text.h and so on for values; in classes.h for bound classes (the primary
// template) and enums; in handles.h for Py, Bound and Borrowed.
template <class T>
struct Converter;

// Whether a T is a value or the reason why there is none: whether there is an Outcome<T>, as
// outcome.h says.
template <class T>
struct Outcome;
template <class T>
concept IsOutcome = requires { typename Outcome<T>::Value; };

namespace convert {

// Whether IsExact is about Ts: a converter of the user's may be derived from that of a number, and
// take other objects.
template <class T>
concept ToldExactly = requires(PyObject* object) {
  Converter<T>::IsExact(object);
  requires std::is_arithmetic_v<T> || std::is_same_v<typename Converter<T>::Told, T>;
};

// Sets `TypeError: expected WHAT, got 'type of object'`; returns false.
[[gnu::cold]] bool RaiseExpected(const char* what, PyObject* object);
[[gnu::cold]] bool RaiseExpected(const std::string& what, PyObject* object);
[[gnu::cold]] bool RaiseExpected(PyTypeObject* type, PyObject* object);

// The name of a class as messages say it: `Outer.Inner`. `type` may be null with an error set,
// which is then cleared.
std::string ClassName(PyTypeObject* type);

// A new reference, held while C++ code runs that may throw.
class Held {
 public:
  explicit Held(PyObject* object) : object_(object) {}
  ~Held() {
    if (object_ != nullptr) internal::Decref(object_);
  }
  Held(const Held&) = delete;
  Held& operator=(const Held&) = delete;

  PyObject* get() const { return object_; }
  PyObject* Release() { return std::exchange(object_, nullptr); }

 private:
  PyObject* object_;
};

// What reading an attribute gives: the value in an immutable form, so that changing the result
// cannot seem to change the object it was read from.
template <class T>
PyObject* ToSnapshot(const T& value) {
  if constexpr (requires { Converter<T>::ToSnapshot(value); }) {
    return Converter<T>::ToSnapshot(value);
  } else {
    return Converter<T>::ToPython(value);
  }
}

}  // namespace convert

}  // namespace abi_1
}  // namespace ferrule

#endif  // FERRULE_CONVERT_CONVERTER_H_
