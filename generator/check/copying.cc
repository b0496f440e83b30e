#include "generator/check/copying.h"

#include <algorithm>
#include <variant>

namespace ferrule::check {
namespace {

class CopyQuestion {
 public:
  explicit CopyQuestion(const ir::Module& module) : module_(module) {}

  bool operator()(const ir::Void&) const { return true; }
  bool operator()(const ir::Scalar&) const { return true; }
  bool operator()(const ir::EnumRef&) const { return true; }
  bool operator()(const ir::ClassRef& ref) const {
    return module_.classes[ref.id.index].traits.is_copy_constructible;
  }
  bool operator()(const ir::Template& instance) const {
    switch (instance.kind) {
      case ir::TemplateKind::kUniquePointer:
        return false;
      case ir::TemplateKind::kSharedPointer:
      case ir::TemplateKind::kWeakPointer:
      case ir::TemplateKind::kReferenceWrapper:
      case ir::TemplateKind::kSpan:
        return true;
      default:
        return std::ranges::all_of(instance.arguments, [this](const ir::Type& argument) {
          return std::visit(*this, argument.kind);
        });
    }
  }
  bool operator()(const ir::Chrono&) const { return true; }
  bool operator()(const ir::Callback&) const { return true; }
  bool operator()(const ir::Array&) const { return true; }
  bool operator()(const ir::Custom&) const { return true; }
  bool operator()(const ir::Outcome&) const { return true; }
  bool operator()(const ir::Handle& handle) const { return handle.kind != ir::HandleKind::kPy; }
  bool operator()(const ir::Token&) const { return true; }
  bool operator()(const ir::Args&) const { return false; }
  bool operator()(const ir::Kwargs&) const { return false; }
  // The compiler's word has to do.
  bool operator()(const ir::Unsupported&) const { return true; }

 private:
  const ir::Module& module_;
};

bool HasFieldsThatCopy(const ir::Class& node, const ir::Module& module) {
  return std::ranges::all_of(node.fields, [&](const ir::Field& field) {
    return field.is_static || field.passing != ir::Passing::kValue ||
           std::visit(CopyQuestion(module), field.type.kind);
  });
}

}  // namespace

void SettleCopying(ir::Module& module) {
  // One class that cannot be copied may settle it for those that hold it.
  for (bool is_settled = false; !is_settled;) {
    is_settled = true;
    for (ir::Class& node : module.classes) {
      bool& can_copy = node.traits.is_copy_constructible;
      if (!can_copy || node.provides_copy_constructor || HasFieldsThatCopy(node, module)) continue;
      can_copy = false;
      is_settled = false;
    }
  }
}

}  // namespace ferrule::check
