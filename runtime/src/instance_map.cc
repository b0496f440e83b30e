// Which instance shares which object: one map per interpreter, of plain C, which all extensions
// use.
#include <cstddef>
#include <cstdint>

#include "ferrule/abi.h"
#include "runtime/src/lifecycle.h"

namespace ferrule {
inline namespace abi_1 {
namespace abi {
namespace {

constexpr std::size_t kLeastCapacity = 16;

// What this thread has used last.
constinit thread_local internal::InterpreterKey known_interpreter = {};
constinit thread_local InstanceMap* known_map = nullptr;

// The map of the current interpreter; null with an error set. It outlives the interpreter while it
// has entries.
InstanceMap* CurrentMap() {
  const internal::InterpreterKey interpreter = internal::CurrentInterpreterKey();
  if (interpreter != known_interpreter) {
    InterpreterRecord* const record = CurrentInterpreter();
    if (record == nullptr) return nullptr;
    known_map = record->instances;
    known_interpreter = interpreter;
  }
  return known_map;
}

std::size_t HomeOf(const InstanceMap& map, const void* object, const TypeRecord* record) {
  const auto mixed = (reinterpret_cast<std::uintptr_t>(object) >> 4) ^
                     (reinterpret_cast<std::uintptr_t>(record) << 7);
  return static_cast<std::size_t>(mixed * 0x9e3779b97f4a7c15u >> 20) & (map.capacity - 1);
}

// The place of the entry, or the free one where it would stand. Requires a free place.
std::size_t PlaceOf(const InstanceMap& map, const void* object, const TypeRecord* record) {
  std::size_t place = HomeOf(map, object, record);
  while (map.entries[place].object != nullptr &&
         (map.entries[place].object != object || map.entries[place].record != record)) {
    place = (place + 1) & (map.capacity - 1);
  }
  return place;
}

// Keeps at least a quarter of the places free.
bool MakeRoom(InstanceMap& map) {
  if ((map.count + 1) * 4 <= map.capacity * 3) return true;
  InstanceMap larger = map;
  larger.capacity = map.capacity == 0 ? kLeastCapacity : map.capacity * 2;
  larger.entries =
      static_cast<InstanceEntry*>(PyMem_RawCalloc(larger.capacity, sizeof(InstanceEntry)));
  if (larger.entries == nullptr) {
    PyErr_NoMemory();
    return false;
  }
  for (std::size_t i = 0; i < map.capacity; ++i) {
    const InstanceEntry& entry = map.entries[i];
    if (entry.object == nullptr) continue;
    larger.entries[PlaceOf(larger, entry.object, entry.record)] = entry;
  }
  PyMem_RawFree(map.entries);
  map = larger;
  return true;
}

// Frees a place, and moves up what stands behind it because it was taken.
void Free(InstanceMap& map, std::size_t place) {
  const std::size_t mask = map.capacity - 1;
  for (std::size_t next = (place + 1) & mask; map.entries[next].object != nullptr;
       next = (next + 1) & mask) {
    const InstanceEntry& entry = map.entries[next];
    const std::size_t home = HomeOf(map, entry.object, entry.record);
    if (((next - home) & mask) < ((next - place) & mask)) continue;  // its home is behind the place
    map.entries[place] = entry;
    place = next;
  }
  map.entries[place] = {};
  --map.count;
}

// Requires that nobody else can reach the map, since its interpreter is gone.
void FreeIfDone(InstanceMap* map) {
  if (!map->is_orphaned || map->count != 0) return;
  known_interpreter = {};
  PyMem_RawFree(map->entries);
  pthread_mutex_destroy(&map->mutex);
  PyMem_RawFree(map);
}

// A new reference to the instance of an entry; null for none, and for one that is about to go.
PyObject* TakeInstance(const InstanceEntry& entry) {
  return entry.object != nullptr && compat::TryIncref(entry.instance) ? entry.instance : nullptr;
}

// Returns whether it was the one.
bool Remove(InstanceMap& map, void* object, const TypeRecord& record, const PyObject* instance) {
  const RecordLock lock(map.mutex);
  if (map.count == 0) return false;
  const std::size_t place = PlaceOf(map, object, &record);
  if (map.entries[place].object == nullptr || map.entries[place].instance != instance) return false;
  Free(map, place);
  return true;
}

}  // namespace

PyObject* FindInstance(void* object, const TypeRecord& record) {
  InstanceMap* const map = CurrentMap();
  if (map == nullptr) {
    PyErr_Clear();
    return nullptr;
  }
  const RecordLock lock(map->mutex);
  return map->count == 0 ? nullptr : TakeInstance(map->entries[PlaceOf(*map, object, &record)]);
}

bool AddInstance(void* object, const TypeRecord& record, PyObject* instance, PyObject** other) {
  InstanceMap* const map = CurrentMap();
  if (map == nullptr) return false;
  compat::EnableTryIncref(instance);
  const RecordLock lock(map->mutex);
  if (!MakeRoom(*map)) return false;
  InstanceEntry& entry = map->entries[PlaceOf(*map, object, &record)];
  if (other != nullptr && (*other = TakeInstance(entry)) != nullptr) return true;
  map->count += entry.object == nullptr;
  entry = {object, &record, instance};
  return true;
}

void RemoveInstance(void* object, const TypeRecord& record, PyObject* instance) {
  InstanceMap* const map = CurrentMap();
  if (map == nullptr) {
    PyErr_Clear();
  } else if (Remove(*map, object, record, instance)) {
    FreeIfDone(map);
  }
}

void OrphanInstances(InstanceMap* map) {
  map->is_orphaned = true;
  FreeIfDone(map);
}

}  // namespace abi
}  // namespace abi_1
}  // namespace ferrule
