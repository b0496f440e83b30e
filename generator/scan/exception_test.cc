// Exception classes.
#include <string>
#include <vector>

#include "generator/scan/harness.h"
#include "gtest/gtest.h"

namespace ferrule::scan {
namespace {

TEST(ExceptionTest, ReadsAncestorsAndMembers) {
  const Scanned scanned = ScanText(R"(
namespace std { struct exception {}; }
namespace n {
struct Place { int line; protected: int hidden; };
/// Wrong.
class FERRULE_EXCEPTION() Error : public std::exception {
 public:
  FERRULE_GETTER() int code() const;
  int plain() const;
 private:
  int code_;
};
template <class T> struct Mixin { T tag; };
struct FERRULE_EXCEPTION(base = ValueError) ParseError : virtual Error, Place, private Mixin<int> {
  int column;
  static int count;
};
struct FERRULE_CLASS() Parser {
  struct FERRULE_EXCEPTION() Stopped : ParseError, Mixin<int> {};
};
}
)");
  ASSERT_EQ(scanned.errors, "");
  EXPECT_EQ(LinesOf(scanned.text, "exception"),
            (std::vector<std::string>{"n::Error", "n::ParseError", "n::Parser::Stopped"}));
  EXPECT_EQ(LinesOf(scanned.text, "ancestor"),
            (std::vector<std::string>{"std::exception", "n::Error (bound)", "n::Place",
                                      "std::exception", "n::ParseError (bound)", "n::Mixin<int>",
                                      "n::Error (bound)", "n::Place", "std::exception"}));
  EXPECT_EQ(LinesOf(scanned.text, "method"), (std::vector<std::string>{"int code() const"}));
  EXPECT_EQ(LinesOf(scanned.text, "in"), (std::vector<std::string>{"n::Parser"}));
}

}  // namespace
}  // namespace ferrule::scan
