// What a module says of interpreters, and the checks that hold it to its word.
#include "ferrule/glue/module.h"
#include "runtime/src/lifecycle.h"

namespace ferrule {
inline namespace abi_1 {
namespace glue {
namespace {

int Refuse(PyObject* module, const char* supported) {
  PyObject* const name = PyModule_GetNameObject(module);
  if (name == nullptr) return -1;
  PyObject* const message = PyUnicode_FromFormat("module %U supports %s", name, supported);
  if (message != nullptr) PyErr_SetImportError(message, name, nullptr);
  Py_XDECREF(message);
  Py_DECREF(name);
  return -1;
}

// Asks CPython whether it would make a module that does not support interpreters with a lock of
// their own. There is no other way to learn of the lock: the interpreter's struct is private. True
// if it would not, or with another error set.
bool IsSharingModuleRefused() {
  PyModuleDef_Slot slots[3] = {};
  compat::AddInterpreterSlots(slots, Interpreters::kSharedGil, Gil::kUsed);
  PyModuleDef definition = {
      PyModuleDef_HEAD_INIT, "ferrule.probe", nullptr, 0, nullptr, slots, nullptr, nullptr, nullptr,
  };
  PyObject* const spec = PyModule_New("ferrule.probe");  // an object with a `name` is enough
  PyObject* made = nullptr;
  if (spec != nullptr && PyModule_AddStringConstant(spec, "name", "ferrule.probe") == 0) {
    made = PyModule_FromDefAndSpec(&definition, spec);
  }
  Py_XDECREF(spec);
  Py_XDECREF(made);
  return made == nullptr;
}

// Whether the current interpreter, which is not the main one, has a lock of its own: 1 or 0; -1
// with an error set.
int HasOwnGil() {
  // CPython only asks what a module supports while this check is on.
  PyObject* const imp = PyImport_ImportModule("_imp");
  if (imp == nullptr) return -1;
  constexpr const char* kSetCheck = "_override_multi_interp_extensions_check";
  PyObject* const before = PyObject_CallMethod(imp, kSetCheck, "i", 1);
  if (before == nullptr) {
    Py_DECREF(imp);
    return -1;
  }
  const bool is_refused = IsSharingModuleRefused();
  PyObject* const error = is_refused ? compat::TakeRaisedException() : nullptr;
  PyObject* const restored = PyObject_CallMethod(imp, kSetCheck, "O", before);
  Py_DECREF(before);
  Py_DECREF(imp);
  Py_XDECREF(restored);
  if (restored == nullptr) {
    Py_XDECREF(error);
    return -1;
  }
  if (error == nullptr) return 0;
  if (PyErr_GivenExceptionMatches(error, PyExc_ImportError) != 0) {
    Py_DECREF(error);
    return 1;
  }
  compat::SetRaisedException(error);
  return -1;
}

// What is wrong with the current interpreter, which is not the main one: 0 if nothing, else -1 with
// ImportError set, or whatever kept this from finding out.
int CheckSubInterpreter(PyObject* module, Interpreters supported) {
  if (supported == Interpreters::kMain) return Refuse(module, "the main interpreter alone");
  if (!compat::kHasSubInterpreters)
    return Refuse(module, "sub-interpreters only from CPython 3.12 on");
  // Where CPython always asks, the module has not come here if it had to be refused.
  if (supported == Interpreters::kOwnGil || !compat::kMayNotAskModules) return 0;
  const int has_own = HasOwnGil();
  return has_own == 1 ? Refuse(module, "sub-interpreters only where they share the GIL") : has_own;
}

// Runs before the module is executed.
template <Interpreters kSupported>
int CheckInterpreter(PyObject* module) {
  internal::NoteInterpreter();
  if (PyInterpreterState_Get() == PyInterpreterState_Main()) return 0;
  return CheckSubInterpreter(module, kSupported);
}

int (*CheckFor(Interpreters supported))(PyObject*) {
  switch (supported) {
    case Interpreters::kMain:
      return &CheckInterpreter<Interpreters::kMain>;
    case Interpreters::kSharedGil:
      return &CheckInterpreter<Interpreters::kSharedGil>;
    case Interpreters::kOwnGil:
      return &CheckInterpreter<Interpreters::kOwnGil>;
  }
  return &CheckInterpreter<Interpreters::kMain>;
}

}  // namespace

std::array<PyModuleDef_Slot, 5> ModuleSlots(int (*execute)(PyObject* module),
                                            Interpreters supported, Gil gil) {
  std::array<PyModuleDef_Slot, 5> slots = {};  // ends with the zeroed one
  slots[0] = {Py_mod_exec, reinterpret_cast<void*>(CheckFor(supported))};
  slots[1] = {Py_mod_exec, reinterpret_cast<void*>(execute)};
  compat::AddInterpreterSlots(&slots[2], supported, gil);
  return slots;
}

}  // namespace glue
}  // namespace abi_1
}  // namespace ferrule
