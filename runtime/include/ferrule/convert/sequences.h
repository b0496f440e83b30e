// Containers that are made from a sequence, a set or any iterable, and that become a list or a set:
// what vector.h, deque.h, set.h and their like are made of.
#ifndef FERRULE_CONVERT_SEQUENCES_H_
#define FERRULE_CONVERT_SEQUENCES_H_

#include <cstddef>
#include <iterator>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

#include "ferrule/convert/containers.h"

namespace ferrule {
inline namespace abi_1 {
namespace convert {

// --- From Python ---

// What containers are made from. Where lists and tuples are taken, they have a way of their own.
struct FromSequence {
  static constexpr const char* kName = "Sequence";
  static constexpr bool kTakesLists = true;
  static constexpr Fit kBestFit = Fit::kExact;
  static bool Check(PyObject* object) { return IsSequence(object); }
};

struct FromIterable {
  static constexpr const char* kName = "Iterable";
  static constexpr bool kTakesLists = true;
  static constexpr Fit kBestFit = Fit::kConverting;  // whatever it is, it is more than an iterable
  static bool Check(PyObject* object) { return IsIterable(object); }
};

struct FromSet {
  static constexpr const char* kName = "Set";
  static constexpr bool kTakesLists = false;
  static constexpr Fit kBestFit = Fit::kExact;
  static bool Check(PyObject* object) { return IsSet(object); }
};

// Whether an object that fits a T exactly is taken without running Python code, which could drop
// it: numbers and text. Another thread can always drop it if there is no lock for the interpreter.
template <class T>
inline constexpr bool kTakesPlainly =
    !compat::kIsFreeThreaded &&
    (std::is_arithmetic_v<T> || std::is_same_v<CarrierOf<T>, std::string_view>);

// Fills a container, item by item. Some have a form of their own: forward_list.h, array.h.
//   kLimit       how many items there may be
//   Begin(size)  that many items are to come. False with an error set
//   Add(value)   false with an error set. Not called once there are as many items as there may be
//   End()        false with an error set if some are missing
template <class C>
class Sink {
 public:
  static constexpr std::size_t kLimit = kNoLimit;

  explicit Sink(C& container) : container_(container) { container_.clear(); }

  bool Begin([[maybe_unused]] Py_ssize_t size) {
    if constexpr (requires { container_.reserve(std::size_t{}); }) {
      container_.reserve(static_cast<std::size_t>(size));
    }
    return true;
  }

  template <class U>
  bool Add(U&& value) {
    if constexpr (requires { container_.push_back(std::forward<U>(value)); }) {
      container_.push_back(std::forward<U>(value));
      return true;
    } else {
      return Insert(std::forward<U>(value));
    }
  }
  static constexpr bool End() { return true; }

 private:
  // A set, or a map that has a key several times.
  template <class U>
  bool Insert(U&& value) {
    if constexpr (requires { typename C::key_compare; }) {
      if constexpr (requires { typename C::mapped_type; }) {
        if (!IsOrdered(value.first)) return false;
      } else {
        if (!IsOrdered(value)) return false;
      }
    }
    container_.insert(std::forward<U>(value));
    return true;
  }

  C& container_;
};

// The part of a converter that takes: a C, made of Ts, from what Source says.
template <class C, class T>
using ItemsCarrier = std::conditional_t<kBorrows<T>, Snapshot<C, KeptCarriers<T>>, Place<C>>;

template <class C, class T, class Source>
struct Takes : Unwraps<C, ItemsCarrier<C, T>> {
  static constexpr bool kBorrows = convert::kBorrows<T>;
  static constexpr bool kIsFinite = convert::kIsFinite<T>;
  using Carrier = ItemsCarrier<C, T>;

  static bool FromPython(PyObject* object, Carrier& out) {
    const Nesting<kIsFinite> nesting;
    if (!nesting) return false;
    if constexpr (kBorrows) {
      return TakeHeld(object, out);
    } else {
      Sink<C> sink(out);
      return Take(object, sink);
    }
  }

  static Fit Fits(PyObject* object) {
    const QuietNesting<kIsFinite> nesting;
    if (!nesting) return Fit::kNone;
    return Worse(FitOfItems(object), Source::kBestFit);
  }

  static std::string Name() { return GenericName(Source::kName, {Converter<T>::Name()}); }

 private:
  static bool Take(PyObject* object, Sink<C>& sink) {
    if constexpr (Source::kTakesLists) {
      if (PyList_CheckExact(object)) [[likely]]
        return TakeList(object, sink);
      if (PyTuple_CheckExact(object)) return TakeTuple(object, sink);
    }
    return TakeOther(object, sink);
  }

  static bool TakeList(PyObject* list, Sink<C>& sink) {
    if (!sink.Begin(PyList_GET_SIZE(list))) return false;
    for (Py_ssize_t i = 0; i < PyList_GET_SIZE(list); ++i) {
      if (IsFull(i)) return RaiseLength(Sink<C>::kLimit, PyList_GET_SIZE(list));
      if (!TakeFromList(list, i, sink)) return RaiseInItem(i);
    }
    return sink.End();
  }

  static bool TakeFromList(PyObject* list, Py_ssize_t index, Sink<C>& sink) {
    if constexpr (kTakesPlainly<T>) {
      PyObject* const item = PyList_GET_ITEM(list, index);
      if (Converter<T>::Fits(item) == Fit::kExact) [[likely]]
        return TakeItemInline(item, sink);
    }
    const Held item(compat::ListItem(list, index));
    return item.get() == nullptr || TakeItem(item.get(), sink);
  }

  // A tuple does not change, and holds its items.
  static bool TakeTuple(PyObject* tuple, Sink<C>& sink) {
    const Py_ssize_t size = PyTuple_GET_SIZE(tuple);
    if (!sink.Begin(size)) return false;
    for (Py_ssize_t i = 0; i < size; ++i) {
      if (!TakeItem(PyTuple_GET_ITEM(tuple, i), sink)) return RaiseInItem(i);
    }
    return sink.End();
  }

  static bool TakeOther(PyObject* object, Sink<C>& sink) {
    if (!Source::Check(object)) return RaiseExpected(&Name, object);
    if (PyAnySet_CheckExact(object) && !sink.Begin(PySet_GET_SIZE(object))) return false;
    Iteration items(object);
    for (Py_ssize_t i = 0;; ++i) {
      const Held item(items.Next());
      if (item.get() == nullptr) return items.succeeded() && sink.End();
      if (IsFull(i)) return RaiseLength(Sink<C>::kLimit, kMore);
      if (!TakeItem(item.get(), sink)) return RaiseIn(item.get(), i);
    }
  }

  // Once for all ways but the shortest.
  [[gnu::noinline]] static bool TakeItem(PyObject* item, Sink<C>& sink) {
    return TakeItemInline(item, sink);
  }

  [[gnu::always_inline]] static bool TakeItemInline(PyObject* item, Sink<C>& sink) {
    CarrierOf<T> carrier{};
    return Converter<T>::FromPython(item, carrier) &&
           sink.Add(Converter<T>::Unwrap(std::move(carrier)));
  }

  static bool TakeHeld(PyObject* object, Carrier& out) {
    if (!Source::Check(object)) return RaiseExpected(&Name, object);
    out.items.Clear();
    if (!out.items.Collect(object, Sink<C>::kLimit)) return false;
    const std::size_t size = out.items.size();
    out.carriers.Allocate(size);
    Sink<C> sink(out.value);
    if (!sink.Begin(static_cast<Py_ssize_t>(size))) return false;
    for (std::size_t i = 0; i < size; ++i) {
      typename KeptCarriers<T>::Slot slot(out.carriers, i);
      if (!Converter<T>::FromPython(out.items[i], slot.carrier) ||
          !sink.Add(Converter<T>::Unwrap(std::move(slot.carrier)))) {
        return RaiseIn(out.items[i], static_cast<Py_ssize_t>(i));
      }
    }
    return sink.End();
  }

  static bool IsFull(Py_ssize_t size) {
    return Sink<C>::kLimit != kNoLimit && static_cast<std::size_t>(size) >= Sink<C>::kLimit;
  }

  static bool RaiseIn(PyObject* item, Py_ssize_t index) {
    return Source::kTakesLists ? RaiseInItem(index) : RaiseInItem(item);
  }

  static Fit FitOfItems(PyObject* object) {
    if constexpr (Source::kTakesLists) {
      if (PyList_CheckExact(object)) return FitOfList<T>(object);
      if (PyTuple_CheckExact(object)) return FitOfTuple<T>(object);
    } else {
      if (PyAnySet_CheckExact(object)) return FitOfSet(object, &Converter<T>::Fits);
    }
    return Source::Check(object) ? Fit::kConverting : Fit::kNone;
  }
};

// --- To Python ---

template <class Range>
using ElementOf = std::remove_cvref_t<decltype(*std::begin(std::declval<const Range&>()))>;

template <class Range>
Py_ssize_t SizeOf(const Range& range) {
  if constexpr (requires { std::size(range); }) {
    return static_cast<Py_ssize_t>(std::size(range));
  } else {
    return static_cast<Py_ssize_t>(std::distance(std::begin(range), std::end(range)));
  }
}

// A new list of the elements. `range` may belong to an object that Python code can change; none
// runs. If kMoves, the elements are given away.
template <bool kMoves, class Range>
PyObject* MakeList(Range& range) {
  using T = ElementOf<Range>;
  const Nesting<kIsFinite<T>> nesting;
  if (!nesting) return nullptr;
  const compat::PausedCollection paused;
  Held list(PyList_New(SizeOf(range)));
  if (list.get() == nullptr) return nullptr;
  Py_ssize_t index = 0;
  for (auto&& element : range) {
    PyObject* item;
    if constexpr (kMoves) {
      item = Converter<T>::ToPython(std::move(element));
    } else {
      item = Converter<T>::ToPython(element);
    }
    if (item == nullptr) return nullptr;
    PyList_SET_ITEM(list.get(), index++, item);
  }
  return list.Release();
}

// A new tuple of the elements in their immutable form.
template <class Range>
PyObject* MakeTuple(const Range& range) {
  using T = ElementOf<Range>;
  const Nesting<kIsFinite<T>> nesting;
  if (!nesting) return nullptr;
  const compat::PausedCollection paused;
  Held tuple(PyTuple_New(SizeOf(range)));
  if (tuple.get() == nullptr) return nullptr;
  Py_ssize_t index = 0;
  for (const auto& element : range) {
    PyObject* const item = ToSnapshot<T>(element);
    if (item == nullptr) return nullptr;
    PyTuple_SET_ITEM(tuple.get(), index++, item);
  }
  return tuple.Release();
}

// Adds the elements in their immutable form.
template <class Range>
bool CollectElements(const Range& range, Items& items) {
  const compat::PausedCollection paused;
  items.Reserve(range.size());
  for (const auto& element : range) {
    PyObject* const item = ToSnapshot<ElementOf<Range>>(element);
    if (item == nullptr) return false;
    items.Append(item);
  }
  return true;
}

// A new set of the elements in their immutable form, which can be hashed.
template <class Range>
PyObject* MakeSet(const Range& range, bool is_frozen) {
  using T = ElementOf<Range>;
  const Nesting<kIsFinite<T>> nesting;
  if (!nesting) return nullptr;
  if constexpr (HashesPlainly<T>()) {
    const compat::PausedCollection paused;
    Held set(is_frozen ? PyFrozenSet_New(nullptr) : PySet_New(nullptr));
    if (set.get() == nullptr) return nullptr;
    for (const auto& element : range) {
      const Held item(Converter<T>::ToPython(element));
      if (item.get() == nullptr || PySet_Add(set.get(), item.get()) != 0) return nullptr;
    }
    return set.Release();
  } else {
    // To hash and to compare them may run Python code: that waits until `range` is done with.
    Items items;
    return CollectElements(range, items) ? SetOf(items, is_frozen) : nullptr;
  }
}

// The parts of a converter that give.
template <class C>
struct GivesList {
  static PyObject* ToPython(const C& value) {
    const auto& settled = Settled<ElementOf<C>>(value);
    return MakeList<false>(settled);
  }
  static PyObject* ToPython(C&& value) {
    if constexpr (std::is_trivially_copyable_v<ElementOf<C>>) {
      return MakeList<false>(std::as_const(value));
    } else {
      return MakeList<true>(value);
    }
  }
  static PyObject* ToSnapshot(const C& value) {
    const auto& settled = Settled<ElementOf<C>>(value);
    return MakeTuple(settled);
  }
};

template <class C>
struct GivesSet {
  static constexpr bool kRunsPython =
      !HashesPlainly<ElementOf<C>>() || convert::kRunsPython<ElementOf<C>>;

  static PyObject* ToPython(const C& value) { return Make(value, false); }
  static PyObject* ToSnapshot(const C& value) { return Make(value, true); }

 private:
  static PyObject* Make(const C& value, bool is_frozen) {
    const auto& settled = Settled<ElementOf<C>>(value);
    return MakeSet(settled, is_frozen);
  }
};

}  // namespace convert
}  // namespace abi_1
}  // namespace ferrule

#endif  // FERRULE_CONVERT_SEQUENCES_H_
