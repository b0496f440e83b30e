// A C++ program embeds the interpreter and imports the module that is linked into it.
#include <Python.h>

int main() {
  Py_Initialize();
  const int status = PyRun_SimpleString(
      "import greeter\n"
      "assert greeter.Greeter('Hello').greet('ferrule') == 'Hello, ferrule'\n");
  return Py_FinalizeEx() < 0 || status != 0;
}
