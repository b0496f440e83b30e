// Conversions as one would write them by hand: the common case inline, the others and the errors
// out of line.
//
// All of them take what ferrule takes and refuse what it refuses. False with an error set.
#ifndef FERRULE_BENCHMARKS_LIMIT_CONVERT_H_
#define FERRULE_BENCHMARKS_LIMIT_CONVERT_H_

#include <cstddef>
#include <cstdint>
#include <limits>
#include <string_view>

#include "ferrule/python_compat.h"

namespace limit {

namespace compat = ferrule::compat;

[[gnu::cold]] bool IntegerSlow(PyObject* object, std::int64_t minimum, std::int64_t maximum,
                               std::int64_t& out);
[[gnu::cold]] bool SizeSlow(PyObject* object, std::size_t& out);
[[gnu::cold]] bool FloatSlow(PyObject* object, double& out);
[[gnu::cold]] bool TextSlow(PyObject* object, std::string_view& out);
[[gnu::cold]] bool RaiseExpected(const char* what, PyObject* object);

inline bool AsInt(PyObject* object, int& out) {
  // An int of one digit is always in range.
  if (PyLong_CheckExact(object) && compat::IsCompactInt(object)) [[likely]] {
    out = static_cast<int>(compat::CompactIntValue(object));
    return true;
  }
  std::int64_t wide;
  if (!IntegerSlow(object, std::numeric_limits<int>::min(), std::numeric_limits<int>::max(), wide))
    return false;
  out = static_cast<int>(wide);
  return true;
}

inline bool AsInt64(PyObject* object, std::int64_t& out) {
  if (PyLong_CheckExact(object) && compat::IsCompactInt(object)) [[likely]] {
    out = compat::CompactIntValue(object);
    return true;
  }
  return IntegerSlow(object, std::numeric_limits<std::int64_t>::min(),
                     std::numeric_limits<std::int64_t>::max(), out);
}

inline bool AsSize(PyObject* object, std::size_t& out) {
  if (PyLong_CheckExact(object) && compat::IsCompactInt(object)) [[likely]] {
    const Py_ssize_t value = compat::CompactIntValue(object);
    if (value >= 0) [[likely]] {
      out = static_cast<std::size_t>(value);
      return true;
    }
  }
  return SizeSlow(object, out);
}

inline bool AsDouble(PyObject* object, double& out) {
  if (PyFloat_CheckExact(object)) [[likely]] {
    out = PyFloat_AS_DOUBLE(object);
    return true;
  }
  return FloatSlow(object, out);
}

inline bool AsBool(PyObject* object, bool& out) {
  if (object == Py_True || object == Py_False) [[likely]] {
    out = object == Py_True;
    return true;
  }
  return RaiseExpected("bool", object);
}

// A str that is its own UTF-8, behind its header.
inline bool IsAscii(PyObject* object) {
  return PyUnicode_CheckExact(object) && PyUnicode_IS_COMPACT_ASCII(object);
}

// Requires IsAscii(object).
inline std::string_view AsciiOf(PyObject* object) {
  const auto* const ascii = reinterpret_cast<PyASCIIObject*>(object);
  return std::string_view(reinterpret_cast<const char*>(ascii + 1),
                          static_cast<std::size_t>(ascii->length));
}

inline bool AsText(PyObject* object, std::string_view& out) {
  if (IsAscii(object)) [[likely]] {
    out = AsciiOf(object);
    return true;
  }
  return TextSlow(object, out);
}

inline PyObject* FromText(std::string_view text) {
  return PyUnicode_DecodeUTF8(text.data(), static_cast<Py_ssize_t>(text.size()), nullptr);
}

}  // namespace limit

#endif  // FERRULE_BENCHMARKS_LIMIT_CONVERT_H_
