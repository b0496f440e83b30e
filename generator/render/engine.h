// The template library, configured once.
#ifndef FERRULE_GENERATOR_RENDER_ENGINE_H_
#define FERRULE_GENERATOR_RENDER_ENGINE_H_

#include <concepts>
#include <map>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace ferrule::render {

// A view as the template library takes it.
struct Fields {
  using Value = std::variant<std::string, bool, std::vector<Fields>>;
  std::map<std::string, Value, std::less<>> values;
};

template <class View>
Fields FieldsOf(const View& view) {
  Fields fields;
  auto visit = [&fields]<class Field>(const char* name, const Field& field) {
    if constexpr (std::same_as<Field, std::string> || std::same_as<Field, bool>) {
      fields.values.emplace(name, field);
    } else {
      std::vector<Fields> list;
      for (const auto& element : field) list.push_back(FieldsOf(element));
      fields.values.emplace(name, std::move(list));
    }
  };
  view.Visit(visit);
  return fields;
}

// A file of //templates, and the view that it takes.
template <class View>
struct Template {
  std::string_view name;
};

// Pours the fields into a template: `text`, whose `name` is for messages. The library prints
// nothing for a hole that no field fills; that templates and views fit each other is what
// template_test makes sure of.
std::string Pour(std::string_view name, std::string_view text, const Fields& fields);

// The same with the text of that name, of //templates.
std::string RenderFields(std::string_view name, const Fields& fields);

template <class View>
std::string RenderTemplate(const Template<View>& file, const View& view) {
  return RenderFields(file.name, FieldsOf(view));
}

// The same for a part of a file, without the line break at its end: the template around it has
// that.
template <class View>
std::string RenderPart(const Template<View>& part, const View& view) {
  std::string text = RenderTemplate(part, view);
  if (text.ends_with('\n')) text.pop_back();
  return text;
}

}  // namespace ferrule::render

#endif  // FERRULE_GENERATOR_RENDER_ENGINE_H_
