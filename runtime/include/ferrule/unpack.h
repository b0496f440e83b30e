// Arguments that stand for many, as * and ** do in Python:
//
//   f(1, unpack(rest), kw("indent") = 2, unpack_kw(options));   // f(1, *rest, indent=2, **options)
#ifndef FERRULE_UNPACK_H_
#define FERRULE_UNPACK_H_

#include <cstddef>
#include <initializer_list>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "ferrule/argument.h"
#include "ferrule/dict_entry.h"
#include "ferrule/ref.h"

namespace ferrule {
inline namespace abi_1 {

// What unpack() and unpack_kw() make. It lives as long as the call that it is written in.
template <class C>
struct Unpacked {
  C&& values;
};
template <class C>
struct UnpackedKeywords {
  C&& entries;
};
template <>
struct UnpackedKeywords<std::initializer_list<DictEntry>> {
  std::initializer_list<DictEntry> entries;
};

// As *values: each item is an argument. `values` is a reference to anything that Python can iterate
// over, the Args of a call, or a C++ range or tuple whose elements convert.
template <class C>
Unpacked<C> unpack(C&& values) {
  return {std::forward<C>(values)};
}

// As **entries: each entry is a keyword argument. `entries` is a reference to a Python mapping, the
// Kwargs of a call, a C++ map or other range of pairs, or a list of entries in braces:
// unpack_kw({{"slope", 0.2}}). Keys are text: a mapping with others makes the call a TypeError, as
// does a keyword that is given twice.
template <class C>
UnpackedKeywords<C> unpack_kw(C&& entries) {
  return {std::forward<C>(entries)};
}
inline UnpackedKeywords<std::initializer_list<DictEntry>> unpack_kw(
    std::initializer_list<DictEntry> entries) {
  return {entries};
}

// -------------------------------------------------------------------------------------------------

namespace internal {

template <class C>
concept IsText = std::is_convertible_v<const C&, std::string_view>;
template <class C>
concept IsRange = requires(const C& values) {
  values.begin();
  values.end();
} || std::is_array_v<C>;

// The arguments of one call whose number is not known before: in one vector, as the vectorcall
// protocol takes them, with room in front as Arguments has.
class GatheredArguments {
 public:
  // Messages name `callable` or `method`, which outlive this.
  explicit GatheredArguments(PyObject* callable) : callable_(callable) { CheckAttached(); }
  explicit GatheredArguments(std::string_view method) : method_(method) { CheckAttached(); }
  explicit GatheredArguments(const Interned& method);
  GatheredArguments(const GatheredArguments&) = delete;
  GatheredArguments& operator=(const GatheredArguments&) = delete;
  ~GatheredArguments();

  // Adds what `argument` stands for. Throws: PyErr if that cannot be converted or unpacked.
  template <class A>
  void Add(A&& argument) {
    if constexpr (kIsKeyword<std::remove_cvref_t<A>>) {
      AddKeyword(argument);
    } else if constexpr (kStandsForMany<A>) {
      AddEach(argument);
    } else {
      Append(NewArgument(std::forward<A>(argument)));
    }
  }

  std::size_t size() const { return slots_.size() - kRoom - keywords_.size(); }
  PyObject* const* values() const { return slots_.data() + kRoom; }
  std::size_t nargsf() const { return size() | PY_VECTORCALL_ARGUMENTS_OFFSET; }

  // For a method: `self` is the first argument.
  PyObject* const* values_with(PyObject* self) {
    slots_[1] = self;
    return slots_.data() + 1;
  }
  std::size_t nargsf_with_self() const { return (size() + 1) | PY_VECTORCALL_ARGUMENTS_OFFSET; }

  // Makes the tuple of keyword names, which this owns, or null if there are none. Throws: PyErr.
  PyObject* MakeNames();

 private:
  static constexpr std::size_t kRoom = 2;
  static constexpr std::size_t kAll = static_cast<std::size_t>(-1);

  template <class V>
  void AddKeyword(const Keyword<V>& keyword) {
    AppendKeyword(Bound<>::from_owned_ptr(Python::assume_attached(), keyword.name.Make()),
                  NewArgument(std::forward<V>(keyword.value)));
  }

  template <class C>
  void AddEach(const Unpacked<C>& unpacked) {
    using Values = std::remove_cvref_t<C>;
    static_assert(!IsText<Values> && !std::is_array_v<Values>, "unpack takes no text and no array");
    if constexpr (kIsReference<Values>) {
      if (unpacked.values.as_ptr() == nullptr) ThrowEmpty();
      AppendItems(unpacked.values.as_ptr());
    } else if constexpr (IsRange<Values>) {
      for (const auto& value : std::as_const(unpacked.values)) Append(NewArgument(value));
    } else {
      AppendItems(NewArgument(std::forward<C>(unpacked.values)).as_ptr());
    }
  }

  template <class C>
  void AddEach(const UnpackedKeywords<C>& unpacked) {
    using Entries = std::remove_cvref_t<C>;
    if constexpr (std::is_same_v<C, std::initializer_list<DictEntry>>) {
      for (const DictEntry& entry : unpacked.entries) AppendKeyword(entry.key(), entry.value());
    } else if constexpr (kIsReference<Entries>) {
      if (unpacked.entries.as_ptr() == nullptr) ThrowEmpty();
      AppendEntries(unpacked.entries.as_ptr());
    } else {
      static_assert(IsRange<Entries>, "unpack_kw takes a mapping, or a range of pairs");
      for (const auto& [key, value] : std::as_const(unpacked.entries)) {
        using Key = std::remove_cvref_t<decltype(key)>;
        static_assert(IsText<Key> || kIsReference<Key>, "the names of keyword arguments are text");
        AppendKeyword(key, NewArgument(value));
      }
    }
  }

  void Append(Bound<> value);
  // Throws: PyErr if `name` is no str, or one of the first `known` names already.
  void AppendKeyword(std::string_view name, Bound<> value);
  void AppendKeyword(Borrowed<> name, Bound<> value, std::size_t known = kAll);
  void AppendItems(PyObject* iterable);
  void AppendEntries(PyObject* mapping);

  std::string FunctionName() const;

  PyObject* callable_ = nullptr;
  std::string_view method_;
  std::vector<PyObject*> slots_ = std::vector<PyObject*>(kRoom);  // owned from kRoom on
  std::vector<PyObject*> keywords_;                               // owned names of the last values
  PyObject* names_ = nullptr;
};

}  // namespace internal

}  // namespace abi_1
}  // namespace ferrule

#endif  // FERRULE_UNPACK_H_
