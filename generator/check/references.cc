#include "generator/check/references.h"

#include <algorithm>
#include <set>
#include <variant>

#include "generator/check/words.h"
#include "generator/ir/inheritance.h"
#include "generator/ir/type_table.h"

namespace ferrule::check {
namespace {

bool IsPartOfObject(const ir::Field& field) {
  return !field.is_static && field.passing == ir::Passing::kValue;
}

enum class Reach {
  kModel,   // what the model shows
  kBeyond,  // and what it has no alternative for
};

class ReferenceSearch {
 public:
  ReferenceSearch(Reach reach, const ir::Module& module) : reach_(reach), module_(module) {}

  bool operator()(const ir::Void&) { return false; }
  bool operator()(const ir::Scalar&) { return false; }
  bool operator()(const ir::EnumRef&) { return false; }
  bool operator()(const ir::ClassRef& ref) { return InClass(ref.id); }
  bool operator()(const ir::Template& instance) {
    if (ir::OwnsPythonHalf(instance, module_)) return true;
    const bool is_seen = reach_ == Reach::kBeyond ? ir::OwnsArguments(instance.kind)
                                                  : ir::RowOf(instance.kind).is_visited;
    if (!is_seen) return false;
    return std::ranges::any_of(instance.arguments, [this](const ir::Type& argument) {
      return std::visit(*this, argument.kind);
    });
  }
  bool operator()(const ir::Chrono&) { return false; }
  // Memory: what shows it is not known to the garbage collector itself, as NumPy's arrays are not.
  bool operator()(const ir::Array&) { return false; }
  // What Python gave for one is a callable of its own.
  bool operator()(const ir::Callback& callback) { return ir::MayHoldCallable(callback); }
  bool operator()(const ir::Custom& type) {
    return reach_ == Reach::kBeyond && type.holds_references;
  }
  bool operator()(const ir::Outcome& outcome) {
    return reach_ == Reach::kBeyond && std::visit(*this, outcome.value->kind);
  }
  bool operator()(const ir::Handle& handle) {
    switch (handle.kind) {
      case ir::HandleKind::kPy:
      case ir::HandleKind::kBound:
      case ir::HandleKind::kSharedPy:
        return true;
      case ir::HandleKind::kBorrowed:
        return false;
    }
    return false;
  }
  bool operator()(const ir::Token&) { return false; }
  bool operator()(const ir::Args&) { return false; }
  bool operator()(const ir::Kwargs&) { return false; }
  bool operator()(const ir::Unsupported& type) {
    return reach_ == Reach::kBeyond && type.holds_references;
  }

  bool InClass(ir::ClassId id) {
    // A vector of its own class brings the search back.
    if (!visited_.insert(id).second) return false;
    return std::ranges::any_of(module_.classes[id.index].fields, [&](const ir::Field& field) {
      return IsPartOfObject(field) && std::visit(*this, field.type.kind);
    });
  }

 private:
  Reach reach_;
  const ir::Module& module_;
  std::set<ir::ClassId> visited_;
};

// Whether some of the references in a member are not visited. What bound classes hold is a matter
// of their own fields; who shares a SharedPy cannot be told, and no Bound or Borrowed can be a
// member.
struct UnvisitedSearch {
  bool operator()(const ir::Void&) const { return false; }
  bool operator()(const ir::Scalar&) const { return false; }
  bool operator()(const ir::EnumRef&) const { return false; }
  bool operator()(const ir::ClassRef&) const { return false; }
  bool operator()(const ir::Template& instance) const {
    if (!ir::OwnsArguments(instance.kind)) return false;
    return std::ranges::any_of(instance.arguments, [&](const ir::Type& argument) {
      return ir::RowOf(instance.kind).is_visited
                 ? std::visit(*this, argument.kind)
                 : std::visit(ReferenceSearch(Reach::kBeyond, module), argument.kind);
    });
  }
  bool operator()(const ir::Chrono&) const { return false; }
  bool operator()(const ir::Callback&) const { return false; }
  bool operator()(const ir::Array&) const { return false; }
  bool operator()(const ir::Custom& type) const { return type.holds_references; }
  bool operator()(const ir::Outcome& outcome) const {
    return std::visit(ReferenceSearch(Reach::kBeyond, module), outcome.value->kind);
  }
  bool operator()(const ir::Handle& handle) const {
    return handle.kind == ir::HandleKind::kSharedPy;
  }
  bool operator()(const ir::Token&) const { return false; }
  bool operator()(const ir::Args&) const { return false; }
  bool operator()(const ir::Kwargs&) const { return false; }
  bool operator()(const ir::Unsupported& type) const { return type.holds_references; }

  const ir::Module& module;
};

}  // namespace

bool HoldsReferences(ir::ClassId id, const ir::Module& module) {
  return ReferenceSearch(Reach::kModel, module).InClass(id);
}

bool HoldsAnyReferences(ir::ClassId id, const ir::Module& module) {
  return ReferenceSearch(Reach::kBeyond, module).InClass(id);
}

void CheckReferences(const ir::Class& node, const ir::Module& module, diag::Sink& sink) {
  for (const ir::Field& field : node.fields) {
    if (!IsPartOfObject(field) || !std::visit(UnvisitedSearch{module}, field.type.kind)) continue;
    sink.Report(diag::Code::kUnvisitedReference, field.location, {{"what", Describe(field)}});
  }
}

}  // namespace ferrule::check
