// A C++ program embeds the interpreter and imports the module that is linked into it.
#include "ferrule/ferrule.h"

int main() {
  ferrule::append_to_inittab("greeter");
  ferrule::Interpreter interpreter;
  ferrule::attach([](ferrule::Python py) {
    py.run(
        "import greeter\n"
        "assert greeter.Greeter('Hello').greet('ferrule') == 'Hello, ferrule'\n");
  });
}
