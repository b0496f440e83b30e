// Elements that are made from anything that Python can iterate over.
#ifndef FERRULE_ITERABLE_H_
#define FERRULE_ITERABLE_H_

#include <cstddef>
#include <utility>
#include <vector>

namespace ferrule {
inline namespace abi_1 {

namespace convert {
template <class C>
class Sink;
}  // namespace convert

// A parameter that takes any iterable, where std::vector takes sequences alone: generators, sets,
// the keys of a dict, but no str. The elements are copied before the function is called.
//
//   double sum(const ferrule::Iterable<double>& values);   // values:
//   collections.abc.Iterable[float]
template <class T>
class Iterable {
 public:
  using value_type = T;
  using const_iterator = typename std::vector<T>::const_iterator;

  Iterable() = default;
  explicit Iterable(std::vector<T> elements) : elements_(std::move(elements)) {}

  const_iterator begin() const { return elements_.begin(); }
  const_iterator end() const { return elements_.end(); }
  std::size_t size() const { return elements_.size(); }
  bool empty() const { return elements_.empty(); }

  // The elements, to keep.
  const std::vector<T>& elements() const& { return elements_; }
  std::vector<T> elements() && { return std::move(elements_); }

 private:
  friend class convert::Sink<Iterable>;

  std::vector<T> elements_;
};

}  // namespace abi_1
}  // namespace ferrule

#endif  // FERRULE_ITERABLE_H_
