// Default arguments: what can be named can be skipped, the rest only from the end.
#ifndef FERRULE_TESTS_GOLDEN_DEFAULTS_API_H_
#define FERRULE_TESTS_GOLDEN_DEFAULTS_API_H_

#include <optional>
#include <string>
#include <vector>

#include "ferrule/ferrule.h"

namespace golden {

inline int next_number() { return 1; }

enum class FERRULE_ENUM() Unit { metre, second };

FERRULE_FUNCTION()
inline int constants(int a = -1, unsigned b = 2, double c = 0.5, bool d = true, const std::string& e = "text\n",
                     Unit f = Unit::second, std::optional<int> g = std::nullopt) {
  return a + static_cast<int>(b + c) + d + static_cast<int>(e.size()) + static_cast<int>(f) + g.value_or(0);
}

/// Evaluated on each call, in C++.
FERRULE_FUNCTION() inline int opaque(int required, int number = next_number()) { return required + number; }

/// The glue evaluates what is skipped.
FERRULE_FUNCTION() inline int opaque_in_the_middle(int a = next_number(), int b = 2) { return a + b; }

struct FERRULE_CLASS() Options {
  int level = 1;
};
inline const Options kShared;

/// A new object, and one that there is.
FERRULE_FUNCTION()
inline int objects(const Options& made = Options{}, const Options& shared = kShared, const std::vector<int>& numbers = {},
                   int last = 0) {
  return made.level + shared.level + static_cast<int>(numbers.size()) + last;
}

class FERRULE_CLASS() Secretive {
 public:
  /// `a` must be given when `b` is.
  int hidden(int a = secret(), int b = 2) const { return a + b; }

 private:
  static int secret() { return 1; }
};

}  // namespace golden

#endif  // FERRULE_TESTS_GOLDEN_DEFAULTS_API_H_
