#include "runtime/src/appended_modules.h"

#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include "ferrule/interpreter.h"

namespace ferrule {
inline namespace abi_1 {
namespace internal {
namespace {

struct Appended {
  const std::string* name;  // never freed: CPython keeps the pointer as long as the process lives
  PyObject* (*init)();
};

constinit std::mutex mutex;

// Never destroyed, as attach() may be called while static objects are.
std::vector<Appended>& Remembered() {
  static auto* const remembered = new std::vector<Appended>;
  return *remembered;
}

bool IsThere(const Appended& module) {
  for (const _inittab* entry = PyImport_Inittab; entry->name != nullptr; ++entry) {
    if (*module.name == entry->name && module.init == entry->initfunc) return true;
  }
  return false;
}

}  // namespace

void RememberModule(std::string_view name, PyObject* (*init)()) {
  const std::lock_guard lock(mutex);
  Remembered().push_back({new std::string(name), init});
}

void FillInittab() {
  const std::lock_guard lock(mutex);
  for (const Appended& module : Remembered()) {
    if (!IsThere(module) && PyImport_AppendInittab(module.name->c_str(), module.init) != 0) {
      throw InterpreterError("append_to_inittab: out of memory");
    }
  }
}

}  // namespace internal
}  // namespace abi_1
}  // namespace ferrule
