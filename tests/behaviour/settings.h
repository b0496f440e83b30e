// Settings of a module, the code that it runs, and names that need care.
#ifndef FERRULE_TESTS_BEHAVIOUR_SETTINGS_H_
#define FERRULE_TESTS_BEHAVIOUR_SETTINGS_H_

#include <stdexcept>
#include <utility>

#include "ferrule/ferrule.h"

FERRULE_MODULE(doc = "Says \"hello\".");

/// Of the global namespace.
FERRULE_FUNCTION() inline int global(int value) { return value; }

namespace settings {

// Adds to the module, or fails when a test has asked for it.
FERRULE_EXEC() inline void finish(ferrule::Python py, ferrule::Bound<ferrule::Module> module) {
  if (py.import("builtins").hasattr("settings_shall_fail"))
    throw std::invalid_argument("told to fail");
  module.add("answer", module.attr("kTwice").extract<int>() * 21);
}

FERRULE_CONSTANT() inline constexpr int kTwice = 2;

// --- Names that mean something to Python ---

FERRULE_FUNCTION() inline int from(int lambda, int None = 0) { return lambda + None; }

struct FERRULE_CLASS() Words {
  int pass = 1;
  int in() const { return pass; }
};

// --- Names that mean something to generated code ---

FERRULE_FUNCTION() inline int sum(int self, int values, int nargs, int kwnames, int bound,
                                  int result, int rest, int glue) {
  return self + values + nargs + kwnames + bound + result + rest + glue;
}
FERRULE_FUNCTION() inline int same(int same) { return same; }

class FERRULE_CLASS() Holder {
 public:
  explicit Holder(int self = 1, int target = 2) : sum_(self + target) {}
  int add(int self, int target, int busy, int value) {
    sum_ += self + target + busy + value;
    return sum_;
  }
  void hold(ferrule::Py<> object) { object_ = std::move(object); }

 private:
  int sum_;
  ferrule::Py<> object_;
};

// --- Nested namespaces ---

namespace inner {

FERRULE_FUNCTION() inline int deep() { return 3; }

inline namespace version_2 {

struct FERRULE_CLASS() Deep {};

}  // namespace version_2
}  // namespace inner

}  // namespace settings

#endif  // FERRULE_TESTS_BEHAVIOUR_SETTINGS_H_
