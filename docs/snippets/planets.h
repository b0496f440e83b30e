// The library that docs/foreign.md binds: it knows nothing of ferrule.
#ifndef FERRULE_DOCS_SNIPPETS_PLANETS_H_
#define FERRULE_DOCS_SNIPPETS_PLANETS_H_

#include <cstdio>
#include <string>
#include <utility>
#include <vector>

namespace planets {

// region: library
enum class Kind { kRock, kGas };

/// A planet.
class Planet {
 public:
  explicit Planet(std::string name, double radius = 1) : name_(std::move(name)), radius_(radius) {}
  const std::string& name() const { return name_; }
  double get_radius() const { return radius_; }
  void set_radius(double radius) { radius_ = radius; }
  Kind kind() const { return radius_ > 4 ? Kind::kGas : Kind::kRock; }
  void print(FILE* file) const;

 private:
  std::string name_;
  double radius_;
};

inline double distance(const Planet& from, const Planet& to) {
  return from.get_radius() - to.get_radius();
}

template <class T>
class Orbit {
 public:
  void add(const T& body) { bodies_.push_back(body); }
  std::size_t size() const { return bodies_.size(); }

 private:
  std::vector<T> bodies_;
};
// end: library

class Star final {
 public:
  int magnitude() const { return 4; }
};

}  // namespace planets

#endif  // FERRULE_DOCS_SNIPPETS_PLANETS_H_
