#include "runtime/src/lifecycle.h"

#include <atomic>
#include <cstdlib>
#include <mutex>
#include <string>
#include <vector>

#include "runtime/src/reference_pool.h"

namespace ferrule {
inline namespace abi_1 {
namespace internal {
namespace {

enum class Life { kUnknown, kNoted, kFinalized };

// What this copy of the runtime knows of the interpreter's life.
constinit std::atomic<Life> life{Life::kUnknown};

// Held while this copy of the runtime initialises.
constinit std::mutex initializing;
constinit std::atomic<bool> is_initializing{false};
constinit thread_local bool initializes_here = false;

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

void OnFinalized() { life.store(Life::kFinalized); }

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
  reference_pool.Forget();  // of an earlier interpreter
  NoteInterpreter();
  if (PrependSearchPath(options.search_path)) return;
  PyErr_Clear();
  Py_FinalizeEx();
  throw InterpreterError("cannot initialise the Python interpreter: sys.path cannot be changed");
}

}  // namespace

std::optional<AttachError> WhyNotAttachable() {
  if (is_initializing.load() && !initializes_here) {
    const std::lock_guard<std::mutex> wait(initializing);
  }
  const Life known = life.load();
  const bool initialized = Py_IsInitialized() != 0;
  if (!initialized && known == Life::kFinalized) return AttachError::Finalized;
  if (compat::IsFinalizing()) return AttachError::Finalizing;
  if (initialized) return std::nullopt;
  return known == Life::kNoted ? AttachError::Finalizing : AttachError::NotInitialized;
}

void NoteInterpreter() {
  if (life.load(std::memory_order_relaxed) == Life::kNoted) return;
  // CPython calls these last of all. It has room for 32; if that is used up, the end will pass for
  // `Finalizing`.
  if (life.exchange(Life::kNoted) != Life::kNoted) Py_AtExit(&OnFinalized);
}

void EnsureInitialized() {
  const InitializationScope scope;
  if (Py_IsInitialized() != 0) return;
  if (life.load() == Life::kFinalized) throw AttachFailure(AttachError::Finalized);
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
  life.store(Life::kFinalized);
}

}  // namespace internal
}  // namespace abi_1
}  // namespace ferrule
