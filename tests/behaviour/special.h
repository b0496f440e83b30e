// Special methods by name: attributes, descriptors, contexts, buffers, hooks of classes.
#ifndef FERRULE_TESTS_BEHAVIOUR_SPECIAL_H_
#define FERRULE_TESTS_BEHAVIOUR_SPECIAL_H_

#include <cstddef>
#include <map>
#include <optional>
#include <span>
#include <stdexcept>
#include <string>
#include <vector>

#include "ferrule/ferrule.h"

namespace special {

/// Attributes of its own beside those of its class.
class FERRULE_CLASS() Settings {
 public:
  Settings() = default;

  FERRULE_METHOD(name = "__getattr__") std::optional<int> find(const std::string& name) const {
    const auto found = values_.find(name);
    if (name == "broken") throw std::domain_error("broken settings");
    return found == values_.end() ? std::nullopt : std::optional(found->second);
  }
  FERRULE_METHOD(name = "__setattr__") bool set(const std::string& name, ferrule::Bound<> value) {
    if (name.starts_with('_')) return false;
    values_[name] = value.extract<int>();
    return true;
  }
  FERRULE_METHOD(name = "__delattr__") bool remove(const std::string& name) {
    return values_.erase(name) > 0;
  }
  int count() const { return static_cast<int>(values_.size()); }

 private:
  std::map<std::string, int> values_;
};

/// Only assignment is its own.
class FERRULE_CLASS() Sealed {
 public:
  Sealed() = default;
  int value = 0;
  FERRULE_METHOD(name = "__setattr__") void refuse(const std::string& name, ferrule::Bound<>) {
    throw std::domain_error("sealed: " + name);
  }
};

/// A descriptor.
class FERRULE_CLASS() Field {
 public:
  Field() = default;

  FERRULE_METHOD(name = "__set_name__")
  void name(ferrule::Bound<> owner, const std::string& name) {
    (void)owner;
    name_ = name;
  }
  FERRULE_METHOD(name = "__get__")
  std::string get(ferrule::Bound<> instance, ferrule::Bound<> owner) const {
    (void)owner;
    return instance.is_none() ? name_ + " of the class" : name_ + " = " + value_;
  }
  FERRULE_METHOD(name = "__set__") void set(ferrule::Bound<> instance, const std::string& value) {
    (void)instance;
    value_ = value;
  }
  FERRULE_METHOD(name = "__delete__") void remove(ferrule::Bound<> instance) {
    (void)instance;
    value_ = "nothing";
  }

 private:
  std::string name_;
  std::string value_;
};

/// Half a descriptor.
class FERRULE_CLASS() Sink {
 public:
  Sink() = default;
  FERRULE_METHOD(name = "__set__") void set(ferrule::Bound<> instance, int value) {
    (void)instance;
    last = value;
  }
  int last = 0;
};

class FERRULE_CLASS() Guard {
 public:
  Guard() = default;
  FERRULE_METHOD(name = "__enter__") Guard& enter() {
    ++entered;
    return *this;
  }
  FERRULE_METHOD(name = "__exit__")
  bool exit(ferrule::Bound<> type, ferrule::Bound<> value, ferrule::Bound<> traceback) {
    (void)value;
    (void)traceback;
    --entered;
    return !type.is_none();
  }
  int entered = 0;
};

/// Awaited, and iterated over asynchronously.
class FERRULE_CLASS() Later {
 public:
  explicit Later(int left) : left_(left) {}
  FERRULE_METHOD(name = "__aiter__") Later& self() { return *this; }
  FERRULE_METHOD(name = "__anext__") ferrule::Bound<> next(ferrule::Python py) {
    if (left_ == 0) py.run("raise StopAsyncIteration");
    return ready(py, left_--);
  }
  FERRULE_METHOD(name = "__await__") ferrule::Bound<> wait(ferrule::Python py) const {
    return ready(py, left_).call_method("__await__");
  }

 private:
  // A coroutine that is done at once.
  static ferrule::Bound<> ready(ferrule::Python py, int value) {
    return py.import("special_support").call_method("ready", value);
  }

  int left_;
};

/// Memory that Python sees.
class FERRULE_CLASS() Block {
 public:
  explicit Block(int count) : numbers_(static_cast<std::size_t>(count), 1.5) {}
  FERRULE_METHOD(name = "__buffer__") std::span<double> memory() {
    if (numbers_.size() == 13) throw std::domain_error("no memory");
    return numbers_;
  }
  double first() const { return numbers_.at(0); }

 private:
  std::vector<double> numbers_;
};

/// Memory that Python may read, of another object.
class FERRULE_CLASS() Letters {
 public:
  Letters() = default;
  FERRULE_METHOD(name = "__buffer__") ferrule::Bound<> memory(ferrule::Python py) const {
    return ferrule::to_python(py, std::string("letters")).call_method("encode");
  }
};

/// Copied by its fields.
struct FERRULE_CLASS(init = fields, weakref = true) Record {
  int number = 0;
  std::string text = "text";
  std::vector<int> items = {};
  std::map<std::string, int> counts = {};
  bool operator==(const Record&) const = default;
};

/// Has attributes of its own, and can be referred to weakly.
class FERRULE_CLASS(dict = true, weakref = true) Open {
 public:
  Open() = default;
  int number = 0;
};

/// The same where an instance can be called, and where its object stands elsewhere.
class FERRULE_CLASS(dict = True, weakref = True, storage = heap) OpenCall {
 public:
  OpenCall() = default;
  int operator()() const { return 7; }
};

/// Taken apart by the arguments of its constructor.
class FERRULE_CLASS() Pair {
 public:
  Pair(int first, int second) : first_(first), second(second) {}
  FERRULE_GETTER() int first() const { return first_; }

 private:
  int first_;

 public:
  int second;
};

/// Told of its subclasses, and generic.
class FERRULE_CLASS() Plugin {
 public:
  Plugin() = default;
  FERRULE_CLASSMETHOD(name = "__init_subclass__")
  static void added(ferrule::Bound<ferrule::Type> type, const std::string& key = "") {
    type.setattr("key", key + "!");
  }
  FERRULE_CLASSMETHOD(name = "__class_getitem__")
  static std::string item(ferrule::Bound<ferrule::Type> type, ferrule::Bound<> key) {
    return type.attr("__name__").extract<std::string>() + "[" +
           key.attr("__name__").extract<std::string>() + "]";
  }
};

}  // namespace special

#endif  // FERRULE_TESTS_BEHAVIOUR_SPECIAL_H_
