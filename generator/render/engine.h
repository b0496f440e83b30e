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

// Pours the fields into the template of that name, of //templates. The library prints nothing for a hole that no field
// fills; that templates and views fit each other is what template_test makes sure of.
std::string RenderTemplate(std::string_view name, const Fields& fields);

template <class View>
std::string RenderTemplate(std::string_view name, const View& view) {
  return RenderTemplate(name, FieldsOf(view));
}

// The same for a part of a file, without the line break at its end: the template around it has that.
std::string RenderPart(std::string_view name, const Fields& fields);

template <class View>
std::string RenderPart(std::string_view name, const View& view) {
  return RenderPart(name, FieldsOf(view));
}

}  // namespace ferrule::render

#endif  // FERRULE_GENERATOR_RENDER_ENGINE_H_
