// Virtual methods that Python overrides: for the classes that the generator derives from those that
// can be derived from in Python.
//
//   class Shape_Override final : public Shape, public glue::PythonHalf {
//    public:
//     double area() const override {
//       if (const glue::Override<Shape, "area"> python(*this); python) {
//         return python.Call<double>();
//       }
//       return Shape::area();
//     }
//   };
//
// C++ may call such a method on any thread: it attaches for the look at the Python class, and for
// the call if that overrides the method, and is as it was when the method of C++ runs. Where the
// thread cannot attach, because the interpreter has gone, nothing is overridden.
#ifndef FERRULE_GLUE_OVERRIDE_H_
#define FERRULE_GLUE_OVERRIDE_H_

#include <cstddef>
#include <memory>
#include <optional>
#include <type_traits>
#include <utility>

#include "ferrule/abi.h"
#include "ferrule/argument.h"
#include "ferrule/attach.h"
#include "ferrule/convert/classes.h"
#include "ferrule/convert/converter.h"
#include "ferrule/convert/function.h"
#include "ferrule/convert/pointers.h"
#include "ferrule/convert/python_half.h"
#include "ferrule/glue/failure.h"
#include "ferrule/interned.h"
#include "ferrule/python_compat.h"
#include "ferrule/ref.h"

namespace ferrule {
inline namespace abi_1 {
namespace glue {

using convert::PythonHalf;

// Whether the C++ object of `self`, of a class with heap or shared storage, has a PythonHalf. A
// wrapper then calls the method of its class and not the virtual one: it was called for what Python
// overrides, by super(), or because nothing overrides it.
inline bool IsPythonHalf(PyObject* self) {
  return reinterpret_cast<abi::OwningHead*>(self)->has_python_half != 0;
}

// Whether `self` is of a class that was derived from T's in Python.
template <class T>
bool IsDerived(PyObject* self) {
  return Py_TYPE(self) != ClassOf<T>();
}

// The same for a class of which C++ makes no objects by itself. Sets TypeError otherwise: `Can't
// instantiate Shape`, and the reason.
bool CheckDerived(PyObject* self, PyTypeObject* type, const char* reason);

// The opposite, for a factory of C++'s: what it makes has no methods that Python overrides.
bool CheckNotDerived(PyObject* self, PyTypeObject* type);

// NotImplementedError: `method` is pure in C++, and nothing overrides it.
[[gnu::cold]] Failure RaiseAbstract(const char* method);
[[noreturn, gnu::cold]] void ThrowAbstract(const char* method);
// The same for a method that must not throw: to the unraisable hook.
[[gnu::cold]] void ReportAbstract(const char* method) noexcept;

// An argument of an overriding method that refers to an object of C++'s: an instance of its class
// for the time of the call. What Python keeps of it has no object afterwards. Requires an attached
// thread.
template <class T>
class Lent {
 public:
  // Throws: PyErr.
  explicit Lent(T& object) : Lent(std::addressof(object)) {}
  explicit Lent(T* object) : instance_(InstanceFor(object)) {
    if (instance_ == nullptr) internal::ThrowError();
  }
  Lent(const Lent&) = delete;
  Lent& operator=(const Lent&) = delete;
  ~Lent() {
    if (record_ != nullptr) convert::EndLoan(instance_, *record_);
    internal::Decref(instance_);
  }

  PyObject* as_ptr() const { return instance_; }

 private:
  using Object = std::remove_const_t<T>;

  PyObject* InstanceFor(T* object) {
    if (object == nullptr) return Py_NewRef(Py_None);
    if (const auto* const half = convert::PythonHalfOf(object)) {
      if (PyObject* const self = half->TakeSelf()) return self;
    }
    auto* const lent = const_cast<Object*>(object);
    const convert::DerivedClass derived = convert::DerivedClassOf(lent);
    PyObject* const instance = derived.type == nullptr ? AllocateInstance<Object>()
                                                       : derived.record->allocate(derived.type);
    if (instance == nullptr) return nullptr;
    record_ = derived.type == nullptr ? &RecordOf<Object>() : derived.record;
    convert::BeginLoan(instance, derived.type == nullptr ? lent : derived.ancestor->down(lent),
                       *record_);
    return instance;
  }

  const abi::TypeRecord* record_ = nullptr;  // of the instance, if it is lent
  PyObject* instance_;
};

// What the class of `self` overrides `name` of the bound class `type` with; null if it does not, or
// the type is not there. A new reference; sets no error.
PyObject* FindOverride(PyObject* self, PyTypeObject* type, const Interned& name) noexcept;

// Calls what FindOverride has found. `values` begin with `self`. Null with an error set.
PyObject* CallOverride(PyObject* method, PyObject* const* values, std::size_t nargsf);

// The value of a property that is overridden. Null with an error set.
PyObject* GetOverride(PyObject* self, PyObject* name);

// Hands the exception that is being handled to the unraisable hook, with what raised it.
void ReportOverride(PyObject* method) noexcept;

// What Python overrides a method of T with, if it does. Attached while it lives.
template <class T, internal::FixedText kName>
class Override {
 public:
  explicit Override(const convert::PythonHalf& half) : attached_(try_attach()) {
    if (attached_) self_ = half.TakeSelf();
    if (self_ != nullptr) method_ = FindOverride(self_, ClassOf<T>(), Name());
  }
  Override(const Override&) = delete;
  Override& operator=(const Override&) = delete;
  ~Override() {
    if (method_ != nullptr) internal::Decref(method_);
    if (self_ != nullptr) internal::Decref(self_);
  }

  explicit operator bool() const { return method_ != nullptr; }

  // Calls it. Throws: PyErr, also where the result is none of the type.
  template <class R, class... A>
  R Call(A&&... arguments) const {
    const convert::CallInProgress call(method_);
    internal::Arguments<A...> vector(std::forward<A>(arguments)...);
    const Bound<> result = Bound<>::from_owned_ptr(
        attached_.python(),
        CallOverride(method_, vector.values_with(self_), vector.nargsf_with_self()));
    return Take<R>(result);
  }

  // The value of a property.
  template <class R>
  R Get() const {
    const Python py = attached_.python();
    return Take<R>(Bound<>::from_owned_ptr(py, GetOverride(self_, Name().get(py).as_ptr())));
  }

  // The same for a method that must not throw: what goes wrong is reported to the unraisable hook,
  // and the result is nothing, or false.
  template <class R, class... A>
  auto TryCall(A&&... arguments) const noexcept {
    using Result = std::conditional_t<std::is_void_v<R>, bool, std::optional<R>>;
    try {
      if constexpr (std::is_void_v<R>) {
        Call<R>(std::forward<A>(arguments)...);
        return Result(true);
      } else {
        return Result(Call<R>(std::forward<A>(arguments)...));
      }
    } catch (...) {
      ReportOverride(method_);
      return Result();
    }
  }
  template <class R>
  std::optional<R> TryGet() const noexcept {
    try {
      return Get<R>();
    } catch (...) {
      ReportOverride(method_);
      return std::nullopt;
    }
  }

 private:
  static constexpr const Interned& Name() { return internal::interned_literal<kName>; }

  template <class R>
  R Take(const Bound<>& result) const {
    if constexpr (!std::is_void_v<R>) {
      static_assert(!Converter<R>::kBorrows, "the result would point into a Python object");
      typename Converter<R>::Carrier carrier{};
      const bool is_taken =
          internal::OrPark([&] { return Converter<R>::FromPython(result.as_ptr(), carrier); });
      if (!is_taken) convert::ThrowBadResult(method_);
      return Converter<R>::Unwrap(std::move(carrier));
    }
  }

  AttachResult attached_;
  PyObject* method_ = nullptr;  // as the class has it
  PyObject* self_ = nullptr;
};

}  // namespace glue

namespace internal {
template <class T>
inline constexpr bool kIsReference<glue::Lent<T>> = true;
}  // namespace internal

}  // namespace abi_1
}  // namespace ferrule

#endif  // FERRULE_GLUE_OVERRIDE_H_
