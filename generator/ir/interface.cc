#include "generator/ir/interface.h"

#include <nlohmann/json.hpp>

namespace ferrule::ir {

// The library finds these where the enums are.
NLOHMANN_JSON_SERIALIZE_ENUM(Storage, {{Storage::kInline, "inline"},
                                       {Storage::kHeap, "heap"},
                                       {Storage::kShared, "shared"}})
NLOHMANN_JSON_SERIALIZE_ENUM(EnumBase, {{EnumBase::kEnum, "Enum"},
                                        {EnumBase::kIntEnum, "IntEnum"},
                                        {EnumBase::kFlag, "Flag"},
                                        {EnumBase::kIntFlag, "IntFlag"}})
NLOHMANN_JSON_SERIALIZE_ENUM(UnknownValues,
                             {{UnknownValues::kRefused, "refused"}, {UnknownValues::kKept, "kept"}})

namespace {

using Json = nlohmann::ordered_json;

// Of the form of the file: one that another version of ferrule wrote may lack what is asked for.
constexpr int kFormat = 1;

Json Of(const Interface::ClassEntry& entry) {
  return {{"cpp", entry.qualified_name},
          {"python", entry.python_path},
          {"storage", entry.storage},
          {"subclassable", entry.is_subclassable},
          {"overridable", entry.is_overridable},
          {"holds_references", entry.holds_references},
          {"collected", entry.is_collected},
          {"referable", entry.is_referable},
          {"frozen", entry.is_frozen},
          {"synchronized", entry.is_synchronized},
          {"borrow_checked", entry.is_borrow_checked},
          {"view", entry.is_view},
          {"layout", entry.layout_hash}};
}

Json Of(const Interface::EnumEntry& entry) {
  return {{"cpp", entry.qualified_name},
          {"python", entry.python_path},
          {"base", entry.base},
          {"unknown_values", entry.unknown_values},
          {"members", entry.members}};
}

void Read(const Json& json, Interface::ClassEntry& entry) {
  json.at("cpp").get_to(entry.qualified_name);
  json.at("python").get_to(entry.python_path);
  json.at("storage").get_to(entry.storage);
  json.at("subclassable").get_to(entry.is_subclassable);
  json.at("overridable").get_to(entry.is_overridable);
  json.at("holds_references").get_to(entry.holds_references);
  json.at("referable").get_to(entry.is_referable);
  json.at("frozen").get_to(entry.is_frozen);
  json.at("synchronized").get_to(entry.is_synchronized);
  json.at("borrow_checked").get_to(entry.is_borrow_checked);
  json.at("view").get_to(entry.is_view);
  json.at("collected").get_to(entry.is_collected);
  json.at("layout").get_to(entry.layout_hash);
}

void Read(const Json& json, Interface::EnumEntry& entry) {
  json.at("cpp").get_to(entry.qualified_name);
  json.at("python").get_to(entry.python_path);
  json.at("base").get_to(entry.base);
  json.at("unknown_values").get_to(entry.unknown_values);
  json.at("members").get_to(entry.members);
}

template <class Entry>
Json ListOf(const std::vector<Entry>& entries) {
  Json list = Json::array();
  for (const Entry& entry : entries) list.push_back(Of(entry));
  return list;
}

template <class Entry>
void ReadList(const Json& json, std::vector<Entry>& entries) {
  for (const Json& element : json) Read(element, entries.emplace_back());
}

}  // namespace

std::string ToText(const Interface& interface) {
  const Json json = {{"ferrule", kFormat},
                     {"module", interface.module},
                     {"classes", ListOf(interface.classes)},
                     {"enums", ListOf(interface.enums)}};
  return json.dump(1) + "\n";
}

std::variant<Interface, BadInterface> InterfaceFrom(const std::string& text) {
  try {
    const Json json = Json::parse(text);
    if (json.at("ferrule") != kFormat) return BadInterface{"another version of ferrule wrote it"};
    Interface interface;
    json.at("module").get_to(interface.module);
    ReadList(json.at("classes"), interface.classes);
    ReadList(json.at("enums"), interface.enums);
    return interface;
  } catch (const nlohmann::json::exception&) {
    return BadInterface{"it is not what ferrule writes beside a module's glue"};
  }
}

}  // namespace ferrule::ir
