// Containers that are made from a sequence, a set or any iterable, and that become a list or a set:
// what vector.h, deque.h, set.h and their like are made of.
#ifndef FERRULE_CONVERT_SEQUENCES_H_
#define FERRULE_CONVERT_SEQUENCES_H_

#include <concepts>
#include <cstddef>
#include <iterator>
#include <string>
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

  // Adds items from the first on for as long as each is exactly a T. Returns how many. Nothing
  // needs to hold them, and what `items` points to stays, since no Python code runs.
  template <class T>
    requires TakenExactly<T>
  Py_ssize_t AddExact(PyObject* const* items, Py_ssize_t size)
    requires requires(C& container) {
      container.emplace_back();
      { container.data() } -> std::same_as<T*>;  // a vector
    }
  {
    Py_ssize_t count = 0;
    if constexpr (std::is_same_v<T, CarrierOf<T>>) {
      container_.resize(static_cast<std::size_t>(size));
      T* const elements = container_.data();
      for (; count < size; ++count) {
        if (Converter<T>::FromExact(items[count], elements[count])) [[likely]]
          continue;
        container_.erase(container_.begin() + count, container_.end());
        break;
      }
    } else {
      CarrierOf<T> carrier;
      for (; count < size && Converter<T>::FromExact(items[count], carrier); ++count) {
        container_.emplace_back(carrier);
      }
    }
    return count;
  }

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

  [[gnu::noinline]] static bool FromPython(PyObject* object, Carrier& out) {
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

  // Without a lock for the interpreter another thread may always drop the items.
  using Told = C;
  static bool IsExact(PyObject* object)
    requires(!compat::kIsFreeThreaded && Source::kTakesLists && Source::kBestFit == Fit::kExact &&
             ToldExactly<T>)
  {
    if (!PyList_CheckExact(object) && !PyTuple_CheckExact(object)) return false;
    const Py_ssize_t size = PySequence_Fast_GET_SIZE(object);
    return CountExact<T>(PySequence_Fast_ITEMS(object), size) == size;
  }

  static std::string Name() { return GenericName(Source::kName, {Converter<T>::Name()}); }

 private:
  static bool Take(PyObject* object, Sink<C>& sink) {
    if constexpr (Source::kTakesLists) {
      if (PyList_CheckExact(object) || PyTuple_CheckExact(object)) [[likely]]
        return TakeArray(object, sink);
    }
    return TakeOther(object, sink);
  }

  // A list or a tuple.
  static bool TakeArray(PyObject* array, Sink<C>& sink) {
    const Py_ssize_t size = PySequence_Fast_GET_SIZE(array);
    if (!sink.Begin(size)) return false;
    Py_ssize_t taken = 0;
    if constexpr (kTakesExact) {
      taken = sink.template AddExact<T>(PySequence_Fast_ITEMS(array), size);
    }
    return taken == size ? sink.End() : TakeRest(array, taken, sink);
  }

  // Whether the container takes items in a short way. Without a lock for the interpreter another
  // thread may always drop them.
  static constexpr bool kTakesExact =
      !compat::kIsFreeThreaded && requires(Sink<C> sink) { sink.template AddExact<T>(nullptr, 0); };

  // The items from a number on, each held while it is converted.
  [[gnu::noinline]] static bool TakeRest(PyObject* array, Py_ssize_t first, Sink<C>& sink) {
    for (Py_ssize_t i = first; i < PySequence_Fast_GET_SIZE(array); ++i) {
      if (IsFull(i)) return RaiseLength(Sink<C>::kLimit, PySequence_Fast_GET_SIZE(array));
      if (!TakeOne(array, i, sink)) return RaiseInItem(i);
    }
    return sink.End();
  }

  static bool TakeOne(PyObject* array, Py_ssize_t index, Sink<C>& sink) {
    if constexpr (TakenExactly<T> && !compat::kIsFreeThreaded) {
      CarrierOf<T> carrier;
      if (Converter<T>::FromExact(PySequence_Fast_GET_ITEM(array, index), carrier)) [[likely]]
        return sink.Add(Converter<T>::Unwrap(carrier));
    }
    const Held item(ItemAt(array, index));
    return item.get() == nullptr || TakeItem(item.get(), sink);
  }

  [[gnu::noinline]] static bool TakeOther(PyObject* object, Sink<C>& sink) {
    if (!Source::Check(object)) return RaiseExpected(&Name, object);
    if (PyAnySet_CheckExact(object) && !sink.Begin(PySet_GET_SIZE(object))) return false;
    Iteration items(object);
    for (Py_ssize_t i = 0;; ++i) {
      const Held item(items.Next());
      if (item.get() == nullptr) return items.succeeded() && sink.End();
      if (IsFull(i)) return RaiseLength(Sink<C>::kLimit, kMore);
      if (!TakeHeldItem(item.get(), sink)) return RaiseIn(item.get(), i);
    }
  }

  static bool TakeHeldItem(PyObject* item, Sink<C>& sink) {
    if constexpr (TakenExactly<T>) {
      CarrierOf<T> carrier;
      if (Converter<T>::FromExact(item, carrier)) [[likely]]
        return sink.Add(Converter<T>::Unwrap(carrier));
    }
    return TakeItem(item, sink);
  }

  // Once for all ways but the shortest.
  [[gnu::noinline]] static bool TakeItem(PyObject* item, Sink<C>& sink) {
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
[[gnu::noinline]] PyObject* MakeList(Range& range) {
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
[[gnu::noinline]] PyObject* MakeTuple(const Range& range) {
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
[[gnu::noinline]] PyObject* MakeSet(const Range& range, bool is_frozen) {
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

// What takes a sequence, be it of what is given away.
template <class C, class T>
using TakesSequence = std::conditional_t<kIsGift<T>, TakesGifts<C>, Takes<C, T, FromSequence>>;

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
