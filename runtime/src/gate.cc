#include "runtime/src/gate.h"

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
  const bool was_in = Update([&](std::uint64_t word) {
    return Decode(word).generation == generation ? word - 1 : word;
  });
  if (was_in && Look().state == State::kClosing) word_.notify_all();
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

void Gate::AwaitEmpty() const {
  for (;;) {
    const std::uint64_t word = word_.load();
    if ((word & kCountMask) == 0) return;
    word_.wait(word);
  }
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
