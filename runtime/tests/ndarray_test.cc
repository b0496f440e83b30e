#include "ferrule/ndarray.h"

#include <gtest/gtest.h>

#include <complex>
#include <cstdint>
#include <memory>
#include <numeric>
#include <stdexcept>
#include <string>
#include <thread>
#include <type_traits>
#include <utility>
#include <vector>

#include "ferrule/ferrule.h"

namespace ferrule {
namespace {

Bound<Dict> NamesOf(Python py, const char* statements) {
  Bound<Dict> globals = Dict::create(py);
  py.run(statements, globals);
  return globals;
}

template <class A>
std::string ErrorOf(const Bound<>& object) {
  try {
    object.extract<A>();
    return "no error";
  } catch (const PyErr& error) {
    return error.what();
  }
}

// Says when it goes.
class Witness {
 public:
  explicit Witness(bool& is_gone) : is_gone_(&is_gone) {}
  Witness(Witness&& other) noexcept : is_gone_(std::exchange(other.is_gone_, nullptr)) {}
  Witness& operator=(Witness&&) = delete;
  ~Witness() {
    if (is_gone_ != nullptr) *is_gone_ = true;
  }

 private:
  bool* is_gone_;
};

// --- Memory of C++ ---

TEST(NdArray, HasMemoryOfItsOwn) {
  const auto array = NdArray<double, Ndim<2>>::zeros({2, 3});
  EXPECT_TRUE(array);
  EXPECT_EQ(array.ndim(), 2u);
  EXPECT_EQ(array.size(), 6u);
  EXPECT_EQ(array.nbytes(), 48u);
  EXPECT_EQ(array.stride(0), 24);
  EXPECT_EQ(array.stride(1), 8);
  EXPECT_EQ(std::accumulate(array.span().begin(), array.span().end(), 0.0), 0);
  array(1, 2) = 5;
  EXPECT_EQ(array.data()[5], 5);
  EXPECT_TRUE(array.is_c_contiguous());
  EXPECT_EQ((NdArray<int>::empty({4}).size()), 4u);
}

TEST(NdArray, LiesInMemoryAsItsTypeSays) {
  const auto fortran = NdArray<int, Ndim<2>, FContig>::zeros({2, 3});
  EXPECT_EQ(fortran.stride(0), 4);
  EXPECT_EQ(fortran.stride(1), 8);
  fortran(1, 2) = 7;
  EXPECT_EQ(fortran.data()[5], 7);
  fortran(1, 0) = 8;
  EXPECT_EQ(fortran.data()[1], 8);
  const auto c = NdArray<int, Shape<kAny, 3>, CContig>::zeros({2, 3});
  c(1, 0) = 9;
  EXPECT_EQ(c.data()[3], 9);
  const auto any = NdArray<int, AnyContig>::zeros({2, 3});
  any(0, 2) = 4;
  EXPECT_EQ(any.span()[2], 4);
}

TEST(NdArray, HasAnyNumberOfAxesUnlessTheTypeSays) {
  NdArray<float> array = NdArray<float>::zeros({2, 3, 4});
  EXPECT_EQ(array.ndim(), 3u);
  array(1, 2, 3) = 1.5f;
  EXPECT_EQ(array.data()[23], 1.5f);
  EXPECT_THROW(array(1, 2), std::out_of_range);
  const auto scalar = NdArray<float>::zeros({});
  EXPECT_EQ(scalar.size(), 1u);
  EXPECT_EQ(scalar(), 0);
  const auto fixed = NdArray<float, Shape<>>::zeros({});
  EXPECT_EQ(fixed(), 0);
  EXPECT_EQ(fixed.size(), 1u);
}

TEST(NdArray, TakesAVectorOver) {
  std::vector<int> values = {1, 2, 3, 4};
  const int* const data = values.data();
  const auto array = NdArray<int>::from_vector(std::move(values));
  EXPECT_EQ(array.data(), data);
  EXPECT_EQ(array.shape(0), 4u);
  const auto square = NdArray<int, Ndim<2>>::from_vector({1, 2, 3, 4}, {2, 2});
  EXPECT_EQ(square(1, 0), 3);
  EXPECT_THROW((NdArray<int, Ndim<2>>::from_vector({1, 2, 3}, {2, 2})), std::invalid_argument);
}

TEST(NdArray, KeepsTheOwnerOfItsMemory) {
  bool is_gone = false;
  double values[] = {1, 2, 3, 4};
  {
    const auto array = NdArray<const double, Ndim<1>>::from_pointer(values, {4}, Witness(is_gone));
    const NdArray<const double, Ndim<1>> copy = array;
    EXPECT_EQ(copy.data(), values);
    EXPECT_FALSE(is_gone);
  }
  EXPECT_TRUE(is_gone);
  const auto every_other = NdArray<double, Ndim<1>>::from_pointer(values, {2}, nullptr, {16});
  EXPECT_EQ(every_other(1), 3);
  std::vector<double> seen(every_other.begin(), every_other.end());
  EXPECT_EQ(seen, (std::vector<double>{1, 3}));
}

TEST(NdArray, IsNothingElseThanItsTypeSays) {
  double values[6] = {};
  try {
    NdArray<double, Shape<kAny, 3>>::zeros({3, 2});
    FAIL();
  } catch (const std::invalid_argument& error) {
    EXPECT_STREQ(error.what(),
                 "expected a writable array of float64 of shape (*, 3), got shape (3, 2)");
  }
  EXPECT_THROW((NdArray<double, Ndim<1>, CContig>::from_pointer(values, {3}, nullptr, {16})),
               std::invalid_argument);
  EXPECT_THROW((NdArray<double, Ndim<1>>::from_pointer(values, {3}, nullptr, {8, 8})),
               std::invalid_argument);
  EXPECT_THROW((NdArray<double, Ndim<2>>::zeros({std::size_t{1} << 40, std::size_t{1} << 40})),
               std::length_error);
  EXPECT_EQ((NdArray<double, Ndim<2>>::zeros({std::size_t{1} << 40, 0}).size()), 0u);
}

TEST(NdArray, CopiesShareAndMovesEmpty) {
  auto array = NdArray<int, Ndim<1>>::zeros({2});
  const auto copy = array;
  copy(0) = 3;
  EXPECT_EQ(array(0), 3);
  auto moved = std::move(array);
  EXPECT_FALSE(array);
  EXPECT_EQ(array.size(), 0u);
  EXPECT_EQ(array.data(), nullptr);
  EXPECT_EQ(moved(0), 3);
  array = std::move(moved);
  EXPECT_FALSE(moved);
  EXPECT_EQ(array(0), 3);
  EXPECT_EQ((NdArray<int>().size()), 0u);
  EXPECT_EQ((NdArray<int, Shape<>>().size()), 0u);
}

TEST(NdArray, BecomesWhatIsMoreGeneral) {
  using Special = NdArray<double, Shape<kAny, 3>, CContig>;
  static_assert(std::is_convertible_v<Special, NdArray<double>>);
  static_assert(std::is_convertible_v<Special, NdArray<const double, Ndim<2>, AnyContig, NumPy>>);
  static_assert(std::is_convertible_v<Special, NdArray<double, Shape<kAny, kAny>>>);
  static_assert(!std::is_convertible_v<NdArray<double>, Special>);
  static_assert(!std::is_convertible_v<NdArray<const double>, NdArray<double>>);
  static_assert(!std::is_convertible_v<NdArray<int>, NdArray<double>>);
  static_assert(!std::is_convertible_v<Special, NdArray<double, Ndim<2>, FContig>>);
  static_assert(!std::is_convertible_v<Special, NdArray<double, Shape<kAny, 4>>>);
  const Special special = Special::zeros({2, 3});
  const NdArray<const double> general = special;
  EXPECT_EQ(general.ndim(), 2u);
  EXPECT_EQ(general.data(), special.data());
}

// --- To Python ---

TEST(NdArray, IsShownToPythonWithoutACopy) {
  attach([](Python py) {
    const auto array = NdArray<std::int32_t, Ndim<2>>::from_vector({1, 2, 3, 4, 5, 6}, {2, 3});
    const Bound<> object = to_python(py, array);
    EXPECT_EQ(object.repr(), "<ferrule.NdArray of int32, shape (2, 3)>");
    const Bound<> view = py.eval("memoryview")(object);
    EXPECT_EQ(view.attr("format").str(), "i");
    EXPECT_EQ(view.call_method("tolist").str(), "[[1, 2, 3], [4, 5, 6]]");
    array(1, 1) = 9;
    EXPECT_EQ(view.call_method("tolist").str(), "[[1, 2, 3], [4, 9, 6]]");
    EXPECT_FALSE(view.attr("readonly").is_truthy());
    EXPECT_THROW(py.eval("type(array)()",
                         [&] {
                           const Bound<Dict> names = Dict::create(py);
                           names.set_item("array", object);
                           return names;
                         }()),
                 PyErr);
  });
}

TEST(NdArray, MemoryOfCppLivesAsLongAsPythonSeesIt) {
  attach([](Python py) {
    bool is_gone = false;
    static const double values[] = {1, 2};
    const Bound<Dict> names = Dict::create(py);
    names.set_item("array", NdArray<const double, Ndim<1>, MemoryView>::from_pointer(
                                values, {2}, Witness(is_gone)));
    EXPECT_EQ(py.eval("type(array).__name__, array.readonly, array.tolist()", names).str(),
              "('memoryview', True, [1.0, 2.0])");
    py.run("part = array[1:]; del array", names);
    EXPECT_FALSE(is_gone);
    py.run("del part", names);
    EXPECT_TRUE(is_gone);
  });
}

TEST(NdArray, BuffersAreGivenAsTheyAreAskedFor) {
  attach([](Python py) {
    const auto get = [](const Bound<>& object, int flags) {
      Py_buffer view;
      if (PyObject_GetBuffer(object.as_ptr(), &view, flags) < 0) {
        PyErr_Clear();
        return false;
      }
      PyBuffer_Release(&view);
      return true;
    };
    const Bound<> c = to_python(py, NdArray<int, Ndim<2>>::zeros({2, 3}));
    EXPECT_TRUE(get(c, PyBUF_SIMPLE));
    EXPECT_TRUE(get(c, PyBUF_CONTIG));
    EXPECT_FALSE(get(c, PyBUF_F_CONTIGUOUS));
    EXPECT_TRUE(get(c, PyBUF_ANY_CONTIGUOUS));
    const Bound<> fortran = to_python(py, NdArray<const int, Ndim<2>, FContig>::zeros({2, 3}));
    EXPECT_FALSE(get(fortran, PyBUF_SIMPLE));
    EXPECT_FALSE(get(fortran, PyBUF_CONTIG_RO));
    EXPECT_TRUE(get(fortran, PyBUF_F_CONTIGUOUS));
    EXPECT_TRUE(get(fortran, PyBUF_FULL_RO));
    EXPECT_FALSE(get(fortran, PyBUF_FULL)) << "it is read-only";
    static int values[8];
    const Bound<> gaps =
        to_python(py, NdArray<int, Ndim<1>>::from_pointer(values, {4}, nullptr, {8}));
    EXPECT_FALSE(get(gaps, PyBUF_ANY_CONTIGUOUS));
    EXPECT_FALSE(get(gaps, PyBUF_ND));
    EXPECT_TRUE(get(gaps, PyBUF_STRIDED));
  });
}

TEST(NdArray, WithoutElementsIsShownToo) {
  attach([](Python py) {
    const Bound<> object = to_python(py, NdArray<double>::from_vector({}));
    EXPECT_EQ(py.eval("memoryview")(object).call_method("tolist").str(), "[]");
    const auto array = object.extract<NdArray<const double, Ndim<1>, CContig>>();
    EXPECT_EQ(array.size(), 0u);
  });
}

TEST(NdArray, EmptyHandlesAreNoResult) {
  attach([](Python py) {
    EXPECT_THROW(to_python(py, NdArray<int>()), PyErr);
    EXPECT_THROW(to_python(py, NdArray<int, NumPy>()), PyErr);
  });
}

// --- From Python ---

TEST(NdArray, HoldsTheMemoryOfAPythonObject) {
  attach([](Python py) {
    const Bound<Dict> names = NamesOf(py, "array = bytearray(b'abc')\n");
    const Bound<> object = names["array"];
    const Py_ssize_t count = object.get_refcnt();
    {
      const auto array = object.extract<NdArray<std::uint8_t>>();
      EXPECT_EQ(array(0), 'a');
      array(0) = 'x';
      EXPECT_THROW(py.run("array.append(1)", names), PyErr);
      const NdArray<std::uint8_t> copy = array;
      EXPECT_GT(object.get_refcnt(), count);
    }
    EXPECT_EQ(object.get_refcnt(), count);
    py.run("array.append(1)", names);
    EXPECT_EQ(object.str(), "bytearray(b'xbc\\x01')");
  });
}

TEST(NdArray, IsDroppedOnAnyThread) {
  attach([](Python py) {
    const Bound<Dict> names = NamesOf(py, "array = bytearray(b'abc')\n");
    auto array = names["array"].extract<NdArray<std::uint8_t>>();
    py.detach([&array] {
      std::thread([dropped = std::move(array)]() mutable {
        NdArray<std::uint8_t> last = std::move(dropped);
        EXPECT_EQ(last(1), 'b');
      }).join();
    });
    attach([](Python) {});  // drains the pool
    py.run("array.append(1)", names);
  });
}

TEST(NdArray, GoesBackAsTheObjectThatItCameFrom) {
  attach([](Python py) {
    const Bound<> object = py.eval("memoryview(bytearray(3))");
    const Bound<> array = to_python(py, object.extract<NdArray<std::uint8_t>>());
    EXPECT_EQ(array.repr(), "<ferrule.NdArray of uint8, shape (3,)>");
    EXPECT_TRUE(to_python(py, array.extract<NdArray<const std::uint8_t, Ndim<1>>>()).is(array));
    EXPECT_TRUE(to_python(py, object.extract<NdArray<std::uint8_t, MemoryView>>()).is(object));
    const Bound<> bytes = py.eval("bytes(3)");
    const Bound<> view = to_python(py, bytes.extract<NdArray<const std::uint8_t, MemoryView>>());
    EXPECT_EQ(view.type().attr("__name__").str(), "memoryview");
    EXPECT_TRUE(view.attr("readonly").is_truthy());
  });
}

TEST(NdArray, SaysWhatWasExpectedAndWhatCame) {
  attach([](Python py) {
    const Bound<> floats = py.eval("memoryview(bytes(48)).cast('f', (3, 4))");
    EXPECT_EQ((ErrorOf<NdArray<const double>>(floats)),
              "TypeError: expected an array of float64, got float32 of shape (3, 4)");
    EXPECT_EQ((ErrorOf<NdArray<const float, Ndim<1>>>(floats)),
              "TypeError: expected an array of float32 with 1 dimension, got float32 of shape "
              "(3, 4)");
    EXPECT_EQ((ErrorOf<NdArray<float>>(floats)),
              "TypeError: expected a writable array of float32, got a read-only one");
    EXPECT_EQ((ErrorOf<NdArray<const float, Shape<kAny, 3>>>(floats)),
              "ValueError: expected an array of float32 of shape (*, 3), got float32 of shape "
              "(3, 4)");
    EXPECT_EQ((ErrorOf<NdArray<const float, Ndim<2>, FContig>>(floats)),
              "ValueError: expected a Fortran-contiguous array of float32 with 2 dimensions, got "
              "one of shape (3, 4) with strides (16, 4)");
    EXPECT_EQ(
        (ErrorOf<NdArray<const int, AnyContig>>(py.eval("memoryview(bytes(16)).cast('i')[::-1]"))),
        "ValueError: expected a contiguous array of int32, got one of shape (4,) with strides "
        "(-4,)");
    EXPECT_EQ((ErrorOf<NdArray<const float, CContig>>(py.eval("3"))),
              "TypeError: expected a C-contiguous array of float32, got 'int'");
  });
}

TEST(NdArray, StandsInContainers) {
  attach([](Python py) {
    const auto arrays =
        py.eval("[b'ab', bytearray(b'cde')]").extract<std::vector<NdArray<const std::uint8_t>>>();
    ASSERT_EQ(arrays.size(), 2u);
    EXPECT_EQ(arrays[1](2), 'e');
    EXPECT_FALSE(py.eval("None").extract<std::optional<NdArray<const std::uint8_t>>>());
  });
}

// --- NumPy: more of it in tests/behaviour ---

bool HasNumPy(Python py) {
  try {
    py.import("numpy");
    return true;
  } catch (const PyErr&) {
    return false;
  }
}

TEST(NdArray, BecomesANumPyArray) {
  attach([](Python py) {
    if (!HasNumPy(py)) GTEST_SKIP() << "this interpreter has no NumPy";
    bool is_gone = false;
    static float values[] = {1, 2, 3, 4, 5, 6};
    const Bound<Dict> names = Dict::create(py);
    names.set_item("array", NdArray<float, Ndim<2>, NumPy, FContig>::from_pointer(
                                values, {2, 3}, Witness(is_gone)));
    EXPECT_EQ(py.eval("type(array).__name__, str(array.dtype), array.tolist()", names).str(),
              "('ndarray', 'float32', [[1.0, 3.0, 5.0], [2.0, 4.0, 6.0]])");
    py.run("array[1, 2] = 7; part = array[:, 1]; del array", names);
    EXPECT_EQ(values[5], 7);
    EXPECT_FALSE(is_gone);
    py.run("del part", names);
    EXPECT_TRUE(is_gone);
  });
}

// --- DLPack ---

// Objects that know DLPack and nothing else, of versions since and before 1.0; they show `array`.
constexpr const char* kProducers = R"(
class Producer:
    def __init__(self, array):
        self.array = array
    def __dlpack_device__(self):
        return self.array.__dlpack_device__()
    def __dlpack__(self, *, stream=None, max_version=None, dl_device=None, copy=None):
        self.asked = max_version
        return self.array.__dlpack__(max_version=max_version)
class OldProducer(Producer):
    def __dlpack__(self, stream=None):
        return self.array.__dlpack__()
class GpuProducer(Producer):
    def __dlpack_device__(self):
        return (2, 0)
class BrokenProducer(Producer):
    def __dlpack__(self, **options):
        return b'tensor'
class FailingProducer(Producer):
    def __dlpack__(self, **options):
        raise RuntimeError('no tensor today')
)";

TEST(DLPack, GoesBothWays) {
  attach([](Python py) {
    bool is_gone = false;
    static float values[12] = {0, 1, 2, 3, 4, 5};
    const Bound<Dict> names = NamesOf(py, kProducers);
    names.set_item(
        "array", NdArray<float, Ndim<2>>::from_pointer(values, {2, 2}, Witness(is_gone), {16, 8}));
    for (const char* const make : {"Producer(array)", "OldProducer(array)"}) {
      const auto array = py.eval(make, names).extract<NdArray<float, Ndim<2>>>();
      EXPECT_EQ(array.data(), values) << make;
      EXPECT_EQ(array.stride(0), 16);
      EXPECT_EQ(array(1, 0), 4);
    }
    auto array = py.eval("Producer(array)", names).extract<NdArray<float>>();
    names.del_item("array");
    EXPECT_FALSE(is_gone);
    array = {};
    EXPECT_TRUE(is_gone);
  });
}

TEST(DLPack, ProducersAreAskedForTheVersionOfThisSide) {
  attach([](Python py) {
    const Bound<Dict> names = NamesOf(py, kProducers);
    names.set_item("array", NdArray<int>::zeros({2}));
    py.run("producer = Producer(array)", names);
    const auto array = names["producer"].extract<NdArray<int>>();
    EXPECT_EQ(names["producer"].attr("asked").str(), "(1, 1)");
  });
}

TEST(DLPack, ReadOnlyArraysNeedAVersion) {
  attach([](Python py) {
    const Bound<Dict> names = NamesOf(py, kProducers);
    names.set_item("array", NdArray<const int>::zeros({2}));
    const Bound<> producer = py.eval("Producer(array)", names);
    EXPECT_EQ(producer.extract<NdArray<const int>>().size(), 2u);
    EXPECT_EQ(ErrorOf<NdArray<int>>(producer),
              "TypeError: expected a writable array of int32, got a read-only one");
    EXPECT_EQ(ErrorOf<NdArray<const int>>(py.eval("OldProducer(array)", names)),
              "BufferError: the array is read-only, which only DLPack 1.0 and later can say");
  });
}

TEST(DLPack, WhatDoesNotFitIsRefusedAndGivenBack) {
  attach([](Python py) {
    const Bound<Dict> names = NamesOf(py, kProducers);
    bool is_gone = false;
    static int values[4];
    names.set_item("array", NdArray<int>::from_pointer(values, {4}, Witness(is_gone)));
    EXPECT_EQ(ErrorOf<NdArray<double>>(py.eval("Producer(array)", names)),
              "TypeError: expected a writable array of float64, got int32 of shape (4,)");
    EXPECT_EQ((ErrorOf<NdArray<int, Ndim<2>>>(py.eval("OldProducer(array)", names))),
              "TypeError: expected a writable array of int32 with 2 dimensions, got int32 of shape "
              "(4,)");
    EXPECT_EQ(ErrorOf<NdArray<int>>(py.eval("GpuProducer(array)", names)),
              "TypeError: expected a writable array of int32 on the CPU, got one on DLPack device "
              "(2, 0)");
    EXPECT_EQ(ErrorOf<NdArray<int>>(py.eval("BrokenProducer(array)", names)),
              "TypeError: expected a capsule with a DLPack tensor, got 'bytes'");
    EXPECT_EQ(ErrorOf<NdArray<int>>(py.eval("FailingProducer(array)", names)),
              "RuntimeError: no tensor today");
    EXPECT_FALSE(is_gone);
    names.del_item("array");
    EXPECT_TRUE(is_gone);
  });
}

TEST(DLPack, CapsulesThatNobodyTakesGiveTheTensorBack) {
  attach([](Python py) {
    bool is_gone = false;
    static int values[4];
    const Bound<Dict> names = Dict::create(py);
    names.set_item("array", NdArray<int>::from_pointer(values, {4}, Witness(is_gone)));
    py.run(
        "old = array.__dlpack__()\n"
        "new = array.__dlpack__(max_version=(1, 0), dl_device=(1, 0), copy=False)\n"
        "newest = array.__dlpack__(max_version=(2, 0))\n",
        names);
    EXPECT_TRUE(PyCapsule_IsValid(names["old"].as_ptr(), "dltensor"));
    EXPECT_TRUE(PyCapsule_IsValid(names["new"].as_ptr(), "dltensor_versioned"));
    EXPECT_EQ(py.eval("array.__dlpack_device__()", names).str(), "(1, 0)");
    py.run("del array, old, new, newest", names);
    EXPECT_TRUE(is_gone);
  });
}

TEST(DLPack, WhatCannotBeSaidIsABufferError) {
  attach([](Python py) {
    const Bound<Dict> names = Dict::create(py);
    names.set_item("array", NdArray<int>::zeros({4}));
    static std::complex<float> values[3];
    names.set_item("odd",
                   NdArray<std::complex<float>, Ndim<1>>::from_pointer(values, {2}, nullptr, {12}));
    names.set_item("wide", NdArray<std::complex<long double>>::zeros({1}));
    const auto error_of = [&](const char* expression) -> std::string {
      try {
        py.eval(expression, names);
        return "no error";
      } catch (const PyErr& error) {
        return error.what();
      }
    };
    EXPECT_EQ(error_of("array.__dlpack__(stream=1)"),
              "BufferError: the CPU has no streams: stream must be None");
    EXPECT_EQ(error_of("array.__dlpack__(copy=True)"),
              "BufferError: the array is not copied: copy must be None or False");
    EXPECT_EQ(error_of("array.__dlpack__(dl_device=(2, 0))"),
              "BufferError: the array is on the CPU, as device (1, 0)");
    EXPECT_EQ(error_of("array.__dlpack__(max_version=1)"), "TypeError: expected tuple, got 'int'");
    EXPECT_EQ(error_of("odd.__dlpack__()"),
              "BufferError: DLPack has no strides that are no multiple of the size of an element");
    EXPECT_EQ(error_of("wide.__dlpack__()"), "BufferError: DLPack has no complex256");
  });
}

// --- Fits ---

TEST(NdArray, FitsWhatItTakes) {
  attach([](Python py) {
    const Bound<Dict> names = NamesOf(py, kProducers);
    names.set_item("array", NdArray<const double, Ndim<2>>::zeros({2, 3}));
    const auto fit = [&]<class A>(std::type_identity<A>, const char* expression) {
      const Fit fits = Converter<A>::Fits(py.eval(expression, names).as_ptr());
      EXPECT_FALSE(PyErr::occurred(py));
      return fits;
    };
    using Doubles = std::type_identity<NdArray<const double>>;
    EXPECT_EQ(fit(Doubles(), "array"), Fit::kExact);
    EXPECT_EQ(fit(Doubles(), "Producer(array)"), Fit::kConverting);
    EXPECT_EQ(fit(Doubles(), "[1.0]"), Fit::kNone);
    EXPECT_EQ(fit(Doubles(), "b''"), Fit::kNone);
    EXPECT_EQ(fit(std::type_identity<NdArray<double>>(), "array"), Fit::kNone);
    EXPECT_EQ(fit(std::type_identity<NdArray<const double, Ndim<1>>>(), "array"), Fit::kNone);
    EXPECT_EQ(fit(std::type_identity<NdArray<const double, CContig>>(), "array"), Fit::kExact);
    EXPECT_EQ(fit(std::type_identity<NdArray<const double, FContig>>(), "array"), Fit::kConverting);
    EXPECT_EQ(fit(std::type_identity<NdArray<const double, Shape<2, 4>>>(), "array"),
              Fit::kConverting);
  });
}

TEST(NdArray, HasAName) {
  EXPECT_EQ((Converter<NdArray<const float, Ndim<2>, NumPy>>::Name()), "NDArray[float32]");
}

}  // namespace
}  // namespace ferrule
