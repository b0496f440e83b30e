// What docs/runtime.md shows of embedding with options. Exits with 0 if it does what it says.
#include <iostream>
#include <string>

#include "ferrule/ferrule.h"

// region: interpreter
int main() {
  ferrule::InterpreterOptions options;
  options.isolated = true;
  options.argv = {"myprogram", "--verbose"};
  ferrule::Interpreter interpreter(options);  // throws if there is an interpreter already

  try {
    std::string flag = ferrule::attach(
        [](ferrule::Python py) { return py.import("sys").attr("argv")[1].extract<std::string>(); });
    return flag == "--verbose" ? 0 : 1;
  } catch (const ferrule::PyErr& error) {
    std::cerr << error.what() << '\n';
    return 1;
  }
}  // finalised here, once Python's threads have ended
// end: interpreter
