// Elements made from a sequence that stand one after the other in memory, for views of them: what
// span.h and initializer_list.h are made of.
#ifndef FERRULE_CONVERT_CONTIGUOUS_H_
#define FERRULE_CONVERT_CONTIGUOUS_H_

#include <algorithm>
#include <cstddef>
#include <memory>
#include <type_traits>
#include <utility>
#include <vector>

#include "ferrule/convert/sequences.h"

namespace ferrule {
inline namespace abi_1 {

namespace convert {

// What std::vector<bool> is not.
class Bools {
 public:
  void clear() { size_ = 0; }
  void reserve(std::size_t capacity) {
    if (capacity <= capacity_) return;
    auto grown = std::make_unique<bool[]>(capacity);
    std::copy_n(values_.get(), size_, grown.get());
    values_ = std::move(grown);
    capacity_ = capacity;
  }
  void push_back(bool value) {
    if (size_ == capacity_) reserve(std::max<std::size_t>(2 * capacity_, 16));
    values_[size_++] = value;
  }

  const bool* data() const { return values_.get(); }
  std::size_t size() const { return size_; }

 private:
  std::unique_ptr<bool[]> values_;
  std::size_t size_ = 0;
  std::size_t capacity_ = 0;
};

template <class T>
using Contiguous = std::conditional_t<std::is_same_v<T, bool>, Bools, std::vector<T>>;

template <class T>
using TakesContiguous = Takes<Contiguous<T>, T, FromSequence>;

}  // namespace convert

}  // namespace abi_1
}  // namespace ferrule

#endif  // FERRULE_CONVERT_CONTIGUOUS_H_
