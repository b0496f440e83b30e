// A Python callable as a function of C's, which is told apart from others by a `void*` alone:
//
//   void visit(int (*visitor)(const char* name, void* context), void* context);
//
// The glue of such a function makes a ContextCallback of the argument and passes function() and
// context(). Both are good for the time of the call. C code is no code to throw through: the first
// exception is kept, whoever calls afterwards gets a value-initialised result without Python being
// asked, and the glue throws the exception when the function has returned.
#ifndef FERRULE_GLUE_CONTEXT_CALLBACK_H_
#define FERRULE_GLUE_CONTEXT_CALLBACK_H_

#include <atomic>
#include <cstddef>
#include <exception>
#include <string>
#include <tuple>
#include <type_traits>
#include <utility>

#include "ferrule/convert/classes.h"
#include "ferrule/convert/function.h"
#include "ferrule/glue/kept_errors.h"

namespace ferrule {
inline namespace abi_1 {
namespace glue {

enum class ContextAt { kFirst, kLast };

// Threads: the function may call from any thread, and from several at once, as long as all of them
// are done when it returns.
template <class Signature, ContextAt kAt>
class ContextCallback;

template <class R, class... P, ContextAt kAt>
class ContextCallback<R(P...), kAt> {
  static constexpr std::size_t kIndex = kAt == ContextAt::kFirst ? 0 : sizeof...(P) - 1;
  static constexpr std::size_t kFirst = kAt == ContextAt::kFirst ? 1 : 0;
  static_assert(std::is_same_v<std::tuple_element_t<kIndex, std::tuple<P...>>, void*>);
  static_assert(std::is_void_v<R> || std::is_default_constructible_v<R>,
                "when Python raises, the callback returns a value-initialised result");

 public:
  // `object` must outlive this. False with an error set if it cannot be called.
  bool FromPython(PyObject* object) {
    if (!PyCallable_Check(object)) return convert::RaiseExpected(Name(), object);
    callable_ = object;
    return true;
  }

  auto function() const -> R (*)(P...) noexcept { return &Call; }
  void* context() { return this; }

  // Throws what the callable or a conversion has thrown. Called once the function has returned.
  void Rethrow() {
    if (error_ != nullptr) std::rethrow_exception(std::exchange(error_, nullptr));
  }

 private:
  using All = std::tuple<P...>;

  static R Call(P... parameters) noexcept {
    All all(std::forward<P>(parameters)...);
    auto* const self = static_cast<ContextCallback*>(std::get<kIndex>(all));
    return self->Run(all, std::make_index_sequence<sizeof...(P) - 1>());
  }

  template <std::size_t... I>
  R Run([[maybe_unused]] All& all, std::index_sequence<I...>) {
    static_assert(convert::CheckCallback<R, std::tuple_element_t<kFirst + I, All>...>());
    if (!has_failed_.load(std::memory_order_relaxed)) {
      try {
        return convert::CallPython<R>(
            callable_,
            static_cast<std::tuple_element_t<kFirst + I, All>&&>(std::get<kFirst + I>(all))...);
      } catch (...) {
        if (!has_failed_.exchange(true)) error_ = std::current_exception();
      }
    }
    return R();
  }

  static std::string Name() { return NameOf(std::make_index_sequence<sizeof...(P) - 1>()); }
  template <std::size_t... I>
  static std::string NameOf(std::index_sequence<I...>) {
    return convert::CallbackName<R>(
        {convert::NameOf<std::tuple_element_t<kFirst + I, All>>()..., convert::NameOf<R>()});
  }

  PyObject* callable_ = nullptr;
  std::atomic<bool> has_failed_{false};
  std::exception_ptr error_;
};

}  // namespace glue

template <class Signature, glue::ContextAt kAt>
struct Converter<glue::ContextCallback<Signature, kAt>> {
  static bool FromPython(PyObject* object, glue::ContextCallback<Signature, kAt>& out) {
    return out.FromPython(object);
  }
};

}  // namespace abi_1
}  // namespace ferrule

#endif  // FERRULE_GLUE_CONTEXT_CALLBACK_H_
