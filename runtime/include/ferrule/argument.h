// C++ values as the arguments of a call into Python: references are lent, everything else is
// converted for the call.
//
// Used by call.h, object.h and collections.h; not for users.
#ifndef FERRULE_ARGUMENT_H_
#define FERRULE_ARGUMENT_H_

#include <cstddef>
#include <string_view>
#include <type_traits>
#include <utility>

#include "ferrule/attach.h"
#include "ferrule/fwd.h"
#include "ferrule/python_compat.h"

namespace ferrule {
inline namespace abi_1 {

template <class V>
struct Keyword;

// The name of a keyword argument, as text or interned.
class KeywordName {
 public:
  KeywordName() = default;
  explicit KeywordName(std::string_view text) : text_(text) {}
  explicit KeywordName(const Interned& interned) : interned_(&interned) {}

  template <class V>
  Keyword<V> operator=(V&& value) &&;

  // Returns a new reference to the str. Throws: PyErr. Requires: attached.
  PyObject* Make() const;

 private:
  std::string_view text_;
  const Interned* interned_ = nullptr;
};

// A keyword argument, as kw("key") = value makes it. It lives as long as the call that it is
// written in.
template <class V>
struct Keyword {
  KeywordName name;
  V&& value;
};

template <class V>
Keyword<V> KeywordName::operator=(V&& value) && {
  return {*this, std::forward<V>(value)};
}

// Names a keyword argument: f(1, kw("key") = 2). Of a name that is text a str is made each time; an
// Interned is one: kw("key"_name) = 2.
inline KeywordName kw(std::string_view name) { return KeywordName(name); }
inline KeywordName kw(const Interned& name) { return KeywordName(name); }

namespace internal {

// Throws the Python error that is set on this attached thread as a PyErr.
[[noreturn]] void ThrowError();

// Throws EmptyReference.
[[noreturn]] void ThrowEmpty();

// Builds the tuple of keyword names of a call. Returns a new reference, null with an error set.
// Throws: PyErr.
PyObject* MakeNames(const KeywordName* names, std::size_t count);

// Whether an argument is a reference to a Python object already.
template <class A>
inline constexpr bool kIsReference = false;
template <class T>
inline constexpr bool kIsReference<Handle<T>> = true;
template <class T>
inline constexpr bool kIsReference<Bound<T>> = true;
template <class T>
inline constexpr bool kIsReference<Borrowed<T>> = true;
template <class T>
inline constexpr bool kIsReference<Py<T>> = true;
template <class T>
inline constexpr bool kIsReference<SharedPy<T>> = true;

// Whether an argument stands for many: those are passed on by overloads of their own.
template <class A>
inline constexpr bool kIsCallView =
    std::is_same_v<std::remove_cvref_t<A>, Args> || std::is_same_v<std::remove_cvref_t<A>, Kwargs>;

template <class A>
inline constexpr bool kIsKeyword = false;
template <class V>
inline constexpr bool kIsKeyword<Keyword<V>> = true;

// Whether an argument stands for as many as are in it, which is known when the call is made: what
// unpack() and unpack_kw() make (unpack.h).
template <class A>
inline constexpr bool kIsUnpacked = false;
template <class C>
inline constexpr bool kIsUnpacked<Unpacked<C>> = true;
template <class A>
inline constexpr bool kIsUnpackedKeywords = false;
template <class C>
inline constexpr bool kIsUnpackedKeywords<UnpackedKeywords<C>> = true;
template <class A>
inline constexpr bool kStandsForMany =
    kIsUnpacked<std::remove_cvref_t<A>> || kIsUnpackedKeywords<std::remove_cvref_t<A>>;

template <class... A>
consteval bool KeywordsAreLast() {
  bool seen_keyword = false;
  bool in_order = true;
  [[maybe_unused]] const auto look = [&](bool is_keyword) {
    in_order = in_order && (is_keyword || !seen_keyword);
    seen_keyword = seen_keyword || is_keyword;
  };
  (look(kIsKeyword<std::remove_cvref_t<A>> || kIsUnpackedKeywords<std::remove_cvref_t<A>>), ...);
  return in_order;
}

// Refuses what Python refuses of a call as it is written.
template <class... A>
constexpr void CheckOrder() {
  static_assert(KeywordsAreLast<A...>(), "positional argument follows keyword argument");
}

// What an argument of type A (as deduced for A&&) is to a call.
template <class A>
struct ArgumentTraits {
  static constexpr bool kKeyword = false;
  static constexpr bool kOwned = !kIsReference<std::remove_cvref_t<A>>;

  // Returns a new reference if kOwned, else a borrowed one; null with an error set.
  static PyObject* Convert(std::remove_reference_t<A>& value) {
    if constexpr (kOwned) {
      return OrPark([&] { return Converter<std::decay_t<A>>::ToPython(static_cast<A&&>(value)); });
    } else {
      PyObject* const object = value.as_ptr();
      if (object == nullptr) ThrowEmpty();
      return object;
    }
  }
};

template <class A>
  requires kIsKeyword<std::remove_cvref_t<A>>
struct ArgumentTraits<A> {
  template <class V>
  static ArgumentTraits<V> OfValue(const Keyword<V>&);
  using Value = decltype(OfValue(std::declval<A>()));

  static constexpr bool kKeyword = true;
  static constexpr bool kOwned = Value::kOwned;
  static PyObject* Convert(const std::remove_cvref_t<A>& keyword) {
    return Value::Convert(keyword.value);
  }
};

// The arguments of one call, on the stack, in the form that the vectorcall protocol takes; the
// references that the conversion made are released at the end. In front of the arguments is room
// for `self` and for one more entry that the protocol lets a callee use.
template <class... A>
class Arguments {
  static constexpr std::size_t kCount = sizeof...(A);
  static constexpr std::size_t kKeywords = (std::size_t{0} + ... + ArgumentTraits<A>::kKeyword);
  static constexpr std::size_t kPositional = kCount - kKeywords;

 public:
  // Throws: PyErr if a conversion fails; EmptyReference; NotAttached, in builds with checks.
  explicit Arguments(A&&... arguments) : Arguments(Blank()) {
    CheckAttached();
    Convert(Indexes(), arguments...);
  }
  Arguments(const Arguments&) = delete;
  Arguments& operator=(const Arguments&) = delete;
  ~Arguments() { Release(Indexes()); }

  PyObject* operator[](std::size_t index) const { return slots_[2 + index]; }
  PyObject* names() const { return names_; }

  PyObject* const* values() const { return slots_ + 2; }
  static constexpr std::size_t nargsf() { return kPositional | PY_VECTORCALL_ARGUMENTS_OFFSET; }

  // For a method: `self` is the first argument.
  PyObject* const* values_with(PyObject* self) {
    slots_[1] = self;
    return slots_ + 1;
  }
  static constexpr std::size_t nargsf_with_self() {
    return (kPositional + 1) | PY_VECTORCALL_ARGUMENTS_OFFSET;
  }

 private:
  using Indexes = std::index_sequence_for<A...>;

  // What the public constructor delegates to, so that the destructor runs when a conversion throws.
  struct Blank {};
  explicit Arguments(Blank) {}

  template <std::size_t... I>
  void Convert(std::index_sequence<I...>, std::remove_reference_t<A>&... arguments) {
    const bool converted =
        (((slots_[2 + I] = ArgumentTraits<A>::Convert(arguments)) != nullptr) && ...);
    if (!converted) ThrowError();
    if constexpr (kKeywords > 0) {
      KeywordName names[kKeywords];
      std::size_t count = 0;
      (RecordName(arguments, names, count), ...);
      names_ = MakeNames(names, count);
      if (names_ == nullptr) ThrowError();
    }
  }

  template <class B>
  static void RecordName(const B& argument, KeywordName* names, std::size_t& count) {
    if constexpr (kIsKeyword<B>) names[count++] = argument.name;
  }

  template <std::size_t... I>
  void Release(std::index_sequence<I...>) {
    (ReleaseOne<ArgumentTraits<A>::kOwned>(slots_[2 + I]), ...);
    if constexpr (kKeywords > 0) Py_XDECREF(names_);
  }

  template <bool kOwned>
  static void ReleaseOne(PyObject* value) {
    if constexpr (kOwned) {
      if (value != nullptr) Decref(value);
    }
  }

  PyObject* slots_[2 + kCount] = {};
  PyObject* names_ = nullptr;
};

}  // namespace internal

}  // namespace abi_1
}  // namespace ferrule

#endif  // FERRULE_ARGUMENT_H_
