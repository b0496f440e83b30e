// A C++ program with an interpreter in it, and a module of its own in that.
#include <exception>
#include <iostream>

#include "ferrule/ferrule.h"

int main() {
  try {
    ferrule::append_to_inittab("foo");  // before there is an interpreter
    ferrule::attach([](ferrule::Python py) { py.run("import foo; print(foo.add_one(6))"); });
  } catch (const std::exception& error) {
    std::cerr << error.what() << '\n';
    return 1;
  }
}
