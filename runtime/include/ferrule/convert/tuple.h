// Conversions of std::pair and std::tuple: from a tuple or a list of the right length, to a tuple.
#ifndef FERRULE_CONVERT_TUPLE_H_
#define FERRULE_CONVERT_TUPLE_H_

#include <cstddef>
#include <optional>
#include <string>
#include <tuple>
#include <type_traits>
#include <utility>

#include "ferrule/convert/containers.h"

namespace ferrule {
inline namespace abi_1 {

namespace convert {

// References to the items of a tuple or a list of a known length.
template <std::size_t N>
class FixedItems {
 public:
  FixedItems() = default;
  FixedItems(const FixedItems&) = delete;
  FixedItems& operator=(const FixedItems&) = delete;

  // False with an error set: TypeError that names `name`, ValueError for another length.
  bool Take(PyObject* object, NameFunction name) {
    owned_.Clear();
    if (PyTuple_CheckExact(object)) {
      if (PyTuple_GET_SIZE(object) != static_cast<Py_ssize_t>(N)) {
        return RaiseLength(N, PyTuple_GET_SIZE(object));
      }
      // It does not change, and is held by whoever converts it.
      items_ = reinterpret_cast<PyTupleObject*>(object)->ob_item;
      return true;
    }
    if (!PyTuple_Check(object) && !PyList_Check(object)) return RaiseExpected(name, object);
    return owned_.Collect(object, N) && TakeOwned();
  }

  PyObject* operator[](std::size_t index) const { return items_[index]; }

 private:
  bool TakeOwned() {
    if (owned_.size() != N) return RaiseLength(N, static_cast<Py_ssize_t>(owned_.size()));
    items_ = owned_.data();
    return true;
  }

  PyObject* const* items_ = nullptr;
  Items owned_;
};

// Carriers of items that differ: all kept, if one of them must be.
template <class... T>
using TupleCarriers = std::tuple<CarrierOf<T>...>;

template <class C, class... T>
using TupleCarrier =
    std::conditional_t<(kBorrows<T> || ...),
                       Snapshot<C, TupleCarriers<T...>, FixedItems<sizeof...(T)>>, Place<C>>;

// The converter of C, a std::pair or a std::tuple of Ts.
template <class C, class... T>
struct TupleConverter : Unwraps<C, TupleCarrier<C, T...>> {
  static constexpr bool kBorrows = (convert::kBorrows<T> || ...);
  static constexpr bool kIsFinite = (convert::kIsFinite<T> && ...);
  using Carrier = TupleCarrier<C, T...>;

  static bool FromPython(PyObject* object, Carrier& out) {
    const Nesting<kIsFinite> nesting;
    if (!nesting) return false;
    if constexpr (kBorrows) {
      return out.items.Take(object, &Name) && TakeAll(out.items, out.carriers, out.value);
    } else {
      if (PyTuple_CheckExact(object) && PyTuple_GET_SIZE(object) == kLength) [[likely]] {
        // It does not change, and is held by whoever converts it.
        TupleCarriers<T...> carriers{};
        return TakeAll(reinterpret_cast<PyTupleObject*>(object)->ob_item, carriers, out);
      }
      return TakeOther(object, out);
    }
  }

  // Tuples and lists of other lengths are another type.
  static Fit Fits(PyObject* object) {
    const QuietNesting<kIsFinite> nesting;
    if (!nesting) return Fit::kNone;
    if (PyTuple_CheckExact(object)) return FitOfItems(object, Indexes());
    if (PyList_CheckExact(object)) return Worse(Fit::kConverting, FitOfItems(object, Indexes()));
    return PyTuple_Check(object) || PyList_Check(object) ? Fit::kConverting : Fit::kNone;
  }

  static std::string Name() {
    if constexpr (kSize == 0) {
      return "tuple[()]";
    } else {
      return GenericName("tuple", {Converter<T>::Name()...});
    }
  }

  static PyObject* ToPython(const C& value) { return Make<Form::kCopied>(value, Indexes()); }
  static PyObject* ToPython(C&& value) { return Make<Form::kMoved>(value, Indexes()); }
  static PyObject* ToSnapshot(const C& value) { return Make<Form::kImmutable>(value, Indexes()); }

 private:
  enum class Form { kCopied, kMoved, kImmutable };
  using Indexes = std::index_sequence_for<T...>;
  static constexpr std::size_t kSize = sizeof...(T);
  static constexpr auto kLength = static_cast<Py_ssize_t>(kSize);
  template <std::size_t I>
  using Element = std::tuple_element_t<I, std::tuple<T...>>;
  // Whether elements are put in their places one by one, or all at once when they are all there.
  static constexpr bool kAssigns = std::is_same_v<Place<C>, C>;

  // Out of line, so that the short way is short.
  [[gnu::noinline]] static bool TakeOther(PyObject* object, Place<C>& out) {
    FixedItems<kSize> items;
    TupleCarriers<T...> carriers{};
    return items.Take(object, &Name) && TakeAll(items, carriers, out);
  }

  template <class ItemsOfAny>
  static bool TakeAll(const ItemsOfAny& items, TupleCarriers<T...>& carriers, Place<C>& out) {
    if constexpr (kAssigns) {
      return TakeEach(items, carriers, out, Indexes());
    } else {
      std::tuple<std::optional<T>...> elements;
      return TakeEach(items, carriers, elements, Indexes()) && Join(elements, out, Indexes());
    }
  }

  template <class ItemsOfAny, class Elements, std::size_t... I>
  static bool TakeEach([[maybe_unused]] const ItemsOfAny& items,
                       [[maybe_unused]] TupleCarriers<T...>& carriers,
                       [[maybe_unused]] Elements& out, std::index_sequence<I...>) {
    return (TakeOne<I>(items[I], std::get<I>(carriers), std::get<I>(out)) && ...);
  }

  // Each is made at once: what a carrier points to may be gone when more Python code has run.
  template <std::size_t I, class Out>
  static bool TakeOne(PyObject* item, CarrierOf<Element<I>>& carrier, Out& out) {
    if (!Converter<Element<I>>::FromPython(item, carrier)) {
      return RaiseInItem(static_cast<Py_ssize_t>(I));
    }
    if constexpr (kAssigns && TakenExactly<Element<I>>) {
      out = carrier;
    } else if constexpr (kAssigns) {
      out = Converter<Element<I>>::Unwrap(std::move(carrier));
    } else {
      out.emplace(Converter<Element<I>>::Unwrap(std::move(carrier)));
    }
    return true;
  }

  template <std::size_t... I>
  static bool Join(std::tuple<std::optional<T>...>& elements, Place<C>& out,
                   std::index_sequence<I...>) {
    Emplace<C>(out, std::move(*std::get<I>(elements))...);
    return true;
  }

  // `sequence` is an exact tuple or list.
  template <std::size_t... I>
  static Fit FitOfItems(PyObject* sequence, std::index_sequence<I...>) {
    if (PySequence_Fast_GET_SIZE(sequence) != kLength) return Fit::kNone;
    Fit fit = Fit::kExact;
    const bool fits_all =
        (((fit = Worse(fit, FitOfItem<Element<I>>(sequence, I))) != Fit::kNone) && ...);
    return fits_all ? fit : Fit::kNone;
  }

  template <class E>
  static Fit FitOfItem(PyObject* sequence, std::size_t index) {
    const auto i = static_cast<Py_ssize_t>(index);
    if (PyTuple_CheckExact(sequence)) return Converter<E>::Fits(PyTuple_GET_ITEM(sequence, i));
    const Held item(compat::ListItem(sequence, i));
    return item.get() != nullptr ? Converter<E>::Fits(item.get()) : Fit::kNone;
  }

  template <Form kForm, class Value, std::size_t... I>
  static PyObject* Make([[maybe_unused]] Value& value, std::index_sequence<I...>) {
    const Nesting<kIsFinite> nesting;
    if (!nesting) return nullptr;
    const compat::PausedCollection paused;
    Held tuple(PyTuple_New(kLength));
    if (tuple.get() == nullptr) return nullptr;
    const bool made = (Put(tuple.get(), I, Give<kForm, Element<I>>(std::get<I>(value))) && ...);
    return made ? tuple.Release() : nullptr;
  }

  template <Form kForm, class E, class Value>
  static PyObject* Give(Value& value) {
    if constexpr (kForm == Form::kImmutable) {
      return convert::ToSnapshot<E>(value);
    } else if constexpr (kForm == Form::kMoved) {
      return Converter<E>::ToPython(std::move(value));
    } else {
      return Converter<E>::ToPython(value);
    }
  }

  static bool Put(PyObject* tuple, std::size_t index, PyObject* item) {
    if (item == nullptr) return false;
    PyTuple_SET_ITEM(tuple, static_cast<Py_ssize_t>(index), item);
    return true;
  }
};

}  // namespace convert

template <class A, class B>
struct Converter<std::pair<A, B>>
    : convert::TupleConverter<std::pair<A, B>, std::remove_const_t<A>, std::remove_const_t<B>> {};

template <class... T>
struct Converter<std::tuple<T...>>
    : convert::TupleConverter<std::tuple<T...>, std::remove_const_t<T>...> {};

}  // namespace abi_1
}  // namespace ferrule

#endif  // FERRULE_CONVERT_TUPLE_H_
