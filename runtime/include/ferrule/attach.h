// Attaching a thread to the Python interpreter, and detaching it.
//
// A thread may touch Python objects only while it is attached. The token Python stands for that
// state: whoever has one is attached. Whether a thread is attached is always asked of CPython
// itself, so other extensions may attach and detach in between; what this header adds is nesting,
// and a state in which attaching is forbidden.
#ifndef FERRULE_ATTACH_H_
#define FERRULE_ATTACH_H_

#include <stdexcept>
#include <string_view>
#include <type_traits>
#include <utility>

#include "ferrule/error.h"
#include "ferrule/fwd.h"
#include "ferrule/python_compat.h"

namespace ferrule {
inline namespace abi_1 {

// Returns whether this thread is attached, by ferrule or by anyone else. Any thread, at any time.
inline bool is_attached() { return compat::AttachedThreadState() != nullptr; }

class AttachResult;

// Proof that this thread is attached. It is empty, and passed by value; it must not outlive the
// scope that attached, nor go to another thread.
class Python {
 public:
  // Returns a token on the caller's word. Requires: this thread is attached, for as long as the
  // token is used.
  static Python assume_attached() { return Python(); }

  // Detaches this thread, returns f(args...), and attaches again, also when f throws. `f` and
  // `args` must not use what is bound to the attachment; the form with arguments checks that when
  // it is compiled, for which `f` has no captures. Throws: what f throws; std::logic_error if this
  // thread is not attached.
  template <class F, class... A>
  std::invoke_result_t<F, A...> detach(F&& f, A&&... args) const;

  // Imports a module. Throws: PyErr.
  Bound<Module> import(std::string_view name) const;

  // Returns the value of a Python expression. Names are looked up in `locals`, then in `globals`:
  // if not given, those of
  // __main__ and the globals. Throws: PyErr.
  Bound<Object> eval(std::string_view expression) const;
  Bound<Object> eval(std::string_view expression, Borrowed<Dict> globals) const;
  Bound<Object> eval(std::string_view expression, Borrowed<Dict> globals,
                     Borrowed<Object> locals) const;

  // Runs Python statements, with names as for eval. Throws: PyErr.
  void run(std::string_view statements) const;
  void run(std::string_view statements, Borrowed<Dict> globals) const;
  void run(std::string_view statements, Borrowed<Dict> globals, Borrowed<Object> locals) const;

  // Returns Python's None.
  Borrowed<Object> None() const;

  // Runs the Python handlers of signals that have arrived, which a long loop in C++ does now and
  // then so that Ctrl-C ends it. Throws: PyErr, with what a handler raised.
  void check_signals() const;

 private:
  Python() = default;
};

// Why a thread cannot be attached.
enum class AttachError {
  ForbiddenDuringTraverse,  // a traverse function of the garbage collector is running on this
                            // thread
  NotInitialized,           // there is no interpreter yet
  Finalizing,               // the interpreter is shutting down
  Finalized,                // the interpreter has been shut down
};

// What attach() throws if this thread cannot be attached. what() says what to do about it.
class AttachFailure : public std::runtime_error {
 public:
  explicit AttachFailure(AttachError error);
  AttachError error() const { return error_; }

 private:
  AttachError error_;
};

// Keeps this thread attached during its life. Guards nest, and end in the reverse order of their
// beginning, on the thread that they began on. Move-only; a moved-from guard guards nothing.
class AttachGuard {
 public:
  // As attach() below does. Throws: AttachFailure.
  AttachGuard() : AttachGuard(AttachOrInitialize()) {}

  // Takes the caller's word that this thread is attached. Throws: AttachFailure during a traverse.
  static AttachGuard assume();

  // Attaches without asking whether the interpreter is up. Requires: it is initialised far enough
  // for a thread to attach, and not finalizing. Throws: AttachFailure during a traverse.
  static AttachGuard attach_unchecked();

  AttachGuard(AttachGuard&& other) noexcept
      : kind_(std::exchange(other.kind_, Kind::kEmpty)), state_(other.state_) {}
  AttachGuard& operator=(AttachGuard&&) = delete;
  ~AttachGuard();

  Python python() const { return Python::assume_attached(); }

  // Returns whether the thread was attached before this guard, so that the guard has nothing to
  // undo.
  bool is_assumed() const { return kind_ == Kind::kAssumed; }

 private:
  friend class AttachResult;
  friend AttachResult try_attach();
  enum class Kind : unsigned char { kEmpty, kAssumed, kEnsured };
  explicit AttachGuard(Kind kind) : kind_(kind) {}
  static AttachGuard AttachOrInitialize();
  static AttachGuard Ensure();

  Kind kind_;
  PyGILState_STATE state_ = PyGILState_UNLOCKED;
};

// What try_attach() returns: a guard, or the reason why there is none.
class AttachResult {
 public:
  explicit operator bool() const { return guard_.kind_ != AttachGuard::Kind::kEmpty; }

  // Requires: attached, that is, this result is true.
  Python python() const { return guard_.python(); }

  // Requires: not attached.
  AttachError error() const { return error_; }

 private:
  friend AttachResult try_attach();
  explicit AttachResult(AttachGuard guard) : guard_(std::move(guard)) {}
  explicit AttachResult(AttachError error) : guard_(AttachGuard::Kind::kEmpty), error_(error) {}

  AttachGuard guard_;
  AttachError error_ = AttachError::NotInitialized;
};

// Attaches this thread while the result lives, and never throws, nor initialises the interpreter.
// It waits for an initialisation that is in progress. An interpreter that begins to finalize while
// this thread waits for it keeps the thread waiting for ever, as CPython does from 3.14 on.
AttachResult try_attach();

// Attaches this thread, returns f(Python), and detaches again if the thread was detached before.
// Initialises the interpreter if it is not, once, however many threads ask; one that has been
// finalized stays so. Throws: AttachFailure; what f throws.
template <class F>
std::invoke_result_t<F, Python> attach(F&& f);

// Detaches this thread during its life and then restores what was, the nesting of guards included.
class SuspendAttach {
 public:
  // Throws: std::logic_error if this thread is not attached.
  SuspendAttach();
  SuspendAttach(const SuspendAttach&) = delete;
  SuspendAttach& operator=(const SuspendAttach&) = delete;
  ~SuspendAttach();

 private:
  long depth_;
  PyThreadState* state_;
};

// Forbids attaching on this thread during its life. Generated traverse functions hold one: the
// garbage collector runs them when objects must not be touched, though the thread is attached.
class ForbidAttaching {
 public:
  static ForbidAttaching during_traverse() { return ForbidAttaching(); }
  ForbidAttaching(const ForbidAttaching&) = delete;
  ForbidAttaching& operator=(const ForbidAttaching&) = delete;
  ~ForbidAttaching();

 private:
  ForbidAttaching();
  long depth_;
};

// -------------------------------------------------------------------------------------------------

namespace internal {

// Puts this thread to sleep for ever. Before 3.14 CPython ends a thread that wants to attach during
// finalization by unwinding its stack, through destructors that must not throw and that would use
// Python objects. C code throws nothing else, so whatever leaves a call of CPython's as an
// exception ends here.
[[noreturn]] void ParkThread() noexcept;

// Returns how many guards this thread has, for tests.
long AttachDepth();

}  // namespace internal

template <class F, class... A>
std::invoke_result_t<F, A...> Python::detach(F&& f, A&&... args) const {
  static_assert(!kBoundToAttachment<std::invoke_result_t<F, A...>>,
                "what detach returns must not be bound to the attachment: return a Py instead");
  static_assert(sizeof...(A) == 0 || std::is_empty_v<std::remove_cvref_t<F>> ||
                    std::is_pointer_v<std::decay_t<F>>,
                "with arguments, detach takes a function without captures");
  static_assert(!(kBoundToAttachment<std::remove_cvref_t<A>> || ...),
                "an argument of detach must not be bound to the attachment: pass a Py instead");
  SuspendAttach suspended;
  return std::forward<F>(f)(std::forward<A>(args)...);
}

template <class F>
std::invoke_result_t<F, Python> attach(F&& f) {
  AttachGuard guard;
  if (guard.is_assumed()) return std::forward<F>(f)(guard.python());
  try {
    return std::forward<F>(f)(guard.python());
  } catch (const PyErr& error) {
    error.what();  // reads the text from Python while that can be done
    throw;
  }
}

}  // namespace abi_1
}  // namespace ferrule

#endif  // FERRULE_ATTACH_H_
