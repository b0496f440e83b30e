#include "runtime/src/gate.h"

#include <thread>

namespace ferrule {
inline namespace abi_1 {
namespace internal {

constinit Gate gate;

template <class F>
void Gate::Update(F change) {
  std::uint64_t word = word_.load();
  while (!word_.compare_exchange_weak(word, Encode(change(Decode(word))) | (word & kCountMask))) {
  }
}

void Gate::Open() {
  Update([](View view) {
    if (view.state == State::kUnknown || view.state == State::kEnded) view.state = State::kOpen;
    return view;
  });
}

void Gate::Close() {
  Update([](View view) {
    if (view.state != State::kEnded) view.state = State::kClosing;
    return view;
  });
}

bool Gate::AwaitEmpty(std::chrono::milliseconds limit) const {
  const auto end = std::chrono::steady_clock::now() + limit;
  while ((word_.load() & kCountMask) != 0) {
    if (std::chrono::steady_clock::now() >= end) return false;
    // Once in the life of a process, so not worth a wake-up by each who leaves.
    std::this_thread::sleep_for(std::chrono::milliseconds(1));
  }
  return true;
}

void Gate::End() {
  Update([](View view) {
    if (view.state != State::kEnded) ++view.generation;
    view.state = State::kEnded;
    return view;
  });
}

void Gate::ForgetOtherThreads(bool is_in) {
  word_.store((word_.load() & ~kCountMask) | (is_in ? 1 : 0));
}

}  // namespace internal
}  // namespace abi_1
}  // namespace ferrule
