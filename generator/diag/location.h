// A place in a source file, as every node of the model and every diagnostic carries it.
#ifndef FERRULE_GENERATOR_DIAG_LOCATION_H_
#define FERRULE_GENERATOR_DIAG_LOCATION_H_

#include <compare>
#include <string>

namespace ferrule::diag {

// `line` and `column` count from 1, columns in bytes, as clang's do. `length` is the number of
// bytes to underline on that line. A location without a file (the default) stands for the command
// line as a whole.
struct Location {
  std::string file;
  int line = 0;
  int column = 0;
  int length = 1;
  // Of what is declared in a template: the instance that it belongs to, `store::Box<int>`. One
  // place is as many declarations as there are instances.
  std::string instance = {};

  friend auto operator<=>(const Location&, const Location&) = default;
};

}  // namespace ferrule::diag

#endif  // FERRULE_GENERATOR_DIAG_LOCATION_H_
