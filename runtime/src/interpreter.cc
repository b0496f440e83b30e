#include "ferrule/interpreter.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "ferrule/inittab.h"
#include "runtime/src/appended_modules.h"
#include "runtime/src/initialization.h"

namespace ferrule {
inline namespace abi_1 {
namespace {

[[noreturn]] void ThrowNotLinkedIn(std::string_view name) {
  std::vector<std::string> linked;
  for (const auto* entry = glue::InittabEntry::First(); entry != nullptr; entry = entry->next()) {
    linked.push_back("'" + std::string(entry->name()) + "'");
  }
  std::sort(linked.begin(), linked.end());
  std::string list = linked.empty() ? "none" : linked[0];
  for (std::size_t i = 1; i < linked.size(); ++i) list += ", " + linked[i];
  throw InterpreterError("append_to_inittab: no module '" + std::string(name) +
                         "' is linked into this program (linked in: " + list +
                         "); add its ferrule_embed target to the deps of the binary");
}

}  // namespace

Interpreter::Interpreter(const InterpreterOptions& options)
    : main_thread_(internal::Initialize(options)) {}

Interpreter::~Interpreter() { internal::Finalize(main_thread_); }

void append_to_inittab(std::string_view name, PyObject* (*init)()) {
  if (Py_IsInitialized() != 0) {
    throw InterpreterError("append_to_inittab: too late for module '" + std::string(name) +
                           "': the Python interpreter has been initialised; call it before "
                           "ferrule::Interpreter is made and before attach()");
  }
  internal::RememberModule(name, init);
  internal::FillInittab();  // also for an interpreter that somebody else initialises
}

void append_to_inittab(std::string_view name) {
  const glue::InittabEntry* entry = glue::InittabEntry::First();
  while (entry != nullptr && entry->name() != name) entry = entry->next();
  if (entry == nullptr) ThrowNotLinkedIn(name);
  append_to_inittab(name, entry->init());
}

}  // namespace abi_1
}  // namespace ferrule
