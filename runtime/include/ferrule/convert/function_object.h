// C++ functions as Python objects: the type of the objects, and what calls them.
//
// The type is made once in each interpreter, by each extension for itself. An object holds a
// std::function or a pointer to a function, whose C++ type its kind tells: so it can be taken out
// again. It may hold references that nobody sees, and takes no part in garbage collection.
//
// For convert/function.h; not for users.
#ifndef FERRULE_CONVERT_FUNCTION_OBJECT_H_
#define FERRULE_CONVERT_FUNCTION_OBJECT_H_

#include <cstddef>
#include <exception>
#include <memory>
#include <new>
#include <string>
#include <tuple>
#include <type_traits>
#include <utility>
#include <vector>

#include "ferrule/convert/converter.h"
#include "ferrule/glue/raise.h"
#include "ferrule/python_compat.h"

namespace ferrule {
inline namespace abi_1 {
namespace convert {

// Tells function objects of one C++ type from those of others, by its address.
struct FunctionTag {};

// What all function objects of one C++ type have in common.
struct FunctionKind {
  const FunctionTag* tag;
  vectorcallfunc call;
  void (*destroy)(void* function) noexcept;
  // The types of the parameters and, last, of the result, in Python's terms.
  std::vector<std::string> (*types)();
};

struct FunctionObject {
  PyObject_HEAD vectorcallfunc vectorcall;
  const FunctionKind* kind;  // null until there is a function
  PyObject* weak_references;
  alignas(std::max_align_t) std::byte storage[6 * sizeof(void*)];
};

// A new object without a function; null with an error set.
FunctionObject* NewFunctionObject();

// What `object` holds, if it holds a function of this type; else null. Sets no error.
void* FindFunction(PyObject* object, const FunctionTag& tag);

// `Callable[[int, str], bool]`. The types are those of a FunctionKind.
std::string CallableName(const std::vector<std::string>& types);

// Sets the TypeError of a call with the wrong number of arguments, or with keywords.
[[gnu::cold]] void RaiseBadCall(Py_ssize_t expected, PyObject* const* values, Py_ssize_t nargs,
                                PyObject* kwnames);

// Says in front of the current error that it was this argument.
[[gnu::cold]] void RaiseInArgument(std::size_t index);

// The same for what C++ calls: of a callback from which C++ wants nothing, anything is taken.
template <class R>
std::string CallbackName(std::vector<std::string> types) {
  if constexpr (std::is_void_v<R>) types.back() = "object";
  return CallableName(types);
}

// A parameter of a function that crosses over, whichever way: by value, `const T&` or `T&&`.
template <class A>
inline constexpr bool kCrosses =
    !std::is_lvalue_reference_v<A> || std::is_const_v<std::remove_reference_t<A>>;

// T in Python's terms; of void, None.
template <class T>
std::string NameOf() {
  if constexpr (std::is_void_v<T>) {
    return "None";
  } else {
    return Converter<std::remove_cvref_t<T>>::Name();
  }
}

// How Python calls an F, which is a std::function or a pointer, with parameters A and a result R.
// References that the function takes are to the Python objects' own C++ objects, for the time of
// the call.
template <class F, class R, class... A>
class FunctionCall {
  static_assert(sizeof(F) <= sizeof(FunctionObject::storage) &&
                alignof(F) <= alignof(std::max_align_t));

 public:
  // The types of the parameters and, last, of the result.
  static std::vector<std::string> Types() { return {NameOf<A>()..., NameOf<R>()}; }

  // A new object that holds `function`; null with an error set.
  template <class U>
  static PyObject* Wrap(U&& function) {
    static_assert((kCrosses<A> && ...),
                  "Python cannot call a C++ function that takes a T&: use a value or a const T&");
    static_assert(kCrosses<R>,
                  "Python cannot call a C++ function that returns a T&: return a value");
    FunctionObject* const object = NewFunctionObject();
    Held held(reinterpret_cast<PyObject*>(object));
    if (object == nullptr) return nullptr;
    ::new (object->storage) F(std::forward<U>(function));
    object->kind = &kKind;
    object->vectorcall = &Call;
    return held.Release();
  }

  // What `object` holds, or null. It needs no converters.
  static const F* Find(PyObject* object) {
    return static_cast<const F*>(FindFunction(object, kTag));
  }

 private:
  using Carriers = std::tuple<typename Converter<std::remove_cvref_t<A>>::Carrier...>;

  static PyObject* Call(PyObject* self, PyObject* const* values, std::size_t nargsf,
                        PyObject* kwnames) try {
    const Py_ssize_t nargs = PyVectorcall_NARGS(nargsf);
    if (nargs != sizeof...(A) || kwnames != nullptr) [[unlikely]] {
      RaiseBadCall(sizeof...(A), values, nargs, kwnames);
      return nullptr;
    }
    const F& function = *std::launder(
        reinterpret_cast<const F*>(reinterpret_cast<const FunctionObject*>(self)->storage));
    Carriers carriers{};
    if (!Convert(values, carriers, std::index_sequence_for<A...>())) return nullptr;
    return Apply(function, carriers, std::index_sequence_for<A...>());
  } catch (const std::exception& error) {
    return glue::Raise(error);
  } catch (...) {
    return glue::RaiseUnknown();
  }

  template <std::size_t... I>
  static bool Convert([[maybe_unused]] PyObject* const* values, [[maybe_unused]] Carriers& carriers,
                      std::index_sequence<I...>) {
    return (ConvertOne<A>(values[I], std::get<I>(carriers), I) && ...);
  }

  template <class Argument, class Carrier>
  static bool ConvertOne(PyObject* value, Carrier& carrier, std::size_t index) {
    if (Converter<std::remove_cvref_t<Argument>>::FromPython(value, carrier)) return true;
    RaiseInArgument(index);
    return false;
  }

  template <std::size_t... I>
  static PyObject* Apply(const F& function, [[maybe_unused]] Carriers& carriers,
                         std::index_sequence<I...>) {
    if constexpr (std::is_void_v<R>) {
      function(Unwrap<A>(std::get<I>(carriers))...);
      return Py_NewRef(Py_None);
    } else {
      return Converter<std::remove_cvref_t<R>>::ToPython(
          function(Unwrap<A>(std::get<I>(carriers))...));
    }
  }

  // A T&& must not move from the object that Python passed.
  template <class Argument, class Carrier>
  static decltype(auto) Unwrap(Carrier& carrier) {
    using T = std::remove_cvref_t<Argument>;
    if constexpr (std::is_rvalue_reference_v<Argument>) {
      return T(Converter<T>::Unwrap(std::move(carrier)));
    } else {
      return Converter<T>::Unwrap(std::move(carrier));
    }
  }

  static void Destroy(void* function) noexcept { std::destroy_at(static_cast<F*>(function)); }

  static constexpr FunctionTag kTag = {};
  static constexpr FunctionKind kKind = {&kTag, &Call, &Destroy, &Types};
};

}  // namespace convert
}  // namespace abi_1
}  // namespace ferrule

#endif  // FERRULE_CONVERT_FUNCTION_OBJECT_H_
