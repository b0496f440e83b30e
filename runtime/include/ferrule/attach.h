// Attaching a thread to the Python interpreter, and detaching it.
//
// A thread may touch Python objects only while it is attached. The token Python stands for that
// state: whoever has one is attached. Whether a thread is attached is always asked of CPython
// itself, so other extensions may attach and detach in between; what this header adds is nesting,
// a state in which attaching is forbidden, and an end: a thread that comes when the interpreter is
// shutting down is told so. docs/runtime.md has a table of what happens then.
#ifndef FERRULE_ATTACH_H_
#define FERRULE_ATTACH_H_

#include <atomic>
#include <cstdint>
#include <optional>
#include <stdexcept>
#include <string_view>
#include <type_traits>
#include <utility>

#include "ferrule/checks.h"
#include "ferrule/error.h"
#include "ferrule/fwd.h"
#include "ferrule/park.h"
#include "ferrule/python_compat.h"
#include "ferrule/reference_pool.h"

namespace ferrule {
inline namespace abi_1 {

class AttachResult;

// Proof that this thread is attached. It is empty, and passed by value; it must not outlive the
// scope that attached, nor go to another thread.
class Python {
 public:
  // Returns a token on the caller's word. Requires: this thread is attached, for as long as the
  // token is used. What is called with a token on a thread that is not attached throws NotAttached:
  // the functions of this class always, others in builds with checks.
  static Python assume_attached() { return Python(); }

  // Detaches this thread, returns f(args...), and attaches again, also when f throws. `f` and
  // `args` must not use what is bound to the attachment. The form with arguments checks that when
  // it is compiled, for which `f` has no captures; what f captures is checked when it is used, in
  // builds with checks (checks.h). Throws: what f throws; NotAttached if this thread
  // is not attached.
  template <class F, class... A>
  std::invoke_result_t<F, A...> detach(F&& f, A&&... args) const;

  // Imports a module, of a package the one that is named: `a.b` gives b. One that has been imported
  // is looked up; Imported (imported.h) is faster still. Throws: PyErr.
  Bound<Module> import(std::string_view name) const;
  Bound<Module> import(const Interned& name) const;

  // Returns the value of a Python expression. Names are looked up in `locals`, any mapping, then in
  // `globals`: if not given, those of __main__ and the globals. Throws: PyErr.
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
enum class AttachError : unsigned char {
  ForbiddenDuringTraverse,  // a traverse function of the garbage collector is running on this
                            // thread
  NotInitialized,           // there is no interpreter yet
  Finalizing,               // the interpreter is shutting down: its atexit functions have begun
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
class [[nodiscard]] AttachGuard {
 public:
  // As attach() below does. Throws: AttachFailure; InterpreterError if an interpreter had to be
  // initialised and could not be.
  AttachGuard();

  // Takes the caller's word that this thread is attached. Throws: AttachFailure during a traverse.
  static AttachGuard assume();

  // Attaches without asking whether the interpreter is up. Requires: it is initialised far enough
  // for a thread to attach, and does not finalize before the thread is attached. Throws:
  // AttachFailure during a traverse.
  static AttachGuard attach_unchecked();

  AttachGuard(AttachGuard&& other) noexcept
      : kind_(std::exchange(other.kind_, Kind::kEmpty)),
        is_inside_(other.is_inside_),
        is_counted_(other.is_counted_),
        state_(other.state_) {}
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

  void Assume();
  void EnsureOrInitialize();
  std::optional<AttachError> TryEnsure();
  void Ensure();
  void Release();

  void Count();

  Kind kind_;
  bool is_inside_ = false;   // whether it took the thread into the gate
  bool is_counted_ = false;  // among the guards of its thread
  PyGILState_STATE state_ = PyGILState_UNLOCKED;
};

// What try_attach() returns: a guard, or the reason why there is none.
class [[nodiscard]] AttachResult {
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
// It waits for an initialisation that is in progress.
[[nodiscard]] AttachResult try_attach();

// Attaches this thread, returns f(Python), and detaches again if the thread was detached before.
// If there is no interpreter it initialises one, once, however many threads ask: in a program that
// links it. In an extension there is nothing to initialise, and one that has been finalized stays
// so. What is bound to the attachment (a Bound, say) may be returned only where the thread was
// attached before. Throws: AttachFailure; InterpreterError if the interpreter could not be
// initialised; std::logic_error if the result would outlive its attachment; what f throws.
template <class F>
std::invoke_result_t<F, Python> attach(F&& f);

// Detaches this thread during its life and then restores what was, the nesting of guards included.
// If the interpreter has begun to finalize meanwhile, the thread sleeps for ever, for the stack
// above it counts on being attached. Guards that begin in between end in between.
class [[nodiscard]] SuspendAttach {
 public:
  // Throws: NotAttached if this thread is not attached; AttachFailure during a traverse.
  SuspendAttach();
  SuspendAttach(const SuspendAttach&) = delete;
  SuspendAttach& operator=(const SuspendAttach&) = delete;
  ~SuspendAttach();

 private:
  long guards_;
  bool was_inside_;
  std::uint32_t generation_;  // of the interpreter
  PyThreadState* state_;
};

// Forbids attaching on this thread during its life. Generated traverse functions hold one: the
// garbage collector runs them when objects must not be touched, though the thread is attached.
class [[nodiscard]] ForbidAttaching {
 public:
  static ForbidAttaching during_traverse() { return ForbidAttaching(); }
  ForbidAttaching(const ForbidAttaching&) = delete;
  ForbidAttaching& operator=(const ForbidAttaching&) = delete;
  ~ForbidAttaching();

 private:
  ForbidAttaching();

  bool was_forbidden_;
};

// -------------------------------------------------------------------------------------------------

namespace internal {

// What a thread notes of itself. Whether it is attached it does not: CPython knows. It has no
// destructor, so it may be used while thread-locals and static objects are being destroyed.
struct ThreadNotes {
  bool is_forbidden;  // to attach, while a traverse function runs
  bool is_inside;     // the gate (runtime/src/gate.h): attached by a guard of its own, or about to
  long guards;        // how many it has; counted in builds with checks
};
extern constinit thread_local ThreadNotes this_thread;

// Whether a thread is forbidden to attach. Nearly always false, which saves the look at the
// thread-local: that is slow in an extension.
extern constinit std::atomic<bool> some_thread_is_forbidden;

// Returns whether attaching is forbidden on this thread.
[[gnu::cold]] bool IsForbiddenHere() noexcept;
inline bool IsForbidden() {
  return some_thread_is_forbidden.load(std::memory_order_relaxed) && IsForbiddenHere();
}

// Returns whether this thread is attached, and may be once more.
inline bool CanAssumeAttached() { return is_attached() && !IsForbidden(); }

}  // namespace internal

inline AttachGuard::AttachGuard() : kind_(Kind::kAssumed) {
  if (internal::CanAssumeAttached()) [[likely]] {
    Assume();
  } else {
    EnsureOrInitialize();
  }
}

inline AttachGuard::~AttachGuard() {
  if (kind_ == Kind::kEmpty) return;
  if constexpr (internal::kChecks) {
    if (is_counted_ && --internal::this_thread.guards < 0) [[unlikely]]
      internal::AbortMisplacedGuard();
  }
  if (kind_ == Kind::kEnsured) [[unlikely]]
    Release();
}

inline void AttachGuard::Assume() {
  kind_ = Kind::kAssumed;
  Count();
  internal::reference_pool.Drain();
}

inline void AttachGuard::Count() {
  if constexpr (internal::kChecks) {
    is_counted_ = true;
    ++internal::this_thread.guards;
  }
}

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
  const AttachGuard guard;
  if constexpr (kBoundToAttachment<std::invoke_result_t<F, Python>>) {
    if (!guard.is_assumed()) internal::ThrowBoundResult();
  }
  try {
    return std::forward<F>(f)(guard.python());
  } catch (const PyErr& error) {
    if (!guard.is_assumed()) error.what();  // reads the text from Python while that can be done
    throw;
  }
}

}  // namespace abi_1
}  // namespace ferrule

#endif  // FERRULE_ATTACH_H_
