// Objects that change hands: given away, handed over, shared.
#ifndef FERRULE_TESTS_BEHAVIOUR_OWNERSHIP_H_
#define FERRULE_TESTS_BEHAVIOUR_OWNERSHIP_H_

#include <array>
#include <atomic>
#include <deque>
#include <list>
#include <map>
#include <memory>
#include <stdexcept>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "ferrule/ferrule.h"

namespace ownership {

// How many C++ objects of the classes below are alive.
inline std::atomic<int> alive_count{0};

class Alive {
 public:
  Alive() { ++alive_count; }
  Alive(const Alive&) { ++alive_count; }
  Alive& operator=(const Alive&) = default;
  ~Alive() { --alive_count; }
};

FERRULE_FUNCTION() inline int alive() { return alive_count; }

// --- Given away ---

class FERRULE_CLASS() Widget {
 public:
  explicit Widget(int value = 0) : value(value) {
    if (value < 0) throw std::invalid_argument("negative value");
  }

  int plus(int number) const { return value + number; }
  int during(ferrule::Borrowed<> callable) const {
    callable();
    return value;
  }
  FERRULE_GETTER() int doubled() const { return 2 * value; }

  int value;
  std::vector<int> numbers = {1, 2};

 private:
  Alive alive_;
};

FERRULE_FUNCTION() inline std::unique_ptr<Widget> make(int value) {
  return std::make_unique<Widget>(value);
}
FERRULE_FUNCTION() inline std::unique_ptr<const Widget> make_const(int value) {
  return std::make_unique<const Widget>(value);
}
FERRULE_FUNCTION() inline std::unique_ptr<Widget> make_none() { return nullptr; }
FERRULE_FUNCTION() inline Widget make_value(int value) { return Widget(value); }
FERRULE_FUNCTION() inline std::vector<std::unique_ptr<Widget>> make_all(int count) {
  std::vector<std::unique_ptr<Widget>> widgets;
  for (int i = 0; i < count; ++i) widgets.push_back(std::make_unique<Widget>(i));
  return widgets;
}

FERRULE_FUNCTION() inline int take(std::unique_ptr<Widget> widget) {
  return widget == nullptr ? -1 : widget->value;
}
FERRULE_FUNCTION() inline int take_const(std::unique_ptr<const Widget> widget) {
  return widget->value;
}
FERRULE_FUNCTION() inline std::unique_ptr<Widget> pass(std::unique_ptr<Widget> widget) {
  return widget;
}
FERRULE_FUNCTION() inline bool take_if(std::unique_ptr<Widget>&& widget, bool takes) {
  if (takes) widget.reset();
  return takes;
}
FERRULE_FUNCTION() inline void take_and_throw(std::unique_ptr<Widget>) {
  throw std::runtime_error("thrown");
}
FERRULE_FUNCTION()
inline int take_two(std::unique_ptr<Widget> first, std::unique_ptr<Widget> second) {
  return first->value + second->value;
}
FERRULE_FUNCTION() inline int take_then(std::unique_ptr<Widget> widget, int number = 7) {
  return widget->value + number;
}
FERRULE_FUNCTION() inline int look_then_take(const Widget& seen, std::unique_ptr<Widget> taken) {
  return seen.value + taken->value;
}
FERRULE_FUNCTION() inline int take_then_look(std::unique_ptr<Widget> taken, const Widget* seen) {
  return taken->value + seen->value;
}
FERRULE_FUNCTION() inline int take_during(std::unique_ptr<Widget> widget,
                                          ferrule::Borrowed<> callable) {
  callable();
  return widget->value;
}
FERRULE_FUNCTION() inline int take_all(std::vector<std::unique_ptr<Widget>> widgets, int number) {
  int sum = number;
  for (const auto& widget : widgets) sum += widget == nullptr ? 100 : widget->value;
  return sum;
}

// What takes a Widget without taking it away. The numbers are converted behind it.
FERRULE_FUNCTION() inline int look(const Widget& widget, int number) {
  return widget.value + number;
}
FERRULE_FUNCTION() inline void change(Widget& widget, int number) { widget.value = number; }
FERRULE_FUNCTION() inline int point(const Widget* widget, int number) {
  return widget == nullptr ? number : widget->value + number;
}
FERRULE_FUNCTION() inline int copy(Widget widget, int number) { return widget.value + number; }
// In other containers.
using Widgets = std::map<std::string, std::unique_ptr<Widget>>;
FERRULE_FUNCTION() inline Widgets pass_named(Widgets widgets) { return widgets; }
FERRULE_FUNCTION() inline int take_named(Widgets&& widgets, int number) {
  int sum = number;
  for (const auto& [name, widget] : widgets) sum += widget == nullptr ? 100 : widget->value;
  return sum;
}
FERRULE_FUNCTION() inline std::unordered_map<int, std::unique_ptr<Widget>> pass_numbered(
    std::unordered_map<int, std::unique_ptr<Widget>> widgets) {
  return widgets;
}
FERRULE_FUNCTION() inline std::deque<std::unique_ptr<Widget>> pass_deque(
    std::deque<std::unique_ptr<Widget>> widgets) {
  return widgets;
}
FERRULE_FUNCTION() inline std::list<std::unique_ptr<Widget>> pass_list(
    std::list<std::unique_ptr<Widget>> widgets) {
  return widgets;
}
FERRULE_FUNCTION() inline std::array<std::unique_ptr<Widget>, 2> pass_two(
    std::array<std::unique_ptr<Widget>, 2> widgets) {
  return widgets;
}

// C++ takes from a copy.
FERRULE_FUNCTION() inline int take_from(Widget&& widget) {
  const Widget taken = std::move(widget);
  return static_cast<int>(taken.numbers.size());
}

FERRULE_FUNCTION() inline int copy_all(const std::vector<Widget>& widgets) {
  int sum = 0;
  for (const Widget& widget : widgets) sum += widget.value;
  return sum;
}

/// What C++ keeps of what it was given.
class FERRULE_CLASS() Shelf {
 public:
  void put(std::unique_ptr<Widget> widget) { widgets_.push_back(std::move(widget)); }
  std::unique_ptr<Widget> pop() {
    if (widgets_.empty()) return nullptr;
    auto last = std::move(widgets_.back());
    widgets_.pop_back();
    return last;
  }
  FERRULE_GETTER() std::vector<std::unique_ptr<Widget>> all() { return std::move(widgets_); }
  FERRULE_GETTER() std::unique_ptr<Widget> last() { return pop(); }
  FERRULE_SETTER() void set_last(std::unique_ptr<Widget> widget) { put(std::move(widget)); }

 private:
  std::vector<std::unique_ptr<Widget>> widgets_;
};

/// An instance of it has its object from the start.
class FERRULE_CLASS(subclass = False, storage = heap) Sealed {
 public:
  explicit Sealed(std::unique_ptr<Widget> widget) : widget_(std::move(widget)) {}
  FERRULE_GETTER() int value() const { return widget_->value; }

 private:
  std::unique_ptr<Widget> widget_;
};

/// Nobody knows how large it is.
class FERRULE_CLASS(subclass = False) Shape {
 public:
  virtual ~Shape() = default;
  virtual double area() const = 0;
};

class Square : public Shape {
 public:
  explicit Square(double side) : side_(side) {}
  double area() const override { return side_ * side_; }

 private:
  double side_;
  Alive alive_;
};

FERRULE_FUNCTION() inline std::unique_ptr<Shape> square(double side) {
  return std::make_unique<Square>(side);
}
FERRULE_FUNCTION() inline double area_of(std::unique_ptr<Shape> shape) { return shape->area(); }

// --- Shared ---

class FERRULE_CLASS() Session : public std::enable_shared_from_this<Session> {
 public:
  explicit Session(std::string name = "") : name(std::move(name)) {}

  std::shared_ptr<Session> itself() { return shared_from_this(); }
  std::shared_ptr<const Session> constant() const { return shared_from_this(); }
  long owners() const { return weak_from_this().use_count(); }

  std::string name;
  std::shared_ptr<Session> next;
  std::weak_ptr<Session> previous;

 private:
  Alive alive_;
};

inline std::shared_ptr<Session> current;

FERRULE_FUNCTION() inline void set_current(std::shared_ptr<Session> session) {
  current = std::move(session);
}
FERRULE_FUNCTION() inline std::shared_ptr<Session> get_current() { return current; }
FERRULE_FUNCTION() inline const std::shared_ptr<Session>& see_current() { return current; }
FERRULE_FUNCTION() inline std::weak_ptr<Session> watch(const std::weak_ptr<Session>& session) {
  return session;
}
FERRULE_FUNCTION() inline std::string name_of(const std::shared_ptr<const Session>& session) {
  return session == nullptr ? "none" : session->name;
}
FERRULE_FUNCTION() inline long owners_of(std::shared_ptr<Session>&& session) {
  return session.use_count();
}
FERRULE_FUNCTION()
inline std::string name_or(std::shared_ptr<Session> session = nullptr, int number = 1) {
  return session == nullptr ? std::to_string(number) : session->name;
}
FERRULE_FUNCTION() inline Session value_of(const Session& session) { return session; }
FERRULE_FUNCTION() inline std::unique_ptr<Session> unique_session() {
  return std::make_unique<Session>("unique");
}
FERRULE_FUNCTION() inline std::vector<std::shared_ptr<Session>> sessions(
    const std::map<std::string, std::shared_ptr<Session>>& named) {
  std::vector<std::shared_ptr<Session>> all;
  for (const auto& [name, session] : named) all.push_back(session);
  return all;
}
FERRULE_FUNCTION() inline std::map<std::string, std::shared_ptr<Session>> by_name(
    std::vector<std::shared_ptr<Session>> all) {
  std::map<std::string, std::shared_ptr<Session>> named;
  for (auto& session : all) named[session->name] = session;
  return named;
}

// --- Garbage ---

/// Holds a reference, and can be given away.
class FERRULE_CLASS() Holder {
 public:
  void hold(ferrule::Py<> object) { held_ = std::move(object); }
  void during(ferrule::Borrowed<> callable) const { callable(); }

 private:
  ferrule::Py<> held_;
  Alive alive_;
};

/// Is the one that holds what was given to it.
class FERRULE_CLASS() Chain {
 public:
  void add(std::unique_ptr<Holder> holder) { holders_.push_back(std::move(holder)); }
  std::unique_ptr<Holder> take() {
    auto last = std::move(holders_.back());
    holders_.pop_back();
    return last;
  }

 private:
  std::vector<std::unique_ptr<Holder>> holders_;
  Alive alive_;
};

/// Holds a reference, and is shared.
class FERRULE_CLASS() Node {
 public:
  Node() = default;
  void hold(ferrule::Py<> object) { held_ = std::move(object); }
  bool holds() const { return static_cast<bool>(held_); }

  std::shared_ptr<Node> next;

 private:
  ferrule::Py<> held_;
  Alive alive_;
};

inline std::shared_ptr<Node> kept_node;

FERRULE_FUNCTION() inline void keep_node(std::shared_ptr<Node> node) {
  kept_node = std::move(node);
}
FERRULE_FUNCTION() inline std::shared_ptr<Node> get_node() { return kept_node; }

}  // namespace ownership

#endif  // FERRULE_TESTS_BEHAVIOUR_OWNERSHIP_H_
