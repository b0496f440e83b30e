// Containers of C++'s that Python sees as they are: views, in fields and as results.
#ifndef FERRULE_TESTS_BEHAVIOUR_VIEWS_H_
#define FERRULE_TESTS_BEHAVIOUR_VIEWS_H_

#include <array>
#include <deque>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

#include "ferrule/ferrule.h"

namespace views {

struct FERRULE_CLASS() Point {
  Point(int x = 0, int y = 0) : x(x), y(y) {}
  int x;
  int y;
};

struct FERRULE_CLASS(storage = shared) Node {
  explicit Node(int number = 0) : number(number) {}
  int number;
};

class FERRULE_CLASS() Store {
 public:
  FERRULE_FIELD(view) std::vector<int> numbers;
  FERRULE_FIELD(view) std::vector<bool> flags;
  FERRULE_FIELD(view) std::deque<std::string> names;
  FERRULE_FIELD(view) std::array<double, 3> triple = { 1, 2, 3 };
  FERRULE_FIELD(view) std::vector<std::vector<int>> rows;
  FERRULE_FIELD(view) std::vector<Point> points;
  FERRULE_FIELD(view) std::vector<std::shared_ptr<Node>> nodes;
  FERRULE_FIELD(view, readonly) std::vector<int> kept = { 1, 2 };
  FERRULE_FIELD(view) const std::vector<int> constant = { 1, 2, 3 };
  FERRULE_FIELD(view) std::map<std::string, int> ages;
  FERRULE_FIELD(view) std::unordered_map<int, std::string> words;
  FERRULE_FIELD(view) const std::map<std::string, int> limits = { {"a", 1} };
  FERRULE_FIELD(view) std::set<std::string> tags;
  FERRULE_FIELD(view) std::unordered_set<int> ids;
  FERRULE_FIELD(view) std::map<double, int> scale;

  // As C++ sees them.
  int sum() const {
    int sum = 0;
    for (const int number : numbers) sum += number;
    return sum;
  }
  void fill(int count) { numbers.assign(static_cast<std::size_t>(count), 7); }
  void forget() { ages.clear(); }

  FERRULE_METHOD(returns = view) std::vector<int>& all() { return numbers; }
  FERRULE_METHOD(returns = view) const std::vector<int>& seen() const { return numbers; }
  FERRULE_METHOD(returns = view) std::map<std::string, int>* maybe(bool there) {
    return there ? &ages : nullptr;
  }
  FERRULE_GETTER(returns = view) std::set<std::string>& labels() { return tags; }
};

FERRULE_FUNCTION(returns = view)
inline std::vector<int>& numbers_of(FERRULE_ARG(keep_alive = result) Store& store) {
  return store.numbers;
}
FERRULE_FUNCTION(returns = view)
inline std::vector<int>& either(FERRULE_ARG(keep_alive = result) Store& a,
                                FERRULE_ARG(keep_alive = result) Store& b, bool first) {
  return first ? a.numbers : b.numbers;
}
FERRULE_FUNCTION() inline int total(const std::vector<int>& numbers) {
  int sum = 0;
  for (const int number : numbers) sum += number;
  return sum;
}
FERRULE_FUNCTION() inline std::size_t count_of(const std::map<std::string, int>& map) {
  return map.size();
}
FERRULE_FUNCTION() inline std::size_t size_of(const std::set<std::string>& set) {
  return set.size();
}

// Objects of Python's.
class FERRULE_CLASS() Bag {
 public:
  FERRULE_FIELD(view) std::vector<ferrule::Py<>> items;
  FERRULE_FIELD(view) std::map<int, ferrule::Py<>> slots;
};

// What can be given away.
struct FERRULE_CLASS() Crate {
  FERRULE_FIELD(view) std::vector<int> weights;
};
FERRULE_FUNCTION() inline std::size_t ship(std::unique_ptr<Crate> crate) {
  return crate->weights.size();
}

// What can be iterated over, of which a part is shown.
class FERRULE_CLASS() Index {
 public:
  FERRULE_FIELD(view) std::map<std::string, int> entries;
  auto begin() const { return entries.begin(); }
  auto end() const { return entries.end(); }
};
struct FERRULE_CLASS() Shelf {
  Index index;
};

}  // namespace views

#endif  // FERRULE_TESTS_BEHAVIOUR_VIEWS_H_
