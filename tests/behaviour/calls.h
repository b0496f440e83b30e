// Functions with signatures of every shape. Each returns its arguments, so that a test sees which
// of them arrived where; calls_twins.py has the same functions in Python.
#ifndef FERRULE_TESTS_BEHAVIOUR_CALLS_H_
#define FERRULE_TESTS_BEHAVIOUR_CALLS_H_

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "ferrule/ferrule.h"

namespace calls {

using Numbers = std::vector<int>;

// --- Positional or keyword ---

FERRULE_FUNCTION() inline Numbers nothing() { return {}; }
FERRULE_FUNCTION() inline Numbers one(int a) { return {a}; }
FERRULE_FUNCTION() inline Numbers two(int a, int b) { return {a, b}; }
FERRULE_FUNCTION() inline Numbers three(int a, int b, int c) { return {a, b, c}; }

// --- Defaults ---

FERRULE_FUNCTION() inline Numbers one_default(int a = 1) { return {a}; }
FERRULE_FUNCTION() inline Numbers two_one_default(int a, int b = 2) { return {a, b}; }
FERRULE_FUNCTION() inline Numbers two_defaults(int a = 1, int b = 2) { return {a, b}; }
FERRULE_FUNCTION() inline Numbers three_defaults(int a, int b = 2, int c = 3) { return {a, b, c}; }

// --- Positional-only and keyword-only ---

FERRULE_FUNCTION(signature = (a, b, /))
inline Numbers positional_only(int a, int b) { return {a, b}; }
FERRULE_FUNCTION(signature = (a, b=2, /))
inline Numbers positional_only_default(int a, int b = 2) { return {a, b}; }
FERRULE_FUNCTION(signature = (a, /, b))
inline Numbers positional_first(int a, int b) { return {a, b}; }
FERRULE_FUNCTION(signature = (a, b=2, /, c=3))
inline Numbers positional_first_default(int a, int b = 2, int c = 3) { return {a, b, c}; }
FERRULE_FUNCTION(signature = (*, a))
inline Numbers keyword_only(int a) { return {a}; }
FERRULE_FUNCTION(signature = (*, a, b, c))
inline Numbers keyword_only_three(int a, int b, int c) { return {a, b, c}; }
FERRULE_FUNCTION(signature = (a, *, b=2))
inline Numbers keyword_only_default(int a, int b = 2) { return {a, b}; }
// In another order than C++ has them, which wants defaults last.
FERRULE_FUNCTION(signature = (a, b=2, *, c, d=4))
inline Numbers keyword_only_required(int a, int c, int b = 2, int d = 4) { return {a, b, c, d}; }
FERRULE_FUNCTION(signature = (a, /, b, *, c))
inline Numbers every_kind(int a, int b, int c) { return {a, b, c}; }

// --- One argument that can be given in one way, which CPython counts itself ---

FERRULE_FUNCTION() inline Numbers unnamed(int) { return {}; }
FERRULE_FUNCTION(signature = (a, /)) inline Numbers one_positional(int a) { return {a}; }

// --- *args and **kwargs ---

FERRULE_FUNCTION()
inline ferrule::Bound<> args(ferrule::Python py, ferrule::Args args) {
  return ferrule::Tuple::create(py, args.to_tuple(py));
}
FERRULE_FUNCTION()
inline ferrule::Bound<> args_after(ferrule::Python py, int a, ferrule::Args args) {
  return ferrule::Tuple::create(py, a, args.to_tuple(py));
}
FERRULE_FUNCTION(signature = (*args, b))
inline ferrule::Bound<> args_before(ferrule::Python py, ferrule::Args args, int b) {
  return ferrule::Tuple::create(py, args.to_tuple(py), b);
}
FERRULE_FUNCTION(signature = (a, *args, b=2))
inline ferrule::Bound<> args_between(ferrule::Python py, int a, ferrule::Args args, int b = 2) {
  return ferrule::Tuple::create(py, a, args.to_tuple(py), b);
}
FERRULE_FUNCTION()
inline ferrule::Bound<> kwargs(ferrule::Python py, ferrule::Kwargs kwargs) {
  return ferrule::Tuple::create(py, kwargs.to_dict(py));
}
FERRULE_FUNCTION()
inline ferrule::Bound<> kwargs_after(ferrule::Python py, int a, ferrule::Kwargs kwargs) {
  return ferrule::Tuple::create(py, a, kwargs.to_dict(py));
}
FERRULE_FUNCTION(signature = (a, /, **kwargs))
inline ferrule::Bound<> positional_kwargs(ferrule::Python py, int a, ferrule::Kwargs kwargs) {
  return ferrule::Tuple::create(py, a, kwargs.to_dict(py));
}
FERRULE_FUNCTION()
inline ferrule::Bound<> both(ferrule::Python py, ferrule::Args args, ferrule::Kwargs kwargs) {
  return ferrule::Tuple::create(py, args.to_tuple(py), kwargs.to_dict(py));
}
FERRULE_FUNCTION(signature = (a, /, b=2, *args, c, d=4, **kwargs))
inline ferrule::Bound<> everything(ferrule::Python py, int a, ferrule::Args args,
                                   ferrule::Kwargs kwargs, int c, int b = 2, int d = 4) {
  return ferrule::Tuple::create(py, a, b, args.to_tuple(py), c, d, kwargs.to_dict(py));
}

// --- Members ---

class FERRULE_CLASS() Shapes {
 public:
  FERRULE_INIT(signature = (a=1, b=2, *, c=3))
  explicit Shapes(int a = 1, int b = 2, int c = 3) : made_of_{a, b, c} {}

  Numbers made_of() const { return made_of_; }
  Numbers one(int a) const { return {a}; }
  Numbers two_defaults(int a = 1, int b = 2) { return {a, b}; }
  FERRULE_METHOD(signature = (a, /, b, *, c))
  Numbers every_kind(int a, int b, int c) const { return {a, b, c}; }
  FERRULE_METHOD(signature = (*args, **kwargs))
  ferrule::Bound<> both(ferrule::Python py, ferrule::Args args, ferrule::Kwargs kwargs) const {
    return ferrule::Tuple::create(py, args.to_tuple(py), kwargs.to_dict(py));
  }
  Numbers nothing() const { return {}; }
  Numbers unnamed(int) const { return {}; }
  static Numbers static_nothing() { return {}; }
  static Numbers static_unnamed(int) { return {}; }
  static Numbers of_class(int a, int b = 2) { return {a, b}; }
  Numbers operator()(int a, int b = 2) const { return {a, b}; }

 private:
  Numbers made_of_;
};

class FERRULE_CLASS(subclass = False) Sealed {
 public:
  Sealed(int a, int b = 2) : made_of_{a, b} {}
  Numbers made_of() const { return made_of_; }
  Numbers operator()() const { return {}; }

 private:
  Numbers made_of_;
};

class FERRULE_CLASS() Empty {
 public:
  Empty() = default;
  Numbers operator()(int) const { return {}; }
  Numbers nothing() const { return {}; }

  class Inner {
   public:
    Numbers nothing() const { return {}; }
  };
};

// --- Defaults that have a name ---

enum class FERRULE_ENUM(base = "IntEnum") Level { low = 1, high = 10 };
enum class FERRULE_ENUM() Shade { light, dark };

FERRULE_FUNCTION() inline Level levelled(Level level = Level::high) { return level; }
FERRULE_FUNCTION() inline Shade shaded(Shade shade = Shade::dark, int number = 1) {
  return number > 0 ? shade : Shade::light;
}

class FERRULE_CLASS() Named {
 public:
  enum class FERRULE_ENUM(base = "IntEnum") Kind { plain = 3 };
  explicit Named(Level level = Level::low) : level_(level) {}
  Level level(Level level = Level::high) const { return level == Level::high ? level_ : level; }
  Kind kind(Kind kind = Kind::plain) const { return kind; }
  static Level of_class(Level level = Level::high) { return level; }
  Level operator()(Level level = Level::high, Shade shade = Shade::dark) const {
    return shade == Shade::dark ? level : level_;
  }

 private:
  Level level_;
};

// --- Defaults that are known to C++ alone ---

inline int next_number() {
  static int number = 0;
  return ++number;
}

/// The default is evaluated on each call.
FERRULE_FUNCTION() inline int evaluated(int number = next_number()) { return number; }

FERRULE_FUNCTION() inline Numbers evaluated_in_the_middle(int a = next_number(), int b = 2) {
  return {a, b};
}

class FERRULE_CLASS() Options {
 public:
  explicit Options(int level = 1) : level(level) { ++made; }
  Options(const Options& other) : level(other.level) { ++copied; }
  int level;
  static int made FERRULE_SKIP();
  static int copied FERRULE_SKIP();
};
inline int Options::made = 0;
inline int Options::copied = 0;
inline Options shared_options(5);

/// How many were made, and how many of those are copies.
FERRULE_FUNCTION() inline Numbers options_made() { return {Options::made, Options::copied}; }

// Names in the scope of the function, and defaults of every way of passing.
FERRULE_FUNCTION()
inline Numbers supplied(const Options& made = Options(3), Options value = Options{4},
                        const Options& shared = shared_options, Options& changed = shared_options,
                        const Options* pointer = &shared_options, std::vector<int>&& moved = std::vector<int>{6},
                        int last = 0) {
  return {made.level,    value.level, shared.level, ++changed.level,
          pointer->level, moved[0], last};
}

FERRULE_FUNCTION()
inline std::string supplied_values(const std::vector<int>& numbers = {1, 2},
                                   std::string text = std::string(2, 'x'),
                                   std::string_view view = std::string_view("abc").substr(1),
                                   std::optional<int> optional = next_number() * 0 + 3,
                                   int last = 0) {
  std::string all = text + std::string(view) + std::to_string(optional.value_or(-1));
  for (int number : numbers) all += std::to_string(number);
  return all + std::to_string(last);
}

/// The order of the keywords is not that of C++.
FERRULE_FUNCTION(signature = (*, last=0, made, value))
inline Numbers supplied_in_another_order(int value = next_number() * 0 + 7,
                                         const Options& made = Options(8), int last = 0) {
  return {value, made.level, last};
}

template <class T>
struct Limits {
  static T of(T value) { return value; }
};

class FERRULE_CLASS() Scopes {
 public:
  enum FERRULE_SKIP() Size { small = 2 };
  explicit Scopes(int a = of_class(), int b = 2) : made_of_{a, b} {}
  static int of_class() { return next_number() * 0 + 9; }
  Numbers made_of() const { return made_of_; }
  Numbers named(int a = of_class() + small, int b = Limits<long>::of(next_number()) * 0 + 1,
                int c = [](int d) { return d + of_class(); }(1), int last = 0) const {
    return {a, b, c, last};
  }
  // What is private has no name for the glue.
  Numbers hidden(int a = secret(), int last = 0) const { return {a, last}; }

 private:
  static int secret() { return next_number() * 0 + 10; }
  Numbers made_of_;
};

FERRULE_FUNCTION()
inline void throwing(int a = std::stoi("none"), int last = 0) noexcept(false) {
  static_cast<void>(a + last);
}

/// Constants of several kinds, each of which can be left out alone.
FERRULE_FUNCTION()
inline std::string constants_in_the_middle(bool flag = true, double ratio = 0.5,
                                           const std::string &text = "text", int number = -1) {
  return std::to_string(flag) + " " + std::to_string(ratio) + " " + text + " " +
         std::to_string(number);
}

// --- Forwarding ---

/// Calls `callee` with the rest.
FERRULE_FUNCTION(signature = (callee, /, *args, **kwargs))
inline ferrule::Bound<> forward(ferrule::Borrowed<> callee, ferrule::Args args,
                                ferrule::Kwargs kwargs) {
  return callee(args, kwargs);
}

/// Calls `callee` with the rest, of which it takes `times` away.
FERRULE_FUNCTION(signature = (callee, /, *args, times=1, **kwargs))
inline ferrule::Bound<> repeat(ferrule::Python py, ferrule::Borrowed<> callee, ferrule::Args args,
                               ferrule::Kwargs kwargs, int times = 1) {
  ferrule::Bound<> result = ferrule::Tuple::create(py);
  for (int i = 0; i < times; ++i) result = callee(args, kwargs);
  return result;
}

/// The keyword arguments, one by one: `a=1;b=2;`.
FERRULE_FUNCTION()
inline std::string spell(ferrule::Kwargs kwargs) {
  std::string text;
  for (const auto [name, value] : kwargs) text += name.str() + "=" + value.repr() + ";";
  return text;
}

}  // namespace calls

#endif  // FERRULE_TESTS_BEHAVIOUR_CALLS_H_
