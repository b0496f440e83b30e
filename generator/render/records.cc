// What stands in the glue for classes that are not bound, of which bound ones have objects with
// references to Python objects.
#include <algorithm>
#include <optional>
#include <set>
#include <string>

#include "generator/ir/references.h"
#include "generator/render/file_scope.h"
#include "generator/render/glue_parts.h"
#include "generator/render/templates.h"

namespace ferrule::render {
namespace {

// A name as an identifier: others may come out the same.
std::string Identifier(std::string name) {
  std::ranges::replace_if(
      name,
      [](char c) { return (c < '0' || c > '9') && (c < 'A' || c > 'Z') && (c < 'a' || c > 'z'); },
      '_');
  return name;
}

class RecordMaker {
 public:
  explicit RecordMaker(GlueParts& parts) : parts_(parts) {}

  void AddThoseOf(const ir::Class& node) {
    for (const ir::Field& field : node.fields) {
      if (ir::IsPartOfObject(field) && !ir::IsShownByFunction(field, node, parts_.module))
        AddThoseOf(field.type);
    }
  }

 private:
  void AddThoseOf(const ir::Type& type) {
    if (!ir::HoldsReferences(type, parts_.module)) return;
    if (const auto* custom = type.As<ir::Custom>()) Add(custom->record);
    if (const auto* unsupported = type.As<ir::Unsupported>()) Add(unsupported->record);
    if (const auto* instance = type.As<ir::Template>()) {
      for (const ir::Type& argument : instance->arguments) AddThoseOf(argument);
    }
  }

  void Add(const std::optional<ir::RecordId>& id) {
    if (!id || !added_.insert(*id).second) return;
    const ir::Record& record = parts_.module.records[id->index];
    for (const ir::Record::Part& part : record.parts) AddThoseOf(part.type);
    if (record.is_container) return;  // the runtime looks into it
    const RecordView view = Make(record);
    parts_.view.record_parts.push_back({RenderPart(kRecordPartsTemplate, view)});
    parts_.view.records.push_back({RenderPart(kRecordTemplate, view)});
    parts_.view.has_records = true;
    parts_.view.reaches_private = true;
  }

  RecordView Make(const ir::Record& record) {
    RecordView view;
    view.cpp_type = record.qualified_name;
    view.file_scope_type = WithFileScope(record.qualified_name);
    for (const ir::Record::Part& part : record.parts) {
      if (!ir::HoldsReferences(part.type, parts_.module)) continue;
      const bool is_base = part.name.empty();
      const std::string tag = parts_.names.Take(Identifier(record.qualified_name) +
                                                (is_base ? "_base" : "_" + part.name));
      view.parts.push_back({tag, is_base ? "PrivateBase" : "PrivateMember",
                            is_base ? part.owner : "&" + part.owner + "::" + part.name});
      view.tags += (view.tags.empty() ? "" : ", ") + GlueNamespace(parts_.module) + "::" + tag;
    }
    return view;
  }

  GlueParts& parts_;
  std::set<ir::RecordId> added_;
};

}  // namespace

void AddRecords(GlueParts& parts) {
  RecordMaker maker(parts);
  for (const ir::Class& node : parts.module.classes) {
    if (node.home.empty() && node.holds_references) maker.AddThoseOf(node);
  }
}

}  // namespace ferrule::render
