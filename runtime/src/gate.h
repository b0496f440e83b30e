// Where the interpreter is in its life, and which threads are about to attach to it.
//
// For the sources of the runtime.
#ifndef FERRULE_RUNTIME_SRC_GATE_H_
#define FERRULE_RUNTIME_SRC_GATE_H_

#include <atomic>
#include <chrono>
#include <cstdint>
#include <type_traits>

namespace ferrule {
inline namespace abi_1 {
namespace internal {

// CPython can be asked whether there is an interpreter, but between its answer and the attempt to
// attach the interpreter may be gone, and that attempt would use freed memory; and CPython never
// lets go a thread that it finds waiting for its turn. So a thread counts itself in before it
// looks, and out when it has detached; before the interpreter ends the gate is closed, which turns
// newcomers away, and those who are in are waited for. State and count are one word: to count
// oneself in and to look is one step. A thread may be in several times, and be in for what must not
// outlast the interpreter though it does not attach. From CPython 3.14 on a thread that sleeps for
// ever does so inside of CPython, and stays in.
//
// It has no destructor: threads may come while static objects are being destroyed. Every function
// may be called by any thread, attached or not.
class Gate {
 public:
  enum class State : std::uint64_t {
    kUnknown,  // this copy of the runtime has not seen an interpreter
    kOpen,     // it has, and will hear of its end
    kClosing,  // the interpreter is about to finalize, or at it
    kEnded,    // it has gone
  };

  struct View {
    State state;
    std::uint32_t generation;  // how many interpreters have ended
  };

  constexpr Gate() = default;
  Gate(const Gate&) = delete;
  Gate& operator=(const Gate&) = delete;

  View Look() const { return Decode(word_.load(std::memory_order_acquire)); }

  // Counts this thread in, and returns what it found. Leave() takes it out again.
  View Enter() { return Decode(word_.fetch_add(1, std::memory_order_acq_rel)); }
  void Leave() { word_.fetch_sub(1, std::memory_order_acq_rel); }

  // Notes that there is an interpreter.
  void Open();

  // Turns away whoever comes from now on.
  void Close();

  // Waits until nobody is in, or that long. Returns whether nobody is. Requires: closed, and this
  // thread detached, for those who are in wait for their turn.
  bool AwaitEmpty(std::chrono::milliseconds limit) const;

  // Notes that the interpreter has gone.
  void End();

  // In the child of a fork there is only the thread that forked, which may be in or not.
  void ForgetOtherThreads(bool is_in);

 private:
  // From the lowest bit: 32 of count, 2 of state, 30 of generation.
  static constexpr std::uint64_t kCountMask = (std::uint64_t{1} << 32) - 1;
  static constexpr int kStateShift = 32;
  static constexpr int kGenerationShift = 34;

  static View Decode(std::uint64_t word) {
    return {static_cast<State>(word >> kStateShift & 3),
            static_cast<std::uint32_t>(word >> kGenerationShift)};
  }
  static std::uint64_t Encode(View view) {
    return std::uint64_t{view.generation} << kGenerationShift |
           static_cast<std::uint64_t>(view.state) << kStateShift;
  }

  // Replaces the state and the generation by change(View).
  template <class F>
  void Update(F change);

  std::atomic<std::uint64_t> word_{0};
};

static_assert(std::is_trivially_destructible_v<Gate>);

// The gate of this copy of the runtime.
extern constinit Gate gate;

}  // namespace internal
}  // namespace abi_1
}  // namespace ferrule

#endif  // FERRULE_RUNTIME_SRC_GATE_H_
