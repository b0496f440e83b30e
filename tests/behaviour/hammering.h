// A module that needs no lock of the interpreter's: what threads do to one object at once.
#ifndef FERRULE_TESTS_BEHAVIOUR_HAMMERING_H_
#define FERRULE_TESTS_BEHAVIOUR_HAMMERING_H_

#include <atomic>
#include <cstddef>
#include <functional>
#include <memory>
#include <stdexcept>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "ferrule/ferrule.h"

FERRULE_MODULE(free_threaded);

namespace hammering {

// --- Locked ---

// Says whether two calls ever have an object at once, and now and then takes long enough to meet
// one.
class Alone {
 public:
  explicit Alone(std::atomic<int>& inside) : inside_(inside) {
    if (inside_.fetch_add(1) != 0) met = true;
    thread_local unsigned calls = 0;
    if (++calls % 32 == 0) std::this_thread::yield();
  }
  ~Alone() { inside_.fetch_sub(1); }
  Alone(const Alone&) = delete;
  Alone& operator=(const Alone&) = delete;

  inline static std::atomic<bool> met{false};

 private:
  std::atomic<int>& inside_;
};

FERRULE_FUNCTION() inline bool two_have_met() { return Alone::met.exchange(false); }

class FERRULE_CLASS() Stack {
 public:
  Stack() = default;
  Stack(const Stack& other) : items_(other.items_) { const Alone alone(other.inside_); }

  void push(int item) {
    const Alone alone(inside_);
    items_.push_back(item);
  }
  int pop() {
    const Alone alone(inside_);
    if (items_.empty()) throw std::out_of_range("pop from an empty stack");
    const int item = items_.back();
    items_.pop_back();
    return item;
  }
  // Reads what others change: const methods lock, too.
  long sum() const {
    const Alone alone(inside_);
    long sum = 0;
    for (const int item : items_) sum += item;
    return sum;
  }
  void move_to(Stack& other) {
    const Alone alone(inside_);
    const Alone both(other.inside_);
    other.items_.insert(other.items_.end(), items_.begin(), items_.end());
    items_.clear();
  }
  bool operator==(const Stack& other) const {
    if (this == &other) return true;
    const Alone alone(inside_);
    const Alone both(other.inside_);
    return items_ == other.items_;
  }
  std::size_t size() const { return items_.size(); }
  int operator[](std::size_t index) const {
    const Alone alone(inside_);
    return items_[index];
  }
  FERRULE_GETTER() std::string label() const {
    const Alone alone(inside_);
    return label_;
  }
  FERRULE_SETTER() void set_label(std::string label) {
    const Alone alone(inside_);
    label_ = std::move(label);
  }

  std::vector<int> history;

 private:
  mutable std::atomic<int> inside_{0};
  std::vector<int> items_;
  std::string label_;

  friend int exchange(Stack& a, Stack& b);
};

FERRULE_FUNCTION() inline int exchange(Stack& a, Stack& b) {
  const Alone alone(a.inside_);
  const Alone both(b.inside_);
  std::swap(a.items_, b.items_);
  return static_cast<int>(a.items_.size());
}

FERRULE_FUNCTION() inline long sum_of_copy(Stack stack) { return stack.sum(); }

// Iterated over by random access, and without.
class FERRULE_CLASS() Log {
 public:
  void append(std::string line) { lines_.push_back(std::move(line)); }
  void clear() { lines_.clear(); }
  std::vector<std::string>::const_iterator begin() const { return lines_.begin(); }
  std::vector<std::string>::const_iterator end() const { return lines_.end(); }

 private:
  std::vector<std::string> lines_;
};

// --- Not locked ---

class FERRULE_CLASS(synchronized) Total {
 public:
  void add(long number) { sum_ += number; }
  FERRULE_GETTER() long sum() const { return sum_; }

 private:
  std::atomic<long> sum_{0};
};

// Two calls of its const method have to be there at once before either returns.
class FERRULE_CLASS() Meeting {
 public:
  bool wait() const {
    guests->fetch_add(1);
    for (int i = 0; i < 50'000'000 && *guests < 2; ++i) std::this_thread::yield();
    return *guests >= 2;
  }

 private:
  std::shared_ptr<std::atomic<int>> guests = std::make_shared<std::atomic<int>>(0);
};

struct FERRULE_CLASS(frozen) Point {
  Point(int x, int y) : x(x), y(y) {}
  int x;
  int y;
};

// --- Borrow checked ---

class FERRULE_CLASS(borrow_checked) Cell {
 public:
  long value = 0;
  void add(long number) { value += number; }
  void add_cell(const Cell& other) { value += other.value; }
  ferrule::Bound<> changing(ferrule::Borrowed<> callable) {
    const long before = value;
    ferrule::Bound<> result = callable();
    value = before + 1;  // is lost on those who have changed it meanwhile
    return result;
  }
};

// --- Objects that change hands ---

class FERRULE_CLASS() Parcel {
 public:
  explicit Parcel(int weight) : weight(weight) { ++alive; }
  Parcel(const Parcel&) = delete;
  ~Parcel() {
    weight = -1;
    --alive;
  }
  int weigh() const { return weight; }

  FERRULE_SKIP() inline static std::atomic<int> alive { 0 };
  int weight;
};

FERRULE_FUNCTION() inline int parcels() { return Parcel::alive; }
FERRULE_FUNCTION() inline int send(std::unique_ptr<Parcel> parcel) { return parcel->weight; }
FERRULE_FUNCTION() inline int weigh(const Parcel& parcel) { return parcel.weight; }

class FERRULE_CLASS() Node {
 public:
  explicit Node(int number = 0) : number(number) {}
  virtual ~Node() = default;
  virtual int twice() const { return 2 * number; }
  int number;
};

inline std::shared_ptr<Node> kept = std::make_shared<Node>(7);
FERRULE_FUNCTION() inline std::shared_ptr<Node> current() { return kept; }
FERRULE_FUNCTION() inline int twice(std::shared_ptr<Node> node) { return node->twice(); }

// --- References to Python objects ---

class FERRULE_CLASS() Holder {
 public:
  void add(ferrule::Py<> object) { held_.push_back(std::move(object)); }
  void clear() { held_.clear(); }
  std::size_t count() const { return held_.size(); }

 private:
  std::vector<ferrule::Py<>> held_;
};

}  // namespace hammering

#endif  // FERRULE_TESTS_BEHAVIOUR_HAMMERING_H_
