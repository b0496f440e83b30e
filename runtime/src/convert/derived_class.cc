// Which bound class an object is an instance of that C++ knows by one of its bases.
#include <cstdint>
#include <map>
#include <mutex>
#include <utility>

#include "ferrule/convert/pointers.h"
#include "runtime/src/lifecycle.h"

namespace ferrule {
inline namespace abi_1 {
namespace convert {
namespace {

// Of those that the object is an instance of, the one that is derived from the most classes. Two
// that have as many are unrelated; which of them it is does not change while both are there.
DerivedClass Search(const abi::InterpreterRecord& interpreter, void* object, PyTypeObject* type,
                    const abi::TypeRecord& record) {
  DerivedClass found;
  for (const abi::TypeEntry* entry = abi::First(interpreter.types); entry != nullptr;
       entry = abi::Next(entry)) {
    const abi::TypeRecord& candidate = *entry->record;
    const abi::Ancestor* const ancestor = abi::FindAncestor(candidate, record.name);
    if (ancestor == nullptr || ancestor->down == nullptr) continue;
    // Another module may bind a class of the same name in another way.
    if (candidate.storage != record.storage || !PyType_IsSubtype(entry->type, type)) continue;
    if (found.record != nullptr && candidate.ancestor_count <= found.record->ancestor_count) {
      continue;
    }
    if (ancestor->down(object) != nullptr) found = {entry->type, &candidate, ancestor};
  }
  return found;
}

// What the search has found for a type before, as long as no class comes or goes.
class Cache {
 public:
  DerivedClass Find(const void* dynamic_type, void* object, PyTypeObject* type,
                    const abi::TypeRecord& record) {
    abi::InterpreterRecord* const interpreter = abi::CurrentInterpreter();
    if (interpreter == nullptr) {
      PyErr_Clear();
      return {};
    }
    const std::lock_guard lock(mutex_);
    const std::uint64_t changes = __atomic_load_n(&interpreter->changes, __ATOMIC_ACQUIRE);
    const internal::InterpreterKey key = internal::CurrentInterpreterKey();
    if (key != interpreter_ || changes != changes_) {
      found_.clear();
      interpreter_ = key;
      changes_ = changes;
    }
    const auto [place, is_new] = found_.try_emplace({dynamic_type, &record});
    if (is_new) place->second = Search(*interpreter, object, type, record);
    return place->second;
  }

 private:
  std::mutex mutex_;  // never held while Python runs
  internal::InterpreterKey interpreter_;
  std::uint64_t changes_ = 0;
  std::map<std::pair<const void*, const abi::TypeRecord*>, DerivedClass> found_;
};

}  // namespace

DerivedClass FindDerived(const void* dynamic_type, void* object, PyTypeObject* type,
                         const abi::TypeRecord& record) {
  if (type == nullptr) {
    PyErr_Clear();
    return {};
  }
  static auto* const cache = new Cache;  // outlives the destructors that run at exit
  return cache->Find(dynamic_type, object, type, record);
}

}  // namespace convert
}  // namespace abi_1
}  // namespace ferrule
