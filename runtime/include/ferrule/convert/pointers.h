// Conversions of the smart pointers to bound classes: objects that are given away, and objects that
// are shared.
#ifndef FERRULE_CONVERT_POINTERS_H_
#define FERRULE_CONVERT_POINTERS_H_

#include <cstddef>
#include <memory>
#include <new>
#include <string>
#include <tuple>
#include <type_traits>
#ifdef __cpp_rtti
#include <typeinfo>
#endif
#include <utility>
#include <vector>

#include "ferrule/abi.h"
#include "ferrule/convert/classes.h"
#include "ferrule/convert/converter.h"
#include "ferrule/convert/python_half.h"
#include "ferrule/convert/sequences.h"
#include "ferrule/object_lock.h"
#include "ferrule/ref.h"

namespace ferrule {
inline namespace abi_1 {
namespace convert {

// Takes the C++ object out of an instance of `type`, whose class has heap storage, or of a class
// derived from it in C++ if the object may be destroyed as its base. Until GiveBack or SettleGift
// it is being given away. Null with an error set: TypeError when `object` is no such instance;
// RuntimeError when it has no object any more, or a call in progress uses it.
void* TakeObject(PyObject* object, PyTypeObject* type, const abi::TypeRecord& record,
                 bool destroys_derived);

// Gives an instance that TakeObject was called for its object back. False if that is gone: it knew
// its instance, and C++ has destroyed it.
bool GiveBack(PyObject* instance);

// Gives it another object instead; false if that is of another class, or C++ still has the first
// one and with it the instance, which has been given away then.
bool GiveInstead(PyObject* instance, void* object, const abi::TypeRecord& record);

// The object is C++'s for good.
void SettleGift(PyObject* instance);

// Checks that instances of the class can own an object of C++'s. Sets TypeError otherwise.
bool CheckOwning(PyTypeObject* type, const abi::TypeRecord& record);

// The head of an instance of `type` or of a subclass of it, whose class has shared storage. Null
// with an error set.
const abi::OwningHead* SharingHeadOf(PyObject* object, PyTypeObject* type,
                                     const abi::TypeRecord& record);

// The same check, for an object of C++'s that is to be shared.
bool CheckSharing(PyTypeObject* type, const abi::TypeRecord& record);

// An instance of the most derived class that is bound of those that an object is of. `ancestor` is
// what that class has of the one that the object is known as, and null where they are the same.
struct DerivedClass {
  PyTypeObject* type = nullptr;  // borrowed
  const abi::TypeRecord* record = nullptr;
  const abi::Ancestor* ancestor = nullptr;
};

// The class of `object`, which is known as `record`'s, that `type` is, or null. `dynamic_type` is
// an address that only objects of its very type have. Sets no error; without a type where it is
// `record`'s.
DerivedClass FindDerived(const void* dynamic_type, void* object, PyTypeObject* type,
                         const abi::TypeRecord& record);

template <class T>
DerivedClass DerivedClassOf([[maybe_unused]] T* object) {
#ifdef __cpp_rtti
  if constexpr (std::is_polymorphic_v<T>) {
    const std::type_info& dynamic_type = typeid(*object);
    if (dynamic_type != typeid(T))
      return FindDerived(&dynamic_type, object, ClassOf<T>(), RecordOf<T>());
  }
#endif
  return {};
}

// An object on its way from its instance to C++. What C++ does not take goes back.
template <class T>
class Gift {
 public:
  Gift() = default;
  Gift(std::nullptr_t) {}
  Gift(Gift&& other) noexcept
      : instance_(std::exchange(other.instance_, nullptr)),
        taken_(other.taken_),
        object_(std::move(other.object_)) {}
  Gift& operator=(Gift&&) = delete;
  ~Gift() {
    if (instance_ == nullptr) return;
    if (object_ == nullptr) {
      SettleGift(instance_);
    } else if (object_.get() == taken_ && GiveBack(instance_)) {
      (void)object_.release();  // the instance has it again, as the class it was made as
    } else {
      TakeInstead();
    }
    internal::Decref(instance_);
  }

  // Requires that nothing has been taken. None is null. False with an error set.
  bool Take(PyObject* object) {
    if (object == Py_None) return true;
    void* const taken =
        TakeObject(object, ClassOf<T>(), RecordOf<T>(), std::has_virtual_destructor_v<T>);
    if (taken == nullptr) return false;
    taken_ = static_cast<T*>(taken);
    object_.reset(taken_);
    instance_ = Py_NewRef(object);
    return true;
  }

  // To be moved from by what takes it.
  std::unique_ptr<T>& object() { return object_; }

 private:
  // C++ has left another object in the place of the one that it took: the instance has that from
  // here on, if it is of its class. Else there is nobody to have it.
  void TakeInstead() {
    const DerivedClass derived = DerivedClassOf(object_.get());
    const bool is_derived = derived.type != nullptr;
    void* const whole = is_derived ? derived.ancestor->down(object_.get()) : object_.get();
    if (GiveInstead(instance_, whole, is_derived ? *derived.record : RecordOf<T>())) {
      (void)object_.release();
    }
  }

  PyObject* instance_ = nullptr;
  T* taken_ = nullptr;
  std::unique_ptr<T> object_;
};

// The std::shared_ptr of an instance: the one that it keeps, or one to the base that is asked for.
template <class T>
class Shared {
 public:
  Shared() = default;
  Shared(std::nullptr_t) {}
  Shared(Shared&&) = default;
  Shared& operator=(Shared&&) = default;

  // None is null. False with an error set. What is for a std::weak_ptr keeps no instance: it lives
  // as long as anybody shares the object, Python included.
  bool Take(PyObject* object, bool is_weak = false) {
    if (object == Py_None) return true;
    const abi::TypeRecord& record = RecordOf<T>();
    const abi::OwningHead* const head = SharingHeadOf(object, ClassOf<T>(), record);
    if (head == nullptr) return false;
    if (head->has_python_half && !is_weak) {
      as_base_ = SharedWithInstance(object, static_cast<T*>(ObjectAs(object, record)));
      return true;
    }
    if (head->record == &record) {
      kept_ = reinterpret_cast<const std::shared_ptr<T>*>(head->shared_pointer);
      return true;
    }
    alignas(std::shared_ptr<T>) std::byte place[sizeof(std::shared_ptr<T>)];
    abi::FindAncestor(*head->record, record.name)->share_up(place, head->shared_pointer);
    auto* const base = std::launder(reinterpret_cast<std::shared_ptr<T>*>(place));
    as_base_ = std::move(*base);
    std::destroy_at(base);
    return true;
  }

  const std::shared_ptr<T>& operator*() const { return kept_ != nullptr ? *kept_ : as_base_; }

 private:
  // One that keeps the instance: what overrides the methods lives as long as the object is shared.
  static std::shared_ptr<T> SharedWithInstance(PyObject* instance, T* object) {
    const internal::ObjectLock lock(instance);  // threads may share it at once
    PythonHalf* const half = PythonHalfOf(object);
    std::shared_ptr<Py<>> kept = half == nullptr ? nullptr : half->shares().lock();
    if (kept == nullptr) {
      kept = std::make_shared<Py<>>(Py<>::from_borrowed_ptr(Python::assume_attached(), instance));
      if (half != nullptr) half->shares() = kept;
    }
    return std::shared_ptr<T>(std::move(kept), object);
  }

  const std::shared_ptr<T>* kept_ = nullptr;
  std::shared_ptr<T> as_base_;  // or null
};

// A new instance of the most derived class that is bound, which owns the object. Null with an error
// set. Throws std::bad_alloc.
template <class T>
PyObject* GiveToPython(std::unique_ptr<T> object) {
  if (!CheckOwning(ClassOf<T>(), RecordOf<T>())) return nullptr;
  if (PythonHalf* const half = PythonHalfOf(object.get())) {
    (void)object.release();
    return half->Release();
  }
  const DerivedClass derived = DerivedClassOf(object.get());
  if (derived.type == nullptr) {
    FreshInstance<T> fresh;
    return fresh ? fresh.Own(object.release()) : nullptr;
  }
  PyObject* const instance = derived.record->allocate(derived.type);
  if (instance == nullptr) return nullptr;
  Held fresh(instance);
  Own(instance, derived.ancestor->down(object.release()), *derived.record);
  if (PyType_IS_GC(derived.type)) PyObject_GC_Track(instance);
  return fresh.Release();
}

// The same for an object that Python shares with C++: the instance that there is of it, or a new
// one.
template <class T>
PyObject* ShareWithPython(std::shared_ptr<T> pointer) {
  static_assert(sizeof(std::shared_ptr<T>) <= sizeof(abi::OwningHead::shared_pointer));
  if (pointer == nullptr) return Py_NewRef(Py_None);
  if (!CheckSharing(ClassOf<T>(), RecordOf<T>())) return nullptr;
  const DerivedClass derived = DerivedClassOf(pointer.get());
  const bool is_derived = derived.type != nullptr;
  const abi::TypeRecord& record = is_derived ? *derived.record : RecordOf<T>();
  void* const object = is_derived ? derived.ancestor->down(pointer.get()) : pointer.get();
  if (PyObject* const instance = abi::FindInstance(object, record)) return instance;
  Held instance(is_derived ? record.allocate(derived.type) : AllocateInstance<T>());
  if (instance.get() == nullptr) return nullptr;
  auto* const head = reinterpret_cast<abi::OwningHead*>(instance.get());
  if (is_derived) {
    derived.ancestor->share_down(head->shared_pointer, &pointer);
  } else {
    ::new (static_cast<void*>(head->shared_pointer)) std::shared_ptr<T>(std::move(pointer));
  }
  head->base.pointer = object;
  // Another thread, or what the allocation ran, may have made one meanwhile.
  if (PyObject* const other = NoteShared(instance.get())) return other;
  if (PyObject_IS_GC(instance.get())) PyObject_GC_Track(instance.get());
  return instance.Release();
}

}  // namespace convert

// From Python, the object is given away: its instance has none from then on. To Python, it belongs
// to a new instance. Null is None.
template <class T>
struct Converter<std::unique_ptr<T>> {
  using Object = std::remove_const_t<T>;
  using Carrier = convert::Gift<Object>;

  static bool FromPython(PyObject* object, Carrier& out) { return out.Take(object); }
  // What is not moved from goes back to its instance.
  static auto Unwrap(Carrier&& carrier)
      -> std::conditional_t<std::is_const_v<T>, std::unique_ptr<T>, std::unique_ptr<T>&&> {
    return std::move(carrier.object());
  }
  static Fit Fits(PyObject* object) { return Converter<Object*>::Fits(object); }
  static constexpr bool kBorrows = false;
  static constexpr bool kIsFinite = true;
  static std::string Name() { return Converter<Object*>::Name(); }

  static PyObject* ToPython(std::unique_ptr<T>&& value) {
    if (value == nullptr) return Py_NewRef(Py_None);
    return convert::GiveToPython(std::unique_ptr<Object>(const_cast<Object*>(value.release())));
  }
};

// Both sides share the object. Null is None. That Python knows no const is for whoever shares a
// `const T` to consider.
template <class T>
struct Converter<std::shared_ptr<T>> {
  using Object = std::remove_const_t<T>;
  using Carrier = convert::Shared<Object>;

  static bool FromPython(PyObject* object, Carrier& out) { return out.Take(object); }
  static auto Unwrap(const Carrier& carrier)
      -> std::conditional_t<std::is_const_v<T>, std::shared_ptr<T>, const std::shared_ptr<T>&> {
    return *carrier;
  }
  static Fit Fits(PyObject* object) { return Converter<Object*>::Fits(object); }
  static constexpr bool kBorrows = false;
  static constexpr bool kIsFinite = true;
  static std::string Name() { return Converter<Object*>::Name(); }

  static PyObject* ToPython(std::shared_ptr<T> value) {
    return convert::ShareWithPython(std::const_pointer_cast<Object>(std::move(value)));
  }
};

// From Python, it refers to an object that Python shares. To Python, it is the object, or None
// where that is gone.
template <class T>
struct Converter<std::weak_ptr<T>> {
  using Carrier = typename Converter<std::shared_ptr<T>>::Carrier;

  static bool FromPython(PyObject* object, Carrier& out) { return out.Take(object, true); }
  static std::weak_ptr<T> Unwrap(const Carrier& carrier) { return *carrier; }
  static Fit Fits(PyObject* object) { return Converter<std::shared_ptr<T>>::Fits(object); }
  static constexpr bool kBorrows = false;
  static constexpr bool kIsFinite = true;
  static std::string Name() { return Converter<std::shared_ptr<T>>::Name(); }

  static PyObject* ToPython(const std::weak_ptr<T>& value) {
    return Converter<std::shared_ptr<T>>::ToPython(value.lock());
  }
};

namespace convert {

template <class T>
inline constexpr bool kIsGift<std::unique_ptr<T>> = true;

template <class C>
inline constexpr std::size_t kFixedSize = kNoLimit;
template <class C>
  requires requires { std::tuple_size<C>::value; }
inline constexpr std::size_t kFixedSize<C> = std::tuple_size_v<C>;

// A sequence of objects: all of them are given away, or none.
template <class C>
struct TakesGifts {
  using Pointer = typename C::value_type;
  using Carrier = std::vector<Gift<typename Converter<Pointer>::Object>>;
  using Told = void;  // that an object is one to be given away is not told from its items

  static bool FromPython(PyObject* object, Carrier& out) {
    if (!IsSequence(object)) return RaiseExpected(&Name, object);
    Items items;
    if (!items.Collect(object, kFixedSize<C>)) return false;
    if (kFixedSize<C> != kNoLimit && items.size() != kFixedSize<C>)
      return RaiseLength(kFixedSize<C>, static_cast<Py_ssize_t>(items.size()));
    out.clear();
    out.reserve(items.size());
    for (std::size_t i = 0; i < items.size(); ++i) {
      if (out.emplace_back().Take(items[i])) continue;
      return RaiseInItem(static_cast<Py_ssize_t>(i));
    }
    return true;
  }
  static C Unwrap(Carrier&& carrier) {
    C objects;
    if constexpr (requires { objects.reserve(std::size_t{}); }) objects.reserve(carrier.size());
    for (std::size_t i = 0; i < carrier.size(); ++i) {
      if constexpr (kFixedSize<C> == kNoLimit) {
        objects.push_back(std::move(carrier[i].object()));
      } else {
        objects[i] = std::move(carrier[i].object());
      }
    }
    return objects;
  }
  static Fit Fits(PyObject* object) {
    if (PyList_CheckExact(object)) return FitOfList<Pointer>(object);
    if (PyTuple_CheckExact(object)) return FitOfTuple<Pointer>(object);
    return IsSequence(object) ? Fit::kConverting : Fit::kNone;
  }
  static constexpr bool kBorrows = false;
  static constexpr bool kIsFinite = true;
  static std::string Name() { return GenericName("Sequence", {Converter<Pointer>::Name()}); }
};

// The same for a mapping to objects. Of equal keys the last wins.
template <class C>
struct TakesGiftsByKey {
  using Key = typename C::key_type;
  using Pointer = typename C::mapped_type;
  struct Entry {
    Key key;
    Gift<typename Converter<Pointer>::Object> gift;
  };
  using Carrier = std::vector<Entry>;

  static bool FromPython(PyObject* object, Carrier& out) {
    if (!IsMapping(object)) return RaiseExpected(&Name, object);
    Items items;
    if (!items.CollectEntries(object)) return false;
    out.clear();
    out.reserve(items.size() / 2);
    for (std::size_t i = 0; i < items.size(); i += 2) {
      CarrierOf<Key> key{};
      if (!Converter<Key>::FromPython(items[i], key)) return RaiseInKey(items[i]);
      out.push_back({Converter<Key>::Unwrap(std::move(key)), {}});
      if constexpr (requires { typename C::key_compare; }) {
        if (!IsOrdered(out.back().key)) return RaiseInKey(items[i]);
      }
      if (!out.back().gift.Take(items[i + 1])) return RaiseInValue(items[i]);
    }
    return true;
  }
  static C Unwrap(Carrier&& carrier) {
    C objects;
    for (Entry& entry : carrier)
      objects.insert_or_assign(std::move(entry.key), std::move(entry.gift.object()));
    return objects;
  }
  static Fit Fits(PyObject* object) {
    if (PyDict_CheckExact(object))
      return FitOfDict(object, &Converter<Key>::Fits, &Converter<Pointer>::Fits);
    return IsMapping(object) ? Fit::kConverting : Fit::kNone;
  }
  static constexpr bool kBorrows = false;
  static constexpr bool kIsFinite = true;
  static std::string Name() {
    return GenericName("Mapping", {Converter<Key>::Name(), Converter<Pointer>::Name()});
  }
};

}  // namespace convert

template <class T>
struct Converter<std::vector<std::unique_ptr<T>>>
    : convert::TakesGifts<std::vector<std::unique_ptr<T>>> {
  static PyObject* ToPython(std::vector<std::unique_ptr<T>>&& value) {
    return convert::MakeList<true>(value);
  }
};

}  // namespace abi_1
}  // namespace ferrule

#endif  // FERRULE_CONVERT_POINTERS_H_
