// docs/threads.md: objects that threads share.
#ifndef FERRULE_DOCS_SNIPPETS_TRAFFIC_H_
#define FERRULE_DOCS_SNIPPETS_TRAFFIC_H_

#include <cstdint>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

#include "ferrule/ferrule.h"

namespace traffic {

// region: module
FERRULE_MODULE(free_threaded);
// end: module

// region: locked
class FERRULE_CLASS() Road {
 public:
  void enter(std::string car) { cars_.push_back(std::move(car)); }
  void move_to(Road& other) {
    other.cars_.insert(other.cars_.end(), cars_.begin(), cars_.end());
    cars_.clear();
  }
  std::size_t cars() const { return cars_.size(); }

 private:
  std::vector<std::string> cars_;
};
// end: locked

// region: synchronized
class FERRULE_CLASS(synchronized) Toll {
 public:
  void pay(std::int64_t amount) {
    const std::lock_guard lock(mutex_);
    sum_ += amount;
  }
  std::int64_t sum() const {
    const std::lock_guard lock(mutex_);
    return sum_;
  }

 private:
  mutable std::mutex mutex_;
  std::int64_t sum_ = 0;
};
// end: synchronized

// region: frozen
struct FERRULE_CLASS(frozen) Place {
  Place(double x, double y) : x(x), y(y) {}
  double x;
  double y;
  Place moved(double by_x, double by_y) const { return {x + by_x, y + by_y}; }
};
// end: frozen

// region: borrow_checked
class FERRULE_CLASS(borrow_checked) Counter {
 public:
  explicit Counter(ferrule::Py<> wraps) : wraps_(std::move(wraps)) {}

  FERRULE_GETTER() std::uint64_t count() const { return count_; }

  FERRULE_METHOD(name = "__call__", signature = (*args, **kwargs))
  ferrule::Bound<> call(ferrule::Python py, ferrule::Args args, ferrule::Kwargs kwargs) {
    ++count_;  // so the method is not const, and has the object to itself until it returns
    return wraps_.bind(py).call(args.to_tuple(py), kwargs.to_dict(py));
  }

 private:
  std::uint64_t count_ = 0;
  ferrule::Py<> wraps_;
};
// end: borrow_checked

}  // namespace traffic

#endif  // FERRULE_DOCS_SNIPPETS_TRAFFIC_H_
