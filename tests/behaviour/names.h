// Names of a header that the glue, or the runtime, uses for something else.
#pragma once

#include <cmath>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "ferrule/ferrule.h"

struct FERRULE_CLASS() State {
  int value = 1;
};
struct FERRULE_CLASS() ModuleState {
  State state() const { return {}; }
  struct Inner {
    int value = 2;
  };
  Inner inner() const { return {}; }
};
struct FERRULE_CLASS() Object {
  int value = 3;
};
struct FERRULE_CLASS() Pointer {
  FERRULE_SKIP() ferrule::Py<> slots[3];
  void hold(ferrule::Py<> object) { slots[1] = std::move(object); }
};

namespace glue {
struct FERRULE_CLASS() A {
  struct B {
    int value = 4;
  };
  B b() const { return {}; }
};
}  // namespace glue
struct FERRULE_CLASS() A_B {
  int value = 5;
};

namespace internal {
enum class FERRULE_ENUM() Side { left, right };
FERRULE_FUNCTION() inline Side other(Side side) {
  return side == Side::left ? Side::right : Side::left;
}
}  // namespace internal

struct FERRULE_CLASS() Same {
  int f(int a, int b) const { return a + b; }
};
FERRULE_FUNCTION() inline int Same_f(int a, int b) { return a - b; }
FERRULE_FUNCTION() inline int Execute(int busy, int Execute_signature = 2, int values = 6) {
  return busy + Execute_signature + values;
}
FERRULE_FUNCTION() inline double infinite(double first = INFINITY, double second = NAN,
                                          int third = 0) {
  return third == 0 ? first : second;
}
FERRULE_FUNCTION() inline const std::string constant() { return "constant"; }

// A base that only C++ knows of holds a reference.
struct Base {
  ferrule::Py<> held;
};
struct FERRULE_CLASS() Derived : private Base {
  void hold(ferrule::Py<> object) { held = std::move(object); }
};

// Copied by nobody, whatever its vector says.
struct FERRULE_CLASS() Vault {
  std::vector<ferrule::Py<>> items;
};

struct FERRULE_CLASS() Unwilling {
  ~Unwilling() noexcept(false) { throw std::runtime_error("from the destructor"); }
};

// Detached, so that other threads run meanwhile.
FERRULE_FUNCTION() inline void refill(ferrule::Python py, Vault& vault, int times) {
  py.detach([&] {
    for (int i = 0; i < times; ++i) vault.items.emplace_back();
    vault.items.clear();
    vault.items.shrink_to_fit();
  });
}

// Calls what it holds, without any Python in between.
struct FERRULE_CLASS() Relay {
  ferrule::Py<> target;
  ferrule::Bound<> operator()(ferrule::Python py, ferrule::Args args,
                              ferrule::Kwargs kwargs) const {
    return target.bind(py)(args, kwargs);
  }
};
