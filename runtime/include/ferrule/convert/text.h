// Conversions of text.
#ifndef FERRULE_CONVERT_TEXT_H_
#define FERRULE_CONVERT_TEXT_H_

#include <cstddef>
#include <string>
#include <string_view>

#include "ferrule/convert/converter.h"

namespace ferrule {
inline namespace abi_1 {

namespace convert {

[[gnu::cold]] bool TextSlow(PyObject* object, std::string_view& out);

}  // namespace convert

// The UTF-8 of a str, which the str keeps: not to be used after the str is gone.
template <>
struct Converter<std::string_view> {
  using Carrier = std::string_view;
  static bool FromPython(PyObject* object, std::string_view& out) {
    if (PyUnicode_CheckExact(object) && PyUnicode_IS_COMPACT_ASCII(object)) [[likely]] {
      // Such a str is its own UTF-8, behind its header.
      out = std::string_view(
          reinterpret_cast<const char*>(reinterpret_cast<PyASCIIObject*>(object) + 1),
          static_cast<std::size_t>(PyUnicode_GET_LENGTH(object)));
      return true;
    }
    return convert::TextSlow(object, out);
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
  static std::string Unwrap(std::string_view carrier) { return std::string(carrier); }
  static constexpr bool kBorrows = false;
};

// To Python only: nothing would own the characters the other way.
template <>
struct Converter<const char*> {
  static PyObject* ToPython(const char* value) { return PyUnicode_FromString(value); }
};
template <std::size_t N>
struct Converter<char[N]> : Converter<const char*> {};

}  // namespace abi_1
}  // namespace ferrule

#endif  // FERRULE_CONVERT_TEXT_H_
