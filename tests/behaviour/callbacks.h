// Functions that cross between C++ and Python.
#ifndef FERRULE_TESTS_BEHAVIOUR_CALLBACKS_H_
#define FERRULE_TESTS_BEHAVIOUR_CALLBACKS_H_

#include <cstddef>
#include <functional>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <thread>
#include <utility>
#include <vector>

#include "ferrule/ferrule.h"

namespace callbacks {

struct FERRULE_CLASS() Point {
  int x = 0;
  int y = 0;
};

// --- Python's functions in C++ ---

FERRULE_FUNCTION() inline int apply(const std::function<int(int)>& function, int value) {
  return function(value);
}
FERRULE_FUNCTION() inline void call(std::function<void()> function) { function(); }
FERRULE_FUNCTION()
inline std::string join(std::function<std::string(const std::vector<int>&, std::string_view)> how) {
  return how({1, 2, 3}, "-");
}
FERRULE_FUNCTION() inline bool is_given(std::optional<std::function<void()>> function) {
  return function.has_value();
}
FERRULE_FUNCTION() inline bool is_full(FERRULE_ARG(nullable) std::function<void()> function) {
  return function != nullptr;
}
FERRULE_FUNCTION() inline int or_else(int value, std::function<int(int)> function = nullptr) {
  return function ? function(value) : -value;
}
FERRULE_FUNCTION() inline Point moved(std::function<Point(const Point&)> how) {
  return how(Point{1, 2});
}

// What a C++ function does with an exception that passes through it.
FERRULE_FUNCTION() inline std::string caught(const std::function<void()>& function) {
  try {
    function();
  } catch (const std::exception& error) {
    return error.what();
  }
  return "nothing";
}

FERRULE_FUNCTION()
inline int sum_on_threads(ferrule::Python py, const std::function<int(int)>& function, int count) {
  std::vector<int> results(static_cast<std::size_t>(count));
  py.detach([&] {
    std::vector<std::thread> threads;
    for (int i = 0; i < count; ++i)
      threads.emplace_back([&, i] { results[static_cast<std::size_t>(i)] = function(i); });
    for (std::thread& thread : threads) thread.join();
  });
  int sum = 0;
  for (const int result : results) sum += result;
  return sum;
}

// --- Functions of C++'s in Python ---

FERRULE_FUNCTION() inline std::function<int(int)> adder(int summand) {
  return [summand](int value) { return summand + value; };
}
FERRULE_FUNCTION() inline std::function<int(int)> nothing() { return nullptr; }
FERRULE_FUNCTION() inline std::function<int(int)> same(std::function<int(int)> function) {
  return function;
}
FERRULE_FUNCTION()
inline std::function<int(int)> composed(std::function<int(int)> f, std::function<int(int)> g) {
  return [f = std::move(f), g = std::move(g)](int value) { return f(g(value)); };
}
FERRULE_FUNCTION() inline std::function<void(const std::string&)> thrower() {
  return [](const std::string& text) { throw std::out_of_range(text); };
}
FERRULE_FUNCTION() inline std::function<int(const Point&)> reader() {
  return [](const Point& point) { return point.x; };
}
FERRULE_FUNCTION() inline std::vector<std::function<int(int)>> adders() {
  return {adder(1), nullptr, adder(2)};
}

// --- Pointers ---

inline int twice(int value) { return 2 * value; }
inline int thrice(int value) noexcept { return 3 * value; }

using IntFunction = int (*)(int);

FERRULE_FUNCTION() inline IntFunction pointer() { return &twice; }
FERRULE_FUNCTION() inline auto noexcept_pointer() -> int (*)(int) noexcept { return &thrice; }
FERRULE_FUNCTION() inline IntFunction no_pointer() { return nullptr; }
FERRULE_FUNCTION() inline bool is_twice(IntFunction function) { return function == &twice; }
FERRULE_FUNCTION() inline int apply_pointer(int (*function)(int), int value) {
  return function(value);
}

// --- Kept ---

class FERRULE_CLASS() Button {
 public:
  std::function<void(int)> on_press;

  void press(int times) const {
    for (int i = 0; i < times; ++i) {
      if (on_press) on_press(i);
      for (const auto& listener : listeners_) listener(i);
    }
  }
  void listen(std::function<void(int)> listener) { listeners_.push_back(std::move(listener)); }

 private:
  std::vector<std::function<void(int)>> listeners_;
};

// --- C's way ---

FERRULE_FUNCTION()
inline int visit(int count,
                 FERRULE_ARG(context = context) int (*visitor)(int index, const char* name,
                                                               void* context),
                 void* context) {
  int sum = 0;
  for (int i = 0; i < count; ++i) sum += visitor(i, "name", context);
  return sum;
}
FERRULE_FUNCTION()
inline void notify(void* data, FERRULE_ARG(context = data) void (*notified)(void* data, double)) {
  notified(data, 2.5);
}
FERRULE_FUNCTION()
inline Point visit_point(FERRULE_ARG(context = context) void (*first)(void*, const Point&),
                         void* context, int (*ignored)(int)) {
  first(context, Point{3, ignored != nullptr ? ignored(2) : 0});
  return Point{4, 5};
}

}  // namespace callbacks

#endif  // FERRULE_TESTS_BEHAVIOUR_CALLBACKS_H_
