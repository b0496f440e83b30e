// The C++ library that both sides of the benchmark bind: small enough that a call of it costs next
// to nothing, so that what is measured is the binding.
#ifndef FERRULE_BENCHMARKS_CORE_H_
#define FERRULE_BENCHMARKS_CORE_H_

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>

#include "ferrule/ferrule.h"

namespace core {

FERRULE_FUNCTION()
inline void nothing() {}

FERRULE_FUNCTION()
inline int negate(int value) { return -value; }

FERRULE_FUNCTION(signature = (value, /))
inline int negate_positional(int value) { return -value; }

FERRULE_FUNCTION()
inline int add(int a, int b) { return a + b; }

FERRULE_FUNCTION()
inline double mixed(int a, double b, const std::string& text = "abc", bool flag = true,
                    std::int64_t n = 7, double scale = 1.5) {
  return a + b + static_cast<double>(text.size()) + (flag ? 1.0 : 0.0) +
         static_cast<double>(n) * scale;
}

FERRULE_FUNCTION()
inline std::size_t length(const std::string& text) { return text.size(); }

FERRULE_FUNCTION()
inline std::size_t view_length(std::string_view text) { return text.size(); }

FERRULE_FUNCTION()
inline std::string short_text() { return "hello, world"; }

FERRULE_FUNCTION()
inline std::string long_text() { return std::string(200, 'x'); }

FERRULE_FUNCTION()
inline void fail() { throw std::runtime_error("failed"); }

class FERRULE_CLASS() Point {
 public:
  Point(int x, int y) : x(x), y(y) {}

  int sum() const { return x + y; }

  FERRULE_GETTER() int product() const { return x * y; }

  int x;
  int y;
};

FERRULE_FUNCTION()
inline int use_point(const Point& point) { return point.x + point.y; }

FERRULE_FUNCTION()
inline Point make_point(int x) { return Point(x, x + 1); }

// Counts the calls of a Python callable and passes them on.
class FERRULE_CLASS() CallCounter {
 public:
  explicit CallCounter(ferrule::Py<> wraps) : wraps_(std::move(wraps)) {}

  FERRULE_GETTER() std::uint64_t count() const { return count_; }

  FERRULE_METHOD(name = "__call__", signature = (*args, **kwargs))
  ferrule::Bound<> call(ferrule::Python py, ferrule::Args args, ferrule::Kwargs kwargs) const {
    ++count_;
    return wraps_.bind(py)(args, kwargs);
  }

 private:
  mutable std::atomic<std::uint64_t> count_{0};
  ferrule::Py<> wraps_;
};

}  // namespace core

#endif  // FERRULE_BENCHMARKS_CORE_H_
