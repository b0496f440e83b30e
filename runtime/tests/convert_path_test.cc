#include <gtest/gtest.h>

#include <filesystem>
#include <string>

#include "ferrule/convert/path.h"
#include "ferrule/ferrule.h"
#include "runtime/tests/converting.h"

namespace ferrule {
namespace {

using std::filesystem::path;

void DefinePaths(Python py) {
  py.run(
      "import os, pathlib\n"
      "class Like:\n"
      "  def __init__(self, answer='like/this'): self.answer = answer\n"
      "  def __fspath__(self): return self.answer\n"
      "class Raises:\n"
      "  def __fspath__(self): raise KeyError('why')\n"
      "class OnlyTheInstance: pass\n"
      "only_the_instance = OnlyTheInstance()\n"
      "only_the_instance.__fspath__ = lambda: 'x'\n"
      "class SubStr(str):\n"
      "  def __fspath__(self): return 'other'\n");
}

TEST(Paths, FromStrAndPathLike) {
  attach([](Python py) {
    DefinePaths(py);
    const struct {
      const char* object;
      const char* name;
    } cases[] = {
        {"''", ""},
        {"'a/b'", "a/b"},
        {"'gr\\u00fcn'", "gr\xc3\xbcn"},
        {"pathlib.Path('a') / 'b'", "a/b"},
        {"pathlib.PurePosixPath('/x')", "/x"},
        {"Like()", "like/this"},
        {"Like(SubStr('sub'))", "sub"},
        {"SubStr('text')", "text"},
        {"'\\udcff\\udc80'", "\xff\x80"},
        {"'a' * 5000", nullptr},
    };
    for (const auto& c : cases) {
      const std::string name = c.name != nullptr ? c.name : std::string(5000, 'a');
      EXPECT_EQ(py.eval(c.object).extract<path>().native(), name) << c.object;
    }
  });
}

TEST(Paths, NothingElse) {
  attach([](Python py) {
    DefinePaths(py);
    const struct {
      const char* object;
      const char* message;
    } cases[] = {
        {"b'a/b'", "TypeError: expected str | PathLike[str], got 'bytes'"},
        {"1", "TypeError: expected str | PathLike[str], got 'int'"},
        {"None", "TypeError: expected str | PathLike[str], got 'NoneType'"},
        {"only_the_instance", "TypeError: expected str | PathLike[str], got 'OnlyTheInstance'"},
        {"Like", "TypeError: expected str | PathLike[str], got 'type'"},
        {"Like(b'x')", "TypeError: expected Like.__fspath__() to return str, not bytes"},
        {"Like(1)", "TypeError: expected Like.__fspath__() to return str or bytes, not int"},
        {"Raises()", "KeyError: 'why'"},
        {"'a\\0b'", "ValueError: embedded null "},
        {"Like('a\\0b')", "ValueError: embedded null "},
        {"'\\ud800'", "UnicodeEncodeError: 'utf-8' codec can't encode character '\\ud800'"},
    };
    for (const auto& c : cases) {
      const std::string refusal = Refusal<path>(py, c.object);
      EXPECT_EQ(refusal.find(c.message), 0u) << c.object << ": " << refusal;
    }
  });
}

TEST(Paths, Fit) {
  attach([](Python py) {
    DefinePaths(py);
    EXPECT_EQ(FitOf<path>(py, "pathlib.Path('a')"), Fit::kExact);
    EXPECT_EQ(FitOf<path>(py, "Like()"), Fit::kExact);
    EXPECT_EQ(FitOf<path>(py, "'a'"), Fit::kConverting) << "the nearer one takes a str";
    EXPECT_EQ(FitOf<path>(py, "b'a'"), Fit::kNone);
    EXPECT_EQ(FitOf<path>(py, "only_the_instance"), Fit::kNone);
    EXPECT_EQ(FitOf<path>(py, "Like"), Fit::kNone) << "the class is no path";
    EXPECT_EQ(FitOf<path>(py, "None"), Fit::kNone);
  });
}

TEST(Paths, ToPathlib) {
  attach([](Python py) {
    EXPECT_EQ(Result(py, path("a/b")), "PosixPath('a/b')");
    EXPECT_EQ(Result(py, path()), "PosixPath('.')");
    EXPECT_TRUE(to_python(py, path("a")).isinstance(py.import("pathlib").attr("Path")));
  });
}

TEST(Paths, NamesThatAreNoTextComeBack) {
  attach([](Python py) {
    for (const char* const name : {"\xff\xfe", "gr\xfcn", "\xed\xa0\x80", "\xf0\x9f\x98\x80"}) {
      EXPECT_EQ(to_python(py, path(name)).extract<path>().native(), name);
    }
  });
}

}  // namespace
}  // namespace ferrule
