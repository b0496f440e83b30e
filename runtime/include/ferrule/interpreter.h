// Embedding: a C++ program that runs a Python interpreter.
#ifndef FERRULE_INTERPRETER_H_
#define FERRULE_INTERPRETER_H_

#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "ferrule/fwd.h"
#include "ferrule/python_compat.h"

namespace ferrule {
inline namespace abi_1 {

// Thrown when the interpreter cannot be initialised, or what must be done before that comes too
// late.
class InterpreterError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

// How the interpreter is set up.
struct InterpreterOptions {
  // Keeps out the environment variables and the user's own site-packages, as `python -I` does.
  bool isolated = false;

  // Lets Python handle SIGINT and its like. A program that has its own handlers leaves it off.
  bool install_signal_handlers = false;

  // sys.argv.
  std::vector<std::string> argv = {};

  // Where the standard library is, if Python shall not find that out (PYTHONHOME).
  std::string home = {};

  // Folders that are searched for modules before all others.
  std::vector<std::string> search_path = {};

  // Changes what has no option here, just before the interpreter is initialised:
  //   options.configure = [](PyConfig& config) { config.write_bytecode = 0; };
  void (*configure)(PyConfig& config) = nullptr;
};

// The interpreter of this process, during its life. After the constructor this thread is detached:
// attach() attaches. attach() also initialises an interpreter by itself, with the default options,
// and leaves it running; this class is for whoever wants options, or wants it finalised.
//
// Threads: constructed and destroyed on one thread, detached. The destructor waits for Python's
// non-daemon threads, and up to a second for native ones that are attached; what becomes of those
// that use Python later stands in docs/threads.md.
class Interpreter {
 public:
  // Throws: InterpreterError if there is an interpreter already, if one is just finalizing, or if
  // it cannot be initialised; CPython may then be unable to initialise another one in this process.
  explicit Interpreter(const InterpreterOptions& options = {});
  Interpreter(const Interpreter&) = delete;
  Interpreter& operator=(const Interpreter&) = delete;

  // Finalises the interpreter. Requires: this thread made it, and is detached, or else the process
  // is aborted; no Bound or Python is used any more. A Py may stay, and loses its reference, but
  // must be gone before another interpreter is made.
  ~Interpreter();

 private:
  PyThreadState* main_thread_;
};

// Makes a module that is linked into this program importable under its name: one that the build
// rule ferrule_embed made, or any whose init function is given. To be called before the interpreter
// is initialised; it holds for those that are made later, too. Throws: InterpreterError if it is
// too late, or if there is no such module.
void append_to_inittab(std::string_view name);
void append_to_inittab(std::string_view name, PyObject* (*init)());

// Makes the Python files importable that the build rule ferrule_embed_python has compiled into this
// program or extension, ahead of all others of their names. An interpreter that ferrule initialises
// has them already; it is for others, and for sub-interpreters. To call it again does nothing.
// Throws: PyErr.
void install_embedded_files(Python py);

}  // namespace abi_1
}  // namespace ferrule

#endif  // FERRULE_INTERPRETER_H_
