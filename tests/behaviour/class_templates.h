// Instances of class templates, bound by aliases, and as bases of what is bound.
#ifndef FERRULE_TESTS_BEHAVIOUR_CLASS_TEMPLATES_H_
#define FERRULE_TESTS_BEHAVIOUR_CLASS_TEMPLATES_H_

#include <cstddef>
#include <stdexcept>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

#include "ferrule/ferrule.h"

namespace class_templates {

template <class Derived>
class Counted {
 public:
  /// How many there are.
  std::size_t count() const { return static_cast<const Derived&>(*this).size(); }
  int steps = 0;
};

// Python calls what is not Counted's alone by its own name.
template <class T>
struct Labelled : Counted<T> {
  std::string label = "none";
};

class FERRULE_CLASS() Bag : public Labelled<Bag> {
 public:
  void add(const std::string& item) { items_.push_back(item); }
  std::size_t size() const { return items_.size(); }

 private:
  std::vector<std::string> items_;
};

template <class T>
struct Rooted {
  virtual ~Rooted() = default;
  virtual T root() const { return T(); }
  T through() const { return root(); }
};

/// A list of things.
template <class T, int N = 3>
class List : public Rooted<T> {
 public:
  enum class Mode { kLoose, kTight };
  struct Item {
    T value;
    int at = 0;
  };
  using value_type = T;

  List() = default;
  /// Makes one of equal things.
  explicit List(T thing, int count = N)
      : things_(static_cast<std::size_t>(count), std::move(thing)) {}

  void add(const T& thing) { things_.push_back(thing); }
  std::size_t size() const { return things_.size(); }
  T operator[](std::size_t at) const { return things_.at(at); }
  List operator+(const List& other) const {
    List sum = *this;
    for (const T& thing : other.things_) sum.add(thing);
    return sum;
  }
  bool operator==(const List& other) const { return things_ == other.things_; }
  Item first() const { return {things_.at(0), 0}; }
  static List pair(T a, T b) {
    List list;
    list.add(a);
    list.add(b);
    return list;
  }
  FERRULE_METHOD(name = "largest", signature = (*, least)) T max(T least) const {
    T result = least;
    for (const T& thing : things_) result = result < thing ? thing : result;
    return result;
  }
  FERRULE_SKIP() T* data() { return things_.data(); }
  auto begin() const { return things_.begin(); }
  auto end() const { return things_.end(); }
  template <class U>
  U convert() const;

  /// What it is for.
  std::string label;
  Mode mode = Mode::kLoose;

 protected:
  void hidden() {}

 private:
  std::vector<T> things_;
};

using Floats FERRULE_CLASS() = List<float>;
using Texts FERRULE_CLASS() = List<std::string, 2>;

// The module takes and returns instances as other classes.
FERRULE_FUNCTION() inline std::size_t total(const List<float>& list) { return list.size(); }
FERRULE_FUNCTION() inline List<std::string, 2> words() { return List<std::string, 2>("word"); }

// One that holds Python objects is collected.
template <class T>
struct Holder {
  T item;
};
using PyHolder FERRULE_CLASS(init = fields) = Holder<ferrule::Py<>>;

// A specialisation that is written out has members of its own.
template <class T>
struct Trait {
  int wrong = 1;
};
template <>
struct Trait<int> {
  int right() const { return 2; }
};
using IntTrait FERRULE_CLASS() = Trait<int>;

}  // namespace class_templates

#endif  // FERRULE_TESTS_BEHAVIOUR_CLASS_TEMPLATES_H_
