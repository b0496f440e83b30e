// Operators, a sequence and its iterator, for both sides of the benchmark.
#ifndef FERRULE_BENCHMARKS_OPERATORS_H_
#define FERRULE_BENCHMARKS_OPERATORS_H_

#include <algorithm>
#include <cstddef>
#include <functional>
#include <vector>

#include "ferrule/ferrule.h"

namespace core {

class FERRULE_CLASS() Vec {
 public:
  Vec(double x, double y) : x(x), y(y) {}

  Vec operator+(const Vec& other) const { return Vec(x + other.x, y + other.y); }
  Vec operator-() const { return Vec(-x, -y); }
  Vec& operator+=(const Vec& other) {
    x += other.x;
    y += other.y;
    return *this;
  }
  bool operator==(const Vec& other) const { return x == other.x && y == other.y; }
  bool operator<(const Vec& other) const { return x < other.x; }
  explicit operator bool() const { return x != 0 || y != 0; }

  double x;
  double y;
};

inline Vec operator*(const Vec& v, double factor) { return Vec(v.x * factor, v.y * factor); }
inline Vec operator*(double factor, const Vec& v) { return v * factor; }

class FERRULE_CLASS() Series {
 public:
  explicit Series(int count) : values_(static_cast<std::size_t>(count), 0.5) {}

  std::size_t size() const { return values_.size(); }
  double operator[](std::size_t index) const { return values_[index]; }
  double& operator[](std::size_t index) { return values_[index]; }
  bool contains(double value) const {
    return std::find(values_.begin(), values_.end(), value) != values_.end();
  }
  auto begin() const { return values_.begin(); }
  auto end() const { return values_.end(); }

 private:
  std::vector<double> values_;
};

}  // namespace core

template <>
struct std::hash<core::Vec> {
  std::size_t operator()(const core::Vec& v) const {
    return static_cast<std::size_t>(v.x) * 31 + static_cast<std::size_t>(v.y);
  }
};

#endif  // FERRULE_BENCHMARKS_OPERATORS_H_
