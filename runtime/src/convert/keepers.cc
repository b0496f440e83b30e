#include "ferrule/convert/keepers.h"

#include <algorithm>
#include <atomic>
#include <cstdint>
#include <mutex>
#include <new>
#include <unordered_map>
#include <utility>
#include <vector>

#include "ferrule/attach.h"
#include "ferrule/glue/instance.h"
#include "ferrule/glue/raise.h"
#include "ferrule/once.h"
#include "ferrule/park.h"
#include "ferrule/ref.h"
#include "ferrule/types.h"

namespace ferrule {
inline namespace abi_1 {
namespace convert {
namespace {

struct Kept {
  Owner owner;         // whose object is owned
  const void* slot;    // what it was given to; null for none
  const void* object;  // what C++ sees of it, or null
};

struct KeepersObject {
  PyObject base;
  std::vector<Kept> all;
  Pointee pointee;                // without a place: none
  void (*destroy)(void* object);  // what has been handed over; else null
  std::int32_t calls;             // in progress, that use it
};

KeepersObject* AsKeepers(PyObject* self) { return reinterpret_cast<KeepersObject*>(self); }
std::vector<Kept>& AllOf(PyObject* self) { return AsKeepers(self)->all; }

// What keeps the objects behind pointers, by those.
class Pointees {
 public:
  static Pointees& Get() {
    static auto* const pointees = new Pointees;  // outlives the destructors that run at exit
    return *pointees;
  }

  // A new reference to what keeps the very object behind the very pointer, or null.
  PyObject* Find(const Pointee& pointee) {
    const std::lock_guard lock(mutex_);
    const auto place = keepers_.find(pointee.object);
    if (place == keepers_.end()) return nullptr;
    const Pointee& known = AsKeepers(place->second)->pointee;
    const bool is_same = known.place == pointee.place && known.type == pointee.type &&
                         AsKeepers(place->second)->destroy == nullptr;
    return is_same && compat::TryIncref(place->second) ? place->second : nullptr;
  }

  // What is there already is of an object that was there before. Throws: std::bad_alloc.
  void Put(PyObject* keeper) {
    compat::EnableTryIncref(keeper);
    const std::lock_guard lock(mutex_);
    keepers_[AsKeepers(keeper)->pointee.object] = keeper;
  }

  void Remove(PyObject* keeper) {
    const std::lock_guard lock(mutex_);
    const auto place = keepers_.find(AsKeepers(keeper)->pointee.object);
    if (place != keepers_.end() && place->second == keeper) keepers_.erase(place);
  }

 private:
  std::mutex mutex_;
  std::unordered_map<const void*, PyObject*> keepers_;  // borrowed
};

void Drop(const Kept& kept) {
  CountReferences(kept.owner, -1);
  internal::Decref(kept.owner.object);
}

// A long chain of instances that keep each other is freed without recursing as deep as it is long.
void Deallocate(PyObject* self) {
  PyTypeObject* const type = Py_TYPE(self);
  PyObject_GC_UnTrack(self);
  if (AsKeepers(self)->pointee.place != nullptr) Pointees::Get().Remove(self);
  Py_TRASHCAN_BEGIN(self, Deallocate);
  {
    const std::vector<Kept> dropped = std::exchange(AllOf(self), {});
    const Pointee pointee = AsKeepers(self)->pointee;
    auto* const destroy = AsKeepers(self)->destroy;
    std::destroy_at(&AllOf(self));
    if (destroy != nullptr) {
      const glue::SavedError saved;
      destroy(pointee.object);
    }
    for (const Kept& kept : dropped) Drop(kept);
  }
  type->tp_free(self);
  Py_DECREF(type);
  Py_TRASHCAN_END;
}

// Whether the garbage collector may look into what was handed over: no call may be changing it, be
// it one that began before.
bool IsInSight(PyObject* self) {
  KeepersObject& keepers = *AsKeepers(self);
  if (keepers.destroy == nullptr) return false;
  Owner before = keepers.all.front().owner;
  while (before.kind == abi::Absence::kKeptByAll) before = OwnerBehind(before.object);
  const bool is_counted = before.kind == abi::Absence::kPartOfOwned;
  auto* const head = reinterpret_cast<abi::OwningHead*>(before.object);
  return std::atomic_ref(keepers.calls).load(std::memory_order_relaxed) == 0 &&
         (!is_counted || std::atomic_ref(head->calls).load(std::memory_order_relaxed) == 0);
}

int Traverse(PyObject* self, visitproc visit, void* arg) {
  const auto forbidden = ForbidAttaching::during_traverse();
  Py_VISIT(Py_TYPE(self));
  for (const Kept& kept : AllOf(self)) Py_VISIT(kept.owner.object);
  const Pointee& pointee = AsKeepers(self)->pointee;
  return IsInSight(self) && pointee.visit != nullptr ? pointee.visit(pointee.object, visit, arg)
                                                     : 0;
}

// There is no tp_clear: who is kept by these counts on them. What has them lets go of them.
PyType_Slot slots[] = {
    {Py_tp_dealloc, reinterpret_cast<void*>(&Deallocate)},
    {Py_tp_traverse, reinterpret_cast<void*>(&Traverse)},
    {0, nullptr},
};

PyType_Spec spec = {"ferrule.keepers", sizeof(KeepersObject), 0,
                    Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC | Py_TPFLAGS_DISALLOW_INSTANTIATION |
                        Py_TPFLAGS_IMMUTABLETYPE,
                    slots};

constinit PyOnce<Py<Type>> once;

// A new one that keeps nothing. Null with an error set. Throws: PyErr.
PyObject* NewEmpty() {
  const Python py = Python::assume_attached();
  const Py<Type>& type = once.get_or_init(py, [py]() -> Py<Type> {
    return Bound<Type>::from_owned_ptr(py, internal::OrPark(PyType_FromSpec, &spec)).unbind();
  });
  auto* const self = PyObject_GC_New(KeepersObject, reinterpret_cast<PyTypeObject*>(type.as_ptr()));
  if (self == nullptr) return nullptr;
  ::new (&self->all) std::vector<Kept>();
  self->pointee = {};
  self->destroy = nullptr;
  self->calls = 0;
  PyObject_GC_Track(reinterpret_cast<PyObject*>(self));
  return reinterpret_cast<PyObject*>(self);
}

// Throws: std::bad_alloc.
void Add(PyObject* keepers, const Owner& owner, const void* slot, const void* object = nullptr) {
  AllOf(keepers).push_back({owner, slot, object});
  Py_INCREF(owner.object);
  CountReferences(owner, 1);
}

// What instances keep: they have no room for it, and few keep anything.
class Table {
 public:
  static Table& Get() {
    static auto* const table = new Table;  // outlives the destructors that run at exit
    return *table;
  }

  // Borrowed, or null.
  PyObject* Find(PyObject* instance) {
    if (count_.load(std::memory_order_relaxed) == 0) return nullptr;
    const std::lock_guard lock(mutex_);
    const auto place = kept_.find(instance);
    return place != kept_.end() ? place->second : nullptr;
  }

  // Takes the reference over, or gives back what is there already. Throws: std::bad_alloc.
  PyObject* Put(PyObject* instance, Held& keepers) {
    const std::lock_guard lock(mutex_);
    const auto [place, is_new] = kept_.emplace(instance, keepers.get());
    if (is_new) keepers.Release();
    count_.store(kept_.size(), std::memory_order_relaxed);
    return place->second;
  }

  PyObject* Take(PyObject* instance) {
    if (count_.load(std::memory_order_relaxed) == 0) return nullptr;
    const std::lock_guard lock(mutex_);
    const auto node = kept_.extract(instance);
    count_.store(kept_.size(), std::memory_order_relaxed);
    return node.empty() ? nullptr : node.mapped();
  }

  // Guards what each instance keeps, too. Never held while Python runs.
  std::mutex& mutex() { return mutex_; }

 private:
  std::mutex mutex_;
  std::unordered_map<PyObject*, PyObject*> kept_;
  std::atomic<std::size_t> count_ = 0;
};

}  // namespace

PyObject* NewKeepers(std::initializer_list<Owner> owners) try {
  Held keepers(NewEmpty());
  if (keepers.get() == nullptr) return nullptr;
  for (const Owner& owner : owners) Add(keepers.get(), owner, nullptr);
  return keepers.Release();
} catch (const std::exception& error) {
  return glue::Raise(error);
}

bool AreThere(PyObject* keepers) {
  const KeepersObject& self = *AsKeepers(keepers);
  if (self.destroy != nullptr) return true;
  const bool are_there = std::ranges::all_of(self.all, [](const Kept& kept) {
    return IsThere({nullptr, kept.owner.kind, kept.owner.object});
  });
  return are_there && (self.pointee.place == nullptr || self.pointee.is_same(self.pointee));
}

Owner OwnerBehind(PyObject* keepers) {
  const KeepersObject& self = *AsKeepers(keepers);
  const bool is_behind = self.pointee.place != nullptr && self.destroy == nullptr;
  return is_behind ? self.all.front().owner : Owner();
}

std::int32_t* CallsOfHandedOver(PyObject* keepers) {
  KeepersObject& self = *AsKeepers(keepers);
  return self.destroy != nullptr ? &self.calls : nullptr;
}

bool IsPointee(PyObject* keepers) {
  const Py<Type>* const type = once.get(Python::assume_attached());
  const bool are_keepers =
      type != nullptr && Py_IS_TYPE(keepers, reinterpret_cast<PyTypeObject*>(type->as_ptr()));
  return are_keepers && AsKeepers(keepers)->pointee.place != nullptr;
}

PyObject* KeeperOf(const Pointee& pointee, const Owner& owner) try {
  if (PyObject* const known = Pointees::Get().Find(pointee)) {
    if (AreThere(known)) return known;
    internal::Decref(known);  // of an object that was in the place of this one
  }
  Held keeper(NewEmpty());
  if (keeper.get() == nullptr) return nullptr;
  Add(keeper.get(), owner, nullptr);
  AsKeepers(keeper.get())->pointee = pointee;
  Pointees::Get().Put(keeper.get());
  return keeper.Release();
} catch (const std::exception& error) {
  return glue::Raise(error);
}

bool HandOver(const Pointee& pointee, void (*destroy)(void* object)) {
  const Held keeper(Pointees::Get().Find(pointee));
  if (keeper.get() == nullptr) return false;
  AsKeepers(keeper.get())->destroy = destroy;
  return true;
}

bool Keeps(PyObject* object, PyObject* root) {
  const Py<Type>* const type = once.get(Python::assume_attached());
  if (type == nullptr || !Py_IS_TYPE(object, reinterpret_cast<PyTypeObject*>(type->as_ptr()))) {
    return false;
  }
  return std::ranges::any_of(AllOf(object),
                             [root](const Kept& kept) { return kept.owner.object == root; });
}

bool KeepFor(PyObject* instance, const Owner& owner, const void* slot, const void* object) try {
  PyObject* keepers = Table::Get().Find(instance);
  if (keepers == nullptr) {
    Held made(NewEmpty());
    if (made.get() == nullptr) return false;
    keepers = Table::Get().Put(instance, made);
  }
  const std::lock_guard lock(Table::Get().mutex());
  std::vector<Kept>& all = AllOf(keepers);
  const auto same = std::ranges::find_if(all, [&](const Kept& kept) {
    return kept.slot == slot && kept.owner.object == owner.object;
  });
  if (same == all.end()) {
    Add(keepers, owner, slot, object);
  } else {
    same->object = object;
    std::rotate(same, same + 1, all.end());  // now it is the last
  }
  return true;
} catch (const std::exception& error) {
  return glue::Raise(error);
}

PassedOn KeepWhatKeeps(PyObject* instance, PyObject* source, const void* slot) try {
  PyObject* const keepers = Table::Get().Find(source);
  if (keepers == nullptr) return PassedOn::kNothing;
  const Python py = Python::assume_attached();
  std::vector<std::pair<Owner, Bound<>>> passed_on;  // held: another thread may drop it
  {
    const std::lock_guard lock(Table::Get().mutex());
    for (const Kept& kept : AllOf(keepers)) {
      if (kept.slot != slot) continue;
      passed_on.emplace_back(kept.owner, Bound<>::from_borrowed_ptr(py, kept.owner.object));
    }
  }
  if (passed_on.empty()) return PassedOn::kNothing;
  const bool are_kept = std::ranges::all_of(
      passed_on, [&](const auto& each) { return KeepFor(instance, each.first, slot); });
  return are_kept ? PassedOn::kAll : PassedOn::kFailed;
} catch (const std::exception& error) {
  glue::Raise(error);
  return PassedOn::kFailed;
}

bool IsInstanceWith(const Owner& owner, const void* object, PyTypeObject* type,
                    const abi::TypeRecord& record) {
  const bool is_instance =
      owner.kind == abi::Absence::kPart || owner.kind == abi::Absence::kPartOfOwned;
  if (!is_instance || type == nullptr || !PyObject_TypeCheck(owner.object, type)) return false;
  void* const pointer = abi::LoadPointer(*reinterpret_cast<abi::InstanceHead*>(owner.object));
  if (pointer == nullptr || record.storage == abi::Storage::kInline) return pointer == object;
  if (void* const base = ObjectAs(owner.object, record)) return base == object;
  PyErr_Clear();
  return false;
}

namespace {

template <class Predicate>
Owner FindKept(PyObject* instance, Predicate is_it) {
  PyObject* const keepers = Table::Get().Find(instance);
  if (keepers == nullptr) return {};
  const std::lock_guard lock(Table::Get().mutex());
  const std::vector<Kept>& all = AllOf(keepers);
  const auto kept = std::ranges::find_if(all, is_it);
  return kept != all.end() ? kept->owner : Owner();
}

}  // namespace

Owner KeptUnder(PyObject* instance, const void* slot, const void* object) {
  return FindKept(instance,
                  [&](const Kept& each) { return each.slot == slot && each.object == object; });
}

Owner WhoKeeps(PyObject* instance, const void* object) {
  return FindKept(instance, [&](const Kept& each) { return each.object == object; });
}

void KeepLast(PyObject* instance, const void* slot, bool is_given) {
  PyObject* const keepers = Table::Get().Find(instance);
  if (keepers == nullptr) return;
  std::vector<Kept> dropped;
  {
    const std::lock_guard lock(Table::Get().mutex());
    std::vector<Kept>& all = AllOf(keepers);
    const auto last = std::ranges::find(all.rbegin(), all.rend(), slot, &Kept::slot);
    if (last == all.rend()) return;
    const PyObject* const kept = is_given ? last->owner.object : nullptr;
    std::erase_if(all, [&](const Kept& each) {
      const bool goes = each.slot == slot && each.owner.object != kept;
      if (goes) dropped.push_back(each);
      return goes;
    });
  }
  for (const Kept& each : dropped) Drop(each);
}

bool KeepsArguments(PyObject* instance) { return Table::Get().Find(instance) != nullptr; }

int VisitKept(PyObject* instance, visitproc visit, void* arg) {
  Py_VISIT(Table::Get().Find(instance));
  return 0;
}

PyObject* TakeKept(PyObject* instance) { return Table::Get().Take(instance); }

}  // namespace convert
}  // namespace abi_1
}  // namespace ferrule
