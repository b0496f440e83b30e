#include "ferrule/convert/text.h"

#include <algorithm>
#include <bit>
#include <type_traits>

namespace ferrule {
inline namespace abi_1 {
namespace convert {
namespace {

constexpr bool IsSurrogate(char32_t character) {
  return character >= 0xD800 && character <= 0xDFFF;
}

// Sets UnicodeEncodeError for a str with a lone surrogate. Returns false.
template <WideUnit C>
bool RaiseLoneSurrogate(PyObject* text) {
  Py_XDECREF(sizeof(C) == 2 ? PyUnicode_AsUTF16String(text) : PyUnicode_AsUTF32String(text));
  return false;
}

// A character beyond the first 65536, in UTF-16.
template <WideUnit C>
void AppendPair(char32_t character, std::basic_string<C>& out) {
  out.push_back(static_cast<C>(0xD800 + ((character - 0x10000) >> 10)));
  out.push_back(static_cast<C>(0xDC00 + (character & 0x3FF)));
}

// Appends the characters of a str, whose type depends on the greatest of them. False at a lone
// surrogate.
template <WideUnit C, class Character>
bool AppendCharacters(const Character* characters, Py_ssize_t count, std::basic_string<C>& out) {
  out.reserve(static_cast<std::size_t>(count));
  for (const Character* end = characters + count; characters != end; ++characters) {
    if constexpr (sizeof(Character) >= 2) {
      if (IsSurrogate(*characters)) return false;
    }
    if constexpr (sizeof(Character) == 4 && sizeof(C) == 2) {
      if (*characters > 0xFFFF) {
        AppendPair(*characters, out);
        continue;
      }
    }
    out.push_back(static_cast<C>(*characters));
  }
  return true;
}

bool RaiseNoCharacter(char32_t character, char32_t last) {
  const char* message = "expected a character up to U+FFFF, got %R";
  if (last == 0x7F) message = "expected an ASCII character, got %R";
  if (IsSurrogate(character)) message = "expected a character, got the surrogate %R";
  // Not the argument: its class may have a __repr__ of its own.
  const Held shown(PyUnicode_FromOrdinal(static_cast<int>(character)));
  if (shown.get() != nullptr) PyErr_Format(PyExc_ValueError, message, shown.get());
  return false;
}

}  // namespace

bool TextSlow(PyObject* object, std::string_view& out) {
  if (!PyUnicode_Check(object)) return RaiseExpected("str", object);
  Py_ssize_t size = 0;
  const char* const text = PyUnicode_AsUTF8AndSize(object, &size);  // raises on lone surrogates
  if (text == nullptr) return false;
  out = std::string_view(text, static_cast<std::size_t>(size));
  return true;
}

bool CheckNoNul(std::string_view text) {
  if (text.find('\0') == text.npos) return true;
  PyErr_SetString(PyExc_ValueError, "embedded null character");
  return false;
}

bool FixedTextFrom(PyObject* object, char* bytes, std::size_t size) {
  std::string_view text;
  if (!Converter<std::string_view>::FromPython(object, text) || !CheckNoNul(text)) return false;
  if (text.size() >= size) {
    PyErr_Format(PyExc_ValueError, "text too long: expected at most %zu bytes of UTF-8, got %zu",
                 size - 1, text.size());
    return false;
  }
  std::fill(std::copy(text.begin(), text.end(), bytes), bytes + size, '\0');
  return true;
}

PyObject* TextOfArray(const char* bytes, std::size_t size) {
  const char* const end = std::find(bytes, bytes + size, '\0');
  return Converter<std::string_view>::ToPython({bytes, static_cast<std::size_t>(end - bytes)});
}

template <WideUnit C>
bool WideFromText(PyObject* object, std::basic_string<C>& out) {
  if (!PyUnicode_Check(object)) return RaiseExpected("str", object);
  const Py_ssize_t length = PyUnicode_GetLength(object);  // in 3.11 it also readies the str
  if (length < 0) return false;
  out.clear();
  bool is_text = false;
  switch (PyUnicode_KIND(object)) {
    case PyUnicode_1BYTE_KIND:
      is_text = AppendCharacters(PyUnicode_1BYTE_DATA(object), length, out);
      break;
    case PyUnicode_2BYTE_KIND:
      is_text = AppendCharacters(PyUnicode_2BYTE_DATA(object), length, out);
      break;
    default:
      is_text = AppendCharacters(PyUnicode_4BYTE_DATA(object), length, out);
  }
  return is_text || RaiseLoneSurrogate<C>(object);
}

template bool WideFromText(PyObject*, std::u16string&);
template bool WideFromText(PyObject*, std::u32string&);
template bool WideFromText(PyObject*, std::wstring&);

template <WideUnit C>
PyObject* TextFromWide(std::basic_string_view<C> text) {
  const auto* const bytes = reinterpret_cast<const char*>(text.data());
  const auto size = static_cast<Py_ssize_t>(text.size() * sizeof(C));
  // Given an order of bytes, Python does not look for a mark of it in the text.
  int order = std::endian::native == std::endian::little ? -1 : 1;
  return sizeof(C) == 2 ? PyUnicode_DecodeUTF16(bytes, size, nullptr, &order)
                        : PyUnicode_DecodeUTF32(bytes, size, nullptr, &order);
}

template PyObject* TextFromWide(std::u16string_view);
template PyObject* TextFromWide(std::u32string_view);
template PyObject* TextFromWide(std::wstring_view);

bool CharacterFromText(PyObject* object, char32_t last, char32_t& out) {
  if (!PyUnicode_Check(object)) return RaiseExpected("str", object);
  const Py_ssize_t length = PyUnicode_GetLength(object);
  if (length < 0) return false;
  if (length != 1) {
    PyErr_Format(PyExc_ValueError, "expected one character, got a str of length %zd", length);
    return false;
  }
  out = PyUnicode_READ_CHAR(object, 0);
  return (out <= last && !IsSurrogate(out)) || RaiseNoCharacter(out, last);
}

Fit CharacterFits(PyObject* object, char32_t last) {
  if (!PyUnicode_Check(object)) return Fit::kNone;
  // What is no such character is refused for its value: another overload may be meant.
  const Py_ssize_t length = PyUnicode_GetLength(object);
  if (length < 0) PyErr_Clear();
  if (length != 1) return Fit::kConverting;
  const char32_t character = PyUnicode_READ_CHAR(object, 0);
  return character <= last && !IsSurrogate(character) ? Fit::kExact : Fit::kConverting;
}

}  // namespace convert
}  // namespace abi_1
}  // namespace ferrule
