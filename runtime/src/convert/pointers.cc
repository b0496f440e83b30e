#include "ferrule/convert/pointers.h"

#include <atomic>
#include <cstdint>
#include <limits>
#include <utility>

#include "ferrule/convert/keepers.h"

namespace ferrule {
inline namespace abi_1 {
namespace convert {
namespace {

abi::OwningHead* HeadOf(PyObject* instance) { return reinterpret_cast<abi::OwningHead*>(instance); }

// Sets `KIND: ` and the text, in which %U is the name of the type.
bool RaiseAbout(PyObject* kind, const char* text, PyTypeObject* type) {
  const Held name(PyType_GetQualName(type));
  if (name.get() != nullptr) PyErr_Format(kind, text, name.get());
  return false;
}

// Checks that the object of an instance is its own to give away or to share. Sets RuntimeError.
bool CheckOwned(PyObject* instance) {
  if (HeadOf(instance)->base.pointer == nullptr) {
    return RaiseAbout(PyExc_RuntimeError,
                      "this %U refers to an object that others keep: it cannot be given away or "
                      "shared",
                      Py_TYPE(instance));
  }
  if (HeadOf(instance)->absence != abi::Absence::kLent) return true;
  return RaiseAbout(PyExc_RuntimeError,
                    "this %U is C++'s, and there for a call: it cannot be given away or shared",
                    Py_TYPE(instance));
}

PythonHalf& HalfOf(PyObject* instance) {
  return *static_cast<PythonHalf*>(HeadOf(instance)->shared_pointer[1]);
}

// An object whose methods Python overrides stays usable while C++ owns it, and owns its instance.
// It is given away once. False with RuntimeError set.
bool KeepInstance(PyObject* instance) {
  if (HalfOf(instance).is_kept()) {
    return RaiseAbout(PyExc_RuntimeError, "this %U was given away to C++", Py_TYPE(instance));
  }
  HalfOf(instance).Keep();
  return true;
}

// The moment in which an object is given away: no call uses it, and none begins to. False if one
// does. Where there is no lock of the interpreter's, the count of calls says so to other threads.
class Giving {
 public:
  explicit Giving(abi::OwningHead& head) : calls_(head.calls) {
    std::int32_t none = 0;
    is_held_ = compat::kIsFreeThreaded
                   ? calls_.compare_exchange_strong(none, kGiving, std::memory_order_acq_rel)
                   : calls_.load(std::memory_order_relaxed) == 0;
  }
  ~Giving() {
    if (compat::kIsFreeThreaded && is_held_) calls_.fetch_sub(kGiving, std::memory_order_release);
  }
  Giving(const Giving&) = delete;
  Giving& operator=(const Giving&) = delete;

  explicit operator bool() const { return is_held_; }

 private:
  static constexpr std::int32_t kGiving = std::numeric_limits<std::int32_t>::min() / 2;

  std::atomic_ref<std::int32_t> calls_;
  bool is_held_;
};

// Sets `TypeError: ` and the text, in which the %U are the types of `object` and the one that it is
// derived from.
void RaiseAboutDerived(const char* text, PyObject* object, PyTypeObject* type) {
  const Held derived(PyType_GetQualName(Py_TYPE(object)));
  const Held base(PyType_GetQualName(type));
  if (derived.get() == nullptr || base.get() == nullptr) return;
  PyErr_Format(PyExc_TypeError, text, derived.get(), base.get());
}

}  // namespace

void* TakeObject(PyObject* object, PyTypeObject* type, const abi::TypeRecord& record,
                 bool destroys_derived) {
  void* const pointer = InstanceSlow(object, type, record);
  if (pointer == nullptr) return nullptr;
  if (record.storage != abi::Storage::kHeap) {
    RaiseAbout(PyExc_TypeError, "%U cannot be given away: its storage is not heap", type);
    return nullptr;
  }
  abi::OwningHead* const head = HeadOf(object);
  if (!CheckOwned(object)) return nullptr;
  if (Py_TYPE(object)->tp_dealloc != head->record->deallocate && !head->has_python_half) {
    RaiseAboutDerived(
        "cannot give '%U' away to C++: it is derived from %U in Python, and what Python "
        "added would be lost",
        object, type);
    return nullptr;
  }
  if (head->record != &record && !destroys_derived) {
    RaiseAboutDerived("cannot give '%U' away to C++ as %U, whose destructor is not virtual", object,
                      type);
    return nullptr;
  }
  const Giving giving(*head);
  if (!giving) {
    RaiseAbout(PyExc_RuntimeError, "cannot give %U away to C++ while a call uses it", type);
    return nullptr;
  }
  if (std::atomic_ref(head->references).load(std::memory_order_relaxed) != 0) {
    RaiseAbout(PyExc_RuntimeError, "cannot give %U away to C++ while Python refers to parts of it",
               type);
    return nullptr;
  }
  if (abi::LoadPointer(head->base) == nullptr) return RaiseNoObject(object, record);
  if (KeepsArguments(object)) {
    RaiseAbout(PyExc_RuntimeError,
               "cannot give %U away to C++: it refers to objects that Python keeps for it", type);
    return nullptr;
  }
  if (head->has_python_half && !KeepInstance(object)) return nullptr;
  head->shared_pointer[0] = head->base.pointer;
  head->absence = abi::Absence::kBeingGiven;
  if (!head->has_python_half) abi::StorePointer(head->base, nullptr);
  return pointer;
}

bool GiveBack(PyObject* instance) {
  abi::OwningHead* const head = HeadOf(instance);
  if (head->absence != abi::Absence::kBeingGiven) return false;
  abi::StorePointer(head->base, head->shared_pointer[0]);
  if (head->has_python_half) internal::Decref(HalfOf(instance).Release());
  head->absence = abi::Absence::kNotMade;
  return true;
}

bool GiveInstead(PyObject* instance, void* object, const abi::TypeRecord& record) {
  abi::OwningHead* const head = HeadOf(instance);
  SettleGift(instance);
  if (head->record != &record || head->base.pointer != nullptr) return false;
  head->base.pointer = object;
  head->absence = abi::Absence::kNotMade;
  return true;
}

// An object that knows its instance may have come back to it within the call.
void SettleGift(PyObject* instance) {
  abi::OwningHead* const head = HeadOf(instance);
  const bool is_back = head->has_python_half && !HalfOf(instance).is_kept();
  head->absence = is_back ? abi::Absence::kNotMade : abi::Absence::kGiven;
}

bool CheckOwning(PyTypeObject* type, const abi::TypeRecord& record) {
  if (type == nullptr) return false;  // ClassOf has set the error
  if (record.storage != abi::Storage::kInline) return true;
  return RaiseAbout(PyExc_TypeError, "%U cannot own an object of C++: its storage is inline", type);
}

const abi::OwningHead* SharingHeadOf(PyObject* object, PyTypeObject* type,
                                     const abi::TypeRecord& record) {
  if (InstanceSlow(object, type, record) == nullptr || !CheckSharing(type, record)) return nullptr;
  return CheckOwned(object) ? HeadOf(object) : nullptr;
}

bool CheckSharing(PyTypeObject* type, const abi::TypeRecord& record) {
  if (type == nullptr) return false;  // ClassOf has set the error
  if (record.storage == abi::Storage::kShared) return true;
  return RaiseAbout(PyExc_TypeError, "%U cannot be shared with C++: its storage is not shared",
                    type);
}

}  // namespace convert
}  // namespace abi_1
}  // namespace ferrule
