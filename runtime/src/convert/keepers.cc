#include "ferrule/convert/keepers.h"

#include <algorithm>
#include <atomic>
#include <mutex>
#include <new>
#include <unordered_map>
#include <utility>
#include <vector>

#include "ferrule/attach.h"
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
  Owner owner;       // whose object is owned
  const void* slot;  // what it was given to; null for none
};

struct KeepersObject {
  PyObject base;
  std::vector<Kept> all;
};

std::vector<Kept>& AllOf(PyObject* self) { return reinterpret_cast<KeepersObject*>(self)->all; }

void Drop(const Kept& kept) {
  CountReferences(kept.owner, -1);
  internal::Decref(kept.owner.object);
}

// A long chain of instances that keep each other is freed without recursing as deep as it is long.
void Deallocate(PyObject* self) {
  PyTypeObject* const type = Py_TYPE(self);
  PyObject_GC_UnTrack(self);
  Py_TRASHCAN_BEGIN(self, Deallocate);
  {
    const std::vector<Kept> dropped = std::exchange(AllOf(self), {});
    std::destroy_at(&AllOf(self));
    for (const Kept& kept : dropped) Drop(kept);
  }
  type->tp_free(self);
  Py_DECREF(type);
  Py_TRASHCAN_END;
}

int Traverse(PyObject* self, visitproc visit, void* arg) {
  const auto forbidden = ForbidAttaching::during_traverse();
  Py_VISIT(Py_TYPE(self));
  for (const Kept& kept : AllOf(self)) Py_VISIT(kept.owner.object);
  return 0;
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
  PyObject_GC_Track(reinterpret_cast<PyObject*>(self));
  return reinterpret_cast<PyObject*>(self);
}

// Throws: std::bad_alloc.
void Add(PyObject* keepers, const Owner& owner, const void* slot) {
  AllOf(keepers).push_back({owner, slot});
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
  return std::ranges::all_of(AllOf(keepers), [](const Kept& kept) {
    return IsThere({nullptr, kept.owner.kind, kept.owner.object});
  });
}

bool Keeps(PyObject* object, PyObject* root) {
  const Py<Type>* const type = once.get(Python::assume_attached());
  if (type == nullptr || !Py_IS_TYPE(object, reinterpret_cast<PyTypeObject*>(type->as_ptr()))) {
    return false;
  }
  return std::ranges::any_of(AllOf(object),
                             [root](const Kept& kept) { return kept.owner.object == root; });
}

bool KeepFor(PyObject* instance, const Owner& owner, const void* slot) try {
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
    Add(keepers, owner, slot);
  } else {
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

void KeepLast(PyObject* instance, const void* slot) {
  PyObject* const keepers = Table::Get().Find(instance);
  if (keepers == nullptr) return;
  std::vector<Kept> dropped;
  {
    const std::lock_guard lock(Table::Get().mutex());
    std::vector<Kept>& all = AllOf(keepers);
    const auto last = std::ranges::find(all.rbegin(), all.rend(), slot, &Kept::slot);
    if (last == all.rend()) return;
    const PyObject* const kept = last->owner.object;
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
