// Conversions of std::reference_wrapper to bound classes: an argument is borrowed from its
// instance. None goes to Python, for nobody could say who owns it.
#ifndef FERRULE_CONVERT_REFERENCE_WRAPPER_H_
#define FERRULE_CONVERT_REFERENCE_WRAPPER_H_

#include <functional>
#include <string>
#include <type_traits>

#include "ferrule/convert/classes.h"
#include "ferrule/convert/containers.h"

namespace ferrule {
inline namespace abi_1 {

template <class T>
  requires std::is_class_v<T>
struct Converter<std::reference_wrapper<T>> {
  using Class = std::remove_const_t<T>;
  using Carrier = Class*;
  static bool FromPython(PyObject* object, Class*& out) {
    return convert::BorrowInstance(object, out);
  }
  static std::reference_wrapper<T> Unwrap(Class* carrier) { return *carrier; }
  static Fit Fits(PyObject* object) { return Converter<Class>::Fits(object); }
  static constexpr bool kBorrows = true;
  static std::string Name() { return Converter<Class>::Name(); }
};

}  // namespace abi_1
}  // namespace ferrule

#endif  // FERRULE_CONVERT_REFERENCE_WRAPPER_H_
