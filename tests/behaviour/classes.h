// Classes: how instances are made, what they have, how they end.
#ifndef FERRULE_TESTS_BEHAVIOUR_CLASSES_H_
#define FERRULE_TESTS_BEHAVIOUR_CLASSES_H_

#include <atomic>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "ferrule/ferrule.h"

FERRULE_MODULE(interpreters = shared_gil);

namespace classes {

// --- Counting ---

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

// --- An everyday class ---

enum class FERRULE_ENUM() Mood { calm, wild };

/// An account with an owner.
class FERRULE_CLASS() Account {
 public:
  /// What went through an account.
  struct Entry {
    Entry(int amount, std::string note = "") : amount(amount), note(std::move(note)) {}
    int amount;
    std::string note;
  };

  explicit Account(std::string owner, int balance = 0)
      : owner(std::move(owner)), balance_(balance) {
    if (balance < 0) throw std::invalid_argument("negative balance");
  }

  /// How much is in it.
  FERRULE_GETTER() int balance() const { return balance_; }

  /// Three letters.
  FERRULE_GETTER() std::string currency() const { return currency_; }
  FERRULE_SETTER(name = currency) void set_currency(const std::string& value) {
    if (value.size() != 3) throw std::invalid_argument("a currency has three letters");
    currency_ = value;
  }

  FERRULE_GETTER() std::vector<Entry> entries() const { return entries_; }

  /// Pays in.
  Account& deposit(int amount, const std::string& note = "") {
    balance_ += amount;
    entries_.emplace_back(amount, note);
    return *this;
  }

  bool is_richer_than(const Account& other) const { return balance_ > other.balance_; }
  static Account of_nobody() { return Account("nobody"); }
  Account& another() { return elsewhere(); }
  const Account& copy() const { return *this; }

  /// Whom it belongs to.
  std::string owner;
  int limit = 100;
  std::uint8_t level = 1;
  double rate = 0.5;
  bool is_open = true;
  Mood mood = Mood::calm;
  std::optional<int> pin;
  std::vector<int> history;
  std::optional<std::vector<std::string>> tags;
  std::vector<std::vector<int>> matrix;
  const int version = 3;
  FERRULE_FIELD(readonly = True) int serial = 17;
  FERRULE_FIELD(name = renamed) int unpleasant_name = 1;
  FERRULE_SKIP() int hidden = 0;

 private:
  static Account& elsewhere() {
    static Account account("elsewhere");
    return account;
  }

  int balance_;
  std::string currency_ = "EUR";
  std::vector<Entry> entries_;
  Alive alive_;
};

// --- Without a constructor of its own, without one for Python, closed to subclasses ---

struct FERRULE_CLASS() Plain {
  int value = 7;
  FERRULE_SKIP() Alive alive;
};

class FERRULE_CLASS() Unmakeable {
 public:
  static Unmakeable make() { return Unmakeable(); }
  int value() const { return 5; }

 private:
  Unmakeable() = default;
};

class FERRULE_CLASS(subclass = False) Closed {
 public:
  explicit Closed(int value) : value(value) {
    if (value < 0) throw std::domain_error("negative");
  }
  int value;

 private:
  Alive alive_;
};

class FERRULE_CLASS(name = Renamed) Unpleasant {
 public:
  FERRULE_METHOD(name = read) int get_the_value() const { return 1; }
};

// --- Destructors ---

/// Calls a Python function when it goes.
class FERRULE_CLASS() Farewell {
 public:
  explicit Farewell(ferrule::Py<> callee) : callee_(std::move(callee)) {}
  Farewell(const Farewell&) = delete;
  ~Farewell() {
    const ferrule::Python py = ferrule::Python::assume_attached();
    try {
      if (callee_) callee_.bind(py)();
    } catch (const ferrule::PyErr& error) {
      error.write_unraisable(py);
    }
  }

 private:
  ferrule::Py<> callee_;
};

// --- Instances that hold Python objects ---

/// Holds one in every way that ferrule sees.
class FERRULE_CLASS() Holder {
 public:
  FERRULE_GETTER() ferrule::Py<> one(ferrule::Python py) const {
    return one_ ? one_.clone_ref(py) : py.None().unbind();
  }
  FERRULE_SETTER(name = one) void set_one(ferrule::Py<> value) { one_ = std::move(value); }
  void add(ferrule::Py<> value) { many_.push_back(std::move(value)); }
  void keep(ferrule::Py<> value) { maybe_ = std::move(value); }
  void nest(ferrule::Py<> value) { inner_.held = std::move(value); }
  void nest_many(ferrule::Py<> value) {
    inners_.emplace_back();
    inners_.back().held = std::move(value);
  }
  void nest_maybe(ferrule::Py<> value) {
    maybe_inner_.emplace();
    maybe_inner_->held = std::move(value);
  }

  struct FERRULE_CLASS(members = annotated) Inner {
    FERRULE_SKIP() Inner() = default;
    ferrule::Py<> held;
  };

 private:
  ferrule::Py<> one_;
  std::vector<ferrule::Py<>> many_;
  std::optional<ferrule::Py<>> maybe_;
  Inner inner_;
  std::vector<Inner> inners_;
  std::optional<Inner> maybe_inner_;
  Alive alive_;
};

// --- Callables ---

/// Counts the calls of what it wraps.
class FERRULE_CLASS() Counter {
 public:
  explicit Counter(ferrule::Py<> wraps) : wraps_(std::move(wraps)) {}

  FERRULE_GETTER() int count() const { return count_; }

  FERRULE_METHOD(name = "__call__", signature = (*args, **kwargs))
  ferrule::Bound<> call(ferrule::Python py, ferrule::Args args, ferrule::Kwargs kwargs) const {
    ++count_;
    return wraps_.bind(py)(args, kwargs);
  }

 private:
  mutable std::atomic<int> count_{0};
  ferrule::Py<> wraps_;
  Alive alive_;
};

// --- Traverse functions ---

inline std::string tried_to_attach(const char* what) {
  const ferrule::AttachResult result = ferrule::try_attach();
  if (result) return std::string(what) + ": attached";
  const bool is_forbidden = result.error() == ferrule::AttachError::ForbiddenDuringTraverse;
  return std::string(what) + (is_forbidden ? ": forbidden" : ": failed");
}

/// Tries to attach at each reference that an object's traverse function visits, and afterwards.
FERRULE_FUNCTION()
inline std::vector<std::string> attach_in_traverse(ferrule::Borrowed<> object) {
  std::vector<std::string> said;
  const visitproc visit = [](PyObject* visited, void* arg) {
    static_cast<std::vector<std::string>*>(arg)->push_back(
        tried_to_attach(Py_TYPE(visited)->tp_name));
    return 0;
  };
  Py_TYPE(object.as_ptr())->tp_traverse(object.as_ptr(), visit, &said);
  said.push_back(tried_to_attach("afterwards"));
  return said;
}

}  // namespace classes

#endif  // FERRULE_TESTS_BEHAVIOUR_CLASSES_H_
