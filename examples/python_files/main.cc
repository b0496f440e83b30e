// A C++ program that calls Python code which is compiled into it.
#include <exception>
#include <iostream>
#include <string>

#include "ferrule/ferrule.h"

int main() {
  try {
    std::string from_python = ferrule::attach([](ferrule::Python py) {
      return py.import("app").attr("run")().extract<std::string>();  // which imports utils.foo
    });
    std::cout << "py: " << from_python << '\n';
  } catch (const std::exception& error) {
    std::cerr << error.what() << '\n';
    return 1;
  }
}
