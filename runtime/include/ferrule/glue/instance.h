// The life of an instance of a bound class: made, initialised, visited by the garbage collector,
// freed.
#ifndef FERRULE_GLUE_INSTANCE_H_
#define FERRULE_GLUE_INSTANCE_H_

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <exception>
#include <memory>
#include <new>
#include <type_traits>
#include <utility>

#include "ferrule/abi.h"
#include "ferrule/attach.h"
#include "ferrule/convert/classes.h"
#include "ferrule/convert/python_half.h"
#include "ferrule/convert/reference.h"
#include "ferrule/glue/raise.h"
#include "ferrule/glue/references.h"
#include "ferrule/python_compat.h"
#include "ferrule/ref.h"
#include "ferrule/visitor.h"

namespace ferrule {
inline namespace abi_1 {
namespace glue {

using abi::Storage;

// The C++ object of `self`, which a method descriptor has checked to be an instance of T's type.
// Null with an error set when there is none: __init__ has not been called, or the object was given
// away.
template <class T>
T* Self(PyObject* self) {
  void* const pointer = abi::LoadPointer(*reinterpret_cast<abi::InstanceHead*>(self));
  if (pointer == nullptr) [[unlikely]]
    return static_cast<T*>(convert::FindObject(self, RecordOf<T>()));
  return static_cast<T*>(pointer);
}

// The same for a class with heap or shared storage, of which `record` is the record: `self` may be
// an instance of a class derived from it, in which the object stands elsewhere.
template <class T>
T* SelfAs(PyObject* self, const abi::TypeRecord& record) {
  auto* const head = reinterpret_cast<abi::OwningHead*>(self);
  void* const pointer = abi::LoadPointer(head->base);
  if (pointer != nullptr && head->record == &record) [[likely]]
    return static_cast<T*>(pointer);
  return static_cast<T*>(convert::ObjectAs(self, record));
}

// What a method that returns its own class by reference gives to Python: `self`, when that is what
// it returned. Another object is nobody's to keep alive: RuntimeError, which names what to write
// instead.
PyObject* ReturnSelf(PyObject* self, const void* target, const void* result, const char* method);

// A new instance of exactly T's type, its C++ object still to be made. Null with MemoryError set.
// For types that take no part in garbage collection the memory is not cleared first.
inline PyObject* AllocatePlain(PyTypeObject* type) {
  PyObject* const self = PyObject_New(PyObject, type);
  if (self == nullptr) [[unlikely]]
    return nullptr;
  reinterpret_cast<abi::InstanceHead*>(self)->pointer = nullptr;
  return self;
}

// The same for a borrow checked class with inline storage, which `kAllocate` makes an instance of.
template <class T, PyObject* (*kAllocate)(PyTypeObject* type)>
PyObject* AllocateMarked(PyTypeObject* type) {
  PyObject* const self = kAllocate(type);
  if (self != nullptr) [[likely]]
    reinterpret_cast<MarkedInstance<T>*>(self)->uses = 0;
  return self;
}

// The same for types that do, of any storage. The garbage collector is told of the instance when it
// has its C++ object: nobody can find it half made.
inline PyObject* AllocateCollected(PyTypeObject* type) {
  PyObject* const self = type->tp_alloc(type, 0);
  if (self != nullptr) [[likely]]
    PyObject_GC_UnTrack(self);
  return self;
}

// The same for types that take part for the sake of their references alone: other instances are
// never visited, and their memory is not cleared first.
inline PyObject* AllocateUntracked(PyTypeObject* type) {
  PyObject* const self = PyObject_GC_New(PyObject, type);
  if (self == nullptr) [[unlikely]]
    return nullptr;
  reinterpret_cast<abi::InstanceHead*>(self)->pointer = nullptr;
  return self;
}

// The same for classes with heap or shared storage.
inline PyObject* AllocateOwning(PyTypeObject* type, const abi::TypeRecord& record) {
  PyObject* const self = PyObject_New(PyObject, type);
  if (self == nullptr) [[unlikely]]
    return nullptr;
  auto* const head = reinterpret_cast<abi::OwningHead*>(self);
  head->base.pointer = nullptr;
  head->record = &record;
  head->calls = 0;
  head->absence = abi::Absence::kNotMade;
  head->has_python_half = 0;
  head->references = 0;
  return self;
}

inline PyObject* AllocateOwningCollected(PyTypeObject* type, const abi::TypeRecord& record) {
  PyObject* const self = AllocateCollected(type);
  if (self != nullptr) [[likely]]
    reinterpret_cast<abi::OwningHead*>(self)->record = &record;
  return self;
}

// Sets the TypeError of an instance of a class that Python has left abstract. Returns null.
[[gnu::cold]] PyObject* RaiseAbstractClass(PyTypeObject* type);

// tp_new of a class whose instances `__init__` gives their object: `type` may be derived from it in
// Python.
inline PyObject* NewPlain(PyTypeObject* type) {
  if (PyType_HasFeature(type, Py_TPFLAGS_IS_ABSTRACT)) [[unlikely]]
    return RaiseAbstractClass(type);
  return type->tp_alloc(type, 0);
}

// The same for classes with heap or shared storage.
inline PyObject* NewOwning(PyTypeObject* type, const abi::TypeRecord& record) {
  PyObject* const self = NewPlain(type);
  if (self != nullptr) reinterpret_cast<abi::OwningHead*>(self)->record = &record;
  return self;
}

// Checks that `self` was made for an object of the class: the `__init__` of a base in C++ would
// give it another. Sets TypeError.
bool CheckClass(PyObject* self, const abi::TypeRecord& record);

// tp_call of a class that shares its layout with others, so that its instances have no room for a
// vectorcall.
PyObject* CallFlat(PyObject* self, PyObject* args, PyObject* kwargs, vectorcallfunc call);
template <vectorcallfunc kCall>
PyObject* CallFlat(PyObject* self, PyObject* args, PyObject* kwargs) {
  return CallFlat(self, args, kwargs, kCall);
}

// Where the C++ object of an instance of exactly T's layout stands, or will. Inline storage.
template <class T>
void* StorageOf(PyObject* self) {
  return reinterpret_cast<Instance<T>*>(self)->storage;
}

// From here on `self` has its C++ object there.
template <class T>
void SetConstructed(PyObject* self) {
  abi::StorePointer(*reinterpret_cast<abi::InstanceHead*>(self), StorageOf<T>(self));
}

// From here on `self`, of a class with heap or shared storage, owns `object`, which `new` has made.
template <class T>
void Own(PyObject* self, T* object) {
  convert::Own(self, object, RecordOf<T>());
}

// The std::shared_ptr of an instance with shared storage that has a C++ object.
template <class T>
std::shared_ptr<T>& SharedPointerOf(PyObject* self) {
  auto* const head = reinterpret_cast<abi::OwningHead*>(self);
  return *std::launder(reinterpret_cast<std::shared_ptr<T>*>(head->shared_pointer));
}

// The body of __init__, and of the vectorcall of the type: makes the C++ object of `self`, which
// has none, from the arguments of a vectorcall. False with an error set.
using Construct = bool (*)(PyObject* self, PyObject* const* values, Py_ssize_t nargs,
                           PyObject* kwnames);

// tp_init: unpacks the arguments for `construct`. A second __init__ is a RuntimeError, also when
// the object has been given away. With heap or shared storage `self` is checked as CheckClass does.
int Initialize(PyObject* self, PyObject* args, PyObject* kwargs, Construct construct,
               const abi::TypeRecord& record);

// The same with the arguments of a vectorcall. False with an error set.
bool MakeObject(PyObject* self, PyObject* const* values, Py_ssize_t nargs, PyObject* kwnames,
                Construct construct, const abi::TypeRecord& record);

// tp_new of a class that Python may not subclass: there an instance has its C++ object from the
// start. `self` is newly allocated and given up if it cannot be constructed; null passes an error
// on.
PyObject* NewConstructed(PyObject* self, PyObject* args, PyObject* kwargs, Construct construct);

// Puts the current error aside while code runs that may set and clear errors of its own. What such
// code leaves behind goes to the unraisable hook.
class SavedError {
 public:
  SavedError() : error_(PyErr_Occurred() == nullptr ? nullptr : compat::TakeRaisedException()) {}
  ~SavedError() {
    if (PyErr_Occurred() != nullptr) [[unlikely]]
      PyErr_WriteUnraisable(nullptr);
    if (error_ != nullptr) compat::SetRaisedException(error_);
  }
  SavedError(const SavedError&) = delete;
  SavedError& operator=(const SavedError&) = delete;

 private:
  PyObject* error_;
};

// Ends the C++ object of `self`, where that keeps it. `Overrider` is the class of those objects
// whose methods Python overrides, which may outlive their instance where C++ shares them; void for
// none.
template <class T, Storage kStorage, class Overrider>
void EndObject(PyObject* self, T* object) {
  if constexpr (kStorage == Storage::kShared && !std::is_void_v<Overrider>) {
    if (reinterpret_cast<abi::OwningHead*>(self)->has_python_half) {
      static_cast<Overrider*>(object)->LoseSelf();
    }
  }
  if constexpr (kStorage == Storage::kInline) {
    std::destroy_at(object);
  } else if constexpr (kStorage == Storage::kHeap) {
    std::default_delete<T>()(object);
  } else {
    std::destroy_at(&SharedPointerOf<T>(self));
  }
}

// tp_dealloc. A destructor that runs Python code leaves a pending error alone.
template <class T, Storage kStorage, class Overrider>
void DestroyObject(PyObject* self) {
  if constexpr (!std::is_trivially_destructible_v<T> || kStorage != Storage::kInline) {
    auto* const head = reinterpret_cast<abi::InstanceHead*>(self);
    if (head->pointer == nullptr) return;
    const SavedError saved;
    if constexpr (kStorage == Storage::kShared) {
      abi::RemoveInstance(head->pointer, *reinterpret_cast<abi::OwningHead*>(self)->record, self);
    }
    T* const object = static_cast<T*>(std::exchange(head->pointer, nullptr));
    if constexpr (std::is_nothrow_destructible_v<T>) {
      EndObject<T, kStorage, Overrider>(self, object);
    } else {
      try {
        EndObject<T, kStorage, Overrider>(self, object);
      } catch (const std::exception& error) {
        Raise(error);  // which SavedError hands to the unraisable hook
      } catch (...) {
        RaiseUnknown();
      }
    }
  }
}

// Where the instances of a class with heap or shared storage have what they refer to, if they may:
// where others have a std::shared_ptr.
inline constexpr std::size_t kReferable = offsetof(abi::OwningHead, shared_pointer);

// The same where `self` may be a reference.
template <class T, Storage kStorage, class Overrider, std::size_t kReferentOffset>
void DestroyOrDrop(PyObject* self) {
  if constexpr (kReferentOffset != 0) {
    if (reinterpret_cast<abi::InstanceHead*>(self)->pointer == nullptr) {
      return convert::DropReference(self, kStorage, kReferentOffset);
    }
  }
  DestroyObject<T, kStorage, Overrider>(self);
}

template <class T, Storage kStorage = Storage::kInline, class Overrider = void,
          std::size_t kReferentOffset = 0>
void Deallocate(PyObject* self) {
  PyTypeObject* const type = Py_TYPE(self);
  DestroyOrDrop<T, kStorage, Overrider, kReferentOffset>(self);
  type->tp_free(self);
  Py_DECREF(type);
}

// The same for a class that takes part in garbage collection, whose tp_dealloc is `kSelf`: it frees
// an instance by `kFree`. A long chain of instances that own each other is freed without recursing
// as deep as it is long, which takes that function for CPython to call later.
template <destructor kSelf, destructor kFree>
void FreeInTurn(PyObject* self) {
  PyObject_GC_UnTrack(self);
  [[maybe_unused]] const compat::FreeingDepth depth;
  Py_TRASHCAN_BEGIN(self, kSelf);
  kFree(self);
  Py_TRASHCAN_END;
}

template <class T, Storage kStorage = Storage::kInline, class Overrider = void,
          std::size_t kReferentOffset = 0>
void DeallocateCollected(PyObject* self) {
  FreeInTurn<&DeallocateCollected<T, kStorage, Overrider, kReferentOffset>,
             &Deallocate<T, kStorage, Overrider, kReferentOffset>>(self);
}

// Sets the RuntimeError of a use that came while another thread gave the object away.
[[gnu::cold]] void RaiseBeingGiven(PyObject* instance);

// Whether an instance with heap or shared storage, of which a call in progress is noted, has still
// the object that it had when it was asked for; else an error is set. Where there is no lock of the
// interpreter's another thread may have given it away meanwhile.
[[gnu::cold]] bool RaiseIfGone(PyObject* instance);
inline bool HasObject(PyObject* instance) {
  return abi::LoadPointer(*reinterpret_cast<abi::InstanceHead*>(instance)) != nullptr ||
         RaiseIfGone(instance);
}

// A call that uses the object of an instance with heap or shared storage: the one it is called on,
// or an argument. While it lasts, the object cannot be given away, and the garbage collector does
// not look into it. False with an error set where the object has just been given away, which can
// only be where the interpreter has no lock.
class InCall {
 public:
  explicit InCall(PyObject* instance) : calls_(CallsOf(instance)) {
    if (calls_ != nullptr) Begin(instance);
  }
  // The same for an argument, unless it is null: `place` is where its instance is then.
  InCall(const void* object, PyObject* const* place)
      : calls_(object == nullptr ? nullptr : CallsOf(*place)) {
    if (calls_ == nullptr) return;
    Begin(*place);
    if constexpr (compat::kIsFreeThreaded) {
      if (!is_refused_ && calls_ == &HeadOf(*place)->calls) is_refused_ = !HasObject(*place);
    }
  }
  ~InCall() {
    if (calls_ != nullptr) std::atomic_ref(*calls_).fetch_sub(1, kEnd);
  }
  InCall(const InCall&) = delete;
  InCall& operator=(const InCall&) = delete;

  explicit operator bool() const {
    if constexpr (compat::kIsFreeThreaded) return !is_refused_;
    return true;
  }

 private:
  // The lock of the interpreter orders all else.
  static constexpr auto kBegin =
      compat::kIsFreeThreaded ? std::memory_order_acq_rel : std::memory_order_relaxed;
  static constexpr auto kEnd =
      compat::kIsFreeThreaded ? std::memory_order_release : std::memory_order_relaxed;

  static abi::OwningHead* HeadOf(PyObject* instance) {
    return reinterpret_cast<abi::OwningHead*>(instance);
  }

  // A call that uses a part of an object uses the object.
  static std::int32_t* CallsOf(PyObject* instance) {
    abi::OwningHead* const head = HeadOf(instance);
    return abi::LoadPointer(head->base) != nullptr ? &head->calls
                                                   : convert::CallsOfOwner(instance, *head->record);
  }

  void Begin([[maybe_unused]] PyObject* instance) {
    [[maybe_unused]] const std::int32_t before = std::atomic_ref(*calls_).fetch_add(1, kBegin);
    if constexpr (compat::kIsFreeThreaded) {
      if (before >= 0) return;
      RaiseBeingGiven(instance);
      is_refused_ = true;
    }
  }

  std::int32_t* calls_;
  bool is_refused_ = false;
};

// A call that may change an object with inline storage which holds references, be it the one it is
// called on or an argument: while it lasts, the garbage collector does not look into the object,
// which another thread may be changing.
template <class T>
class Busy {
 public:
  explicit Busy(PyObject* instance) : Busy(instance, &instance) {}
  // The same for an argument, unless it is null: `place` is where its instance is then.
  Busy(const void* object, PyObject* const* place)
      : counter_(object == nullptr ? nullptr : CounterOf(*place)) {
    if (counter_ != nullptr) std::atomic_ref(*counter_).fetch_add(1, std::memory_order_relaxed);
  }
  ~Busy() {
    if (counter_ != nullptr) std::atomic_ref(*counter_).fetch_sub(1, std::memory_order_relaxed);
  }
  Busy(const Busy&) = delete;
  Busy& operator=(const Busy&) = delete;

 private:
  // What has a part that holds references never has inline storage itself.
  static std::int32_t* CounterOf(PyObject* instance) {
    return reinterpret_cast<abi::InstanceHead*>(instance)->pointer != nullptr
               ? &reinterpret_cast<MarkedInstance<T>*>(instance)->uses
               : convert::CallsOfOwner(instance, RecordOf<T>());
  }

  std::int32_t* counter_;
};

// Whether a call in progress may be changing the C++ object of `self`.
template <class T, Storage kStorage>
bool IsBusy(PyObject* self) {
  if constexpr (kStorage == Storage::kInline) {
    auto* const instance = reinterpret_cast<MarkedInstance<T>*>(self);
    return std::atomic_ref(instance->uses).load(std::memory_order_relaxed) != 0;
  } else {
    auto* const head = reinterpret_cast<abi::OwningHead*>(self);
    return std::atomic_ref(head->calls).load(std::memory_order_relaxed) != 0;
  }
}

// The C++ object of `self` if the garbage collector may look into it, else null: there is none, a
// call in progress may be changing it, or C++ shares it, so that its references are not those of
// `self` alone. Sets no error.
template <class T, Storage kStorage = Storage::kInline>
T* ObjectInSight(PyObject* self) {
  auto* const object = static_cast<T*>(reinterpret_cast<abi::InstanceHead*>(self)->pointer);
  if (object == nullptr || IsBusy<T, kStorage>(self)) return nullptr;
  if constexpr (kStorage == Storage::kShared) {
    if (SharedPointerOf<T>(self).use_count() != 1) return nullptr;
  }
  return object;
}

// tp_traverse and tp_clear of a class whose instances may be references: what keeps the object.
// What is part of that object is for its owner to visit.
inline int VisitOwner(PyObject* self, const abi::TypeRecord& record, visitproc visit, void* arg) {
  if (reinterpret_cast<abi::InstanceHead*>(self)->pointer != nullptr) return 0;
  Py_VISIT(convert::ReferenceOf(self, record).owner);
  return 0;
}

inline void ClearOwner(PyObject* self, const abi::TypeRecord& record) {
  if (reinterpret_cast<abi::InstanceHead*>(self)->pointer != nullptr) return;
  convert::DropReference(self, record.storage, record.referent_offset);
}

// A field of a bound class, to Python: the object that is part of that of `self`.
template <class Owner, class T>
PyObject* PartOf(PyObject* self, const T& part) {
  return convert::ReferTo(const_cast<T&>(part), convert::OwnerOf(self, RecordOf<Owner>()));
}

// The body of tp_clear: takes the references out of `object`, and drops them then. Where there is
// no memory for that, some stay.
template <class T>
void DropReferences(T& object, void (*release)(T& object, Taken& taken)) {
  Taken taken;
  try {
    release(object, taken);
  } catch (const std::bad_alloc&) {
  }
}

// What a FERRULE_TRAVERSE function of the class shows.
template <class T, class Function>
int VisitShown(const T& object, Function show, visitproc visit, void* arg) {
  Visitor visitor(visit, arg);
  try {
    (const_cast<T&>(object).*show)(visitor);
  } catch (const std::exception&) {
  }
  return visitor.result();
}
template <class T, class Function>
void ClearShown(T& object, Function show, Taken& taken) {
  Visitor visitor(taken);
  try {
    (object.*show)(visitor);
  } catch (const std::exception&) {
  }
}

// `object` as the last of the bases, each of which is one of the class before it.
template <class Next, class... Path, class T>
auto* AsBaseBy(T* object) {
  Next* const base = object;
  if constexpr (sizeof...(Path) == 0) {
    return base;
  } else {
    return AsBaseBy<Path...>(base);
  }
}

// What T has of the last of the bases in `Path`, on the way over the others.
template <Storage kStorage, class T, class... Path>
constexpr abi::Ancestor MakeAncestor(const char* name) {
  using Base = std::remove_pointer_t<decltype(AsBaseBy<Path...>(static_cast<T*>(nullptr)))>;
  abi::Ancestor ancestor = {};
  ancestor.name = name;
  ancestor.up = [](void* object) -> void* { return AsBaseBy<Path...>(static_cast<T*>(object)); };
  if constexpr (kStorage == Storage::kShared) {
    ancestor.share_up = [](void* to, const void* from) {
      const auto& object = *static_cast<const std::shared_ptr<T>*>(from);
      ::new (to) std::shared_ptr<Base>(object, AsBaseBy<Path...>(object.get()));
    };
  }
#ifdef __cpp_rtti
  if constexpr (std::is_polymorphic_v<Base>) {
    ancestor.down = [](void* base) -> void* { return dynamic_cast<T*>(static_cast<Base*>(base)); };
    if constexpr (kStorage == Storage::kShared) {
      ancestor.share_down = [](void* to, const void* from) {
        const auto& base = *static_cast<const std::shared_ptr<Base>*>(from);
        ::new (to) std::shared_ptr<T>(std::dynamic_pointer_cast<T>(base));
      };
    }
  }
#endif
  return ancestor;
}

// `record` with what its class has of its bases, whose storage is its own.
template <std::size_t kCount>
constexpr abi::TypeRecord WithAncestors(abi::TypeRecord record,
                                        const abi::Ancestor (&ancestors)[kCount]) {
  record.ancestors = ancestors;
  record.ancestor_count = kCount;
  return record;
}

// The record that tells other extensions of T. `kIsCopyable` is the generator's word: a class with
// a vector of what cannot be copied says that it can be.
template <class T, bool kIsCopyable, Storage kStorage = Storage::kInline>
constexpr abi::TypeRecord MakeTypeRecord(const char* name, const char* owner_module,
                                         std::uint64_t layout_hash,
                                         PyObject* (*allocate)(PyTypeObject* type) = nullptr,
                                         destructor deallocate = &Deallocate<T, kStorage>,
                                         std::size_t referent_offset = 0) {
  abi::TypeRecord record = {};
  record.struct_size = sizeof(abi::TypeRecord);
  record.name = name;
  record.owner_module = owner_module;
  record.size = sizeof(T);
  record.alignment = alignof(T);
  record.layout_hash = layout_hash;
  record.storage = kStorage;
  record.allocate = allocate;
  record.deallocate = deallocate;
  record.referent_offset = static_cast<std::uint32_t>(referent_offset);
  if constexpr (kIsCopyable) {
    record.copy = [](void* to, const void* from) { ::new (to) T(*static_cast<const T*>(from)); };
  }
  if constexpr (std::is_move_constructible_v<T>) {
    record.move = [](void* to, void* from) { ::new (to) T(std::move(*static_cast<T*>(from))); };
  }
  record.destroy = [](void* object) { std::destroy_at(static_cast<T*>(object)); };
  if constexpr (kStorage == Storage::kShared) {
    record.share = [](void* shared_pointer, void* object) {
      ::new (shared_pointer) std::shared_ptr<T>(static_cast<T*>(object));
    };
  }
  return record;
}

// The record of a class that holds references to Python objects.
template <class T, int (*kVisit)(const T& object, visitproc visit, void* arg),
          void (*kRelease)(T& object, Taken& taken)>
constexpr abi::TypeRecord WithReferences(abi::TypeRecord record) {
  record.visit = [](const void* object, visitproc visit, void* arg) {
    return kVisit(*static_cast<const T*>(object), visit, arg);
  };
  record.release = [](void* object) -> PyObject* {
    Taken taken;
    try {
      kRelease(*static_cast<T*>(object), taken);
    } catch (const std::bad_alloc&) {
    }
    return std::move(taken).IntoObject();
  };
  return record;
}

}  // namespace glue
}  // namespace abi_1
}  // namespace ferrule

#endif  // FERRULE_GLUE_INSTANCE_H_
