#include "runtime/src/gate.h"

#include <thread>

namespace ferrule {
inline namespace abi_1 {
namespace internal {

constinit Gate gate;

template <class F>
bool Gate::Update(F change) {
  std::uint64_t word = word_.load();
  for (;;) {
    const std::uint64_t changed = change(word);
    if (changed == word) return false;
    if (word_.compare_exchange_weak(word, changed)) return true;
  }
}

void Gate::Leave(std::uint32_t generation) {
  Update(
      [&](std::uint64_t word) { return Decode(word).generation == generation ? word - 1 : word; });
}

bool Gate::Open() {
  return Update([](std::uint64_t word) {
    const View view = Decode(word);
    if (view.state == State::kOpen || view.state == State::kClosing) return word;
    return Encode({State::kOpen, view.generation}) | (word & kCountMask);
  });
}

void Gate::Close() {
  Update([](std::uint64_t word) {
    const View view = Decode(word);
    if (view.state == State::kClosing || view.state == State::kEnded) return word;
    return Encode({State::kClosing, view.generation}) | (word & kCountMask);
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
  Update([](std::uint64_t word) {
    const View view = Decode(word);
    if (view.state == State::kEnded) return word;
    return Encode({State::kEnded, view.generation + 1});
  });
}

void Gate::ForgetThreads() {
  Update([](std::uint64_t word) { return word & ~kCountMask; });
}

}  // namespace internal
}  // namespace abi_1
}  // namespace ferrule
