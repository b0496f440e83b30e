#include "generator/render/converter_headers.h"

#include <optional>

#include "generator/ir/implicit.h"
#include "generator/ir/pointee.h"
#include "generator/ir/references.h"
#include "generator/ir/type_table.h"

namespace ferrule::render {
namespace {

bool IsCArray(const ir::Type& type) {
  const auto* const instance = type.As<ir::Template>();
  return instance != nullptr && instance->kind == ir::TemplateKind::kCArray;
}

class Collector {
 public:
  explicit Collector(const ir::Module& module) : module_(module) {}

  void AddLocks() { headers_.insert("ferrule/glue/lock.h"); }
  void Add(const ir::Type& type) {
    if (const std::string_view header = ir::ConverterHeader(type); !header.empty())
      headers_.insert(header);
    ir::ForEachPart(type, [this](const ir::Type& part) { Add(part); });
  }
  void Add(const ir::Function& function) {
    if (function.role == ir::Role::kSlot && function.python_name == "__buffer__")
      headers_.insert("ferrule/glue/buffers.h");
    if (function.kind == ir::FunctionKind::kStream) headers_.insert("ferrule/glue/stream.h");
    if (ir::IsFactory(function)) headers_.insert("ferrule/glue/factories.h");
    Add(function.result.type);
    if (function.returns != ir::Returns::kByType) headers_.insert("ferrule/glue/returned.h");
    if (function.returns == ir::Returns::kView) headers_.insert("ferrule/glue/views.h");
    for (const ir::Parameter& parameter : function.parameters) {
      Add(parameter.type.type);
      if (ir::MadeImplicitly(parameter.type, module_) != nullptr)
        headers_.insert("ferrule/convert/implicit.h");
      if (parameter.keeper == ir::Keeper::kSelf) headers_.insert("ferrule/glue/returned.h");
      if (parameter.context) headers_.insert("ferrule/glue/context_callback.h");
      if (parameter.use == ir::ParameterUse::kStatus) headers_.insert("ferrule/glue/kept_errors.h");
    }
  }
  void Add(const ir::Enum& node) {
    if (!node.home.empty()) headers_.insert("ferrule/glue/imports.h");
  }
  void Add(const ir::Class& node) {
    if (!node.home.empty()) headers_.insert("ferrule/glue/imports.h");
    if (node.is_view) headers_.insert("ferrule/glue/view_classes.h");
    if (node.is_borrow_checked) headers_.insert("ferrule/glue/borrow.h");
    if (node.keeps_arguments) headers_.insert("ferrule/glue/returned.h");
    if (node.is_overridable) headers_.insert("ferrule/glue/override.h");
    for (const ir::Function& method : node.virtuals) Add(method);
    for (const ir::Function& constructor : node.constructors) Add(constructor);
    for (const ir::Function& method : node.methods) Add(method);
    if (node.range) {
      Add(node.range->item.type);
      headers_.insert("ferrule/glue/iterators.h");
    }
    for (const ir::Field& field : node.fields) {
      if (field.is_exported) Add(field.type);
      if (ir::OwnedBy(field) != nullptr || ir::ReferredBy(field) != nullptr)
        headers_.insert("ferrule/glue/pointees.h");
      if (field.is_exported && (field.is_bit_field || IsCArray(field.type)))
        headers_.insert("ferrule/glue/fields.h");
      if (field.is_view) headers_.insert("ferrule/glue/views.h");
      if (node.holds_references) AddVisited(field.type);
    }
  }
  void Add(const ir::Exception& node) {
    for (const ir::Function& getter : node.methods) Add(getter);
    for (const ir::Field& field : node.fields) {
      if (field.is_exported) Add(field.type);
    }
  }
  // What the garbage collector looks into, be it exported or not: of some types, the runtime's
  // header says how.
  void AddVisited(const ir::Type& type) {
    if (!ir::HoldsReferences(type, module_)) return;
    const auto* instance = type.As<ir::Template>();
    const bool is_variant = instance != nullptr && instance->kind == ir::TemplateKind::kVariant;
    if (type.Is<ir::Callback>() || is_variant) headers_.insert(ir::ConverterHeader(type));
    if (instance != nullptr) {
      for (const ir::Type& argument : instance->arguments) AddVisited(argument);
    }
    if (const auto* custom = type.As<ir::Custom>()) AddVisited(custom->record);
    if (const auto* unsupported = type.As<ir::Unsupported>()) AddVisited(unsupported->record);
  }
  void AddVisited(const std::optional<ir::RecordId>& id) {
    if (!id || !records_.insert(*id).second) return;
    for (const ir::Record::Part& part : module_.records[id->index].parts) AddVisited(part.type);
  }

  const ir::Module& module_;
  std::set<std::string_view> headers_;
  std::set<ir::RecordId> records_;
};

}  // namespace

std::set<std::string_view> ConverterHeaders(const ir::Module& module) {
  Collector collector(module);
  if (module.is_free_threaded) collector.AddLocks();
  for (const ir::Class& node : module.classes) collector.Add(node);
  for (const ir::Enum& node : module.enums) collector.Add(node);
  for (const ir::Exception& node : module.exceptions) collector.Add(node);
  for (const ir::Function& function : module.functions) collector.Add(function);
  for (const ir::Constant& constant : module.constants) collector.Add(constant.type.type);
  return std::move(collector.headers_);
}

}  // namespace ferrule::render
