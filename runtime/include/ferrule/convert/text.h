// Conversions of text: strings, views of strings, and single characters, in every encoding.
#ifndef FERRULE_CONVERT_TEXT_H_
#define FERRULE_CONVERT_TEXT_H_

#include <concepts>
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>

#include "ferrule/convert/converter.h"

namespace ferrule {
inline namespace abi_1 {

namespace convert {

[[gnu::cold]] bool TextSlow(PyObject* object, std::string_view& out);

// Sets ValueError if there is a NUL in `text`, where a C string would seem to end.
bool CheckNoNul(std::string_view text);

// Units of UTF-16 or UTF-32.
template <class C>
concept WideUnit =
    std::same_as<C, char16_t> || std::same_as<C, char32_t> || std::same_as<C, wchar_t>;

template <class C>
concept CodeUnit = std::same_as<C, char> || std::same_as<C, char8_t> || WideUnit<C>;

// Defined for every WideUnit.
template <WideUnit C>
bool WideFromText(PyObject* object, std::basic_string<C>& out);
template <WideUnit C>
PyObject* TextFromWide(std::basic_string_view<C> text);

// The greatest code point that is one unit of type C.
template <CodeUnit C>
inline constexpr char32_t kLastInOneUnit =
    sizeof(C) == 1 ? 0x7F : (sizeof(C) == 2 ? 0xFFFF : 0x10FFFF);

// The code point of a str of length 1: at most `last`, and no surrogate.
bool CharacterFromText(PyObject* object, char32_t last, char32_t& out);
Fit CharacterFits(PyObject* object, char32_t last);

}  // namespace convert

// The UTF-8 of a str, which the str keeps: not to be used after the str is gone.
template <>
struct Converter<std::string_view> {
  using Carrier = std::string_view;
  using Exact = std::string_view;
  [[gnu::always_inline]] static bool FromPython(PyObject* object, std::string_view& out) {
    if (FromExact(object, out)) [[likely]]
      return true;
    return convert::TextSlow(object, out);
  }
  [[gnu::always_inline]] static bool FromExact(PyObject* object, std::string_view& out) {
    if (PyUnicode_CheckExact(object) && PyUnicode_IS_COMPACT_ASCII(object)) [[likely]] {
      // Such a str is its own UTF-8, behind its header.
      out = std::string_view(
          reinterpret_cast<const char*>(reinterpret_cast<PyASCIIObject*>(object) + 1),
          static_cast<std::size_t>(PyUnicode_GET_LENGTH(object)));
      return true;
    }
    return false;
  }
  static std::string_view Unwrap(std::string_view carrier) { return carrier; }
  static Fit Fits(PyObject* object) { return PyUnicode_Check(object) ? Fit::kExact : Fit::kNone; }
  static constexpr bool kBorrows = true;
  static std::string Name() { return "str"; }
  static PyObject* ToPython(std::string_view value) {
    return PyUnicode_DecodeUTF8(value.data(), static_cast<Py_ssize_t>(value.size()), nullptr);
  }
};

template <>
struct Converter<std::string> : Converter<std::string_view> {
  using Exact = std::string;
  static std::string Unwrap(std::string_view carrier) { return std::string(carrier); }
  static constexpr bool kBorrows = false;
};

template <>
struct Converter<std::u8string_view> : Converter<std::string_view> {
  static std::u8string_view Unwrap(std::string_view carrier) {
    return {reinterpret_cast<const char8_t*>(carrier.data()), carrier.size()};
  }
  static PyObject* ToPython(std::u8string_view value) {
    return Converter<std::string_view>::ToPython(
        {reinterpret_cast<const char*>(value.data()), value.size()});
  }
};

template <>
struct Converter<std::u8string> : Converter<std::u8string_view> {
  static std::u8string Unwrap(std::string_view carrier) {
    return std::u8string(Converter<std::u8string_view>::Unwrap(carrier));
  }
  static constexpr bool kBorrows = false;
};

// UTF-16 or UTF-32, by the size of the unit. A lone surrogate is an error in both directions.
template <convert::WideUnit C>
struct Converter<std::basic_string<C>> {
  using Carrier = std::basic_string<C>;
  static bool FromPython(PyObject* object, Carrier& out) {
    return convert::WideFromText(object, out);
  }
  static Carrier Unwrap(Carrier&& carrier) { return std::move(carrier); }
  static Fit Fits(PyObject* object) { return Converter<std::string_view>::Fits(object); }
  static constexpr bool kBorrows = false;
  static constexpr bool kIsFinite = true;
  static std::string Name() { return "str"; }
  static PyObject* ToPython(std::basic_string_view<C> value) {
    return convert::TextFromWide(value);
  }
};

// The view is of a copy in the carrier.
template <convert::WideUnit C>
struct Converter<std::basic_string_view<C>> : Converter<std::basic_string<C>> {
  static std::basic_string_view<C> Unwrap(const std::basic_string<C>& carrier) { return carrier; }
  static constexpr bool kBorrows = true;
};

// A str of length 1 whose character is one unit. Longer ones, and characters that take several
// units, are a ValueError.
template <convert::CodeUnit C>
struct Converter<C> {
  using Carrier = C;
  static bool FromPython(PyObject* object, C& out) {
    char32_t character;
    if (!convert::CharacterFromText(object, convert::kLastInOneUnit<C>, character)) return false;
    out = static_cast<C>(character);
    return true;
  }
  static C Unwrap(C carrier) { return carrier; }
  static Fit Fits(PyObject* object) {
    return convert::CharacterFits(object, convert::kLastInOneUnit<C>);
  }
  static constexpr bool kBorrows = false;
  static std::string Name() { return "str"; }
  static PyObject* ToPython(C value) {
    return Converter<std::basic_string_view<C>>::ToPython({&value, 1});
  }
};

// The UTF-8 of a str without NULs, which the str keeps. None is not taken (none.h has a form that
// does), but the null pointer becomes None.
template <>
struct Converter<const char*> {
  using Carrier = const char*;
  static bool FromPython(PyObject* object, const char*& out) {
    std::string_view text;
    if (!Converter<std::string_view>::FromPython(object, text)) return false;
    out = text.data();
    return convert::CheckNoNul(text);
  }
  static const char* Unwrap(const char* carrier) { return carrier; }
  static Fit Fits(PyObject* object) { return Converter<std::string_view>::Fits(object); }
  static constexpr bool kBorrows = true;
  static std::string Name() { return "str"; }
  static PyObject* ToPython(const char* value) {
    return value != nullptr ? PyUnicode_FromString(value) : Py_NewRef(Py_None);
  }
};

// To Python only.
template <>
struct Converter<char*> {
  static PyObject* ToPython(const char* value) { return Converter<const char*>::ToPython(value); }
};

namespace convert {

// A text in an array of characters: what follows its end are NULs, of which there is one at least.
template <std::size_t N>
struct FixedText {
  char bytes[N];
};

// The UTF-8 of a str without NULs, with NULs behind it: what does not fit with one of them is
// ValueError.
bool FixedTextFrom(PyObject* object, char* bytes, std::size_t size);
// What stands before the first NUL, or all of it.
PyObject* TextOfArray(const char* bytes, std::size_t size);

}  // namespace convert

template <std::size_t N>
struct Converter<convert::FixedText<N>> {
  using Carrier = convert::FixedText<N>;
  static bool FromPython(PyObject* object, Carrier& out) {
    return convert::FixedTextFrom(object, out.bytes, N);
  }
  static Carrier Unwrap(const Carrier& carrier) { return carrier; }
  static Fit Fits(PyObject* object) { return Converter<std::string_view>::Fits(object); }
  static constexpr bool kBorrows = false;
  static constexpr bool kIsFinite = true;
  static std::string Name() { return "str"; }
};

template <std::size_t N>
struct Converter<char[N]> : Converter<convert::FixedText<N>> {
  static PyObject* ToPython(const char (&value)[N]) { return convert::TextOfArray(value, N); }
};

}  // namespace abi_1
}  // namespace ferrule

#endif  // FERRULE_CONVERT_TEXT_H_
