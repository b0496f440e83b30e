#include "ferrule/buffer.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <complex>
#include <concepts>
#include <cstdint>
#include <iterator>
#include <numeric>
#include <stdexcept>
#include <string>
#include <vector>

#include "ferrule/ferrule.h"

namespace ferrule {
namespace {

using internal::ReadFormat;

// A call with a Buffer argument, as glue makes it.
template <class B>
class Call {
 public:
  explicit Call(const Bound<>& object)
      : succeeded_(Converter<B>::FromPython(object.as_ptr(), carrier_)) {}

  bool succeeded() const { return succeeded_; }
  B argument() { return Converter<B>::Unwrap(carrier_); }

 private:
  typename Converter<B>::Carrier carrier_;
  bool succeeded_;
};

// The message of the error that the conversion raises.
template <class B>
std::string ErrorOf(Python py, const Bound<>& object) {
  Call<B> call(object);
  return call.succeeded() ? "no error" : PyErr::fetch(py).what();
}

template <class B>
Fit FitOf(Python py, const char* expression) {
  const Fit fit = Converter<B>::Fits(py.eval(expression).as_ptr());
  EXPECT_FALSE(PyErr::occurred(py));
  return fit;
}

// A fresh namespace in which `statements` have been run.
Bound<Dict> NamesOf(Python py, const char* statements) {
  Bound<Dict> globals = Dict::create(py);
  py.run(statements, globals);
  return globals;
}

// --- Formats ---

TEST(ReadFormat, TypesOfOneKindAndWidthAreTheSame) {
  EXPECT_EQ(ReadFormat("i", 4), kDType<int>);
  EXPECT_EQ(ReadFormat("l", sizeof(long)), kDType<std::int64_t>);
  EXPECT_EQ(ReadFormat("q", 8), kDType<std::int64_t>);
  EXPECT_EQ(ReadFormat("n", 8), kDType<std::int64_t>);
  EXPECT_EQ(ReadFormat("N", 8), kDType<std::uint64_t>);
  EXPECT_EQ(ReadFormat("L", sizeof(long)), kDType<unsigned long long>);
  EXPECT_EQ(ReadFormat("H", 2), kDType<std::uint16_t>);
  EXPECT_EQ(ReadFormat("b", 1), kDType<signed char>);
  EXPECT_EQ(ReadFormat("?", 1), kDType<bool>);
  EXPECT_EQ(ReadFormat("d", 8), kDType<double>);
  EXPECT_EQ(ReadFormat("g", sizeof(long double)), kDType<long double>);
  EXPECT_EQ(ReadFormat("Zf", 8), kDType<std::complex<float>>);
  EXPECT_EQ(ReadFormat("Zd", 16), kDType<std::complex<double>>);
  EXPECT_EQ(ReadFormat("F", 8), kDType<std::complex<float>>);
  EXPECT_EQ(ReadFormat("D", 16), kDType<std::complex<double>>);
  EXPECT_EQ(ReadFormat("e", 2), (DType{DType::kFloat, 2}));
  EXPECT_EQ(ReadFormat(nullptr, 1), kDType<unsigned char>);
}

TEST(ReadFormat, StandardSizesAndThisMachinesOrder) {
  EXPECT_EQ(ReadFormat("<l", 4), kDType<std::int32_t>);
  EXPECT_EQ(ReadFormat("=l", 4), kDType<std::int32_t>);
  EXPECT_EQ(ReadFormat("=d", 8), kDType<double>);
  EXPECT_EQ(ReadFormat("^l", 8), kDType<std::int64_t>);
  EXPECT_EQ(ReadFormat("@l", 8), kDType<std::int64_t>);
  EXPECT_EQ(ReadFormat(">B", 1), kDType<unsigned char>) << "one byte has no order";
}

TEST(ReadFormat, WhatNoCppTypeStandsForIsUnknown) {
  for (const char* const format : {"", "<", ">d", "!d", "T{d:x:}", "s", "8s", "c", "P", "2d", "dd",
                                   "w", "Z", "Zi", "Ze", "=n"}) {
    EXPECT_EQ(ReadFormat(format, 8), DType()) << format;
  }
  EXPECT_EQ(ReadFormat("<l", 8), DType()) << "of another size than it says";
  EXPECT_EQ(ReadFormat("d", 4), DType());
}

TEST(DTypes, NamesAreNumPys) {
  EXPECT_EQ(kDType<double>.name(), "float64");
  EXPECT_EQ(kDType<std::uint8_t>.name(), "uint8");
  EXPECT_EQ(kDType<long long>.name(), "int64");
  EXPECT_EQ(kDType<bool>.name(), "bool");
  EXPECT_EQ(kDType<std::complex<float>>.name(), "complex64");
  EXPECT_EQ(kDType<std::byte>.name(), "byte");
  EXPECT_EQ(kDType<char>, DType()) << "text";
  EXPECT_EQ(kDType<std::string>, DType());
}

TEST(DTypes, FormatsAreReadAsTheyAreWritten) {
  const DType all[] = {kDType<std::int8_t>,
                       kDType<std::int16_t>,
                       kDType<std::int32_t>,
                       kDType<std::int64_t>,
                       kDType<std::uint8_t>,
                       kDType<std::uint16_t>,
                       kDType<std::uint32_t>,
                       kDType<std::uint64_t>,
                       {DType::kFloat, 2},
                       kDType<float>,
                       kDType<double>,
                       kDType<long double>,
                       kDType<std::complex<float>>,
                       kDType<std::complex<double>>,
                       kDType<std::complex<long double>>,
                       kDType<bool>};
  for (const DType dtype : all) {
    EXPECT_EQ(ReadFormat(dtype.format(), dtype.size), dtype) << dtype.name();
  }
}

// --- Elements ---

TEST(Buffer, ShowsTheMemoryItself) {
  attach([](Python py) {
    const Bound<> array = py.eval("__import__('array').array('d', [1, 2, 3])");
    {
      Call<Buffer<double>> call(array);
      ASSERT_TRUE(call.succeeded());
      const Buffer<double> buffer = call.argument();
      EXPECT_EQ(buffer.ndim(), 1u);
      EXPECT_EQ(buffer.size(), 3u);
      EXPECT_EQ(buffer.shape(0), 3u);
      EXPECT_EQ(buffer.stride(0), 8);
      EXPECT_EQ(buffer(1), 2);
      EXPECT_EQ(buffer[2], 3);
      EXPECT_EQ(buffer.span().size(), 3u);
      EXPECT_EQ(buffer.span().data(), buffer.data());
      buffer(0) = 7;
    }
    EXPECT_EQ(array[0].extract<double>(), 7);
  });
}

TEST(Buffer, ReachesElementsWithGaps) {
  attach([](Python py) {
    const Bound<> view = py.eval("memoryview(__import__('array').array('i', range(6)))[::-2]");
    Call<Buffer<const int>> call(view);
    ASSERT_TRUE(call.succeeded());
    const auto buffer = call.argument();
    EXPECT_EQ(buffer.stride(0), -8);
    EXPECT_EQ(std::vector<int>(buffer.begin(), buffer.end()), (std::vector<int>{5, 3, 1}));
    EXPECT_EQ(std::accumulate(buffer.begin(), buffer.end(), 0), 9);
    EXPECT_FALSE(buffer.is_c_contiguous());
    EXPECT_THROW(buffer.span(), std::invalid_argument);
  });
}

TEST(Buffer, IteratorsAreRandomAccess) {
  static_assert(std::random_access_iterator<internal::StridedIterator<int>>);
  static_assert(std::random_access_iterator<internal::StridedIterator<const int>>);
  attach([](Python py) {
    const Bound<> view =
        py.eval("memoryview(__import__('array').array('i', [3, 0, 1, 0, 2, 0]))[::2]");
    Call<Buffer<int>> call(view);
    ASSERT_TRUE(call.succeeded());
    const auto buffer = call.argument();
    std::sort(buffer.begin(), buffer.end());
    EXPECT_EQ(view.call_method("tolist").str(), "[1, 2, 3]");
    EXPECT_EQ(buffer.end()[-1], 3);
    EXPECT_EQ(buffer.end() - buffer.begin(), 3);
  });
}

TEST(Buffer, OfCtypesHasStridesToo) {
  attach([](Python py) {
    if (py.eval("__import__('importlib.util').util.find_spec('_ctypes')").is_none()) {
      GTEST_SKIP() << "this interpreter is built without ctypes";
    }
    const Bound<> array = py.eval("(__import__('ctypes').c_int * 3 * 2)((1, 2, 3), (4, 5, 6))");
    Call<Buffer<int, 2>> call(array);
    ASSERT_TRUE(call.succeeded());
    EXPECT_EQ(call.argument().stride(0), 12);
    EXPECT_EQ(call.argument()(1, 2), 6);
    EXPECT_EQ((Converter<Buffer<int, 2>>::Fits(array.as_ptr())), Fit::kExact);
  });
}

TEST(Buffer, HasAsManyAxesAsItsTypeSays) {
  attach([](Python py) {
    const Bound<> view =
        py.eval("memoryview(__import__('array').array('h', range(6))).cast('B').cast('h', (2, 3))");
    Call<Buffer<const short, 2>> call(view);
    ASSERT_TRUE(call.succeeded());
    const auto buffer = call.argument();
    EXPECT_EQ(buffer.shape(0), 2u);
    EXPECT_EQ(buffer.shape(1), 3u);
    EXPECT_EQ(buffer(1, 0), 3);
    EXPECT_EQ(buffer(1, 2), 5);
    EXPECT_TRUE(buffer.is_c_contiguous());
    EXPECT_FALSE(buffer.is_f_contiguous());
    if (internal::kChecks) {
      EXPECT_THROW(buffer(2, 0), std::out_of_range);
      EXPECT_THROW(buffer(0, -1), std::out_of_range);
    }
  });
}

TEST(Buffer, OfBytesTakesEveryItemOfOneByte) {
  attach([](Python py) {
    for (const char* const object :
         {"b'abc'", "bytearray(b'abc')", "memoryview(b'abc').cast('c')",
          "memoryview(b'abc').cast('b')", "__import__('array').array('B', b'abc')"}) {
      Call<Buffer<const std::byte>> call(py.eval(object));
      ASSERT_TRUE(call.succeeded()) << object;
      EXPECT_EQ(call.argument()(2), std::byte{'c'}) << object;
    }
    EXPECT_EQ(ErrorOf<Buffer<const std::byte>>(py, py.eval("__import__('array').array('h', [1])")),
              "TypeError: expected a buffer of byte with 1 dimension, got int16 of shape (1,)");
  });
}

TEST(Buffer, MayBeWithoutElements) {
  attach([](Python py) {
    Call<Buffer<const std::uint8_t>> call(py.eval("b''"));
    ASSERT_TRUE(call.succeeded());
    EXPECT_EQ(call.argument().size(), 0u);
    EXPECT_TRUE(call.argument().span().empty());
    EXPECT_EQ(call.argument().begin(), call.argument().end());
  });
}

// --- Refusals ---

TEST(Buffer, SaysWhatWasExpectedAndWhatCame) {
  attach([](Python py) {
    const Bound<> floats = py.eval("memoryview(bytes(48)).cast('f', (3, 4))");
    EXPECT_EQ((ErrorOf<Buffer<const double, 2>>(py, floats)),
              "TypeError: expected a buffer of float64 with 2 dimensions, got float32 of shape "
              "(3, 4)");
    EXPECT_EQ((ErrorOf<Buffer<const float>>(py, floats)),
              "TypeError: expected a buffer of float32 with 1 dimension, got float32 of shape "
              "(3, 4)");
    EXPECT_EQ((ErrorOf<Buffer<float, 2>>(py, floats)),
              "TypeError: expected a writable buffer of float32 with 2 dimensions, got a read-only "
              "one");
    EXPECT_EQ((ErrorOf<Buffer<double, 2>>(py, py.eval("bytearray(3)"))),
              "TypeError: expected a writable buffer of float64 with 2 dimensions, got uint8 of "
              "shape (3,)");
    EXPECT_EQ(ErrorOf<Buffer<const double>>(py, py.eval("[1.0]")),
              "TypeError: expected a buffer of float64 with 1 dimension, got 'list'");
    EXPECT_EQ(
        ErrorOf<Buffer<const int>>(py, py.eval("memoryview(bytes(8)).cast('c')")),
        "TypeError: expected a buffer of int32 with 1 dimension, got format 'c' of shape (8,)");
  });
}

TEST(Buffer, RefusesElementsThatAreNotAligned) {
  attach([](Python py) {
    EXPECT_EQ(ErrorOf<Buffer<const int>>(py, py.eval("memoryview(bytearray(9))[1:].cast('i')")),
              "ValueError: expected a buffer of int32 with 1 dimension, got one whose elements are "
              "not aligned");
  });
}

TEST(Buffer, KeepsTheErrorOfTheObject) {
  attach([](Python py) {
    const Bound<Dict> names = NamesOf(py,
                                      "view = memoryview(b'abc')\n"
                                      "view.release()\n");
    EXPECT_EQ(ErrorOf<Buffer<const std::byte>>(py, names["view"]),
              "ValueError: operation forbidden on released memoryview object");
  });
}

// --- Release ---

TEST(Buffer, CannotBeReleasedOrResizedDuringTheCall) {
  attach([](Python py) {
    const Bound<Dict> names = NamesOf(py,
                                      "array = bytearray(3)\n"
                                      "view = memoryview(array)\n");
    {
      Call<Buffer<std::uint8_t>> call(names["view"]);
      ASSERT_TRUE(call.succeeded());
      EXPECT_THROW(py.run("view.release()", names), PyErr);
    }
    py.run("view.release()", names);
    {
      Call<Buffer<std::uint8_t>> call(names["array"]);
      ASSERT_TRUE(call.succeeded());
      EXPECT_THROW(py.run("array.append(1)", names), PyErr);
      EXPECT_THROW(py.run("array.clear()", names), PyErr);
      EXPECT_EQ(call.argument()(2), 0);
    }
    py.run("array.append(1)", names);
  });
}

TEST(Buffer, IsReleasedWhenItIsRefused) {
  attach([](Python py) {
    const Bound<Dict> names = NamesOf(py, "array = bytearray(3)\n");
    const Bound<> array = names["array"];
    const Py_ssize_t count = array.get_refcnt();
    ErrorOf<Buffer<double>>(py, array);
    ErrorOf<Buffer<std::uint8_t, 2>>(py, array);
    Converter<Buffer<double>>::Fits(array.as_ptr());
    Converter<Buffer<std::uint8_t>>::Fits(array.as_ptr());
    EXPECT_EQ(array.get_refcnt(), count);
    py.run("array.append(1)", names);
  });
}

// --- Fits ---

TEST(Buffer, FitsWhatItTakes) {
  attach([](Python py) {
    using Doubles = Buffer<const double>;
    EXPECT_EQ(FitOf<Doubles>(py, "__import__('array').array('d')"), Fit::kExact);
    EXPECT_EQ(FitOf<Doubles>(py, "__import__('array').array('f')"), Fit::kNone);
    EXPECT_EQ(FitOf<Doubles>(py, "memoryview(bytes(16)).cast('d', (1, 2))"), Fit::kNone);
    EXPECT_EQ(FitOf<Doubles>(py, "memoryview(bytes(16)).cast('d')"), Fit::kExact);
    EXPECT_EQ(FitOf<Buffer<double>>(py, "memoryview(bytes(16)).cast('d')"), Fit::kNone);
    EXPECT_EQ(FitOf<Doubles>(py, "[1.0]"), Fit::kNone);
    EXPECT_EQ(FitOf<Doubles>(py, "1.0"), Fit::kNone);
    EXPECT_EQ(FitOf<Doubles>(py, "None"), Fit::kNone);
    EXPECT_EQ(FitOf<Doubles>(py, "type('D', (__import__('array').array,), {})('d')"), Fit::kExact)
        << "a subclass with the buffer of its base";
    EXPECT_EQ(FitOf<Doubles>(py, "__import__('pickle').PickleBuffer(b'')"), Fit::kConverting)
        << "it asks another object, which may run Python code";
  });
}

TEST(Buffer, OfAPythonClassIsNotAskedForByFits) {
  attach([](Python py) {
    if (!py.eval("__import__('sys').version_info >= (3, 12)").is_truthy()) {
      GTEST_SKIP() << "classes have __buffer__ from 3.12 on";
    }
    const Bound<Dict> names = NamesOf(py,
                                      "calls = []\n"
                                      "class Exporter:\n"
                                      "    def __buffer__(self, flags):\n"
                                      "        calls.append('get')\n"
                                      "        return memoryview(bytearray(4))\n"
                                      "    def __release_buffer__(self, view):\n"
                                      "        calls.append('release')\n"
                                      "        view.release()\n"
                                      "class Derived(bytearray, Exporter):\n"
                                      "    __buffer__ = Exporter.__buffer__\n"
                                      "exporter = Exporter()\n"
                                      "derived = Derived()\n");
    const Bound<> exporter = names["exporter"];
    EXPECT_EQ(Converter<Buffer<double>>::Fits(exporter.as_ptr()), Fit::kConverting);
    EXPECT_EQ(Converter<Buffer<double>>::Fits(names["derived"].as_ptr()), Fit::kConverting);
    EXPECT_EQ(names["calls"].len(), 0u);
    {
      Call<Buffer<std::uint8_t>> call(exporter);
      ASSERT_TRUE(call.succeeded());
      EXPECT_EQ(call.argument().size(), 4u);
      EXPECT_EQ(names["calls"].str(), "['get']");
    }
    EXPECT_EQ(names["calls"].str(), "['get', 'release']");
    EXPECT_EQ(ErrorOf<Buffer<double>>(py, exporter),
              "TypeError: expected a writable buffer of float64 with 1 dimension, got uint8 of "
              "shape (4,)");
    EXPECT_EQ(names["calls"].len(), 4u);
  });
}

TEST(Buffer, HasAName) {
  EXPECT_EQ((Converter<Buffer<const float, 2>>::Name()), "Buffer[float32]");
}

}  // namespace
}  // namespace ferrule
