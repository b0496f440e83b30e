#include "generator/render/engine.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <kainjow/mustache.hpp>
#include <utility>

#include "templates/embedded.h"

namespace ferrule::render {
namespace {

using kainjow::mustache::data;
using kainjow::mustache::mustache;

// Delimiters that leave the braces of C++ alone.
constexpr std::string_view kDelimiters = "{{=<% %>=}}";

// Stands for a line break while the library works. It has rules of its own for the lines that tags
// stand on, under which a section that is left out leaves an empty line; so it gets to see one long
// line, and the rule is ours: a line that holds nothing but one section tag is no line.
constexpr char kLineBreak = '\x01';

std::string HideLineBreaks(std::string text) {
  std::replace(text.begin(), text.end(), '\n', kLineBreak);
  return text;
}

std::string ShowLineBreaks(std::string text) {
  std::replace(text.begin(), text.end(), kLineBreak, '\n');
  return text;
}

bool IsSectionTag(std::string_view line) {
  const bool is_tag = line.starts_with("<%#") || line.starts_with("<%^") || line.starts_with("<%/");
  return is_tag && line.find("%>") == line.size() - 2;
}

// The text of a template on one line.
std::string OneLine(std::string_view text) {
  std::string line;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    line += text.substr(0, end);
    if (end < text.size() && !IsSectionTag(text.substr(0, end))) line += kLineBreak;
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return line;
}

[[noreturn]] void Fail(std::string_view name, const std::string& problem) {
  std::fprintf(stderr, "ferrule: internal error: template %.*s: %s\n",
               static_cast<int>(name.size()), name.data(), problem.c_str());
  std::abort();
}

data ToData(const Fields& fields) {
  data object{data::type::object};
  for (const auto& [name, value] : fields.values) {
    if (const auto* text = std::get_if<std::string>(&value)) {
      object.set(name, data(HideLineBreaks(*text)));
    } else if (const auto* flag = std::get_if<bool>(&value)) {
      object.set(name, data(*flag));
    } else {
      data list{data::type::list};
      for (const Fields& element : std::get<std::vector<Fields>>(value))
        list.push_back(ToData(element));
      object.set(name, std::move(list));
    }
  }
  return object;
}

}  // namespace

std::string Pour(std::string_view name, std::string_view text, const Fields& fields) {
  mustache compiled(std::string(kDelimiters) + OneLine(text));
  compiled.set_custom_escape([](const std::string& piece) { return piece; });
  std::string rendered = compiled.render(ToData(fields));
  if (!compiled.is_valid()) Fail(name, compiled.error_message());
  return ShowLineBreaks(std::move(rendered));
}

std::string RenderFields(std::string_view name, const Fields& fields) {
  const auto text = templates::Text(name);
  if (!text) Fail(name, "there is none of that name");
  return Pour(name, *text, fields);
}

}  // namespace ferrule::render
