#include <gtest/gtest.h>

#include <cmath>
#include <complex>
#include <cstdint>
#include <limits>

#include "ferrule/convert/complex.h"
#include "ferrule/convert/numbers.h"
#include "ferrule/ferrule.h"
#include "runtime/tests/converting.h"

namespace ferrule {
namespace {

// Objects that are no numbers, but have one, or say so.
void DefineNumbers(Python py) {
  py.run(
      "class Index:\n"
      "  def __init__(self, value=7): self.value = value\n"
      "  def __index__(self): return self.value\n"
      "class Float:\n"
      "  def __init__(self, value=1.5): self.value = value\n"
      "  def __float__(self): return self.value\n"
      "class Complex:\n"
      "  def __init__(self, value=1 + 2j): self.value = value\n"
      "  def __complex__(self): return self.value\n"
      "class Raises:\n"
      "  def __index__(self): raise KeyError('why')\n"
      "  __float__ = __complex__ = __index__\n"
      "class SubInt(int):\n"
      "  def __index__(self): return 99\n"
      "class SubFloat(float):\n"
      "  def __float__(self): return 99.0\n"
      "class SubComplex(complex): pass\n"
      "class Imposter:\n"
      "  def __bool__(self): return True\n"
      "Imposter.__name__ = 'numpy.bool_'\n");
}

TEST(Numbers, Fit) {
  attach([](Python py) {
    DefineNumbers(py);
    constexpr Fit no = Fit::kNone;
    constexpr Fit converting = Fit::kConverting;
    constexpr Fit exact = Fit::kExact;
    const struct {
      const char* object;
      Fit as_bool, as_int, as_float, as_complex;
    } cases[] = {
        {"True", exact, converting, converting, converting},
        {"1", no, exact, converting, converting},
        {"2 ** 100", no, exact, converting, converting},
        {"SubInt(1)", no, converting, converting, converting},
        {"Index()", no, converting, converting, converting},
        {"Raises()", no, converting, converting, converting},
        {"1.5", no, no, exact, converting},
        {"SubFloat(1.5)", no, no, converting, converting},
        {"Float()", no, no, converting, converting},
        {"1j", no, no, no, exact},
        {"SubComplex(1j)", no, no, no, converting},
        {"Complex()", no, no, no, converting},
        {"Imposter()", no, no, no, no},
        {"'1'", no, no, no, no},
        {"b'1'", no, no, no, no},
        {"[1]", no, no, no, no},
        {"None", no, no, no, no},
        {"int", no, no, no, no},
    };
    for (const auto& c : cases) {
      EXPECT_EQ(FitOf<bool>(py, c.object), c.as_bool) << c.object;
      EXPECT_EQ(FitOf<int>(py, c.object), c.as_int) << c.object;
      EXPECT_EQ(FitOf<std::uint8_t>(py, c.object), c.as_int) << c.object;
      EXPECT_EQ(FitOf<double>(py, c.object), c.as_float) << c.object;
      EXPECT_EQ(FitOf<float>(py, c.object), c.as_float) << c.object;
      EXPECT_EQ(FitOf<long double>(py, c.object), c.as_float) << c.object;
      EXPECT_EQ(FitOf<std::complex<double>>(py, c.object), c.as_complex) << c.object;
      EXPECT_EQ(FitOf<std::complex<float>>(py, c.object), c.as_complex) << c.object;
    }
  });
}

TEST(Numbers, Names) {
  EXPECT_EQ(Converter<bool>::Name(), "bool");
  EXPECT_EQ(Converter<int>::Name(), "int");
  EXPECT_EQ(Converter<float>::Name(), "float");
  EXPECT_EQ(Converter<std::complex<float>>::Name(), "complex");
}

TEST(Bool, OnlyTruthValues) {
  attach([](Python py) {
    EXPECT_TRUE(py.eval("True").extract<bool>());
    EXPECT_FALSE(py.eval("False").extract<bool>());
    EXPECT_EQ(Refusal<bool>(py, "1"), "TypeError: expected bool, got 'int'");
    EXPECT_EQ(Refusal<bool>(py, "None"), "TypeError: expected bool, got 'NoneType'");
    EXPECT_EQ(Result(py, true), "True");
  });
}

// A stand-in for NumPy's: what counts is its name.
struct FakeNumpyBool {
  explicit FakeNumpyBool(const char* name) {
    numbers.nb_bool = [](PyObject*) {
      if (answer < 0) PyErr_SetString(PyExc_KeyError, "why");
      return answer;
    };
    type.tp_name = name;
    type.tp_basicsize = sizeof(PyObject);
    type.tp_flags = Py_TPFLAGS_DEFAULT;
    type.tp_as_number = &numbers;
    type.tp_new = PyType_GenericNew;
    EXPECT_EQ(PyType_Ready(&type), 0);
  }

  static inline int answer = 0;
  PyNumberMethods numbers = {};
  PyTypeObject type = {PyVarObject_HEAD_INIT(nullptr, 0)};
};

TEST(Bool, NumpysToo) {
  attach([](Python py) {
    static FakeNumpyBool before_2("numpy.bool_");
    static FakeNumpyBool since_2("numpy.bool");
    static FakeNumpyBool other("numpy.int8");
    const auto make = [py](FakeNumpyBool& fake) {
      return Bound<>::from_owned_ptr(py,
                                     PyObject_CallNoArgs(reinterpret_cast<PyObject*>(&fake.type)));
    };
    for (FakeNumpyBool* const fake : {&before_2, &since_2}) {
      const Bound<> object = make(*fake);
      EXPECT_EQ(Converter<bool>::Fits(object.as_ptr()), Fit::kConverting);
      FakeNumpyBool::answer = 1;
      EXPECT_TRUE(object.extract<bool>());
      FakeNumpyBool::answer = 0;
      EXPECT_FALSE(object.extract<bool>());
      FakeNumpyBool::answer = -1;
      EXPECT_THROW(object.extract<bool>(), PyErr);
    }
    EXPECT_EQ(Converter<bool>::Fits(make(other).as_ptr()), Fit::kNone);
    EXPECT_THROW(make(other).extract<bool>(), PyErr);
  });
}

template <class T>
void ExpectRange(Python py, const char* minimum, const char* below, const char* maximum,
                 const char* above, const char* message) {
  EXPECT_EQ(py.eval(minimum).extract<T>(), std::numeric_limits<T>::min());
  EXPECT_EQ(py.eval(maximum).extract<T>(), std::numeric_limits<T>::max());
  for (const char* const outside : {below, above, "10 ** 30", "-10 ** 30"}) {
    EXPECT_EQ(Refusal<T>(py, outside), std::string("OverflowError: int out of range: ") + message)
        << outside;
  }
  EXPECT_EQ(Result(py, std::numeric_limits<T>::min()), minimum);
  EXPECT_EQ(Result(py, std::numeric_limits<T>::max()), maximum);
}

TEST(Integers, EveryWidthToItsLimits) {
  attach([](Python py) {
    ExpectRange<std::int8_t>(py, "-128", "-129", "127", "128", "expected -128 to 127");
    ExpectRange<std::uint8_t>(py, "0", "-1", "255", "256", "expected 0 to 255");
    ExpectRange<short>(py, "-32768", "-32769", "32767", "32768", "expected -32768 to 32767");
    ExpectRange<std::uint16_t>(py, "0", "-1", "65535", "65536", "expected 0 to 65535");
    ExpectRange<int>(py, "-2147483648", "-2147483649", "2147483647", "2147483648",
                     "expected -2147483648 to 2147483647");
    ExpectRange<unsigned>(py, "0", "-1", "4294967295", "4294967296", "expected 0 to 4294967295");
    const char* const message = "expected -9223372036854775808 to 9223372036854775807";
    ExpectRange<long>(py, "-9223372036854775808", "-2 ** 63 - 1", "9223372036854775807", "2 ** 63",
                      message);
    ExpectRange<long long>(py, "-9223372036854775808", "-2 ** 63 - 1", "9223372036854775807",
                           "2 ** 63", message);
    ExpectRange<unsigned long>(py, "0", "-1", "18446744073709551615", "2 ** 64",
                               "expected 0 to 18446744073709551615");
    ExpectRange<unsigned long long>(py, "0", "-1", "18446744073709551615", "2 ** 64",
                                    "expected 0 to 18446744073709551615");
  });
}

TEST(Integers, ByIndexAndNothingElse) {
  attach([](Python py) {
    DefineNumbers(py);
    EXPECT_EQ(py.eval("True").extract<int>(), 1);
    EXPECT_EQ(py.eval("Index()").extract<int>(), 7);
    EXPECT_EQ(py.eval("Index(SubInt(3))").extract<unsigned>(), 3u);
    EXPECT_EQ(py.eval("SubInt(3)").extract<int>(), 3) << "its value, not what its __index__ says";
    EXPECT_EQ(py.eval("SubInt(3)").extract<std::uint8_t>(), 3u);
    for (const auto& [object, message] : {
             std::pair("1.0", "TypeError: expected int, got 'float'"),
             std::pair("Float()", "TypeError: expected int, got 'Float'"),
             std::pair("'1'", "TypeError: expected int, got 'str'"),
             std::pair("Raises()", "KeyError: 'why'"),
             std::pair("Index('seven')", "TypeError: __index__ returned non-int (type str)"),
             std::pair("Index(10 ** 30)",
                       "OverflowError: int out of range: expected -2147483648 to 2147483647"),
         }) {
      EXPECT_EQ(Refusal<int>(py, object), message) << object;
    }
    EXPECT_EQ(Refusal<std::uint64_t>(py, "Raises()"), "KeyError: 'why'");
    EXPECT_EQ(Refusal<std::uint64_t>(py, "Index('seven')"),
              "TypeError: __index__ returned non-int (type str)");
  });
}

TEST(Floats, FromNumbers) {
  attach([](Python py) {
    DefineNumbers(py);
    EXPECT_EQ(py.eval("1.5").extract<double>(), 1.5);
    EXPECT_EQ(py.eval("SubFloat(1.5)").extract<double>(), 1.5);
    EXPECT_EQ(py.eval("2 ** 60 + 1").extract<double>(), 0x1p60);
    EXPECT_EQ(py.eval("Index()").extract<double>(), 7.0);
    EXPECT_EQ(py.eval("Float()").extract<float>(), 1.5f);
    EXPECT_EQ(py.eval("Float()").extract<long double>(), 1.5L);
    EXPECT_EQ(py.eval("-1.0").extract<double>(), -1.0);
    EXPECT_TRUE(std::isnan(py.eval("float('nan')").extract<float>()));
    EXPECT_EQ(py.eval("float('-inf')").extract<float>(), -std::numeric_limits<float>::infinity());
    for (const auto& [object, message] : {
             std::pair("'1.5'", "TypeError: expected float, got 'str'"),
             std::pair("1j", "TypeError: expected float, got 'complex'"),
             std::pair("Raises()", "KeyError: 'why'"),
             std::pair("Float('x')", "TypeError: Float.__float__ returned non-float (type str)"),
             std::pair("10 ** 400", "OverflowError: int too large to convert to float"),
         }) {
      EXPECT_EQ(Refusal<double>(py, object), message) << object;
      EXPECT_EQ(Refusal<float>(py, object), message) << object;
      EXPECT_EQ(Refusal<long double>(py, object), message) << object;
    }
    EXPECT_EQ(Refusal<float>(py, "1e300"), "OverflowError: float out of range of a C++ float");
    EXPECT_EQ(Refusal<float>(py, "-10 ** 40"), "OverflowError: float out of range of a C++ float");
  });
}

TEST(Floats, ToFloats) {
  attach([](Python py) {
    EXPECT_EQ(Result(py, 0.1), "0.1");
    EXPECT_EQ(Result(py, 0.1f), "0.10000000149011612");
    EXPECT_EQ(Result(py, 0.1L), "0.1");
    EXPECT_EQ(Result(py, std::numeric_limits<double>::quiet_NaN()), "nan");
    EXPECT_EQ(Result(py, -std::numeric_limits<long double>::infinity()), "-inf");
    if constexpr (std::numeric_limits<long double>::max_exponent >
                  std::numeric_limits<double>::max_exponent) {
      EXPECT_EQ(Result(py, std::numeric_limits<long double>::max()),
                "OverflowError: C++ long double out of range of a Python float");
    }
  });
}

TEST(Complex, FromNumbers) {
  attach([](Python py) {
    DefineNumbers(py);
    using Double = std::complex<double>;
    EXPECT_EQ(py.eval("1 - 2j").extract<Double>(), Double(1, -2));
    EXPECT_EQ(py.eval("1 - 2j").extract<std::complex<float>>(), std::complex<float>(1, -2));
    EXPECT_EQ(py.eval("1j").extract<std::complex<long double>>(), std::complex<long double>(0, 1));
    EXPECT_EQ(py.eval("SubComplex(3j)").extract<Double>(), Double(0, 3));
    EXPECT_EQ(py.eval("Complex()").extract<Double>(), Double(1, 2));
    EXPECT_EQ(py.eval("Float()").extract<Double>(), Double(1.5, 0));
    EXPECT_EQ(py.eval("Index()").extract<Double>(), Double(7, 0));
    EXPECT_EQ(py.eval("True").extract<Double>(), Double(1, 0));
    EXPECT_EQ(py.eval("-1.0").extract<Double>(), Double(-1, 0));
    for (const auto& [object, message] : {
             std::pair("'1j'", "TypeError: expected complex, got 'str'"),
             std::pair("Raises()", "KeyError: 'why'"),
             std::pair("Complex(1)", "TypeError: __complex__ returned non-complex (type int)"),
             std::pair("10 ** 400", "OverflowError: int too large to convert to float"),
         }) {
      const std::string refusal = Refusal<Double>(py, object);
      // CPython 3.14 puts the name of the class in front.
      EXPECT_TRUE(refusal.find(message) == 0 ||
                  refusal.find("Complex.__complex__()") != std::string::npos)
          << object << ": " << refusal;
    }
    EXPECT_EQ(Refusal<std::complex<float>>(py, "complex(0, 1e300)"),
              "OverflowError: float out of range of a C++ float");
  });
}

TEST(Complex, ToComplex) {
  attach([](Python py) {
    EXPECT_EQ(Result(py, std::complex<double>(1, -2)), "(1-2j)");
    EXPECT_EQ(Result(py, std::complex<float>(0.5f, 0)), "(0.5+0j)");
    EXPECT_EQ(Result(py, std::complex<long double>(0, 0.5L)), "0.5j");
    if constexpr (std::numeric_limits<long double>::max_exponent >
                  std::numeric_limits<double>::max_exponent) {
      EXPECT_EQ(Result(py, std::complex<long double>(0, std::numeric_limits<long double>::max())),
                "OverflowError: C++ long double out of range of a Python float");
    }
  });
}

}  // namespace
}  // namespace ferrule
