#include <gtest/gtest.h>

#include <cstdint>

#include "ferrule/convert/numbers.h"
#include "ferrule/ferrule.h"
#include "runtime/tests/converting.h"

namespace ferrule {
namespace {

// Objects that are no numbers, but have one, or say so.
void DefineNumbers(Python py) {
  py.run(
      "class Index:\n"
      "  def __index__(self): return 7\n"
      "class Float:\n"
      "  def __float__(self): return 1.5\n"
      "class SubInt(int):\n"
      "  def __index__(self): return 99\n"
      "class SubFloat(float):\n"
      "  def __float__(self): return 99.0\n");
}

TEST(Numbers, Fit) {
  attach([](Python py) {
    DefineNumbers(py);
    const struct {
      const char* object;
      Fit as_bool, as_int, as_float;
    } cases[] = {
        {"True", Fit::kExact, Fit::kConverting, Fit::kConverting},
        {"1", Fit::kNone, Fit::kExact, Fit::kConverting},
        {"2 ** 100", Fit::kNone, Fit::kExact, Fit::kConverting},
        {"SubInt(1)", Fit::kNone, Fit::kConverting, Fit::kConverting},
        {"Index()", Fit::kNone, Fit::kConverting, Fit::kConverting},
        {"1.5", Fit::kNone, Fit::kNone, Fit::kExact},
        {"SubFloat(1.5)", Fit::kNone, Fit::kNone, Fit::kConverting},
        {"Float()", Fit::kNone, Fit::kNone, Fit::kConverting},
        {"1j", Fit::kNone, Fit::kNone, Fit::kNone},
        {"'1'", Fit::kNone, Fit::kNone, Fit::kNone},
        {"None", Fit::kNone, Fit::kNone, Fit::kNone},
    };
    for (const auto& c : cases) {
      EXPECT_EQ(FitOf<bool>(py, c.object), c.as_bool) << c.object;
      EXPECT_EQ(FitOf<int>(py, c.object), c.as_int) << c.object;
      EXPECT_EQ(FitOf<std::uint8_t>(py, c.object), c.as_int) << c.object;
      EXPECT_EQ(FitOf<double>(py, c.object), c.as_float) << c.object;
      EXPECT_EQ(FitOf<float>(py, c.object), c.as_float) << c.object;
    }
  });
}

TEST(Numbers, Names) {
  EXPECT_EQ(Converter<bool>::Name(), "bool");
  EXPECT_EQ(Converter<int>::Name(), "int");
  EXPECT_EQ(Converter<float>::Name(), "float");
}

}  // namespace
}  // namespace ferrule
