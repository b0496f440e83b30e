// Converters of users' own types.
#ifndef FERRULE_CONVERT_USER_H_
#define FERRULE_CONVERT_USER_H_

#include <optional>
#include <string>
#include <utility>

#include "ferrule/attach.h"
#include "ferrule/convert/converter.h"
#include "ferrule/convert/handles.h"
#include "ferrule/convert/throwing.h"
#include "ferrule/error.h"
#include "ferrule/ref.h"

namespace ferrule {
inline namespace abi_1 {

// What a converter of your own derives from. It has one or both of from_python and to_python, which
// throw as all code that uses Python does, and a name; it stands beside the type, so that whoever
// sees the one sees the other.
//
//   template <>
//   struct ferrule::Converter<Color> : ferrule::UserConverter<Color> {
//     static constexpr const char* kName = "tuple[int, int, int]";
//
//     static Color from_python(ferrule::Borrowed<> object) {
//       if (!object.is_instance<ferrule::Tuple>() || object.len() != 3) throw expected(object);
//       return {object[0].extract<int>(), object[1].extract<int>(), object[2].extract<int>()};
//     }
//     static ferrule::Bound<> to_python(ferrule::Python py, const Color& color) {
//       return ferrule::Tuple::create(py, color.red, color.green, color.blue);
//     }
//   };
//
// kName says in Python's terms what is taken and what is returned; for a converter of a template's
// instances it may be a function instead, `static std::string name()`. T has to be movable, and
// nothing else. A converter may also have
//
//   static Fit fits(Borrowed<> object) noexcept;
//     How an object is taken, for the choice among overloads: Fit::kNone only where from_python
//     would throw TypeError. It runs no Python code. Without it every object may fit.
//   static constexpr bool kBorrows = true;
//     A T points into the object that it was made of, and is good only as long as that.
template <class T>
struct UserConverter {
  // What from_python throws for an object of the wrong type: `expected tuple[int, int, int], got
  // 'str'`.
  static PyErr expected(Borrowed<> object) {
    const Python py = object.py();
    convert::RaiseExpected(Name(), object.as_ptr());
    return PyErr::fetch(py);
  }

  // For the runtime and for glue.
  using Carrier = std::optional<T>;
  static constexpr bool kBorrows = false;
  static constexpr bool kRunsPython = true;

  static bool FromPython(PyObject* object, Carrier& out) {
    return convert::OrRaise([&] {
      out.emplace(
          Converter<T>::from_python(Borrowed<>::from_ptr(Python::assume_attached(), object)));
      return true;
    });
  }
  static T&& Unwrap(Carrier&& carrier) { return *std::move(carrier); }

  template <class U>
  static PyObject* ToPython(U&& value) {
    return convert::OrRaise([&]() -> PyObject* {
      Bound<> object = Converter<T>::to_python(Python::assume_attached(), std::forward<U>(value));
      return object ? object.into_ptr() : convert::RaiseEmptyReference();
    });
  }

  static Fit Fits(PyObject* object) {
    const Borrowed<> borrowed = Borrowed<>::from_ptr(Python::assume_attached(), object);
    if constexpr (requires { Converter<T>::fits(borrowed); }) {
      static_assert(noexcept(Converter<T>::fits(borrowed)), "fits() must be noexcept");
      return Converter<T>::fits(borrowed);
    } else {
      return Fit::kConverting;
    }
  }

  static std::string Name() {
    if constexpr (requires { Converter<T>::name(); }) {
      return Converter<T>::name();
    } else {
      return Converter<T>::kName;
    }
  }
};

}  // namespace abi_1
}  // namespace ferrule

#endif  // FERRULE_CONVERT_USER_H_
