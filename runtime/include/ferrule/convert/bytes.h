// Conversions of bytes: views of anything with a buffer, without a copy, and copies.
#ifndef FERRULE_CONVERT_BYTES_H_
#define FERRULE_CONVERT_BYTES_H_

#include <cstddef>
#include <span>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

#include "ferrule/convert/converter.h"

namespace ferrule {
inline namespace abi_1 {

namespace convert {

// The bytes of a Python object, which keeps them where they are for as long as this lives. Empty
// until it holds one.
class HeldBytes {
 public:
  HeldBytes() { buffer_.obj = nullptr; }
  HeldBytes(const HeldBytes&) = delete;
  HeldBytes& operator=(const HeldBytes&) = delete;
  ~HeldBytes() {
    if (buffer_.obj != nullptr) Release();
  }

  // To read. Of exact bytes, which never change, nothing needs to be released.
  bool Hold(PyObject* object) {
    if (PyBytes_CheckExact(object)) [[likely]] {
      data_ = PyBytes_AS_STRING(object);
      size_ = static_cast<std::size_t>(PyBytes_GET_SIZE(object));
      return true;
    }
    return HoldSlow(object);
  }
  // To write.
  bool HoldWritable(PyObject* object);

  template <class B>
  std::span<B> As() const {
    return {static_cast<B*>(data_), size_};
  }

 private:
  bool HoldSlow(PyObject* object);
  bool HoldBuffer(PyObject* object, int flags);
  void Release() noexcept;

  void* data_ = nullptr;
  std::size_t size_ = 0;
  Py_buffer buffer_;  // nothing but `obj` is set until there is one
};

Fit BufferFits(PyObject* object);
Fit WritableBufferFits(PyObject* object);

// A view of B, a byte type: of constant ones the buffer is read, else it has to be writable. To
// Python it is copied.
template <class B>
struct ByteSpan {
  using Carrier = HeldBytes;
  static bool FromPython(PyObject* object, HeldBytes& out) {
    return std::is_const_v<B> ? out.Hold(object) : out.HoldWritable(object);
  }
  static std::span<B> Unwrap(const HeldBytes& carrier) { return carrier.As<B>(); }
  static Fit Fits(PyObject* object) {
    return std::is_const_v<B> ? BufferFits(object) : WritableBufferFits(object);
  }
  static constexpr bool kBorrows = true;
  static constexpr bool kIsFinite = true;
  static std::string Name() {
    return std::is_const_v<B> ? "bytes | bytearray | memoryview" : "bytearray | memoryview";
  }
  static PyObject* ToPython(std::span<const B> value) {
    return PyBytes_FromStringAndSize(reinterpret_cast<const char*>(value.data()),
                                     static_cast<Py_ssize_t>(value.size()));
  }
};

}  // namespace convert

template <>
struct Converter<std::span<const std::byte>> : convert::ByteSpan<const std::byte> {};
template <>
struct Converter<std::span<std::byte>> : convert::ByteSpan<std::byte> {};
template <>
struct Converter<std::span<const unsigned char>> : convert::ByteSpan<const unsigned char> {};
template <>
struct Converter<std::span<unsigned char>> : convert::ByteSpan<unsigned char> {};

// A copy of what is in a buffer; to Python it becomes bytes.
template <>
struct Converter<std::vector<std::byte>> : Converter<std::span<const std::byte>> {
  using Carrier = std::vector<std::byte>;
  static bool FromPython(PyObject* object, Carrier& out) {
    convert::HeldBytes held;
    if (!held.Hold(object)) return false;
    const auto content = held.As<const std::byte>();
    out.assign(content.begin(), content.end());
    return true;
  }
  static Carrier Unwrap(Carrier&& carrier) { return std::move(carrier); }
  static constexpr bool kBorrows = false;
};

}  // namespace abi_1
}  // namespace ferrule

#endif  // FERRULE_CONVERT_BYTES_H_
