// Containers and what is iterated over: items, slices, lengths, iterators.
#ifndef FERRULE_TESTS_BEHAVIOUR_RANGES_H_
#define FERRULE_TESTS_BEHAVIOUR_RANGES_H_

#include <cstddef>
#include <deque>
#include <list>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "ferrule/ferrule.h"

namespace ranges {

struct FERRULE_CLASS(init = fields) Point {
  int x = 0;
  int y = 0;
  bool operator==(const Point&) const = default;
};

/// A sequence of numbers.
class FERRULE_CLASS() Samples {
 public:
  explicit Samples(std::vector<double> values) : values_(std::move(values)) {}

  std::size_t size() const { return values_.size(); }
  /// The number at a place.
  const double& operator[](std::size_t index) const { return values_[index]; }
  double& operator[](std::size_t index) { return values_[index]; }
  bool contains(double value) const {
    for (const double each : values_) {
      if (each == value) return true;
    }
    return false;
  }
  void push(double value) { values_.push_back(value); }
  void clear() { values_.clear(); }

  std::vector<double>::iterator begin() { return values_.begin(); }
  std::vector<double>::iterator end() { return values_.end(); }
  std::vector<double>::const_iterator begin() const { return values_.begin(); }
  std::vector<double>::const_iterator end() const { return values_.end(); }
  auto rbegin() const { return values_.rbegin(); }
  auto rend() const { return values_.rend(); }

 private:
  std::vector<double> values_;
};

/// A list, whose iterators are none of random access.
class FERRULE_CLASS() Roster {
 public:
  Roster() = default;
  void add(std::string name) { names_.push_back(std::move(name)); }
  void drop() { names_.clear(); }
  std::size_t size() const { return names_.size(); }
  auto begin() const { return names_.begin(); }
  auto end() const { return names_.end(); }
  int note = 0;

 private:
  std::list<std::string> names_;
};

FERRULE_FUNCTION() inline void rename_all(Roster& roster) {
  const std::size_t count = roster.size();
  roster.drop();
  for (std::size_t i = 0; i < count; ++i) roster.add("x");
}
FERRULE_FUNCTION() inline std::size_t count_all(const Roster& roster) { return roster.size(); }

/// Keys that are no indexes.
class FERRULE_CLASS() Counts {
 public:
  Counts() = default;
  int operator[](const std::string& key) const { return counts_.at(key); }
  int& operator[](const std::string& key) { return counts_[key]; }
  FERRULE_METHOD(name = "__delitem__") void remove(const std::string& key) {
    if (counts_.erase(key) == 0) throw std::out_of_range(key);
  }
  std::size_t count(const std::string& key) const { return counts_.count(key); }
  std::size_t size() const { return counts_.size(); }
  auto begin() const { return counts_.begin(); }
  auto end() const { return counts_.end(); }

 private:
  std::map<std::string, int> counts_;
};

/// Objects of a bound class: Python gets copies.
class FERRULE_CLASS() Path {
 public:
  Path() = default;
  void add(const Point& point) { points_.push_back(point); }
  std::size_t size() const { return points_.size(); }
  const Point& operator[](int index) const { return points_[static_cast<std::size_t>(index)]; }
  Point& operator[](int index) { return points_[static_cast<std::size_t>(index)]; }
  auto begin() const { return points_.begin(); }
  auto end() const { return points_.end(); }

 private:
  std::deque<Point> points_;
};

/// Iterated over in the old way: by indexes until there is an IndexError.
class FERRULE_CLASS() Steps {
 public:
  explicit Steps(int count) : count_(count) {}
  int operator[](int index) const {
    if (index >= count_) throw std::out_of_range("no such step");
    return index * 10;
  }

 private:
  int count_;
};

/// Indexes and names.
class FERRULE_CLASS() Row {
 public:
  Row() = default;
  std::size_t size() const { return 2; }
  std::string operator[](std::size_t index) const { return index == 0 ? "first" : "second"; }
  std::string operator[](const std::string& name) const {
    if (name != "a") throw std::out_of_range("no column " + name);
    return "by name";
  }
};

/// Negative keys are keys.
class FERRULE_CLASS() Axis {
 public:
  Axis() = default;
  std::size_t size() const { return 3; }
  FERRULE_METHOD(name = "__getitem__") int operator[](int at) const { return at * at; }
};

/// Bits, which no reference refers to.
class FERRULE_CLASS() Bits {
 public:
  explicit Bits(std::vector<bool> bits) : bits_(std::move(bits)) {}
  auto begin() { return bits_.begin(); }
  auto end() { return bits_.end(); }

 private:
  std::vector<bool> bits_;
};

/// An iterator and a sentinel of one's own.
class FERRULE_CLASS() Powers {
 public:
  explicit Powers(int limit) : limit_(limit) {}

  struct Sentinel {
    int limit;
  };
  class FERRULE_SKIP() Iterator {
   public:
    explicit Iterator(int value) : value_(value) {}
    int operator*() const {
      if (value_ == 8) throw std::domain_error("8 is not a good number");
      return value_;
    }
    Iterator& operator++() {
      value_ *= 2;
      return *this;
    }
    bool operator==(const Sentinel& end) const { return value_ >= end.limit; }

   private:
    int value_;
  };

  FERRULE_SKIP() int limit() const { return limit_; }
  Iterator begin() const { return Iterator(1); }
  Sentinel end() const { return Sentinel{limit_}; }

 private:
  int limit_;
};

/// Python objects, and the iterators that hold them.
class FERRULE_CLASS() Bag {
 public:
  Bag() = default;
  void add(ferrule::Py<> object) { objects_.push_back(std::move(object)); }
  auto begin() const { return objects_.begin(); }
  auto end() const { return objects_.end(); }

 private:
  std::vector<ferrule::Py<>> objects_;
};

/// Owned elsewhere.
class FERRULE_CLASS(storage = heap) Crate {
 public:
  Crate() = default;
  void add(int item) { items_.insert(item); }
  auto begin() const { return items_.begin(); }
  auto end() const { return items_.end(); }

 private:
  std::multiset<int> items_;
};
FERRULE_FUNCTION() inline std::size_t ship(std::unique_ptr<Crate> crate) {
  std::size_t count = 0;
  for ([[maybe_unused]] const int item : *crate) ++count;
  return count;
}

class FERRULE_CLASS() Countdown {
 public:
  explicit Countdown(int from) : next_(from) {}
  FERRULE_METHOD(name = "__iter__") Countdown& self() { return *this; }
  FERRULE_METHOD(name = "__next__") std::optional<int> next() {
    if (next_ == 13) throw std::domain_error("13 is not counted");
    return next_ > 0 ? std::optional(next_--) : std::nullopt;
  }
  FERRULE_METHOD(name = "__length_hint__") int left() const { return next_; }

 private:
  int next_;
};

/// Ends by an exception.
class FERRULE_CLASS() Lines {
 public:
  Lines() = default;
  FERRULE_METHOD(name = "__iter__") Lines& self() { return *this; }
  FERRULE_METHOD(name = "__next__") std::string next(ferrule::Python py) {
    if (++count_ > 2) py.run("raise StopIteration('the end')");
    return "line " + std::to_string(count_);
  }

 private:
  int count_ = 0;
};

/// No container by the rule: it says so itself.
class FERRULE_CLASS() Depth {
 public:
  explicit Depth(long depth) : depth_(depth) {}
  long size() const { return depth_; }
  FERRULE_METHOD(name = "__len__") long length() const { return depth_; }

 private:
  long depth_;
};

class FERRULE_CLASS() Sized {
 public:
  Sized() = default;
  std::size_t size() const { return 3; }
};

}  // namespace ranges

#endif  // FERRULE_TESTS_BEHAVIOUR_RANGES_H_
