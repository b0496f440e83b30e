#include <gtest/gtest.h>

#include <cstddef>
#include <span>
#include <string>
#include <type_traits>
#include <vector>

#include "ferrule/convert/bytes.h"
#include "ferrule/ferrule.h"
#include "runtime/tests/converting.h"

namespace ferrule {
namespace {

using Copy = std::vector<std::byte>;
using View = std::span<const std::byte>;
using WritableView = std::span<std::byte>;

template <class B>
std::string InText(std::span<B> bytes) {
  return std::string(reinterpret_cast<const char*>(bytes.data()), bytes.size());
}

void DefineBuffers(Python py) {
  py.run(
      "import array\n"
      "grid = memoryview(bytes(range(6))).cast('B', (2, 3))\n"
      "released = memoryview(b'abc')\n"
      "released.release()\n"
      "class SubBytes(bytes): pass\n");
}

TEST(Bytes, AreSeenWithoutACopy) {
  attach([](Python py) {
    DefineBuffers(py);
    const struct {
      const char* object;
      std::string content;
    } cases[] = {
        {"b''", ""},
        {"b'a\\x00b'", std::string("a\0b", 3)},
        {"SubBytes(b'sub')", "sub"},
        {"bytearray(b'abc')", "abc"},
        {"bytearray()", ""},
        {"memoryview(b'abcd')[1:3]", "bc"},
        {"array.array('H', [0x4141, 0x4242])", "AABB"},
        {"grid", std::string("\0\1\2\3\4\5", 6)},
    };
    for (const auto& c : cases) {
      const Bound<> object = py.eval(c.object);
      convert::HeldBytes held;
      ASSERT_TRUE(Converter<View>::FromPython(object.as_ptr(), held)) << c.object;
      EXPECT_EQ(InText(Converter<View>::Unwrap(held)), c.content) << c.object;
      EXPECT_EQ(object.extract<Copy>().size(), c.content.size()) << c.object;
      EXPECT_TRUE(to_python(py, object.extract<Copy>()).eq(py.eval("bytes")(object)));
    }
    const Bound<> shared = py.eval("bytearray(b'abc')");
    convert::HeldBytes held;
    ASSERT_TRUE(Converter<std::span<const unsigned char>>::FromPython(shared.as_ptr(), held));
    EXPECT_EQ(held.As<const char>().data(), PyByteArray_AS_STRING(shared.as_ptr()));
  });
}

TEST(Bytes, AreWrittenWhereTheyAre) {
  attach([](Python py) {
    DefineBuffers(py);
    const Bound<> object = py.eval("bytearray(b'abc')");
    {
      convert::HeldBytes held;
      ASSERT_TRUE(Converter<std::span<unsigned char>>::FromPython(object.as_ptr(), held));
      Converter<std::span<unsigned char>>::Unwrap(held)[1] = 'X';
    }
    EXPECT_EQ(object.repr(), "bytearray(b'aXc')");
    for (const auto& [read_only, message] : {
             std::pair("b'abc'", "TypeError: expected bytearray | memoryview, got 'bytes'"),
             std::pair("memoryview(b'abc')",
                       "TypeError: expected a writable buffer, got a read-only memoryview"),
             std::pair("'abc'", "TypeError: expected bytearray | memoryview, got 'str'"),
             std::pair("memoryview(bytearray(b'abc')).toreadonly()",
                       "TypeError: expected a writable buffer, got a read-only memoryview"),
         }) {
      EXPECT_EQ(Refusal<WritableView>(py, read_only), message) << read_only;
    }
  });
}

// While a view is there the object may not move its content; afterwards it may.
TEST(Bytes, AreHeldAsLongAsTheView) {
  attach([](Python py) {
    const Bound<> object = py.eval("bytearray(b'abc')");
    {
      convert::HeldBytes held;
      ASSERT_TRUE(held.Hold(object.as_ptr()));
      EXPECT_THROW(object.call_method("append", 1), PyErr);
      convert::HeldBytes second;
      ASSERT_TRUE(second.HoldWritable(object.as_ptr()));
      EXPECT_FALSE(second.HoldWritable(Py_None)) << "and keeps nothing of what it had";
      PyErr_Clear();
    }
    object.call_method("append", 1);
    EXPECT_EQ(object.len(), 4u);
    const auto copy = object.extract<Copy>();
    object.call_method("append", 2);
    EXPECT_EQ(copy.size(), 4u);
  });
}

TEST(Bytes, OnlyFromContiguousBuffers) {
  attach([](Python py) {
    DefineBuffers(py);
    for (const auto& [object, message] : {
             std::pair("'abc'", "TypeError: expected bytes | bytearray | memoryview, got 'str'"),
             std::pair("[1, 2]", "TypeError: expected bytes | bytearray | memoryview, got 'list'"),
             std::pair("3", "TypeError: expected bytes | bytearray | memoryview, got 'int'"),
             std::pair("None",
                       "TypeError: expected bytes | bytearray | memoryview, got 'NoneType'"),
             std::pair("memoryview(b'abcd')[::2]",
                       "BufferError: memoryview: underlying buffer is not C-contiguous"),
             std::pair("released", "ValueError: operation forbidden on released memoryview object"),
         }) {
      EXPECT_EQ(Refusal<View>(py, object), message) << object;
      EXPECT_EQ(Refusal<std::span<const unsigned char>>(py, object), message) << object;
      EXPECT_EQ(Refusal<Copy>(py, object), message) << object;
    }
  });
}

int RaiseKeyError(PyObject*, Py_buffer* view, int) {
  view->obj = nullptr;
  PyErr_SetString(PyExc_KeyError, "why");
  return -1;
}

TEST(Bytes, WhatABufferRaisesStaysAsItIs) {
  attach([](Python py) {
    static PyBufferProcs procs = {&RaiseKeyError, nullptr};
    static PyTypeObject type = [] {
      PyTypeObject made = {PyVarObject_HEAD_INIT(nullptr, 0)};
      made.tp_name = "Raises";
      made.tp_basicsize = sizeof(PyObject);
      made.tp_flags = Py_TPFLAGS_DEFAULT;
      made.tp_as_buffer = &procs;
      made.tp_new = PyType_GenericNew;
      return made;
    }();
    ASSERT_EQ(PyType_Ready(&type), 0);
    py.import("builtins")
        .setattr("raises", Bound<>::from_owned_ptr(
                               py, PyObject_CallNoArgs(reinterpret_cast<PyObject*>(&type))));
    EXPECT_EQ(Refusal<View>(py, "raises"), "KeyError: 'why'");
    EXPECT_EQ(Refusal<WritableView>(py, "raises"), "KeyError: 'why'");
    EXPECT_EQ(FitOf<View>(py, "raises"), Fit::kConverting);
    py.import("builtins").delattr("raises");
  });
}

TEST(Bytes, Fit) {
  attach([](Python py) {
    DefineBuffers(py);
    const struct {
      const char* object;
      Fit to_read, to_write;
    } cases[] = {
        {"b''", Fit::kExact, Fit::kNone},
        {"SubBytes()", Fit::kExact, Fit::kNone},
        {"bytearray()", Fit::kExact, Fit::kExact},
        {"memoryview(b'')", Fit::kExact, Fit::kNone},
        {"memoryview(bytearray())", Fit::kExact, Fit::kExact},
        {"array.array('d')", Fit::kConverting, Fit::kConverting},
        {"''", Fit::kNone, Fit::kNone},
        {"[1]", Fit::kNone, Fit::kNone},
        {"None", Fit::kNone, Fit::kNone},
    };
    for (const auto& c : cases) {
      EXPECT_EQ(FitOf<View>(py, c.object), c.to_read) << c.object;
      EXPECT_EQ(FitOf<Copy>(py, c.object), c.to_read) << c.object;
      EXPECT_EQ(FitOf<std::span<const unsigned char>>(py, c.object), c.to_read) << c.object;
      EXPECT_EQ(FitOf<WritableView>(py, c.object), c.to_write) << c.object;
      EXPECT_EQ(FitOf<std::span<unsigned char>>(py, c.object), c.to_write) << c.object;
    }
    EXPECT_EQ(Converter<View>::Name(), "bytes | bytearray | memoryview");
    EXPECT_EQ(Converter<WritableView>::Name(), "bytearray | memoryview");
    EXPECT_TRUE(Converter<View>::kBorrows);
    EXPECT_FALSE(Converter<Copy>::kBorrows);
    static_assert(!std::is_copy_constructible_v<convert::HeldBytes>);
  });
}

TEST(Bytes, ToBytes) {
  attach([](Python py) {
    unsigned char content[] = {'a', 0, 0xff};
    const auto bytes = std::as_writable_bytes(std::span<unsigned char>(content));
    const char* const expected = "b'a\\x00\\xff'";
    EXPECT_EQ(Result(py, std::span<unsigned char>(content)), expected);
    EXPECT_EQ(Result(py, std::span<const unsigned char>(content)), expected);
    EXPECT_EQ(Result(py, bytes), expected);
    EXPECT_EQ(Result(py, View(bytes)), expected);
    EXPECT_EQ(Result(py, Copy(bytes.begin(), bytes.end())), expected);
    EXPECT_EQ(Result(py, View()), "b''");
    EXPECT_EQ(Result(py, Copy()), "b''");
  });
}

TEST(Bytes, HandlesShowTheirContent) {
  attach([](Python py) {
    const Bound<Bytes> made = Bytes::create(py, Copy{std::byte{'a'}, std::byte{0}});
    EXPECT_EQ(made.repr(), "b'a\\x00'");
    EXPECT_EQ(made.content().size(), 2u);
    EXPECT_EQ(made.content()[0], std::byte{'a'});
    EXPECT_EQ(static_cast<const void*>(made.content().data()), PyBytes_AS_STRING(made.as_ptr()));
    EXPECT_TRUE(Bytes::create(py, "").content().empty());
    EXPECT_THROW(Borrowed<Bytes>().content(), EmptyReference);
  });
}

}  // namespace
}  // namespace ferrule
