// Context managers: what Python's `with` does, around a function of C++.
#ifndef FERRULE_WITH_H_
#define FERRULE_WITH_H_

#include <optional>
#include <type_traits>
#include <utility>

#include "ferrule/ref.h"

namespace ferrule {
inline namespace abi_1 {

namespace internal {

// A context manager that has been entered, and is to be left once.
class EnteredContext {
 public:
  // Enters. Throws: PyErr, TypeError if it is no context manager.
  explicit EnteredContext(const Handle<Object>& manager);

  // Returns what __enter__ has returned.
  const Bound<>& value() const { return value_; }

  // Leaves without an exception. Throws: PyErr.
  void Leave();

  // Leaves with the exception that is being handled, and throws that on unless __exit__ has
  // suppressed it. Throws: PyErr, if __exit__ raises; the exception is then its context. Requires:
  // called in a catch clause.
  void LeaveWithException();

 private:
  bool Suppresses(const PyErr& error);

  Bound<> exit_;
  Bound<> value_;
};

template <class F>
decltype(auto) CallEntered(F&& function, const Bound<>& value) {
  if constexpr (std::is_invocable_v<F, Bound<>>) {
    return std::forward<F>(function)(value);
  } else {
    return std::forward<F>(function)();
  }
}

}  // namespace internal

// Enters the context manager, calls function(entered), or function(), and leaves, as
// `with manager as entered` does. What the function throws is handed to __exit__, an exception of
// C++ as the Python one that stands for it (docs/errors.md); if __exit__ returns true it ends here,
// or else it is thrown on as it was. What __exit__ raises is thrown in its place, and has it as
// context.
//
// Returns what the function returns, in a std::optional, for there is nothing if its exception was
// suppressed; void if it returns void.
template <class F>
auto with(const Handle<Object>& manager, F&& function) {
  using Result = decltype(internal::CallEntered(std::forward<F>(function), Bound<>()));
  static_assert(!std::is_reference_v<Result>, "what with returns must not be a reference");
  internal::EnteredContext context(manager);
  if constexpr (std::is_void_v<Result>) {
    try {
      internal::CallEntered(std::forward<F>(function), context.value());
    } catch (...) {
      context.LeaveWithException();
      return;
    }
    context.Leave();
  } else {
    std::optional<Result> result;
    try {
      result.emplace(internal::CallEntered(std::forward<F>(function), context.value()));
    } catch (...) {
      context.LeaveWithException();
      return std::optional<Result>();
    }
    context.Leave();
    return result;
  }
}

}  // namespace abi_1
}  // namespace ferrule

#endif  // FERRULE_WITH_H_
