// What docs/callbacks.md shows.
#ifndef FERRULE_DOCS_SNIPPETS_CALLBACKS_H_
#define FERRULE_DOCS_SNIPPETS_CALLBACKS_H_

#include <cstddef>
#include <functional>
#include <string>
#include <vector>

#include "ferrule/ferrule.h"

namespace callbacks {

// region: take
FERRULE_FUNCTION()
inline int sum_of(const std::vector<int>& values, std::function<int(int)> weight) {
  int sum = 0;
  for (const int value : values) sum += weight(value);
  return sum;
}
// end: take

// region: give
FERRULE_FUNCTION()
inline std::function<double(double)> line(double slope, double offset) {
  return [=](double x) { return slope * x + offset; };
}
// end: give

// region: keep
struct FERRULE_CLASS() Button {
  std::function<void(int)> on_press;

  void press(int times) const {
    if (on_press) on_press(times);
  }
};
// end: keep

// region: pointer
using Operation = double (*)(double);

inline double half(double value) { return value / 2; }

FERRULE_FUNCTION() inline Operation halving() { return &half; }
FERRULE_FUNCTION() inline double run(Operation operation, double value) {
  return operation(value);
}
// end: pointer

// region: context
// From a library in C: `context` is handed on to each call of `visit`.
FERRULE_FUNCTION()
inline int walk(int count,
                FERRULE_ARG(context = context) int (*visit)(int index, void* context),
                void* context) {
  int sum = 0;
  for (int i = 0; i < count; ++i) sum += visit(i, context);
  return sum;
}
// end: context

}  // namespace callbacks

#endif  // FERRULE_DOCS_SNIPPETS_CALLBACKS_H_
