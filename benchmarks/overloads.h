// Functions of which there are several under a name, and more ways to be called: what both sides of
// the benchmark bind besides core.h.
#ifndef FERRULE_BENCHMARKS_OVERLOADS_H_
#define FERRULE_BENCHMARKS_OVERLOADS_H_

#include <cstddef>
#include <string>
#include <vector>

#include "ferrule/ferrule.h"

namespace core {

// By the number of arguments.
FERRULE_FUNCTION()
inline int by_count(int a) { return a; }
FERRULE_FUNCTION()
inline int by_count(int a, int b) { return a + b; }

// By type.
FERRULE_FUNCTION()
inline int int_or_float(int value) { return value + 1; }
FERRULE_FUNCTION()
inline double int_or_float(double value) { return value + 0.5; }

FERRULE_FUNCTION()
inline int int_or_str(int value) { return value + 1; }
FERRULE_FUNCTION()
inline std::size_t int_or_str(const std::string& value) { return value.size(); }

struct FERRULE_CLASS() Left {
  int value = 1;
};
struct FERRULE_CLASS() Right {
  int value = 2;
};

FERRULE_FUNCTION()
inline int either(const Left& value) { return value.value; }
FERRULE_FUNCTION()
inline int either(const Right& value) { return value.value; }

// By the types of items.
FERRULE_FUNCTION()
inline int ints_or_floats(const std::vector<int>& values) {
  return values.empty() ? 0 : values.back();
}
FERRULE_FUNCTION()
inline double ints_or_floats(const std::vector<double>& values) {
  return values.empty() ? 0 : values.back();
}

// Not overloaded: all arguments as one vector.
FERRULE_FUNCTION(signature = (*args))
inline int last_argument(const std::vector<int>& args) { return args.empty() ? 0 : args.back(); }

}  // namespace core

#endif  // FERRULE_BENCHMARKS_OVERLOADS_H_
