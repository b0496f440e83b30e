// Conversions of the smart pointers to bound classes: objects that are given away, and objects that
// are shared.
#ifndef FERRULE_CONVERT_POINTERS_H_
#define FERRULE_CONVERT_POINTERS_H_

#include <cstddef>
#include <memory>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

#include "ferrule/abi.h"
#include "ferrule/convert/classes.h"
#include "ferrule/convert/converter.h"
#include "ferrule/convert/sequences.h"

namespace ferrule {
inline namespace abi_1 {
namespace convert {

// Takes the C++ object out of an instance of exactly `type`, whose class has heap storage. Until
// GiveBack or SettleGift it is being given away. Null with an error set: TypeError when `object` is
// no such instance; RuntimeError when it has no object any more, or a call in progress uses it.
void* TakeObject(PyObject* object, PyTypeObject* type, const abi::TypeRecord& record);

// Gives an instance that TakeObject was called for its object back, or another one.
void GiveBack(PyObject* instance, void* object);

// The object is C++'s for good.
void SettleGift(PyObject* instance);

// Checks that instances of the class can own an object of C++'s. Sets TypeError otherwise.
bool CheckOwning(PyTypeObject* type, const abi::TypeRecord& record);

// The std::shared_ptr of an instance of `type` or of a subclass of it, whose class has shared
// storage. Null with an error set.
void* SharedPointerOf(PyObject* object, PyTypeObject* type, const abi::TypeRecord& record);

// The same check, for an object of C++'s that is to be shared.
bool CheckSharing(PyTypeObject* type, const abi::TypeRecord& record);

// An object on its way from its instance to C++. What C++ does not take goes back.
template <class T>
class Gift {
 public:
  Gift() = default;
  Gift(std::nullptr_t) {}
  Gift(Gift&& other) noexcept
      : instance_(std::exchange(other.instance_, nullptr)), object_(std::move(other.object_)) {}
  Gift& operator=(Gift&&) = delete;
  ~Gift() {
    if (instance_ == nullptr) return;
    if (object_ != nullptr) {
      GiveBack(instance_, object_.release());
    } else {
      SettleGift(instance_);
    }
    internal::Decref(instance_);
  }

  // Requires that nothing has been taken. None is null. False with an error set.
  bool Take(PyObject* object) {
    if (object == Py_None) return true;
    void* const taken = TakeObject(object, ClassOf<T>(), RecordOf<T>());
    if (taken == nullptr) return false;
    object_.reset(static_cast<T*>(taken));
    instance_ = Py_NewRef(object);
    return true;
  }

  // To be moved from by what takes it.
  std::unique_ptr<T>& object() { return object_; }

 private:
  PyObject* instance_ = nullptr;
  std::unique_ptr<T> object_;
};

// The std::shared_ptr of an instance, which the instance keeps.
template <class T>
class Shared {
 public:
  Shared() = default;
  Shared(std::nullptr_t) {}
  explicit Shared(const std::shared_ptr<T>* pointer) : pointer_(pointer) {}

  const std::shared_ptr<T>& operator*() const { return *pointer_; }

 private:
  static inline const std::shared_ptr<T> kNull;

  const std::shared_ptr<T>* pointer_ = &kNull;
};

// An instance that shares its object with C++, of which it keeps `pointer`.
template <class T>
PyObject* ShareWithPython(std::shared_ptr<T> pointer) {
  static_assert(sizeof(std::shared_ptr<T>) <= sizeof(abi::OwningHead::shared_pointer));
  if (pointer == nullptr) return Py_NewRef(Py_None);
  if (!CheckSharing(ClassOf<T>(), RecordOf<T>())) return nullptr;
  FreshInstance<T> fresh;
  if (!fresh) return nullptr;
  auto* const head = reinterpret_cast<abi::OwningHead*>(fresh.get());
  head->base.pointer = pointer.get();
  ::new (static_cast<void*>(head->shared_pointer)) std::shared_ptr<T>(std::move(pointer));
  return fresh.Release();
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
    if (!convert::CheckOwning(ClassOf<Object>(), RecordOf<Object>())) return nullptr;
    FreshInstance<Object> fresh;
    if (!fresh) return nullptr;
    return fresh.Own(const_cast<Object*>(value.release()));
  }
};

// Both sides share the object. Null is None. That Python knows no const is for whoever shares a
// `const T` to consider.
template <class T>
struct Converter<std::shared_ptr<T>> {
  using Object = std::remove_const_t<T>;
  using Carrier = convert::Shared<Object>;

  static bool FromPython(PyObject* object, Carrier& out) {
    if (object == Py_None) return true;
    void* const pointer = convert::SharedPointerOf(object, ClassOf<Object>(), RecordOf<Object>());
    if (pointer == nullptr) return false;
    out = Carrier(static_cast<const std::shared_ptr<Object>*>(pointer));
    return true;
  }
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

  static bool FromPython(PyObject* object, Carrier& out) {
    return Converter<std::shared_ptr<T>>::FromPython(object, out);
  }
  static std::weak_ptr<T> Unwrap(const Carrier& carrier) { return *carrier; }
  static Fit Fits(PyObject* object) { return Converter<std::shared_ptr<T>>::Fits(object); }
  static constexpr bool kBorrows = false;
  static constexpr bool kIsFinite = true;
  static std::string Name() { return Converter<std::shared_ptr<T>>::Name(); }

  static PyObject* ToPython(const std::weak_ptr<T>& value) {
    return Converter<std::shared_ptr<T>>::ToPython(value.lock());
  }
};

// All of the objects are given away, or none.
template <class T>
struct Converter<std::vector<std::unique_ptr<T>>> {
  using Object = std::remove_const_t<T>;
  using Carrier = std::vector<convert::Gift<Object>>;

  static bool FromPython(PyObject* object, Carrier& out) {
    if (!convert::IsSequence(object)) return convert::RaiseExpected(&Name, object);
    convert::Items items;
    if (!items.Collect(object)) return false;
    out.clear();
    out.reserve(items.size());
    for (std::size_t i = 0; i < items.size(); ++i) {
      if (out.emplace_back().Take(items[i])) continue;
      return convert::RaiseInItem(static_cast<Py_ssize_t>(i));
    }
    return true;
  }
  static std::vector<std::unique_ptr<T>> Unwrap(Carrier&& carrier) {
    std::vector<std::unique_ptr<T>> objects;
    objects.reserve(carrier.size());
    for (convert::Gift<Object>& gift : carrier) objects.push_back(std::move(gift.object()));
    return objects;
  }
  static Fit Fits(PyObject* object) {
    if (PyList_CheckExact(object)) return convert::FitOfList<std::unique_ptr<T>>(object);
    if (PyTuple_CheckExact(object)) return convert::FitOfTuple<std::unique_ptr<T>>(object);
    return convert::IsSequence(object) ? Fit::kConverting : Fit::kNone;
  }
  static constexpr bool kBorrows = false;
  static constexpr bool kIsFinite = true;
  static std::string Name() {
    return convert::GenericName("Sequence", {Converter<std::unique_ptr<T>>::Name()});
  }

  static PyObject* ToPython(std::vector<std::unique_ptr<T>>&& value) {
    return convert::MakeList<true>(value);
  }
};

}  // namespace abi_1
}  // namespace ferrule

#endif  // FERRULE_CONVERT_POINTERS_H_
