// A sequence with its iterators, a mapping whose iterators a change makes stale, and an iterator by
// name.
#ifndef FERRULE_TESTS_GOLDEN_RANGES_API_H_
#define FERRULE_TESTS_GOLDEN_RANGES_API_H_

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "ferrule/ferrule.h"

namespace golden {

/// Numbers in their order.
class FERRULE_CLASS() Series {
 public:
  explicit Series(std::vector<double> values) : values_(std::move(values)) {}

  std::size_t size() const { return values_.size(); }
  double operator[](std::size_t index) const { return values_[index]; }
  double& operator[](std::size_t index) { return values_[index]; }
  auto begin() const { return values_.begin(); }
  auto end() const { return values_.end(); }

 private:
  std::vector<double> values_;
};

class FERRULE_CLASS() Ages {
 public:
  Ages() = default;
  int operator[](const std::string& name) const { return ages_.at(name); }
  int& operator[](const std::string& name) { return ages_[name]; }
  bool contains(const std::string& name) const { return ages_.contains(name); }
  auto begin() const { return ages_.begin(); }
  auto end() const { return ages_.end(); }

 private:
  std::map<std::string, int> ages_;
};

class FERRULE_CLASS() Countdown {
 public:
  explicit Countdown(int from) : next_(from) {}
  FERRULE_METHOD(name = "__iter__") Countdown& self() { return *this; }
  FERRULE_METHOD(name = "__next__") std::optional<int> next() {
    return next_ > 0 ? std::optional(next_--) : std::nullopt;
  }

 private:
  int next_;
};

}  // namespace golden

#endif  // FERRULE_TESTS_GOLDEN_RANGES_API_H_
