#include <gtest/gtest.h>

#include <string>
#include <string_view>

#include "ferrule/convert/text.h"
#include "ferrule/ferrule.h"
#include "runtime/tests/converting.h"

namespace ferrule {
namespace {

// Text of every width that CPython stores: ASCII, up to U+00FF, up to U+FFFF, and beyond.
struct Text {
  const char* python;
  std::string utf8;
  std::u16string utf16;
  std::u32string utf32;
};

const Text kTexts[] = {
    {"''", "", u"", U""},
    {"'plain'", "plain", u"plain", U"plain"},
    {"'a\\0b'", std::string("a\0b", 3), std::u16string(u"a\0b", 3), std::u32string(U"a\0b", 3)},
    {"'gr\\u00fcn'", "gr\xc3\xbcn", u"gr\u00fcn", U"gr\u00fcn"},
    {"'\\u20ac 5'", "\xe2\x82\xac 5", u"\u20ac 5", U"\u20ac 5"},
    {"'\\ufeffmark'", "\xef\xbb\xbfmark", u"\ufeffmark", U"\ufeffmark"},
    {"'x\\U0001f600\\U0010ffff'", "x\xf0\x9f\x98\x80\xf4\x8f\xbf\xbf", u"x\U0001f600\U0010ffff",
     U"x\U0001f600\U0010ffff"},
};

std::u8string InChar8(const std::string& text) { return std::u8string(text.begin(), text.end()); }
std::wstring InWide(const std::u32string& text) { return std::wstring(text.begin(), text.end()); }

// What a view parameter gets: the carrier lives as long as the view is used.
template <class View>
std::basic_string<typename View::value_type> ThroughView(const Bound<>& object) {
  typename Converter<View>::Carrier carrier{};
  if (!Converter<View>::FromPython(object.as_ptr(), carrier)) internal::ThrowError();
  const View view = Converter<View>::Unwrap(carrier);
  return std::basic_string<typename View::value_type>(view);
}

TEST(Text, InEveryEncoding) {
  attach([](Python py) {
    for (const Text& text : kTexts) {
      const Bound<> object = py.eval(text.python);
      EXPECT_EQ(object.extract<std::string>(), text.utf8) << text.python;
      EXPECT_EQ(object.extract<std::string_view>(), text.utf8) << text.python;
      EXPECT_TRUE(object.extract<std::u8string>() == InChar8(text.utf8)) << text.python;
      EXPECT_TRUE(object.extract<std::u8string_view>() == InChar8(text.utf8)) << text.python;
      EXPECT_TRUE(object.extract<std::u16string>() == text.utf16) << text.python;
      EXPECT_TRUE(ThroughView<std::u16string_view>(object) == text.utf16) << text.python;
      EXPECT_TRUE(object.extract<std::u32string>() == text.utf32) << text.python;
      EXPECT_TRUE(ThroughView<std::u32string_view>(object) == text.utf32) << text.python;
      EXPECT_TRUE(object.extract<std::wstring>() == InWide(text.utf32)) << text.python;
      EXPECT_TRUE(ThroughView<std::wstring_view>(object) == InWide(text.utf32)) << text.python;
    }
  });
}

TEST(Text, FromEveryEncoding) {
  attach([](Python py) {
    for (const Text& text : kTexts) {
      const Bound<> object = py.eval(text.python);
      EXPECT_TRUE(object.eq(text.utf8)) << text.python;
      EXPECT_TRUE(object.eq(std::string_view(text.utf8))) << text.python;
      EXPECT_TRUE(object.eq(InChar8(text.utf8))) << text.python;
      EXPECT_TRUE(object.eq(text.utf16)) << text.python;
      EXPECT_TRUE(object.eq(std::u16string_view(text.utf16))) << text.python;
      EXPECT_TRUE(object.eq(text.utf32)) << text.python;
      EXPECT_TRUE(object.eq(InWide(text.utf32))) << text.python;
    }
  });
}

template <class T>
void ExpectNoLoneSurrogates(Python py, const char* codec) {
  for (const char* const object :
       {"'\\ud800'", "'x\\udfff'", "'\\ud83d\\ude00'", "'\\U0001f600\\udc00'"}) {
    const std::string refusal = Refusal<T>(py, object);
    EXPECT_EQ(refusal.find(std::string("UnicodeEncodeError: '") + codec), 0u) << refusal;
    EXPECT_NE(refusal.find("surrogates not allowed"), refusal.npos) << refusal;
  }
}

TEST(Text, LoneSurrogatesAreNoText) {
  attach([](Python py) {
    ExpectNoLoneSurrogates<std::string>(py, "utf-8");
    ExpectNoLoneSurrogates<const char*>(py, "utf-8");
    ExpectNoLoneSurrogates<std::u8string_view>(py, "utf-8");
    ExpectNoLoneSurrogates<std::u16string>(py, "utf-16");
    ExpectNoLoneSurrogates<std::u32string>(py, "utf-32");
    ExpectNoLoneSurrogates<std::wstring_view>(py, "utf-32");
  });
}

TEST(Text, InvalidTextIsNotReplaced) {
  attach([](Python py) {
    for (const std::string& result : {
             Result(py, std::string("\xff")),
             Result(py, std::string_view("\xed\xa0\x80")),
             Result(py, std::u8string(1, char8_t{0xff})),
             Result(py, std::u16string(1, char16_t{0xd800})),
             Result(py, std::u32string(1, char32_t{0xd800})),
             Result(py, std::u32string(1, char32_t{0x110000})),
             Result(py, std::wstring(1, wchar_t{0xdfff})),
             Result(py, char('\xff')),
             Result(py, char8_t{0xc3}),
             Result(py, char16_t{0xdc00}),
             Result(py, char32_t{0xdc00}),
         }) {
      EXPECT_EQ(result.find("UnicodeDecodeError: "), 0u) << result;
    }
  });
}

TEST(Characters, OneUnitEach) {
  attach([](Python py) {
    EXPECT_EQ(py.eval("'a'").extract<char>(), 'a');
    EXPECT_EQ(py.eval("'\\0'").extract<char>(), '\0');
    EXPECT_EQ(py.eval("'\\x7f'").extract<char8_t>(), u8'\x7f');
    EXPECT_EQ(py.eval("'\\uffff'").extract<char16_t>(), u'\uffff');
    EXPECT_EQ(py.eval("'\\U0010ffff'").extract<char32_t>(), U'\U0010ffff');
    EXPECT_EQ(py.eval("'\\u00fc'").extract<wchar_t>(), L'\u00fc');
    EXPECT_EQ(Result(py, 'a'), "'a'");
    EXPECT_EQ(Result(py, '\0'), "'\\x00'");
    EXPECT_EQ(Result(py, u8'a'), "'a'");
    EXPECT_TRUE(py.eval("'\\u20ac'").eq(u'\u20ac'));
    EXPECT_TRUE(py.eval("'\\U0001f600'").eq(U'\U0001f600'));
    EXPECT_TRUE(py.eval("'\\ufeff'").eq(L'\ufeff'));
  });
}

TEST(Characters, NothingElse) {
  attach([](Python py) {
    EXPECT_EQ(Refusal<char>(py, "97"), "TypeError: expected str, got 'int'");
    EXPECT_EQ(Refusal<char>(py, "b'a'"), "TypeError: expected str, got 'bytes'");
    EXPECT_EQ(Refusal<char>(py, "''"), "ValueError: expected one character, got a str of length 0");
    EXPECT_EQ(Refusal<char32_t>(py, "'ab'"),
              "ValueError: expected one character, got a str of length 2");
    EXPECT_EQ(Refusal<char>(py, "'\\u00fc'"),
              "ValueError: expected an ASCII character, got '\xc3\xbc'");
    EXPECT_EQ(Refusal<char8_t>(py, "'\\x80'"),
              "ValueError: expected an ASCII character, got '\\x80'");
    EXPECT_EQ(Refusal<char16_t>(py, "'\\U0001f600'"),
              "ValueError: expected a character up to U+FFFF, got '\xf0\x9f\x98\x80'");
    EXPECT_EQ(Refusal<char32_t>(py, "'\\udfff'"),
              "ValueError: expected a character, got the surrogate '\\udfff'");
    EXPECT_EQ(Refusal<char>(py, "'\\ud800'"),
              "ValueError: expected a character, got the surrogate '\\ud800'");
  });
}

TEST(Characters, FitByTheirValue) {
  attach([](Python py) {
    const struct {
      const char* object;
      Fit as_char, as_char16, as_char32;
    } cases[] = {
        {"'a'", Fit::kExact, Fit::kExact, Fit::kExact},
        {"'\\u20ac'", Fit::kConverting, Fit::kExact, Fit::kExact},
        {"'\\U0001f600'", Fit::kConverting, Fit::kConverting, Fit::kExact},
        {"'\\ud800'", Fit::kConverting, Fit::kConverting, Fit::kConverting},
        {"'ab'", Fit::kConverting, Fit::kConverting, Fit::kConverting},
        {"''", Fit::kConverting, Fit::kConverting, Fit::kConverting},
        {"97", Fit::kNone, Fit::kNone, Fit::kNone},
    };
    for (const auto& c : cases) {
      EXPECT_EQ(FitOf<char>(py, c.object), c.as_char) << c.object;
      EXPECT_EQ(FitOf<char8_t>(py, c.object), c.as_char) << c.object;
      EXPECT_EQ(FitOf<char16_t>(py, c.object), c.as_char16) << c.object;
      EXPECT_EQ(FitOf<char32_t>(py, c.object), c.as_char32) << c.object;
    }
  });
}

TEST(CStrings, HaveNoNul) {
  attach([](Python py) {
    EXPECT_EQ(py.eval("'gr\\u00fcn'").extract<const char*>(), std::string_view("gr\xc3\xbcn"));
    EXPECT_EQ(py.eval("''").extract<const char*>(), std::string_view());
    EXPECT_EQ(Refusal<const char*>(py, "'a\\0b'"), "ValueError: embedded null character");
    EXPECT_EQ(Refusal<const char*>(py, "None"), "TypeError: expected str, got 'NoneType'");
    EXPECT_EQ(Refusal<const char*>(py, "b'a'"), "TypeError: expected str, got 'bytes'");
  });
}

TEST(CStrings, NullIsNone) {
  attach([](Python py) {
    char writable[] = "w";
    EXPECT_EQ(Result<const char*>(py, "text"), "'text'");
    EXPECT_EQ(Result<const char*>(py, nullptr), "None");
    EXPECT_EQ(Result<char*>(py, writable), "'w'");
    EXPECT_EQ(to_python(py, "literal").repr(), "'literal'");
  });
}

template <class T>
void ExpectStrs(Python py) {
  py.run("class SubStr(str): pass\n");
  for (const char* const object : {"''", "'gr\\u00fcn'", "SubStr('a')", "'\\ud800'"}) {
    EXPECT_EQ(FitOf<T>(py, object), Fit::kExact) << object;
  }
  for (const char* const object : {"b''", "bytearray()", "1", "None", "['a']"}) {
    EXPECT_EQ(FitOf<T>(py, object), Fit::kNone) << object;
  }
  EXPECT_EQ(Converter<T>::Name(), "str");
  EXPECT_EQ(Refusal<T>(py, "b'a'"), "TypeError: expected str, got 'bytes'");
}

TEST(Text, OnlyFromStr) {
  attach([](Python py) {
    ExpectStrs<std::string>(py);
    ExpectStrs<std::string_view>(py);
    ExpectStrs<std::u8string>(py);
    ExpectStrs<std::u16string>(py);
    ExpectStrs<std::u32string_view>(py);
    ExpectStrs<std::wstring>(py);
    ExpectStrs<const char*>(py);
  });
}

TEST(Text, ViewsBorrow) {
  EXPECT_TRUE(Converter<std::string_view>::kBorrows);
  EXPECT_TRUE(Converter<std::u8string_view>::kBorrows);
  EXPECT_TRUE(Converter<std::u16string_view>::kBorrows);
  EXPECT_TRUE(Converter<const char*>::kBorrows);
  EXPECT_FALSE(Converter<std::string>::kBorrows);
  EXPECT_FALSE(Converter<std::u8string>::kBorrows);
  EXPECT_FALSE(Converter<std::u16string>::kBorrows);
  EXPECT_FALSE(Converter<char>::kBorrows);
}

}  // namespace
}  // namespace ferrule
