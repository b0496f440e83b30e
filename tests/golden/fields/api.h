// Fields become attributes.
#ifndef FERRULE_TESTS_GOLDEN_FIELDS_API_H_
#define FERRULE_TESTS_GOLDEN_FIELDS_API_H_

#include <optional>
#include <string>
#include <vector>

#include "ferrule/ferrule.h"

namespace golden {

struct FERRULE_CLASS() Record {
  int number = 1;
  /// What it is called.
  std::string name;
  double ratio = 0.5;
  std::optional<int> maybe;
  std::vector<int> history;  // read as a tuple
  const int constant = 3;
  FERRULE_FIELD(readonly = True) int serial = 4;
  FERRULE_FIELD(name = renamed) int unpleasant_name = 5;
  FERRULE_SKIP() int hidden = 6;
  unsigned mode : 3;   // what does not fit is an OverflowError
  int corners[2][2];   // read as a tuple
  char label[8] = "";  // a str
};

}  // namespace golden

#endif  // FERRULE_TESTS_GOLDEN_FIELDS_API_H_
