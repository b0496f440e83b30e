#include "runtime/src/lifecycle.h"

#include <pthread.h>

#include <atomic>
#include <chrono>
#include <cstdlib>
#include <memory>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

#include "ferrule/reference_pool.h"
#include "runtime/src/interpreter_end.h"

// Extensions are linked with a definition of it (bazel/extension.bzl), programs are not.
extern "C" [[gnu::weak]] const char ferrule_is_extension;

namespace ferrule {
inline namespace abi_1 {
namespace internal {
namespace {

// Held while this copy of the runtime initialises.
constinit std::mutex initializing;
constinit std::atomic<bool> is_initializing{false};
constinit thread_local bool initializes_here = false;

// Whether this thread finalises the interpreter. It may attach to the last.
constinit thread_local bool finalizes_here = false;

class InitializationScope {
 public:
  InitializationScope() : lock_(initializing) {
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

// The other threads did not come along.
void AfterForkInChild() {
  gate.ForgetOtherThreads(this_thread.is_inside);
  if (initializes_here || !is_initializing.load()) return;
  is_initializing.store(false);
  std::construct_at(&initializing);  // nobody is left to unlock it
}

// How long the end of the interpreter waits for threads that are attached. One that runs Python for
// longer sleeps for ever from then on, as CPython has it, but does not keep the process from
// ending.
constexpr std::chrono::milliseconds kPatience{1000};

// A function of Python's module atexit, called when CPython has begun to finalise and still lets
// threads attach.
PyObject* OnFinalizing(PyObject*, PyObject*) {
  finalizes_here = true;
  gate.Close();
  LeaveGate();  // not to wait for itself
  PyThreadState* const state = PyEval_SaveThread();
  gate.AwaitEmpty(kPatience);
  OrPark(PyEval_RestoreThread, state);
  reference_pool.Drain();
  Py_RETURN_NONE;
}

constinit PyMethodDef on_finalizing = {"ferrule_on_finalizing", &OnFinalizing, METH_NOARGS,
                                       nullptr};

// Set by the first to note that there is an interpreter.
constinit std::atomic<bool> is_noted{false};

void OnEnded(void*) {
  finalizes_here = false;
  is_noted.store(false);
  gate.End();
  reference_pool.Forget();
}

bool RegisterOnFinalizing() {
  PyObject* const atexit = PyImport_ImportModule("atexit");
  PyObject* const function = PyCFunction_New(&on_finalizing, nullptr);
  PyObject* const result = atexit == nullptr || function == nullptr
                               ? nullptr
                               : PyObject_CallMethod(atexit, "register", "O", function);
  Py_XDECREF(atexit);
  Py_XDECREF(function);
  Py_XDECREF(result);
  return result != nullptr;
}

// An interpreter that attach() made is never finalised, so what Python has printed is written out
// here.
void FlushStandardStreams() {
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
  void Initialize() { Check(Py_InitializeFromConfig(&config_)); }

 private:
  static void Check(const PyStatus& status) {
    if (!PyStatus_Exception(status)) return;
    std::string message = "cannot initialise the Python interpreter";
    if (status.err_msg != nullptr) message += std::string(": ") + status.err_msg;
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

// Requires: an InitializationScope. Returns with this thread attached.
void InitializeAttached(const InterpreterOptions& options) {
  Config config(options.isolated);
  config->install_signal_handlers = options.install_signal_handlers ? 1 : 0;
  if (!options.home.empty()) config.SetHome(options.home);
  if (!options.argv.empty()) config.SetArguments(options.argv);
  config.Initialize();
  NoteInterpreter();
  if (PrependSearchPath(options.search_path)) return;
  PyErr_Clear();
  Py_FinalizeEx();
  throw InterpreterError("cannot initialise the Python interpreter: sys.path cannot be changed");
}

}  // namespace

void AwaitInitialization() {
  if (!is_initializing.load() || initializes_here) return;
  const std::lock_guard<std::mutex> wait(initializing);
}

std::optional<AttachError> WhyNotAttachable(Gate::State state) {
  if (state == Gate::State::kEnded) return AttachError::Finalized;
  if (state == Gate::State::kOpen) return std::nullopt;
  if (state == Gate::State::kClosing) {
    if (finalizes_here) return std::nullopt;
    return AttachError::Finalizing;
  }
  // Nobody will tell of the end of an interpreter that this copy of the runtime has not seen.
  if (compat::IsFinalizing()) return AttachError::Finalizing;
  if (Py_IsInitialized() == 0) return AttachError::NotInitialized;
  return std::nullopt;
}

void NoteInterpreter() {
  if (is_noted.load(std::memory_order_relaxed) || compat::IsFinalizing()) return;
  // Threads attach to the main interpreter; modules may be imported in others.
  if (PyInterpreterState_Get() != PyInterpreterState_Main() || is_noted.exchange(true)) return;
  static const int registered = pthread_atfork(nullptr, nullptr, &AfterForkInChild);
  static_cast<void>(registered);
  PyObject* const pending = OrPark(compat::TakeRaisedException);
  if (OrPark([] { return AtInterpreterEnd(&OnEnded, nullptr) && RegisterOnFinalizing(); })) {
    gate.Open();
  } else {
    PyErr_Clear();  // no memory: threads go by what CPython says of itself
    is_noted.store(false);
  }
  if (pending != nullptr) compat::SetRaisedException(pending);
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
  if (compat::AttachedThreadState() != main_thread) PyEval_RestoreThread(main_thread);
  reference_pool.Drain();
  Py_FinalizeEx();
  gate.End();  // if it could not be registered
}

}  // namespace internal
}  // namespace abi_1
}  // namespace ferrule
