// Conversions of std::array: from a sequence of the right length, to a list; and of C arrays, of
// which those are taken in a std::array that are to be assigned to one.
#ifndef FERRULE_CONVERT_ARRAY_H_
#define FERRULE_CONVERT_ARRAY_H_

#include <array>
#include <cstddef>
#include <type_traits>
#include <utility>
#include <vector>

#include "ferrule/convert/sequences.h"
#include "ferrule/convert/text.h"

namespace ferrule {
inline namespace abi_1 {

namespace convert {

// Where the elements cannot be assigned to, they are made first and then moved in.
template <class T, std::size_t N>
class Sink<std::array<T, N>> {
  using Array = std::array<T, N>;
  static constexpr bool kAssigns = std::is_same_v<Place<Array>, Array>;

 public:
  static constexpr std::size_t kLimit = N;

  explicit Sink(Place<Array>& array) : array_(array) {}

  bool Begin(Py_ssize_t size) {
    if constexpr (!kAssigns) elements_.reserve(N);
    return static_cast<std::size_t>(size) == N || RaiseLength(N, size);
  }

  template <class U>
  bool Add(U&& value) {
    if constexpr (kAssigns) {
      array_[size_] = std::forward<U>(value);
    } else {
      elements_.push_back(std::forward<U>(value));
    }
    ++size_;
    return true;
  }

  bool End() {
    if (size_ != N) return RaiseLength(N, static_cast<Py_ssize_t>(size_));
    if constexpr (!kAssigns) MoveElements(std::make_index_sequence<N>());
    return true;
  }

 private:
  struct Nothing {};

  template <std::size_t... I>
  void MoveElements(std::index_sequence<I...>) {
    array_.emplace(Array{{std::move(elements_[I])...}});
  }

  Place<Array>& array_;
  std::size_t size_ = 0;
  [[no_unique_address]] std::conditional_t<kAssigns, Nothing, std::vector<T>> elements_;
};

}  // namespace convert

template <class T, std::size_t N>
  requires convert::kIsGift<T>
struct Converter<std::array<T, N>> : convert::TakesGifts<std::array<T, N>>,
                                     convert::GivesList<std::array<T, N>> {};

template <class T, std::size_t N>
struct Converter<std::array<T, N>> : convert::Takes<std::array<T, N>, T, convert::FromSequence>,
                                     convert::GivesList<std::array<T, N>> {
  // Lists and tuples of other lengths are another type.
  using Told = void;
  static Fit Fits(PyObject* object) {
    const bool has_other_length =
        (PyList_CheckExact(object) && PyList_GET_SIZE(object) != static_cast<Py_ssize_t>(N)) ||
        (PyTuple_CheckExact(object) && PyTuple_GET_SIZE(object) != static_cast<Py_ssize_t>(N));
    if (has_other_length) return Fit::kNone;
    return convert::Takes<std::array<T, N>, T, convert::FromSequence>::Fits(object);
  }
};

namespace convert {

// What carries the elements of an array of C's.
template <class T>
struct ValueOf {
  using type = T;
};
template <class T, std::size_t N>
struct ValueOf<T[N]> {
  using type = std::array<typename ValueOf<T>::type, N>;
};
template <std::size_t N>
struct ValueOf<char[N]> {
  using type = FixedText<N>;
};

// The part of their converter that takes: where the elements can be taken.
template <class A>
struct TakesArray {};
template <class A>
  requires requires { typename Converter<std::remove_all_extents_t<A>>::Carrier; }
struct TakesArray<A> {
  using Value = Converter<typename ValueOf<A>::type>;
  using Carrier = typename Value::Carrier;

  static bool FromPython(PyObject* object, Carrier& out) { return Value::FromPython(object, out); }
  static decltype(auto) Unwrap(Carrier&& carrier) { return Value::Unwrap(std::move(carrier)); }
  static Fit Fits(PyObject* object) { return Value::Fits(object); }
  static constexpr bool kBorrows = Value::kBorrows;
};

}  // namespace convert

template <class T, std::size_t N>
struct Converter<T[N]> : convert::TakesArray<T[N]>, convert::GivesList<T[N]> {
  static std::string Name() { return convert::GenericName("Sequence", {Converter<T>::Name()}); }
};

}  // namespace abi_1
}  // namespace ferrule

#endif  // FERRULE_CONVERT_ARRAY_H_
