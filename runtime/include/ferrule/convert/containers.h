// What the converters of containers share. The converters themselves stand in headers that are
// named as the standard ones: vector.h, map.h and so on.
//
// Converting an item may run Python code, which may change the container that is being converted or
// drop the item. So each item is held while it is converted, and no length is trusted: it is read
// anew for each item. What points into the items of a container (string_view, pointers to bound
// classes) is only good while they are held, so the carriers of such containers hold them, too:
// they are Snapshots.
#ifndef FERRULE_CONVERT_CONTAINERS_H_
#define FERRULE_CONVERT_CONTAINERS_H_

#include <algorithm>
#include <cstddef>
#include <initializer_list>
#include <iterator>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "ferrule/convert/converter.h"

namespace ferrule {
inline namespace abi_1 {
namespace convert {

// --- What a converter says of its type ---

template <class T>
using CarrierOf = typename Converter<T>::Carrier;

// Whether a T points into what it was made from. Types that only go to Python say nothing.
template <class T>
consteval bool Borrows() {
  if constexpr (requires { Converter<T>::kBorrows; }) {
    return Converter<T>::kBorrows;
  } else {
    return false;
  }
}
template <class T>
inline constexpr bool kBorrows = Borrows<T>();

// Whether a T needs its carrier as long as it is used, not only the Python object.
template <class T>
consteval bool NeedsCarrier() {
  if constexpr (Borrows<T>()) {
    return !std::is_trivially_copyable_v<CarrierOf<T>>;
  } else {
    return false;
  }
}
template <class T>
inline constexpr bool kNeedsCarrier = NeedsCarrier<T>();

// Whether T is nested to a depth that is known. A type of the user's may contain itself; then only
// the object that is converted says how deep it goes, and a list may contain itself.
template <class T>
consteval bool IsFinite() {
  if constexpr (requires { Converter<T>::kIsFinite; }) {
    return Converter<T>::kIsFinite;
  } else if constexpr (requires { typename Converter<T>::Carrier; }) {
    return std::is_trivially_copyable_v<CarrierOf<T>>;  // a number, or a pointer
  } else {
    return true;
  }
}
template <class T>
inline constexpr bool kIsFinite = IsFinite<T>();

// Whether to make a Python object of a T may run Python code. A converter that does not say so runs
// what the arguments of its template run.
template <class T>
inline constexpr bool kPartsRunPython = false;
template <class T>
consteval bool RunsPython() {
  if constexpr (requires { Converter<T>::kRunsPython; }) {
    return Converter<T>::kRunsPython;
  } else {
    return kPartsRunPython<T>;
  }
}
template <class T>
inline constexpr bool kRunsPython = RunsPython<T>();
template <template <class...> class C, class... A>
inline constexpr bool kPartsRunPython<C<A...>> = (kRunsPython<std::remove_cvref_t<A>> || ...);
template <template <class, std::size_t> class C, class T, std::size_t N>
inline constexpr bool kPartsRunPython<C<T, N>> = kRunsPython<std::remove_cvref_t<T>>;

// Whether T's converter has a short way of its own, not one of a converter that it derives from.
template <class T>
concept TakenExactly = requires { requires std::is_same_v<typename Converter<T>::Exact, T>; };

using NameFunction = std::string (*)();

// `Sequence[int]` of `Sequence` and `int`.
std::string GenericName(const char* generic, std::initializer_list<std::string> arguments);

// `int | str | None`: each alternative once, None last.
std::string UnionName(std::initializer_list<std::string> alternatives);

// --- Errors. All return false ---

// As in converter.h, with a name that is only made here.
[[gnu::cold]] bool RaiseExpected(NameFunction name, PyObject* object);

// Says in the current error where it arose: `item 3: ` in front of its message, or a note where the
// error is not a plain message. Keys and the items of sets stand for themselves: `item 'a': `.
[[gnu::cold]] bool RaiseInItem(Py_ssize_t index);
[[gnu::cold]] bool RaiseInItem(PyObject* item);
[[gnu::cold]] bool RaiseInKey(PyObject* key);
[[gnu::cold]] bool RaiseInValue(PyObject* key);

// ValueError: `expected 2 items, got 3`.
inline constexpr Py_ssize_t kMore = -1;
[[gnu::cold]] bool RaiseLength(std::size_t expected, Py_ssize_t got);

// Whether `value` may be a key of an ordered container, in which each two keys compare. NaN may
// not: ValueError.
[[gnu::cold]] bool RaiseNotANumber();
template <class T>
bool IsOrdered(const T& value) {
  if constexpr (std::is_floating_point_v<T>) {
    return value == value || RaiseNotANumber();
  } else {
    return true;
  }
}

// --- Depth ---

// Counts a level of nesting. False with RecursionError when there are too many.
template <bool kIsFinite>
class Nesting {
 public:
  explicit operator bool() const { return true; }
};

template <>
class Nesting<false> {
 public:
  Nesting() : entered_(Py_EnterRecursiveCall(" while converting nested containers") == 0) {}
  ~Nesting() {
    if (entered_) Py_LeaveRecursiveCall();
  }
  Nesting(const Nesting&) = delete;
  Nesting& operator=(const Nesting&) = delete;

  explicit operator bool() const { return entered_; }

 private:
  bool entered_;
};

// The same where no error may be left.
template <bool kIsFinite>
class QuietNesting : public Nesting<kIsFinite> {
 public:
  QuietNesting() {
    if (!*this) PyErr_Clear();
  }
};

// --- Python's containers ---

// A sequence: what has items by number. Neither str, bytes and bytearray nor mappings are, though
// they have items. Runs no Python code.
bool IsSequence(PyObject* object);

// What can be iterated, but for str.
bool IsIterable(PyObject* object);

// set, frozenset, the views of a dict, and what derives from collections.abc.Set. Runs no Python
// code.
bool IsSet(PyObject* object);

// dict, what derives from collections.abc.Mapping, and any class that has `keys` and items by key.
// Runs no Python code.
bool IsMapping(PyObject* object);

// A new reference to an item of a list or a tuple; null where a list ends.
PyObject* ItemAt(PyObject* array, Py_ssize_t index);

// An iteration over any object.
class Iteration {
 public:
  // An object that cannot be iterated over is an iteration that fails, and so is null, for which an
  // error is set.
  explicit Iteration(PyObject* iterable);

  // The next item, a new reference; null at the end, and with an error set if Python raised.
  PyObject* Next() {
    PyObject* const iterator = iterator_.get();
    if (iterator == nullptr) return nullptr;
    PyObject* const item = internal::OrPark(Py_TYPE(iterator)->tp_iternext, iterator);
    if (item == nullptr) [[unlikely]]
      succeeded_ = HasOnlyEnded();
    return item;
  }

  // Whether it came to its end.
  bool succeeded() const { return succeeded_; }

 private:
  // Whether an iterator without a next item has raised nothing but StopIteration, which is cleared.
  static bool HasOnlyEnded();

  Held iterator_;
  bool succeeded_ = false;
};

inline constexpr std::size_t kNoLimit = static_cast<std::size_t>(-1);

// Owned references to the items of a container, so that what points into them lasts.
class Items {
 public:
  Items() = default;
  ~Items() { Clear(); }
  Items(const Items&) = delete;
  Items& operator=(const Items&) = delete;

  // Adds the items of an iterable, of which there may be no more than `limit`. False with an error
  // set.
  bool Collect(PyObject* iterable, std::size_t limit = kNoLimit);

  // Adds the keys and the values of a mapping: key, value, key, value. False with an error set.
  bool CollectEntries(PyObject* mapping);

  // Takes over a reference.
  void Append(PyObject* owned);
  void Reserve(std::size_t count) { items_.reserve(count); }
  void Clear() {
    if (!items_.empty()) Drop();
  }

  std::size_t size() const { return items_.size(); }
  PyObject* const* data() const { return items_.data(); }
  PyObject* operator[](std::size_t index) const { return items_[index]; }

 private:
  void Drop();

  std::vector<PyObject*> items_;
};

// Whether to hash what a T becomes, and to compare it, runs no Python code: numbers and text.
template <class T>
consteval bool HashesPlainly() {
  if constexpr (requires { typename Converter<T>::Carrier; }) {
    return std::is_arithmetic_v<T> || std::is_same_v<CarrierOf<T>, std::string_view>;
  } else {
    return false;
  }
}

// A new set or frozenset of the items; a new dict of keys and values that take turns. Null with an
// error set: what cannot be hashed cannot be a key.
PyObject* SetOf(const Items& items, bool is_frozen);
PyObject* DictOf(const Items& entries);

// --- To Python ---

// What to read the elements of `range` from. It may belong to an object that Python code can
// change: where to make Python objects of Ts may run some, this is a copy.
template <class T, class Range>
decltype(auto) Settled(const Range& range) {
  if constexpr (!kRunsPython<T> || !std::is_copy_constructible_v<T>) {
    return (range);
  } else if constexpr (requires { typename Range::allocator_type; }) {
    return Range(range);
  } else {
    return std::vector<T>(std::begin(range), std::end(range));  // of a span, say
  }
}

// --- Gifts ---

// Whether a T that is taken is given away: all of those in a container are, or none.
template <class T>
inline constexpr bool kIsGift = false;

// The parts of converters that take containers of such (pointers.h).
template <class C>
struct TakesGifts;
template <class C>
struct TakesGiftsByKey;

// --- Carriers ---

// The carriers of a container's items: kept as long as the container where the elements point into
// them, else there for one item at a time.
//
//   typename KeptCarriers<T>::Slot slot(carriers, index);
//   Converter<T>::FromPython(item, slot.carrier)
template <class T>
struct KeptCarriers {
  struct Slot {
    Slot(KeptCarriers&, std::size_t) {}
    CarrierOf<T> carrier{};
  };
  void Allocate(std::size_t) {}
};

template <class T>
  requires kNeedsCarrier<T>
struct KeptCarriers<T> {
  struct Slot {
    Slot(KeptCarriers& kept, std::size_t index) : carrier(kept.carriers[index]) {}
    CarrierOf<T>& carrier;
  };
  void Allocate(std::size_t count) { carriers.reset(new CarrierOf<T>[count]()); }

  std::unique_ptr<CarrierOf<T>[]> carriers;
};

// Where a C is put that is made last: itself, or a place for it if there cannot be an empty one.
template <class C>
using Place = std::conditional_t<std::is_default_constructible_v<C> && std::is_move_assignable_v<C>,
                                 C, std::optional<C>>;

// Makes the C in its place.
template <class C, class P, class... A>
void Emplace(P& place, A&&... arguments) {
  if constexpr (std::is_same_v<P, C>) {
    place = C(std::forward<A>(arguments)...);
  } else {
    place.emplace(std::forward<A>(arguments)...);
  }
}

// A container whose elements point into Python objects, with these objects, and with the carriers
// that the elements may need.
template <class C, class Carriers, class HeldItems = Items>
struct Snapshot {
  using Container = C;

  HeldItems items;
  Carriers carriers;
  Place<C> value{};
};

// Unwrap for a carrier that is a C, a Place for one, or a Snapshot with one.
template <class C, class Carrier>
struct Unwraps {
  static const C& Unwrap(const Carrier& carrier) { return Find(carrier); }
  static C&& Unwrap(Carrier&& carrier) { return std::move(Find(carrier)); }

 private:
  template <class From>
  static auto& Find(From& from) {
    if constexpr (std::is_same_v<std::remove_const_t<From>, C>) {
      return from;
    } else if constexpr (requires { typename From::Container; }) {
      return Find(from.value);
    } else {
      return *from;
    }
  }
};

// --- Fits ---

inline Fit Worse(Fit a, Fit b) { return std::min(a, b); }

// How many items there are from the first on that are told to be Ts at once.
template <class T>
Py_ssize_t CountExact([[maybe_unused]] PyObject* const* items, [[maybe_unused]] Py_ssize_t size) {
  Py_ssize_t count = 0;
  if constexpr (ToldExactly<T>) {
    while (count < size && Converter<T>::IsExact(items[count])) ++count;
  }
  return count;
}

// The worst fit of the items, each by its own type.
template <class T>
Fit FitOfList(PyObject* list) {
  Fit fit = Fit::kExact;
  Py_ssize_t i = 0;
  if constexpr (!compat::kIsFreeThreaded) {
    i = CountExact<T>(PySequence_Fast_ITEMS(list), PyList_GET_SIZE(list));
  }
  for (; fit != Fit::kNone && i < PyList_GET_SIZE(list); ++i) {
    if constexpr (compat::kIsFreeThreaded) {
      const Held item(compat::ListItem(list, i));
      if (item.get() == nullptr) break;
      fit = Worse(fit, Converter<T>::Fits(item.get()));
    } else {
      fit = Worse(fit, Converter<T>::Fits(PyList_GET_ITEM(list, i)));  // runs no Python code
    }
  }
  return fit;
}

template <class T>
Fit FitOfTuple(PyObject* tuple) {
  Fit fit = Fit::kExact;
  const Py_ssize_t size = PyTuple_GET_SIZE(tuple);
  for (Py_ssize_t i = CountExact<T>(PySequence_Fast_ITEMS(tuple), size);
       i < size && fit != Fit::kNone; ++i) {
    fit = Worse(fit, Converter<T>::Fits(PyTuple_GET_ITEM(tuple, i)));
  }
  return fit;
}

using FitFunction = Fit (*)(PyObject*);

// The same for an exact set or frozenset, and for an exact dict.
Fit FitOfSet(PyObject* set, FitFunction item);
Fit FitOfDict(PyObject* dict, FitFunction key, FitFunction value);

}  // namespace convert
}  // namespace abi_1
}  // namespace ferrule

#endif  // FERRULE_CONVERT_CONTAINERS_H_
