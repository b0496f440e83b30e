// Functions that are handed over: std::function, pointers, and callbacks of C's with a context.
#ifndef FERRULE_TESTS_GOLDEN_CALLBACKS_API_H_
#define FERRULE_TESTS_GOLDEN_CALLBACKS_API_H_

#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "ferrule/ferrule.h"

namespace golden {

FERRULE_FUNCTION()
inline int apply(const std::function<int(int)>& function, int value = 1) { return function(value); }

FERRULE_FUNCTION() inline std::function<void(const std::string&)> printer() { return nullptr; }

using Operation = double (*)(double);

FERRULE_FUNCTION() inline Operation operation(const std::string&) { return nullptr; }
FERRULE_FUNCTION() inline double run(Operation operation, double value) {
  return operation(value);
}

FERRULE_FUNCTION()
inline int each(FERRULE_ARG(context = context) int (*visit)(int index, void* context),
                void* context) {
  return visit(0, context);
}

class FERRULE_CLASS() Button {
 public:
  std::function<void(int)> on_press;

 private:
  std::vector<std::function<void()>> listeners_;
};

}  // namespace golden

#endif  // FERRULE_TESTS_GOLDEN_CALLBACKS_API_H_
