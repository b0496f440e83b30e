// Classes that are frozen, and classes that are borrow checked.
#ifndef FERRULE_TESTS_BEHAVIOUR_BORROWS_H_
#define FERRULE_TESTS_BEHAVIOUR_BORROWS_H_

#include <cstdint>
#include <functional>
#include <memory>
#include <utility>
#include <vector>

#include "ferrule/ferrule.h"

namespace borrows {

// --- Frozen ---

struct FERRULE_CLASS(frozen) Point {
  Point(int x, int y) : x(x), y(y) {}
  int x;
  int y;

  int& at(int i) { return i == 0 ? x : y; }
  const int& at(int i) const { return i == 0 ? x : y; }
  Point moved(int dx, int dy) const { return {x + dx, y + dy}; }
  bool operator==(const Point&) const = default;
};

// --- Borrow checked: inline storage ---

// What the guide has for a function that is decorated, with a count that is not atomic.
class FERRULE_CLASS(borrow_checked) Counter {
 public:
  explicit Counter(ferrule::Py<> wraps) : wraps_(std::move(wraps)) {}

  FERRULE_GETTER() std::uint64_t count() const { return count_; }

  FERRULE_METHOD(name = "__call__", signature = (*args, **kwargs))
  ferrule::Bound<> call(ferrule::Python py, ferrule::Args args, ferrule::Kwargs kwargs) {
    ++count_;
    return wraps_.bind(py).call(args.to_tuple(py), kwargs.to_dict(py));
  }

 private:
  std::uint64_t count_ = 0;
  ferrule::Py<> wraps_;
};

class FERRULE_CLASS(borrow_checked) Cell {
 public:
  explicit Cell(int value = 0) : value(value) {}

  int value;

  int get() const { return value; }
  void set(int to) { value = to; }
  FERRULE_GETTER() int twice() const { return 2 * value; }
  FERRULE_SETTER(name = "twice") void set_twice(int to) { value = to / 2; }

  // Calls back while it reads, and while it changes.
  ferrule::Bound<> reading(ferrule::Borrowed<> callable) const { return callable(); }
  ferrule::Bound<> changing(ferrule::Borrowed<> callable) { return callable(); }
  void each(const std::function<void(int)>& callback) const { callback(value); }

  void add(const Cell& other) { value += other.value; }
  void add_pointer(const Cell* other) { value += other == nullptr ? 0 : other->value; }
  int sum(const Cell& other) const { return value + other.value; }
  void exchange(Cell& other) { std::swap(value, other.value); }

  bool operator==(const Cell& other) const { return value == other.value; }
  Cell operator+(const Cell& other) const { return Cell(value + other.value); }
  Cell& operator+=(const Cell& other) {
    value += other.value;
    return *this;
  }
};

FERRULE_FUNCTION() inline void copy(const Cell& from, Cell& to) { to.value = from.value; }
FERRULE_FUNCTION() inline void exchange(Cell& a, Cell& b) { std::swap(a.value, b.value); }
FERRULE_FUNCTION() inline int sum(const Cell& a, const Cell& b) { return a.value + b.value; }
FERRULE_FUNCTION() inline int value_of(Cell cell) { return cell.value; }
FERRULE_FUNCTION() inline ferrule::Bound<> hold(Cell&, ferrule::Borrowed<> callable) {
  return callable();
}

// Made of another, and set to it.
class FERRULE_CLASS(borrow_checked) Twin {
 public:
  explicit Twin(const Cell& cell) : cell_(cell) {}
  FERRULE_GETTER() const Cell& cell() const { return cell_; }
  FERRULE_SETTER(name = "cell") void set_cell(const Cell& cell) { cell_ = cell; }

 private:
  Cell cell_;
};

// Iterated over.
class FERRULE_CLASS(borrow_checked) Row {
 public:
  void append(int item) { items_.push_back(item); }
  ferrule::Bound<> changing(ferrule::Borrowed<> callable) { return callable(); }
  std::vector<int>::const_iterator begin() const { return items_.begin(); }
  std::vector<int>::const_iterator end() const { return items_.end(); }

 private:
  std::vector<int> items_;
};

// --- Heap storage ---

class FERRULE_CLASS(borrow_checked) Parcel {
 public:
  explicit Parcel(int weight) : weight(weight) {}
  int weight;
  ferrule::Bound<> reading(ferrule::Borrowed<> callable) const { return callable(); }
  ferrule::Bound<> changing(ferrule::Borrowed<> callable) { return callable(); }
};

FERRULE_FUNCTION() inline int send(std::unique_ptr<Parcel> parcel) {
  return parcel == nullptr ? 0 : parcel->weight;
}

// --- A family, with shared storage ---

class FERRULE_CLASS() Shape {
 public:
  virtual ~Shape() = default;
  int sides = 0;
  ferrule::Bound<> changing(ferrule::Borrowed<> callable) { return callable(); }
  virtual double area() const { return 0; }
  double again() const { return area(); }
  double with_area() { return area(); }
};

class FERRULE_CLASS(borrow_checked) Square : public Shape {
 public:
  explicit Square(double side = 1) : side(side) { sides = 4; }
  double side;
  double area() const override { return side * side; }
};

FERRULE_FUNCTION() inline int sides_of(const Shape& shape) { return shape.sides; }
FERRULE_FUNCTION() inline std::shared_ptr<Shape> share(std::shared_ptr<Shape> shape) {
  return shape;
}

}  // namespace borrows

#endif  // FERRULE_TESTS_BEHAVIOUR_BORROWS_H_
