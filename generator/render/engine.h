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

// Pours the fields into the template of that name, of //templates. A hole or section without a field aborts: a template
// that fits its view is a promise that tests keep, not users.
std::string RenderTemplate(std::string_view name, const Fields& fields);

template <class View>
std::string RenderTemplate(std::string_view name, const View& view) {
  return RenderTemplate(name, FieldsOf(view));
}

}  // namespace ferrule::render

#endif  // FERRULE_GENERATOR_RENDER_ENGINE_H_
