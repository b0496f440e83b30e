// Copies and pickles: by a pair of functions, by fields, by methods of one's own.
#ifndef FERRULE_TESTS_BEHAVIOUR_PICKLES_H_
#define FERRULE_TESTS_BEHAVIOUR_PICKLES_H_

#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "ferrule/ferrule.h"

namespace pickles {

/// By a pair of functions.
class FERRULE_CLASS() Counter {
 public:
  explicit Counter(int count) : count_(count) {}
  FERRULE_METHOD(name = "__getstate__") int state() const { return count_; }
  FERRULE_INIT(name = "__setstate__") static Counter restored(int state) {
    if (state < 0) throw std::invalid_argument("a count below zero");
    return Counter(state);
  }
  int count() const { return count_; }
  void add() { ++count_; }

 private:
  int count_;
};

/// The same where Python owns it through a pointer.
class FERRULE_CLASS() Account {
 public:
  explicit Account(std::string name) : name_(std::move(name)) {}
  FERRULE_METHOD(name = "__getstate__") std::string state() const { return name_; }
  FERRULE_INIT(name = "__setstate__")
  static std::unique_ptr<Account> restored(const std::string& state) {
    return state.empty() ? nullptr : std::make_unique<Account>(state);
  }
  const std::string& name() const { return name_; }

 private:
  std::string name_;
};
FERRULE_FUNCTION() inline int close(std::unique_ptr<Account> account) {
  return static_cast<int>(account->name().size());
}

/// The same where C++ shares it.
class FERRULE_CLASS() Session : public std::enable_shared_from_this<Session> {
 public:
  explicit Session(int number) : number_(number) {}
  FERRULE_METHOD(name = "__getstate__") int state() const { return number_; }
  FERRULE_INIT(name = "__setstate__") static std::shared_ptr<Session> restored(int state) {
    return std::make_shared<Session>(state);
  }
  std::shared_ptr<Session> self() { return shared_from_this(); }
  int number() const { return number_; }

 private:
  int number_;
};

/// Has a method that Python overrides.
class FERRULE_CLASS() Greeter {
 public:
  explicit Greeter(std::string name) : name_(std::move(name)) {}
  Greeter(const Greeter&) = default;
  virtual ~Greeter() = default;
  FERRULE_METHOD(name = "__getstate__") std::string state() const { return name_; }
  FERRULE_INIT(name = "__setstate__") static Greeter restored(const std::string& state) {
    return Greeter(state);
  }
  virtual std::string greeting() const { return "hello"; }
  std::string greet() const { return greeting() + ", " + name_; }

 private:
  std::string name_;
};

/// Derived in C++, and with no state of its own.
class FERRULE_CLASS() LoudGreeter : public Greeter {
 public:
  explicit LoudGreeter(const std::string& name) : Greeter(name) {}
  std::string greeting() const override { return "HELLO"; }
};

/// Python may not derive from it.
class FERRULE_CLASS(subclass = False) Fixed {
 public:
  explicit Fixed(int a, int b) : a_(a), b_(b) {}
  FERRULE_METHOD(name = "__getstate__") std::pair<int, int> state() const { return {a_, b_}; }
  FERRULE_INIT(name = "__setstate__") static Fixed restored(std::pair<int, int> state) {
    return Fixed(state.first, state.second);
  }
  int sum() const { return a_ + b_; }

 private:
  int a_;
  int b_;
};

/// The same by the arguments of its constructor.
class FERRULE_CLASS(subclass = False) Argued {
 public:
  explicit Argued(int a) : a_(a) {}
  FERRULE_METHOD(name = "__getnewargs__") std::tuple<int> arguments() const { return {a_}; }
  int a() const { return a_; }

 private:
  int a_;
};

/// Python makes none but from a pickle.
class FERRULE_CLASS() Ticket {
 public:
  FERRULE_METHOD(name = "__getstate__") int state() const { return number_; }
  FERRULE_INIT(name = "__setstate__") static Ticket restored(int state) { return Ticket(state); }
  static Ticket next(int number) { return Ticket(number); }
  int number() const { return number_; }

 private:
  explicit Ticket(int number) : number_(number) {}
  int number_;
};

/// Its state may be None.
class FERRULE_CLASS() Maybe {
 public:
  explicit Maybe(std::optional<int> value) : value_(value) {}
  FERRULE_METHOD(name = "__getstate__") std::optional<int> state() const { return value_; }
  FERRULE_INIT(name = "__setstate__") static Maybe restored(std::optional<int> state) {
    return Maybe(state);
  }
  std::optional<int> value() const { return value_; }

 private:
  std::optional<int> value_;
};

/// Its state may look like that of another with attributes.
class FERRULE_CLASS() Triple {
 public:
  using State = std::tuple<std::string, int, std::optional<int>>;
  explicit Triple(std::string first) : first_(std::move(first)) {}
  FERRULE_METHOD(name = "__getstate__") State state() const { return {first_, 7, std::nullopt}; }
  FERRULE_INIT(name = "__setstate__") static Triple restored(const State& state) {
    return Triple(std::get<0>(state));
  }
  const std::string& first() const { return first_; }

 private:
  std::string first_;
};

/// Refers to other objects, maybe to itself.
class FERRULE_CLASS() Link {
 public:
  Link() = default;
  FERRULE_METHOD(name = "__getstate__")
  std::vector<ferrule::Py<>> state(ferrule::Python py) const {
    std::vector<ferrule::Py<>> all;
    for (const ferrule::Py<>& each : others_) all.push_back(each.clone_ref(py));
    return all;
  }
  FERRULE_INIT(name = "__setstate__")
  static std::unique_ptr<Link> restored(std::vector<ferrule::Py<>> state) {
    auto link = std::make_unique<Link>();
    link->others_ = std::move(state);
    return link;
  }
  void add(ferrule::Py<> other) { others_.push_back(std::move(other)); }
  ferrule::Py<> first(ferrule::Python py) const { return others_.at(0).clone_ref(py); }

 private:
  std::vector<ferrule::Py<>> others_;
};

/// Says itself how it is made anew.
class FERRULE_CLASS() Ratio {
 public:
  Ratio(int up, int down) : up_(up), down_(down) {}
  FERRULE_METHOD(name = "__reduce__")
  std::pair<ferrule::Py<>, std::pair<int, int>> reduce(ferrule::Python py) const {
    ferrule::Py<> type = py.import("pickles").attr("Ratio").unbind();
    return {std::move(type), std::pair(up_, down_)};
  }
  int up() const { return up_; }
  int down() const { return down_; }

 private:
  int up_;
  int down_;
};

/// Says itself how it is copied.
class FERRULE_CLASS() Sheet {
 public:
  explicit Sheet(int copies = 0) : copies(copies) {}
  FERRULE_METHOD(name = "__copy__") Sheet copy() const { return Sheet(copies + 1); }
  FERRULE_METHOD(name = "__deepcopy__") Sheet deep_copy(ferrule::Bound<ferrule::Dict> memo) const {
    return Sheet(copies + 100 + static_cast<int>(memo.len()));
  }
  int copies;
};

/// By its fields.
struct FERRULE_CLASS(init = fields) Version {
  int major;
  std::string name = "none";
  std::vector<int> parts = {};
};

/// The same, and Python may not derive from it.
struct FERRULE_CLASS(init = fields, subclass = False) Flat {
  int x;
  int y = 2;
};

/// The same, and holds a reference.
struct FERRULE_CLASS(init = fields) Holder {
  ferrule::Py<> held;
};

/// With attributes.
struct FERRULE_CLASS(init = fields, dict = True) Open {
  int x = 0;
};

}  // namespace pickles

#endif  // FERRULE_TESTS_BEHAVIOUR_PICKLES_H_
