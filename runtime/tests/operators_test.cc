#include "ferrule/operators.h"

#include <gtest/gtest.h>

#include <sstream>
#include <string>
#include <vector>

#include "ferrule/ferrule.h"

namespace ferrule {
namespace {

TEST(Operators, Arithmetic) {
  attach([](Python py) {
    const Bound<> seven = py.eval("7");
    EXPECT_EQ((seven + seven).repr(), "14");
    EXPECT_EQ((seven + 1).repr(), "8");
    EXPECT_EQ((10 - seven).repr(), "3");
    EXPECT_EQ((seven * 2.5).repr(), "17.5");
    EXPECT_EQ((seven / 2).repr(), "3.5");
    EXPECT_EQ((seven % 4).repr(), "3");
    EXPECT_EQ((seven << 2).repr(), "28");
    EXPECT_EQ((seven >> 1).repr(), "3");
    EXPECT_EQ((seven & 5).repr(), "5");
    EXPECT_EQ((seven | 8).repr(), "15");
    EXPECT_EQ((seven ^ 1).repr(), "6");
    EXPECT_EQ((-seven).repr(), "-7");
    EXPECT_EQ((+seven).repr(), "7");
    EXPECT_EQ((~seven).repr(), "-8");
    EXPECT_EQ(abs(-seven).repr(), "7");
    EXPECT_EQ(floor_div(seven, 2).repr(), "3");
    EXPECT_EQ(divmod(seven, 2).repr(), "(3, 1)");
    EXPECT_EQ(pow(seven, 2).repr(), "49");
    EXPECT_EQ(pow(2, seven).repr(), "128");
    EXPECT_EQ(pow(seven, 2, 10).repr(), "9");
    EXPECT_EQ((py.eval("'a'") + "b").repr(), "'ab'");
    EXPECT_EQ((py.eval("[1]") + std::vector<int>{2}).repr(), "[1, 2]");
    EXPECT_EQ((Str::create(py, "ab") * 2).repr(), "'abab'");
  });
}

TEST(Operators, MatrixMultiplication) {
  attach([](Python py) {
    py.run(
        "class M:\n"
        "  def __matmul__(self, other): return ('matmul', other)\n"
        "  def __rmatmul__(self, other): return ('rmatmul', other)\n");
    EXPECT_EQ(matmul(py.eval("M()"), 2).repr(), "('matmul', 2)");
    EXPECT_EQ(matmul(2, py.eval("M()")).repr(), "('rmatmul', 2)");
  });
}

TEST(Operators, InPlace) {
  attach([](Python py) {
    Bound<> number = py.eval("7");
    number += 3;
    number -= 1;
    number *= 2;
    number %= 10;
    number <<= 3;
    number >>= 1;
    number |= 1;
    number &= 29;
    number ^= 4;
    EXPECT_EQ(number.repr(), py.eval("((((7 + 3 - 1) * 2 % 10 << 3 >> 1) | 1) & 29) ^ 4").repr());
    number /= 2;
    EXPECT_EQ(number.type().name(), "float");
    const Bound<> list = py.eval("[1]");
    Bound<> same = list;
    same += py.eval("(2, 3)");
    EXPECT_TRUE(same.is(list));
    EXPECT_EQ(list.repr(), "[1, 2, 3]");
  });
}

TEST(Operators, Comparison) {
  attach([](Python py) {
    const Bound<> one = py.eval("1");
    const Bound<Int> two = py.eval("2").cast<Int>();
    EXPECT_TRUE(one < two);
    EXPECT_TRUE(one <= 1);
    EXPECT_TRUE(3 > two);
    EXPECT_TRUE(two >= one);
    EXPECT_TRUE(one == 1.0);
    EXPECT_TRUE(1 == one);
    EXPECT_TRUE(one != two);
    EXPECT_FALSE(one == "1");
    EXPECT_TRUE(py.eval("'a'") == "a");
    EXPECT_TRUE(Borrowed<>(one) == one);
    const Bound<> nan = py.eval("float('nan')");
    EXPECT_FALSE(nan == nan);
    EXPECT_TRUE(nan != nan);
    EXPECT_EQ((std::vector<Bound<>>{one, two}), (std::vector<Bound<>>{one, two}));
  });
}

TEST(Operators, ComparisonThatIsNoTruth) {
  attach([](Python py) {
    py.run(
        "class Array:\n"
        "  def __lt__(self, other): return [True, False]\n"
        "  def __eq__(self, other): return NoTruth()\n"
        "class NoTruth:\n"
        "  def __bool__(self): raise ValueError('ambiguous')\n");
    const Bound<> array = py.eval("Array()");
    EXPECT_EQ(rich_compare(array, 1, Py_LT).repr(), "[True, False]");
    EXPECT_EQ(rich_compare(array, 1, Py_EQ).type().name(), "NoTruth");
    EXPECT_THROW(static_cast<void>(array == 1), PyErr);
  });
}

TEST(Operators, ErrorsAreThrown) {
  attach([](Python py) {
    const Bound<> one = py.eval("1");
    EXPECT_THROW(one + "x", PyErr);
    EXPECT_THROW(one / 0, PyErr);
    EXPECT_THROW(-py.eval("'x'"), PyErr);
    EXPECT_THROW(static_cast<void>(one < "x"), PyErr);
    EXPECT_THROW(one + "\xff", PyErr);
    EXPECT_THROW(one + Bound<>(), EmptyReference);
    EXPECT_THROW(-Bound<>(), EmptyReference);
    EXPECT_FALSE(PyErr::occurred(py));
  });
}

TEST(Operators, Streams) {
  attach([](Python py) {
    std::ostringstream out;
    out << py.eval("'text'") << ' ' << py.eval("[1]").cast<List>() << ' ' << Bound<>();
    EXPECT_EQ(out.str(), "text [1] (empty)");
  });
}

}  // namespace
}  // namespace ferrule
