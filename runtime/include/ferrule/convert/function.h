// Conversions of std::function, and of pointers to functions.
//
// A std::function is made of any Python callable, and may then be copied, called and destroyed on
// any thread. A call attaches the thread if it is not attached, gives Python copies of the
// arguments, and takes the result strictly; a function that returns void takes any. It throws
// PyErr, with what Python raised, AttachFailure where the interpreter has gone, and what the
// conversions of the arguments throw. An empty one and None are results of each other, but None is
// no argument, unless the parameter is nullable.
//
// A pointer to a function has no place for a callable. It is made only of what a pointer of the
// same type has become in Python.
//
// Both ways are round trips: a callable that went to C++ comes back as the same object, a C++
// function that went to Python as the same function. In a program without RTTI whose standard
// library cannot tell what a std::function holds, the callable comes back wrapped.
#ifndef FERRULE_CONVERT_FUNCTION_H_
#define FERRULE_CONVERT_FUNCTION_H_

#include <functional>
#include <string>
#include <type_traits>
#include <utility>

#include "ferrule/attach.h"
#include "ferrule/call.h"
#include "ferrule/convert/converter.h"
#include "ferrule/convert/function_object.h"
#include "ferrule/convert/none.h"
#include "ferrule/glue/references.h"
#include "ferrule/ref.h"
#include "ferrule/shared_py.h"

namespace ferrule {
inline namespace abi_1 {

namespace convert {

// Throws the current error, which the conversion of what `callable` returned has set.
[[noreturn, gnu::cold]] void ThrowBadResult(PyObject* callable);

// A reference to what is called, for the time of the call, and the count of how deep calls nest.
// Throws: PyErr, where they nest too deep.
class CallInProgress {
 public:
  [[gnu::always_inline]] explicit CallInProgress(PyObject* callable) : callable_(callable) {
    if (Py_EnterRecursiveCall(" while calling a Python object") != 0) internal::ThrowError();
    Py_INCREF(callable);
  }
  [[gnu::always_inline]] ~CallInProgress() {
    Py_LeaveRecursiveCall();
    internal::Decref(callable_);
  }
  CallInProgress(const CallInProgress&) = delete;
  CallInProgress& operator=(const CallInProgress&) = delete;

 private:
  PyObject* callable_;
};

// Returns callable(arguments...). Attaches this thread for it. Throws: PyErr; AttachFailure.
template <class R, class... A>
R CallPython(PyObject* callable, A&&... arguments) {
  return attach([&](Python py) -> R {
    const CallInProgress call(callable);
    const internal::Arguments<A...> vector(std::forward<A>(arguments)...);
    const Bound<> result = Bound<>::from_owned_ptr(
        py, internal::Vectorcall(callable, vector.values(), vector.nargsf(), nullptr));
    if constexpr (!std::is_void_v<R>) {
      typename Converter<R>::Carrier carrier{};
      const bool is_taken =
          internal::OrPark([&] { return Converter<R>::FromPython(result.as_ptr(), carrier); });
      if (!is_taken) ThrowBadResult(callable);
      return Converter<R>::Unwrap(std::move(carrier));
    }
  });
}

// Whether a C++ function that is called with parameters A and returns R can be a Python callable.
template <class R, class... A>
constexpr bool CheckCallback() {
  static_assert((kCrosses<A> && ...),
                "a Python callable cannot change an argument: use a value or a const T&");
  static_assert(!std::is_reference_v<R>,
                "a Python callable cannot return a reference: return a value");
  if constexpr (!std::is_void_v<R>) {
    static_assert(!Converter<R>::kBorrows,
                  "what points into a Python object cannot be returned: the object may be gone");
  }
  return true;
}

// What a std::function holds that was made of a Python callable.
template <class Signature>
class PythonFunction;

template <class R, class... A>
class PythonFunction<R(A...)> {
 public:
  explicit PythonFunction(SharedPy<> callable) : callable_(std::move(callable)) {}

  R operator()(A... arguments) const {
    static_assert(CheckCallback<R, A...>());
    return CallPython<R>(callable_.as_ptr(), std::forward<A>(arguments)...);
  }

  const SharedPy<>& callable() const { return callable_; }

 private:
  SharedPy<> callable_;
};

// What `function` holds if that is a T; else null. Without RTTI not every standard library can
// tell.
template <class T, class F>
const T* TargetOf(const F& function) {
  if constexpr (requires { function.template target<T>(); }) {
    return function.template target<T>();
  } else {
    return nullptr;
  }
}

// Sets the TypeError for what is no function of the type `name`.
[[gnu::cold]] bool RaiseNoFunctionPointer(const std::string& name, PyObject* object);

// The pointer that `object` holds, be it to a noexcept function; null if it holds none of this
// type.
template <class R, class... A>
auto FindPointer(PyObject* object) -> R (*)(A...) {
  if (const auto* const found = FunctionCall<R (*)(A...), R, A...>::Find(object)) return *found;
  const auto* const found = FunctionCall<R (*)(A...) noexcept, R, A...>::Find(object);
  return found != nullptr ? *found : nullptr;
}

template <class R, class... A>
struct FunctionPointerConverter {
  using Carrier = R (*)(A...);

  static bool FromPython(PyObject* object, Carrier& out) {
    out = FindPointer<R, A...>(object);
    return out != nullptr || RaiseNoFunctionPointer(Name(), object);
  }
  static Carrier Unwrap(Carrier carrier) { return carrier; }
  static PyObject* ToPython(Carrier function) {
    return function != nullptr ? Call::Wrap(function) : Py_NewRef(Py_None);
  }
  static Fit Fits(PyObject* object) {
    return FindPointer<R, A...>(object) != nullptr ? Fit::kExact : Fit::kNone;
  }
  static constexpr bool kBorrows = false;
  static std::string Name() { return CallableName(Call::Types()); }

 private:
  using Call = FunctionCall<Carrier, R, A...>;
};

}  // namespace convert

template <class R, class... A>
struct Converter<std::function<R(A...)>> {
  using Function = std::function<R(A...)>;
  using Carrier = Function;

  static bool FromPython(PyObject* object, Function& out) {
    if (PyFunction_Check(object)) [[likely]] {
      return TakeCallable(object, out);  // what is defined in Python holds no C++ function
    }
    if (const Function* const function = Call::Find(object)) {
      out = *function;
    } else if (R(*const pointer)(A...) = convert::FindPointer<R, A...>(object)) {
      out = pointer;
    } else if (PyCallable_Check(object)) {
      return TakeCallable(object, out);
    } else {
      return convert::RaiseExpected(Name(), object);
    }
    return true;
  }
  static Function Unwrap(Function&& carrier) { return std::move(carrier); }

  template <class U>
  static PyObject* ToPython(U&& function) {
    if (function == nullptr) return Py_NewRef(Py_None);
    if (const auto* const target = convert::TargetOf<PythonFunction>(function)) {
      return Py_NewRef(target->callable().as_ptr());
    }
    return Call::Wrap(std::forward<U>(function));
  }

  static Fit Fits(PyObject* object) { return PyCallable_Check(object) ? Fit::kExact : Fit::kNone; }
  static constexpr bool kBorrows = false;
  static std::string Name() { return convert::CallbackName<R>(Call::Types()); }

 private:
  using Call = convert::FunctionCall<Function, R, A...>;
  using PythonFunction = convert::PythonFunction<R(A...)>;

  static bool TakeCallable(PyObject* object, Function& out) {
    out = PythonFunction(Py<>::from_borrowed_ptr(Python::assume_attached(), object));
    return true;
  }
};

template <class R, class... A>
struct Converter<R (*)(A...)> : convert::FunctionPointerConverter<R, A...> {};

// A function that may throw is no noexcept one.
template <class R, class... A>
struct Converter<R (*)(A...) noexcept> : convert::FunctionPointerConverter<R, A...> {
  using Carrier = R (*)(A...) noexcept;

  static bool FromPython(PyObject* object, Carrier& out) {
    const Carrier* const found = Call::Find(object);
    if (found == nullptr) return convert::RaiseNoFunctionPointer(Converter::Name(), object);
    out = *found;
    return true;
  }
  static Carrier Unwrap(Carrier carrier) { return carrier; }
  static PyObject* ToPython(Carrier function) {
    return function != nullptr ? Call::Wrap(function) : Py_NewRef(Py_None);
  }
  static Fit Fits(PyObject* object) {
    return Call::Find(object) != nullptr ? Fit::kExact : Fit::kNone;
  }

 private:
  using Call = convert::FunctionCall<Carrier, R, A...>;
};

namespace glue {

// A callable that no copy of the function holds as well is this object's own. What a function of
// C++ holds is not known.
template <class R, class... A>
struct References<std::function<R(A...)>> {
  using Function = std::function<R(A...)>;
  static constexpr bool kAny = true;
  static constexpr bool kIsKnown = true;
  static constexpr bool kIsFixed = false;

  static int Visit(const Function& function, visitproc visit, void* arg) {
    const auto* const target = convert::TargetOf<convert::PythonFunction<R(A...)>>(function);
    if (target != nullptr && target->callable().is_unique()) Py_VISIT(target->callable().as_ptr());
    return 0;
  }
  static void Clear(Function& function, Taken& taken) {
    if (convert::TargetOf<convert::PythonFunction<R(A...)>>(function) == nullptr) return;
    taken.Keep(function);
    function = nullptr;
  }
};

}  // namespace glue

}  // namespace abi_1
}  // namespace ferrule

#endif  // FERRULE_CONVERT_FUNCTION_H_
