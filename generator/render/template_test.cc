// Holds the templates against the views: every hole has a field, every field a hole, and no
// template grows logic.
#include <gtest/gtest.h>

#include <cstddef>
#include <map>
#include <memory>
#include <regex>
#include <set>
#include <string>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <utility>
#include <vector>

#include "generator/render/templates.h"
#include "templates/embedded.h"

namespace ferrule::render {
namespace {

constexpr std::size_t kMaxDepth = 2;

// The fields of a type of views. `used` says which of them some template has named.
struct Schema {
  enum class Kind { kText, kFlag, kList };
  struct Field {
    Kind kind;
    Schema* element = nullptr;  // of a list
  };

  std::map<std::string, Field> fields;
  std::set<std::string> used;
};

// One for each type, shared by all templates that see it. `View::Visit` lists the fields of a
// value; a list has none there whose type could be asked, so elements are made for that.
template <class View>
Schema& SchemaOf() {
  static const std::unique_ptr<Schema> schema = [] {
    auto made = std::make_unique<Schema>();
    auto visit = [&made]<class Field>(const char* name, const Field&) {
      if constexpr (std::is_same_v<Field, std::string>) {
        made->fields[name] = {Schema::Kind::kText};
      } else if constexpr (std::is_same_v<Field, bool>) {
        made->fields[name] = {Schema::Kind::kFlag};
      } else {
        made->fields[name] = {Schema::Kind::kList, &SchemaOf<typename Field::value_type>()};
      }
    };
    View().Visit(visit);
    return made;
  }();
  return *schema;
}

struct Tag {
  char kind;  // ' ', '#', '^' or '/'
  std::string name;
};

std::vector<Tag> TagsOf(std::string_view text) {
  static const std::regex pattern("<%([^a-z_]?)([^%]*)%>");
  const std::string copy(text);
  std::vector<Tag> tags;
  for (std::sregex_iterator match(copy.begin(), copy.end(), pattern), end; match != end; ++match) {
    const std::string kind = (*match)[1];
    tags.push_back({kind.empty() ? ' ' : kind[0], (*match)[2]});
  }
  return tags;
}

// Follows the tags of one template, and collects what is wrong with them.
class Checker {
 public:
  explicit Checker(Schema& view) : scopes_{{"", &view}} {}

  std::vector<std::string> Check(std::string_view text) {
    for (const Tag& tag : TagsOf(text)) Check(tag);
    if (scopes_.size() > 1) Complain("section " + scopes_.back().section + " is not closed");
    return std::move(complaints_);
  }

 private:
  struct Scope {
    std::string section;
    Schema* view;
  };

  void Complain(std::string complaint) { complaints_.push_back(std::move(complaint)); }

  void Check(const Tag& tag) {
    switch (tag.kind) {
      case ' ':
        if (const auto* field = Find(tag.name);
            field != nullptr && field->kind != Schema::Kind::kText) {
          Complain("hole " + tag.name + " is no text");
        }
        return;
      case '#':
      case '^':
        return Open(tag);
      case '/':
        return Close(tag);
      default:
        Complain(std::string("tag ") + tag.kind + " is not of the dialect");
    }
  }

  // A section names only fields of its own view: the library would look in those around it, too.
  const Schema::Field* Find(const std::string& name) {
    Schema& view = *scopes_.back().view;
    const auto found = view.fields.find(name);
    if (found == view.fields.end()) {
      Complain("no field fills " + name);
      return nullptr;
    }
    view.used.insert(name);
    return &found->second;
  }

  void Open(const Tag& tag) {
    const auto* field = Find(tag.name);
    Schema* view = scopes_.back().view;
    if (field != nullptr && field->kind == Schema::Kind::kText)
      Complain("section " + tag.name + " is a text");
    if (field != nullptr && field->kind == Schema::Kind::kList && tag.kind == '#')
      view = field->element;
    scopes_.push_back({tag.name, view});
    if (scopes_.size() - 1 > kMaxDepth) Complain("section " + tag.name + " is too deep");
  }

  void Close(const Tag& tag) {
    if (scopes_.back().section != tag.name)
      return Complain("/" + tag.name + " closes " + scopes_.back().section);
    scopes_.pop_back();
  }

  std::vector<Scope> scopes_;
  std::vector<std::string> complaints_;
};

template <class Action>
void ForEachTemplate(Action action) {
  std::apply([&](const auto&... file) { (action(file), ...); }, kTemplates);
}

template <class View>
std::vector<std::string> CheckTemplate(const Template<View>& file) {
  return Checker(SchemaOf<View>()).Check(templates::Text(file.name).value_or("<%template%>"));
}

TEST(TemplateTest, EveryFileIsPouredWithAViewAndOnlyOne) {
  std::multiset<std::string_view> listed;
  ForEachTemplate([&](const auto& file) { listed.insert(file.name); });
  std::multiset<std::string_view> embedded;
  for (const templates::EmbeddedText& file : templates::Texts()) embedded.insert(file.name);
  EXPECT_EQ(listed, embedded);
}

TEST(TemplateTest, EveryHoleHasAFieldOfItsOwnViewAndSectionsAreShallow) {
  ForEachTemplate([](const auto& file) {
    EXPECT_EQ(CheckTemplate(file), std::vector<std::string>()) << file.name;
  });
}

// Of one view, and of the views in its lists.
void ExpectAllUsed(const Schema& schema, std::string_view where) {
  for (const auto& [name, field] : schema.fields) {
    EXPECT_TRUE(schema.used.contains(name)) << where << ": no template uses the field " << name;
    if (field.element != nullptr) ExpectAllUsed(*field.element, name);
  }
}

TEST(TemplateTest, EveryFieldIsUsed) {
  ForEachTemplate([](const auto& file) { CheckTemplate(file); });
  ForEachTemplate(
      []<class View>(const Template<View>& file) { ExpectAllUsed(SchemaOf<View>(), file.name); });
}

// The checker itself, on templates that are wrong.

struct ElementView {
  std::string name;

  template <class Visitor>
  void Visit(Visitor& each) const {
    each("name", name);
  }
};

struct OuterView {
  std::string text;
  bool flag = false;
  std::vector<ElementView> list;

  template <class Visitor>
  void Visit(Visitor& each) const {
    each("text", text);
    each("flag", flag);
    each("list", list);
  }
};

struct CheckerCase {
  const char* name;
  const char* text;
  std::vector<std::string> complaints;
};

class CheckerTest : public testing::TestWithParam<CheckerCase> {};

TEST_P(CheckerTest, Complains) {
  EXPECT_EQ(Checker(SchemaOf<OuterView>()).Check(GetParam().text), GetParam().complaints);
}

INSTANTIATE_TEST_SUITE_P(
    Templates, CheckerTest,
    testing::Values(
        CheckerCase{"Right",
                    "<%text%><%#flag%><%text%><%/flag%><%#list%><%name%><%/"
                    "list%><%^list%><%text%><%/list%>",
                    {}},
        CheckerCase{"NoField", "<%other%>", {"no field fills other"}},
        CheckerCase{"FieldOfAnotherView", "<%#list%><%text%><%/list%>", {"no field fills text"}},
        CheckerCase{"HoleOfFlag", "<%flag%>", {"hole flag is no text"}},
        CheckerCase{"SectionOfText", "<%#text%><%/text%>", {"section text is a text"}},
        CheckerCase{"NotClosed", "<%#flag%>", {"section flag is not closed"}},
        CheckerCase{"ClosedWrongly", "<%#flag%><%/list%><%/flag%>", {"/list closes flag"}},
        CheckerCase{"TooDeep",
                    "<%#flag%><%^flag%><%#list%><%/list%><%/flag%><%/flag%>",
                    {"section list is too deep"}},
        CheckerCase{"Partial", "<%>text%>", {"tag > is not of the dialect"}},
        CheckerCase{"Comment", "<%!text%>", {"tag ! is not of the dialect"}}),
    [](const testing::TestParamInfo<CheckerCase>& info) { return std::string(info.param.name); });

}  // namespace
}  // namespace ferrule::render
