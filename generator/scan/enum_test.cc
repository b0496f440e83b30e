// Enums and their values.
#include <string>
#include <vector>

#include "generator/scan/harness.h"
#include "gtest/gtest.h"

namespace ferrule::scan {
namespace {

TEST(EnumTest, ReadsEnums) {
  const Scanned scanned = ScanText(R"(
namespace n {
/// Lights.
enum class FERRULE_ENUM(base = "IntEnum") Light {
  kRed,          ///< Stop.
  kGreen = 7,
  /// Both.
  kBoth FERRULE_SKIP() = kRed | kGreen,
};
enum FERRULE_ENUM() Plain { plain_one = -1 };
enum NotAnnotated { kNot };
}
)");
  ASSERT_EQ(scanned.errors, "");
  EXPECT_EQ(scanned.text,
            "enum class n::Light  h.h:5:43\n"
            "  FERRULE_ENUM(base = \"IntEnum\")\n"
            "  | Lights.\n"
            "  kRed = 0  :6:3\n"
            "    | Stop.\n"
            "  kGreen = 7  :7:3\n"
            "  kBoth = 7  :9:3\n"
            "    FERRULE_SKIP()\n"
            "    | Both.\n"
            "enum n::Plain  h.h:11:21\n"
            "  FERRULE_ENUM()\n"
            "  plain_one = -1  :11:29\n");
}

TEST(EnumTest, ReadsValuesOfEveryUnderlyingType) {
  const Scanned scanned = ScanText(R"(
enum class FERRULE_ENUM() A : unsigned char { k = 255 };
enum class FERRULE_ENUM() B : signed char { k = -128 };
enum class FERRULE_ENUM() C : unsigned long long { k = 0xFFFFFFFFFFFFFFFF };
enum class FERRULE_ENUM() D : long long { k = -0x7FFFFFFFFFFFFFFF - 1 };
enum class FERRULE_ENUM() E : bool { k = true };
enum class FERRULE_ENUM() F : char16_t { k = 0xFFFF };
enum FERRULE_ENUM() G { k = 0xFFFFFFFFFFFFFFFF };
)");
  ASSERT_EQ(scanned.errors, "");
  EXPECT_EQ(LinesOf(scanned.text, "k ="),
            (std::vector<std::string>{"255", "-128", "18446744073709551615", "-9223372036854775808",
                                      "1", "65535", "18446744073709551615"}));
}

TEST(EnumTest, TakesTheAnnotationOfAnEarlierDeclaration) {
  const Scanned scanned =
      ScanText("enum class FERRULE_ENUM() E : int;\nenum class E : int { k };\n");
  ASSERT_EQ(scanned.errors, "");
  EXPECT_EQ(scanned.text, "enum class E  h.h:3:12\n  FERRULE_ENUM()\n  k = 0  :3:22\n");
}

TEST(EnumTest, RefusesWhatNoNumberHolds) {
  EXPECT_EQ(ScanText("enum class FERRULE_ENUM() E : __int128 { k };\n").errors,
            "h.h:2:27: [not-covered] ferrule does not cover enums of more than 64 bits yet\n");
}

}  // namespace
}  // namespace ferrule::scan
