// Classes in classes.
#ifndef FERRULE_TESTS_GOLDEN_NESTED_CLASSES_API_H_
#define FERRULE_TESTS_GOLDEN_NESTED_CLASSES_API_H_

#include "ferrule/ferrule.h"

namespace golden {

class FERRULE_CLASS() Outer {
 public:
  class Inner {
   public:
    struct Innermost {
      int value = 1;
    };
    Innermost make() const { return Innermost(); }
  };

  Inner make() const { return Inner(); }
};

FERRULE_FUNCTION() inline int read(const Outer::Inner::Innermost& innermost) { return innermost.value; }

}  // namespace golden

#endif  // FERRULE_TESTS_GOLDEN_NESTED_CLASSES_API_H_
