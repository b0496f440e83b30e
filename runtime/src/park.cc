#include "ferrule/park.h"

#include <chrono>
#include <exception>
#include <thread>

#include "runtime/src/gate.h"
#include "runtime/src/lifecycle.h"

namespace ferrule {
inline namespace abi_1 {
namespace internal {
namespace {

// The unwinding that ends a thread is no C++ exception.
bool IsEndedByPython() {
  if (std::current_exception() != nullptr) return false;
  const Gate::State state = gate.Look().state;
  return state == Gate::State::kClosing || state == Gate::State::kEnded || compat::IsFinalizing();
}

}  // namespace

void ParkThread() noexcept {
  LeaveGate();  // nobody need wait for it
  for (;;) std::this_thread::sleep_for(std::chrono::hours(1));
}

void ParkIfUnwound() noexcept {
  if (IsEndedByPython()) ParkThread();
}

void ParkOrTerminate() noexcept {
  ParkIfUnwound();
  std::terminate();
}

}  // namespace internal
}  // namespace abi_1
}  // namespace ferrule
