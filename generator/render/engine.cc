#include "generator/render/engine.h"

#include <cstdio>
#include <cstdlib>
#include <utility>

#include <kainjow/mustache.hpp>

#include "templates/embedded.h"

namespace ferrule::render {
namespace {

using kainjow::mustache::data;
using kainjow::mustache::mustache;

// Delimiters that leave the braces of C++ alone.
constexpr std::string_view kDelimiters = "{{=<% %>=}}";

[[noreturn]] void Fail(std::string_view name, const std::string& problem) {
  std::fprintf(stderr, "ferrule: internal error: template %.*s: %s\n", static_cast<int>(name.size()), name.data(),
               problem.c_str());
  std::abort();
}

data ToData(const Fields& fields) {
  data object{data::type::object};
  for (const auto& [name, value] : fields.values) {
    if (const auto* text = std::get_if<std::string>(&value)) {
      object.set(name, data(*text));
    } else if (const auto* flag = std::get_if<bool>(&value)) {
      object.set(name, data(*flag));
    } else {
      data list{data::type::list};
      for (const Fields& element : std::get<std::vector<Fields>>(value)) list.push_back(ToData(element));
      object.set(name, std::move(list));
    }
  }
  return object;
}

}  // namespace

std::string RenderTemplate(std::string_view name, const Fields& fields) {
  const auto text = templates::Text(name);
  if (!text) Fail(name, "there is none of that name");
  mustache compiled(std::string(kDelimiters) + std::string(*text));
  compiled.set_custom_escape([](const std::string& piece) { return piece; });
  std::string rendered = compiled.render(ToData(fields));
  if (!compiled.is_valid()) Fail(name, compiled.error_message());
  return rendered;
}

}  // namespace ferrule::render
