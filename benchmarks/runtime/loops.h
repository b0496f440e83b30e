// What both sides of the runtime's rows are written with: how an operation is repeated, and in
// which surroundings.
#ifndef FERRULE_BENCHMARKS_RUNTIME_LOOPS_H_
#define FERRULE_BENCHMARKS_RUNTIME_LOOPS_H_

#include <Python.h>

#include <barrier>
#include <span>
#include <string_view>
#include <thread>
#include <vector>

namespace bench {

// What the operations of a loop work on.
struct Operands {
  PyObject* object;              // lives throughout
  std::vector<PyObject*> owned;  // `count` places for references that belong to the loop, or null
  long count;                    // how many operations to do; a multiple of kUnroll
};

// What is in the places of Operands::owned when a loop begins. What is there when it has ended is
// released.
enum class Owned { kNothing, kReferences, kObjects };

// A row of the benchmark, as one side does it.
struct Loop {
  std::string_view name;
  void (*run)(Operands&);
  Owned owned = Owned::kNothing;
  void (*finish)() = nullptr;  // what remains to be done and is not measured
};

// Returns a new module of the loops, whose function `run` is described in module.cc.
PyObject* MakeModule(const char* name, std::span<const Loop> loops);

// So many operations are done in one turn of a loop, which then costs next to nothing itself.
inline constexpr long kUnroll = 10;

inline constexpr int kThreads = 8;

// Keeps the compiler from leaving out what computes the value.
template <class T>
void Keep(T value) {
  asm volatile("" : : "r"(value));
}

// Calls operation(i) for i from 0 to count - 1. No two operations are made one by the compiler.
template <class Operation>
void Repeat(long count, Operation operation) {
  for (long i = 0; i < count; i += kUnroll) {
#pragma GCC unroll 10
    for (long j = 0; j < kUnroll; ++j) {
      operation(i + j);
      asm volatile("" : : : "memory");
    }
  }
}

// Calls drop(reference) for each reference that the loop owns.
template <class Drop>
void DropEach(Operands& operands, Drop drop) {
  PyObject* const* const owned = operands.owned.data();
  Repeat(operands.count, [=](long i) { drop(owned[i]); });
  operands.owned.clear();
}

// Calls the function with this thread detached; by the C API on both sides, so that ferrule does
// not see the thread attach again.
template <class Function>
void Detached(Function function) {
  PyThreadState* const state = PyEval_SaveThread();
  function();
  PyEval_RestoreThread(state);
}

// Calls the function on a thread that has never been attached, while this one is detached.
template <class Function>
void OnNewThread(Function function) {
  Detached([&] { std::thread(function).join(); });
}

// As DropEach, with the references divided among threads that have never been attached and that
// begin together, while this one is detached.
template <class Drop>
void DropOnThreads(Operands& operands, Drop drop) {
  PyObject* const* const owned = operands.owned.data();
  const long share = operands.count / kThreads;
  const auto drop_share = [&](long first, long last) {
    for (long i = first; i < last; ++i) drop(owned[i]);
  };
  Detached([&] {
    std::barrier start(kThreads);
    std::vector<std::thread> threads;
    for (int thread = 0; thread < kThreads; ++thread) {
      const long first = thread * share;
      const long last = thread + 1 < kThreads ? first + share : operands.count;
      threads.emplace_back([&, first, last] {
        start.arrive_and_wait();
        drop_share(first, last);
      });
    }
    for (std::thread& thread : threads) thread.join();
  });
  operands.owned.clear();
}

}  // namespace bench

#endif  // FERRULE_BENCHMARKS_RUNTIME_LOOPS_H_
