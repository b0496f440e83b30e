// A C++ program whose long loop ends when somebody presses Ctrl-C.
#include <cstdint>
#include <iostream>

#include "ferrule/ferrule.h"

// Counts until a signal has arrived whose handler raises: KeyboardInterrupt, for Ctrl-C.
std::uint64_t CountForLong(ferrule::Python py) {
  std::uint64_t count = 0;
  std::cout << "counting" << std::endl;
  try {
    for (;;) {
      if (++count % 100'000 == 0) py.check_signals();
    }
  } catch (const ferrule::PyErr& error) {
    if (!error.matches(py, PyExc_KeyboardInterrupt)) throw;
  }
  return count;
}

int main() {
  ferrule::InterpreterOptions options;
  options.install_signal_handlers = true;  // or else Ctrl-C ends the process
  ferrule::Interpreter interpreter(options);
  std::uint64_t count = ferrule::attach([](ferrule::Python py) { return CountForLong(py); });
  std::cout << "interrupted: " << (count > 0 ? "yes" : "no") << '\n';
}
