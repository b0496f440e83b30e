#include "generator/render/engine.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace ferrule::render {
namespace {

struct ItemView {
  std::string name;
  bool is_last = false;

  template <class Visitor>
  void Visit(Visitor& each) const {
    each("name", name);
    each("is_last", is_last);
  }
};

struct PageView {
  std::string text = {};
  bool flag = false;
  std::vector<ItemView> items = {};

  template <class Visitor>
  void Visit(Visitor& each) const {
    each("text", text);
    each("flag", flag);
    each("items", items);
  }
};

struct EngineCase {
  const char* name;
  const char* text;
  PageView view;
  const char* expected;
};

class EngineTest : public testing::TestWithParam<EngineCase> {};

TEST_P(EngineTest, Pours) {
  EXPECT_EQ(Pour("test", GetParam().text, FieldsOf(GetParam().view)), GetParam().expected);
}

std::string NameOf(const testing::TestParamInfo<EngineCase>& info) { return info.param.name; }

INSTANTIATE_TEST_SUITE_P(
    Holes, EngineTest,
    testing::Values(
        EngineCase{"Text", "a <%text%> c\n", {.text = "b"}, "a b c\n"},
        EngineCase{"Twice", "<%text%><%text%>", {.text = "b"}, "bb"},
        EngineCase{"EmptyTextKeepsItsLine", "a\n<%text%>\nb\n", {}, "a\n\nb\n"},
        EngineCase{"NothingIsEscaped", "<%text%>", {.text = "<T&>\"'/"}, "<T&>\"'/"},
        EngineCase{"TextOfSeveralLines", "{\n<%text%>\n}\n", {.text = "a\nb"}, "{\na\nb\n}\n"},
        EngineCase{"TextThatLooksLikeATag",
                   "<%text%>",
                   {.text = "<%flag%> {{flag}}"},
                   "<%flag%> {{flag}}"},
        EngineCase{"BracesOfCpp", "int a[] = {{1}, {2}};\n", {}, "int a[] = {{1}, {2}};\n"},
        EngineCase{"WithoutALineBreakAtTheEnd", "<%text%>", {.text = "b"}, "b"}),
    NameOf);

// The rule: a line that holds nothing but one section tag is no line.
INSTANTIATE_TEST_SUITE_P(
    Lines, EngineTest,
    testing::Values(
        EngineCase{"SectionLeftOut", "a\n<%#flag%>\nb\n<%/flag%>\nc\n", {}, "a\nc\n"},
        EngineCase{"SectionKept", "a\n<%#flag%>\nb\n<%/flag%>\nc\n", {.flag = true}, "a\nb\nc\n"},
        EngineCase{"InvertedLeftOut", "a\n<%^flag%>\nb\n<%/flag%>\nc\n", {.flag = true}, "a\nc\n"},
        EngineCase{"InvertedKept", "a\n<%^flag%>\nb\n<%/flag%>\nc\n", {}, "a\nb\nc\n"},
        EngineCase{
            "EmptyLineInSection", "a\n<%#flag%>\n\nb\n<%/flag%>\n", {.flag = true}, "a\n\nb\n"},
        EngineCase{"SectionWithinALine", "a<%#flag%> b<%/flag%>;\n", {.flag = true}, "a b;\n"},
        EngineCase{"SectionWithinALineLeftOut", "a<%#flag%> b<%/flag%>;\n", {}, "a;\n"},
        EngineCase{"AlmostNothingButATag", " <%#flag%>\na\n<%/flag%>\n", {.flag = true}, " \na\n"},
        EngineCase{"SectionAtTheEnd", "a\n<%#flag%>\nb\n<%/flag%>", {.flag = true}, "a\nb\n"}),
    NameOf);

INSTANTIATE_TEST_SUITE_P(
    Lists, EngineTest,
    testing::Values(
        EngineCase{"Empty", "[\n<%#items%>\n<%name%>\n<%/items%>\n]\n", {}, "[\n]\n"},
        EngineCase{
            "Items", "<%#items%>\n<%name%>,\n<%/items%>\n", {.items = {{"a"}, {"b"}}}, "a,\nb,\n"},
        EngineCase{
            "OnOneLine", "[<%#items%><%name%>;<%/items%>]", {.items = {{"a"}, {"b"}}}, "[a;b;]"},
        EngineCase{"FlagOfAnItem",
                   "<%#items%>\n<%name%>\n<%#is_last%>\nend\n<%/is_last%>\n<%/items%>\n",
                   {.items = {{"a"}, {"b", true}}},
                   "a\nb\nend\n"},
        EngineCase{"Inverted", "<%^items%>\nnone\n<%/items%>\n", {}, "none\n"}),
    NameOf);

TEST(FieldsTest, HaveTheNamesThatVisitGives) {
  const Fields fields = FieldsOf(PageView{.text = "t", .flag = true, .items = {{"a"}}});
  EXPECT_EQ(std::get<std::string>(fields.values.at("text")), "t");
  EXPECT_TRUE(std::get<bool>(fields.values.at("flag")));
  const auto& items = std::get<std::vector<Fields>>(fields.values.at("items"));
  ASSERT_EQ(items.size(), 1u);
  EXPECT_EQ(std::get<std::string>(items[0].values.at("name")), "a");
}

TEST(EngineDeathTest, ATemplateThatIsNotThereIsAnErrorOfFerrule) {
  EXPECT_DEATH(RenderTemplate(Template<ItemView>{"missing.tmpl"}, ItemView()),
               "internal error: template missing.tmpl: there is none of that name");
}

TEST(EngineDeathTest, ATemplateThatDoesNotParseIsAnErrorOfFerrule) {
  EXPECT_DEATH(Pour("broken.tmpl", "<%#flag%>", FieldsOf(PageView())),
               "internal error: template broken.tmpl: ");
}

}  // namespace
}  // namespace ferrule::render
