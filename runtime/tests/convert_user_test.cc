#include <gtest/gtest.h>

#include <functional>
#include <map>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "ferrule/convert/function.h"
#include "ferrule/convert/user.h"
#include "ferrule/ferrule.h"
#include "runtime/tests/converting.h"

namespace colors {

struct Color {
  int red;
  int green;
  int blue;
};

// Cannot be made of nothing, nor assigned, nor copied.
class Token {
 public:
  explicit Token(std::string text) : text_(std::move(text)) {}
  Token(Token&&) = default;
  Token& operator=(Token&&) = delete;
  const std::string& text() const { return text_; }

 private:
  const std::string text_;
};

template <class T>
struct Matrix {
  std::vector<T> cells;
};

// A part of a str, which it points into.
struct Word {
  std::string_view text;
};

}  // namespace colors

template <>
struct ferrule::Converter<colors::Color> : ferrule::UserConverter<colors::Color> {
  static constexpr const char* kName = "tuple[int, int, int]";

  static colors::Color from_python(Borrowed<> object) {
    if (!object.is_instance<Tuple>() || object.len() != 3) throw expected(object);
    return {object[0].extract<int>(), object[1].extract<int>(), object[2].extract<int>()};
  }
  static Bound<> to_python(Python py, const colors::Color& color) {
    if (color.red < 0) throw std::out_of_range("no such color");
    return Tuple::create(py, color.red, color.green, color.blue);
  }
  static Fit fits(Borrowed<> object) noexcept {
    return object.is_instance<Tuple>() ? Fit::kExact : Fit::kNone;
  }
};

template <>
struct ferrule::Converter<colors::Token> : ferrule::UserConverter<colors::Token> {
  static constexpr const char* kName = "str";
  static colors::Token from_python(Borrowed<> object) {
    return colors::Token(object.extract<std::string>());
  }
  static Bound<> to_python(Python py, colors::Token&& token) {
    return ferrule::to_python(py, token.text());
  }
};

template <class T>
struct ferrule::Converter<colors::Matrix<T>> : ferrule::UserConverter<colors::Matrix<T>> {
  static std::string name() { return "list[" + Converter<T>::Name() + "]"; }
  static colors::Matrix<T> from_python(Borrowed<> object) {
    colors::Matrix<T> matrix;
    for (const Bound<>& cell : object) matrix.cells.push_back(cell.template extract<T>());
    return matrix;
  }
  static Bound<> to_python(Python, const colors::Matrix<T>&) { return Bound<>(); }
};

template <>
struct ferrule::Converter<colors::Word> : ferrule::UserConverter<colors::Word> {
  static constexpr const char* kName = "str";
  static constexpr bool kBorrows = true;
  static colors::Word from_python(Borrowed<> object) {
    return {object.extract<std::string_view>()};
  }
};

namespace ferrule {
namespace {

using colors::Color;
using colors::Matrix;
using colors::Token;

TEST(UserConverter, ConvertsBothWays) {
  attach([](Python py) {
    const Color color = py.eval("(1, 2, 3)").extract<Color>();
    EXPECT_EQ(color.blue, 3);
    EXPECT_EQ(Result(py, color), "(1, 2, 3)");
    EXPECT_EQ(py.eval("'abc'").extract<Token>().text(), "abc");
    EXPECT_EQ(to_python(py, Token("xyz")).repr(), "'xyz'");
    EXPECT_EQ(py.eval("[1.5]").extract<Matrix<double>>().cells, std::vector<double>{1.5});
    EXPECT_EQ(py.eval("'word'").extract<colors::Word>().text, "word");
  });
}

TEST(UserConverter, SaysWhatIsWrong) {
  attach([](Python py) {
    EXPECT_EQ(Refusal<Color>(py, "'red'"), "TypeError: expected tuple[int, int, int], got 'str'");
    EXPECT_EQ(Refusal<Color>(py, "(1, 2, 'x')"), "TypeError: expected int, got 'str'");
    EXPECT_EQ(Result(py, Color{-1, 0, 0}), "IndexError: no such color");
    EXPECT_EQ(Refusal<Matrix<int>>(py, "5"), "TypeError: 'int' object is not iterable");
    EXPECT_EQ(Result(py, Matrix<int>()), "SystemError: C++ returned an empty reference");
  });
}

TEST(UserConverter, KeepsWhatPythonRaises) {
  attach([](Python py) {
    py.run("def broken():\n  yield 1\n  raise LookupError('half-way')\n");
    EXPECT_EQ(Refusal<Matrix<int>>(py, "broken()"), "LookupError: half-way");
  });
}

TEST(UserConverter, FitsAndNames) {
  attach([](Python py) {
    EXPECT_EQ(FitOf<Color>(py, "(1, 2, 3)"), Fit::kExact);
    EXPECT_EQ(FitOf<Color>(py, "'red'"), Fit::kNone);
    EXPECT_EQ(FitOf<Token>(py, "'red'"), Fit::kConverting) << "nobody said anything";
    EXPECT_EQ(Converter<Color>::Name(), "tuple[int, int, int]");
    EXPECT_EQ(Converter<Matrix<double>>::Name(), "list[float]");
    EXPECT_FALSE(Converter<Color>::kBorrows);
    EXPECT_TRUE(Converter<colors::Word>::kBorrows);
  });
}

TEST(UserConverter, WorksInsideOfOthers) {
  attach([](Python py) {
    const auto colors = py.eval("[(1, 2, 3), (4, 5, 6)]").extract<std::vector<Color>>();
    EXPECT_EQ(colors[1].red, 4);
    EXPECT_EQ(Result(py, colors), "[(1, 2, 3), (4, 5, 6)]");
    EXPECT_EQ(Refusal<std::vector<Color>>(py, "[(1, 2, 3), 4]"),
              "TypeError: item 1: expected tuple[int, int, int], got 'int'");
    const auto invert = py.eval("lambda c: tuple(255 - v for v in c)")
                            .extract<std::function<Color(const Color&)>>();
    EXPECT_EQ(invert(Color{0, 1, 2}).green, 254);
    EXPECT_EQ(py.eval("None").extract<std::optional<Token>>().has_value(), false);
    EXPECT_EQ(py.eval("lambda c: c[0]")(Color{9, 0, 0}).extract<int>(), 9);
  });
}

}  // namespace
}  // namespace ferrule
