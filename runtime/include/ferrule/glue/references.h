// The references to Python objects that C++ objects own, as the garbage collector is shown them.
//
// A visit stands for one counted reference, and is made by whoever owns that alone. Of what counts
// its owners, as a std::shared_ptr does, that is the one who is left: what several own is nobody's
// to visit. It may leak, but what lives is never cleared.
#ifndef FERRULE_GLUE_REFERENCES_H_
#define FERRULE_GLUE_REFERENCES_H_

#include <array>
#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <tuple>
#include <type_traits>
#include <utility>
#include <vector>

#include "ferrule/convert/python_half.h"
#include "ferrule/python_compat.h"
#include "ferrule/ref.h"
#include "ferrule/shared_py.h"

namespace ferrule {
inline namespace abi_1 {
namespace glue {

// What is taken out of an object that the garbage collector clears. It goes when nothing looks into
// the object any more, for that may run any code, which may use the object. Requires an attached
// thread.
class Taken {
 public:
  Taken() = default;
  Taken(const Taken&) = delete;
  Taken& operator=(const Taken&) = delete;

  // Empties `reference`. Throws: std::bad_alloc, and leaves it as it was.
  template <class T>
  void Take(Py<T>& reference) {
    references_.emplace_back();
    references_.back() = Py<>::from_owned_ptr(reference.into_ptr());
  }

  // Takes over a new reference, or null.
  void Own(PyObject* reference) {
    Py<> owned = Py<>::from_owned_ptr(reference);
    if (owned) Take(owned);
  }

  // Leaves `value` as moving leaves it. Throws: std::bad_alloc, and leaves it as it was.
  template <class T>
  void Keep(T& value) {
    things_.emplace_back();
    things_.back() = std::make_shared<T>(std::move(value));
  }

  // All of it in a new Python object; null, without an error, where it has been dropped already.
  PyObject* IntoObject() &&;

 private:
  std::vector<Py<>> references_;
  std::vector<std::shared_ptr<void>> things_;
};

// The references that a T owns: none, as far as is known. Where there may be some:
//   kAny      true
//   kIsKnown  whether nothing in a T is unknown
//   kIsFixed  whether some stay, since what has them is const
//   Visit     tp_traverse: each counted reference, exactly once
//   Clear     tp_clear: takes them out. What has no const references keeps its size, and what it
//             points to stays where it is, so that C++ that goes by it finds nothing worse than an
//             empty handle; else the container is emptied.
// Generated code defines it for classes.
template <class T>
struct References {
  static constexpr bool kAny = false;
  static constexpr bool kIsKnown = std::is_trivially_destructible_v<T>;
  static constexpr bool kIsFixed = false;
};

template <class T>
inline constexpr bool kHoldsReferences = References<std::remove_const_t<T>>::kAny;
template <class T>
inline constexpr bool kAreKnown = References<std::remove_const_t<T>>::kIsKnown;
template <class T>
inline constexpr bool kAreFixed =
    kHoldsReferences<T> && (std::is_const_v<T> || References<std::remove_const_t<T>>::kIsFixed);

// Whether Python may override the methods of T's objects, which then can have a Python half that
// whoever owns them owns. Generated code defines it.
template <class T>
inline constexpr bool kHasPythonHalf = false;

// The same for a data member, or for a part of one.
template <class T>
int Visit(const T& member, [[maybe_unused]] visitproc visit, [[maybe_unused]] void* arg) {
  if constexpr (kHoldsReferences<T>) {
    return References<T>::Visit(member, visit, arg);
  } else {
    static_cast<void>(member);
    return 0;
  }
}
// What is const stays as it is.
template <class T>
void Clear(T& member, [[maybe_unused]] Taken& taken) {
  if constexpr (kHoldsReferences<T> && !std::is_const_v<T>) {
    References<T>::Clear(member, taken);
  } else {
    static_cast<void>(member);
  }
}

// --- Handles ---

template <class T>
struct References<Py<T>> {
  static constexpr bool kAny = true;
  static constexpr bool kIsKnown = true;
  static constexpr bool kIsFixed = false;

  static int Visit(const Py<T>& reference, visitproc visit, void* arg) {
    Py_VISIT(reference.as_ptr());
    return 0;
  }
  static void Clear(Py<T>& reference, Taken& taken) {
    if (reference) taken.Take(reference);
  }
};

template <class T>
struct References<SharedPy<T>> {
  static constexpr bool kAny = true;
  static constexpr bool kIsKnown = true;
  static constexpr bool kIsFixed = false;

  static int Visit(const SharedPy<T>& reference, visitproc visit, void* arg) {
    if (reference.is_unique()) Py_VISIT(reference.as_ptr());
    return 0;
  }
  static void Clear(SharedPy<T>& reference, Taken& taken) {
    if (reference) taken.Keep(reference);
  }
};

// --- Tuples and arrays ---

template <class... T>
struct ReferencesOfTuple {
  static constexpr bool kAny = (kHoldsReferences<T> || ...);
  static constexpr bool kIsKnown = (kAreKnown<T> && ...);
  static constexpr bool kIsFixed = (kAreFixed<T> || ...);

  template <class Tuple>
  static int Visit(const Tuple& tuple, visitproc visit, void* arg) {
    return std::apply(
        [&](const auto&... elements) {
          int result = 0;
          static_cast<void>(((result = glue::Visit(elements, visit, arg), result == 0) && ...));
          return result;
        },
        tuple);
  }
  template <class Tuple>
  static void Clear(Tuple& tuple, Taken& taken) {
    std::apply([&](auto&... elements) { (glue::Clear(elements, taken), ...); }, tuple);
  }
};
template <class... T>
struct References<std::tuple<T...>> : ReferencesOfTuple<T...> {};
template <class A, class B>
struct References<std::pair<A, B>> : ReferencesOfTuple<A, B> {};

template <class Element>
struct ReferencesOfRange {
  static constexpr bool kAny = kHoldsReferences<Element>;
  static constexpr bool kIsKnown = kAreKnown<Element>;
  static constexpr bool kIsFixed = kAreFixed<Element>;

  template <class Range>
  static int Visit(const Range& elements, visitproc visit, void* arg) {
    for (const auto& element : elements) {
      if (const int result = glue::Visit(element, visit, arg); result != 0) return result;
    }
    return 0;
  }
  template <class Range>
  static void Clear(Range& elements, Taken& taken) {
    for (auto& element : elements) glue::Clear(element, taken);
  }
};
template <class T, std::size_t kSize>
struct References<T[kSize]> : ReferencesOfRange<T> {};
template <class T, std::size_t kSize>
struct References<std::array<T, kSize>> : ReferencesOfRange<T> {};

// --- Containers ---

// What owns its elements: a view of them has no allocator.
template <class T>
concept Container = requires(T& container) {
  typename T::value_type;
  typename T::allocator_type;
  container.begin();
  container.end();
  container.clear();
};

template <Container T>
struct References<T> : ReferencesOfRange<typename T::value_type> {
  static constexpr bool kIsFixed = false;

  static void Clear(T& elements, Taken& taken) {
    // The elements of a set are const, whatever its value_type says.
    using Element = std::remove_reference_t<decltype(*elements.begin())>;
    if constexpr (kAreFixed<Element>) {
      taken.Keep(elements);
      elements.clear();
    } else {
      ReferencesOfRange<typename T::value_type>::Clear(elements, taken);
    }
  }
};

template <class T>
struct References<std::optional<T>> {
  static constexpr bool kAny = kHoldsReferences<T>;
  static constexpr bool kIsKnown = kAreKnown<T>;
  static constexpr bool kIsFixed = kAreFixed<T>;

  static int Visit(const std::optional<T>& optional, visitproc visit, void* arg) {
    return optional.has_value() ? glue::Visit(*optional, visit, arg) : 0;
  }
  static void Clear(std::optional<T>& optional, Taken& taken) {
    if (optional.has_value()) glue::Clear(*optional, taken);
  }
};

// --- Smart pointers ---

// The sole owner of an object owns its references, too.
template <class T>
  requires(!std::is_array_v<T>)
struct References<std::unique_ptr<T>> {
  static constexpr bool kAny = kHoldsReferences<T> || kHasPythonHalf<std::remove_const_t<T>>;
  static constexpr bool kIsKnown = kAreKnown<T>;
  static constexpr bool kIsFixed = kAreFixed<T>;

  static int Visit(const std::unique_ptr<T>& pointer, visitproc visit, void* arg) {
    if (pointer == nullptr) return 0;
    if (const convert::PythonHalf* const half = convert::PythonHalfOf(pointer.get())) {
      Py_VISIT(half->self());  // which the object owns, and which visits its members
      return 0;
    }
    return glue::Visit(*pointer, visit, arg);
  }
  static void Clear(std::unique_ptr<T>& pointer, Taken& taken) {
    if (pointer == nullptr || convert::PythonHalfOf(pointer.get()) != nullptr) return;
    glue::Clear(*pointer, taken);
  }
};

// Whether the pointer keeps the Python half of the object, instead of sharing the object with it.
template <class T>
bool KeepsHalf(const std::shared_ptr<T>& pointer, const convert::PythonHalf& half) {
  return !pointer.owner_before(half.shares()) && !half.shares().owner_before(pointer);
}

template <class T>
  requires(!std::is_array_v<T>)
struct References<std::shared_ptr<T>> {
  static constexpr bool kAny = kHoldsReferences<T> || kHasPythonHalf<std::remove_const_t<T>>;
  static constexpr bool kIsKnown = kAreKnown<T>;
  static constexpr bool kIsFixed = kAreFixed<T>;

  static int Visit(const std::shared_ptr<T>& pointer, visitproc visit, void* arg) {
    if (pointer == nullptr || pointer.use_count() != 1) return 0;
    if (const convert::PythonHalf* const half = convert::PythonHalfOf(pointer.get())) {
      if (KeepsHalf(pointer, *half)) Py_VISIT(half->self());
      return 0;
    }
    return glue::Visit(*pointer, visit, arg);
  }
  static void Clear(std::shared_ptr<T>& pointer, Taken& taken) {
    if (pointer == nullptr || pointer.use_count() != 1) return;
    if (convert::PythonHalfOf(pointer.get()) == nullptr) glue::Clear(*pointer, taken);
  }
};

// --- Classes ---

// An object as its base, be it a private one: only the old form of a cast may do that.
template <class Base, class T>
Base& AsBase(T& object) {
  return (Base&)object;
}

// Stands for a base where a pointer to a member stands for that.
template <class Base>
struct BasePart {};

template <class T, class Class, class Member>
auto& PartOf(T& object, Member Class::* member) {
  return object.*member;
}
template <class Base, class T>
const Base& PartOf(const T& object, BasePart<Base>) {
  return AsBase<const Base>(object);
}
template <class Base, class T>
Base& PartOf(T& object, BasePart<Base>) {
  return AsBase<Base>(object);
}

// The references of a class that is not bound, by the tags that stand for what has them.
template <class... Tags>
struct ReferencesOfParts {
  static constexpr bool kAny = true;
  static constexpr bool kIsKnown = false;
  static constexpr bool kIsFixed = false;

  template <class T>
  static int Visit(const T& object, visitproc visit, void* arg) {
    int result = 0;
    static_cast<void>(
        ((result = glue::Visit(PartOf(object, PrivatePointer(Tags())), visit, arg), result == 0) &&
         ...));
    return result;
  }
  template <class T>
  static void Clear(T& object, Taken& taken) {
    (glue::Clear(PartOf(object, PrivatePointer(Tags())), taken), ...);
  }
};

}  // namespace glue
}  // namespace abi_1
}  // namespace ferrule

#endif  // FERRULE_GLUE_REFERENCES_H_
