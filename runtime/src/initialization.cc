#include "runtime/src/initialization.h"

#include <pthread.h>

#include <atomic>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "ferrule/attach.h"
#include "ferrule/embedded_files.h"
#include "ferrule/error.h"
#include "ferrule/reference_pool.h"
#include "runtime/src/appended_modules.h"
#include "runtime/src/gate.h"
#include "runtime/src/lifecycle.h"

// Extensions are linked with a definition of it (bazel/extension.bzl), programs are not.
extern "C" [[gnu::weak]] const char ferrule_is_extension;

namespace ferrule {
inline namespace abi_1 {
namespace internal {
namespace {

// Held while this copy of the runtime initialises or finalises.
constinit std::mutex initializing;
constinit std::atomic<bool> is_initializing{false};
constinit thread_local bool initializes_here = false;

// False in a child that was forked by a thread that was not attached: who was, did not come along.
constinit std::atomic<bool> can_flush{true};

void AfterForkInChild() {
  if (!is_attached()) can_flush.store(false);
  if (initializes_here || !is_initializing.load()) return;
  is_initializing.store(false);
  std::construct_at(&initializing);  // nobody is left to unlock it
}

class InitializationScope {
 public:
  InitializationScope() : lock_(initializing) {
    static const int registered = pthread_atfork(nullptr, nullptr, &AfterForkInChild);
    static_cast<void>(registered);
    is_initializing.store(true);
    initializes_here = true;
  }
  ~InitializationScope() {
    initializes_here = false;
    is_initializing.store(false);
  }

 private:
  std::lock_guard<std::mutex> lock_;
};

// An interpreter that attach() made is never finalised, so what Python has printed is written out
// here.
void FlushStandardStreams() {
  if (!can_flush.load()) return;
  const AttachResult attached = try_attach();
  if (!attached) return;
  for (const char* const name : {"stdout", "stderr"}) {
    PyObject* const stream = PySys_GetObject(name);  // borrowed
    if (stream == nullptr || stream == Py_None) continue;
    PyObject* const result = PyObject_CallMethod(stream, "flush", nullptr);
    if (result == nullptr) PyErr_Clear();  // a closed stream has nothing to write
    Py_XDECREF(result);
  }
}

// PyConfig and the status of the calls that fill it in.
class Config {
 public:
  explicit Config(bool isolated) {
    if (isolated) {
      PyConfig_InitIsolatedConfig(&config_);
    } else {
      PyConfig_InitPythonConfig(&config_);
    }
    config_.parse_argv = 0;
  }
  Config(const Config&) = delete;
  Config& operator=(const Config&) = delete;
  ~Config() { PyConfig_Clear(&config_); }

  PyConfig* operator->() { return &config_; }

  void SetHome(const std::string& home) {
    Check(PyConfig_SetBytesString(&config_, &config_.home, home.c_str()));
  }
  void SetArguments(const std::vector<std::string>& arguments) {
    std::vector<char*> pointers;
    for (const std::string& argument : arguments) {
      pointers.push_back(const_cast<char*>(argument.c_str()));  // read only
    }
    Check(
        PyConfig_SetBytesArgv(&config_, static_cast<Py_ssize_t>(pointers.size()), pointers.data()));
  }
  void Apply(void (*configure)(PyConfig&)) {
    if (configure != nullptr) configure(config_);
  }
  void Initialize() { Check(Py_InitializeFromConfig(&config_)); }

 private:
  static void Check(const PyStatus& status) {
    if (!PyStatus_Exception(status)) return;
    std::string message = "cannot initialise the Python interpreter";
    if (status.err_msg != nullptr) message += std::string(": ") + status.err_msg;
    if (PyStatus_IsExit(status) != 0) {
      message += ": it would exit with status " + std::to_string(status.exitcode);
    }
    throw InterpreterError(message);
  }

  PyConfig config_;
};

// Requires: attached.
bool PrependSearchPath(const std::vector<std::string>& folders) {
  PyObject* const path = PySys_GetObject("path");  // borrowed
  if (path == nullptr) return false;
  for (std::size_t i = 0; i < folders.size(); ++i) {
    PyObject* const folder = PyUnicode_DecodeFSDefault(folders[i].c_str());
    const bool inserted =
        folder != nullptr && PyList_Insert(path, static_cast<Py_ssize_t>(i), folder) == 0;
    Py_XDECREF(folder);
    if (!inserted) return false;
  }
  return true;
}

[[noreturn]] void ThrowUnusable(const std::string& why) {
  Py_FinalizeEx();
  throw InterpreterError("cannot initialise the Python interpreter: " + why);
}

// What is linked in as Python files. Requires: attached.
void InstallEmbeddedFiles() {
  if (glue::EmbeddedFiles::First() == nullptr) return;
  std::string why;
  try {
    install_embedded_files(Python::assume_attached());
    return;
  } catch (const PyErr& error) {
    why = error.what();
  }
  ThrowUnusable(why);
}

// Requires: an InitializationScope. Returns with this thread attached.
void InitializeAttached(const InterpreterOptions& options) {
  Config config(options.isolated);
  config->install_signal_handlers = options.install_signal_handlers ? 1 : 0;
  if (!options.home.empty()) config.SetHome(options.home);
  if (!options.argv.empty()) config.SetArguments(options.argv);
  config.Apply(options.configure);
  FillInittab();
  config.Initialize();
  NoteInterpreter();
  if (!PrependSearchPath(options.search_path)) {
    PyErr_Clear();
    ThrowUnusable("sys.path cannot be changed");
  }
  InstallEmbeddedFiles();
}

}  // namespace

void AwaitInitialization() {
  if (!is_initializing.load() || initializes_here) return;
  const std::lock_guard<std::mutex> wait(initializing);
}

void EnsureInitialized() {
  if (&ferrule_is_extension != nullptr) throw AttachFailure(AttachError::NotInitialized);
  const InitializationScope scope;
  if (Py_IsInitialized() != 0) return;
  if (gate.Look().state == Gate::State::kEnded) throw AttachFailure(AttachError::Finalized);
  InitializeAttached(InterpreterOptions());
  PyEval_SaveThread();
  std::atexit(&FlushStandardStreams);
}

PyThreadState* Initialize(const InterpreterOptions& options) {
  if (gate.Look().state == Gate::State::kClosing) {
    throw InterpreterError(
        "the Python interpreter is finalizing: another one can be made when it has gone");
  }
  const InitializationScope scope;
  if (Py_IsInitialized() != 0) {
    throw InterpreterError(
        "the Python interpreter is initialised already: there can be one ferrule::Interpreter, "
        "made before anything attaches");
  }
  InitializeAttached(options);
  return PyEval_SaveThread();
}

void Finalize(PyThreadState* main_thread) {
  if (is_attached() || main_thread->thread_id != PyThread_get_thread_ident()) {
    std::fputs(
        "ferrule: fatal: an Interpreter is destroyed on the thread that made it, and not while "
        "that "
        "is attached\n",
        stderr);
    std::abort();
  }
  // Nobody initialises the next one before this has gone.
  const std::lock_guard<std::mutex> lock(initializing);
  PyEval_RestoreThread(main_thread);
  reference_pool.Drain();
  Py_FinalizeEx();
  gate.End();  // if it could not be registered
}

}  // namespace internal
}  // namespace abi_1
}  // namespace ferrule
