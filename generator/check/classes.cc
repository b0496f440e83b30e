#include "generator/check/classes.h"

#include <algorithm>
#include <cstddef>
#include <set>
#include <string>
#include <utility>

#include "generator/check/annotations.h"
#include "generator/check/words.h"

namespace ferrule::check {
namespace {

// What CPython's allocator promises.
constexpr std::size_t kMaxAlignment = 16;

// Where a class says something about itself, else its name.
const diag::Location& PlaceOf(const ir::Class& node, std::string_view key) {
  const ir::AnnotationArgument* argument = FindArgument(node.annotations, key);
  return argument == nullptr ? node.location : argument->value_location;
}

// C++ declares a default constructor where the class declares none.
void AddImplicitConstructor(ir::Class& node) {
  const bool exports_annotated_only = FindArgument(node.annotations, "members") != nullptr;
  if (node.declares_constructors || !node.traits.is_default_constructible ||
      exports_annotated_only) {
    return;
  }
  ir::Function constructor;
  constructor.kind = ir::FunctionKind::kConstructor;
  constructor.name = node.name;
  constructor.qualified_name = node.qualified_name + "::" + node.name;
  constructor.location = node.location;
  constructor.role = ir::Role::kConstructor;
  constructor.python_name = "__init__";
  node.constructors.push_back(std::move(constructor));
}

void CheckBases(const ir::Class& node, diag::Sink& sink) {
  if (FindArgument(node.annotations, "bases") != nullptr) return;
  for (const ir::Base& base : node.bases) {
    if (!base.is_public) continue;
    sink.Report(diag::Code::kNotCovered, base.location,
                {{"what", "base classes such as '" + base.qualified_name + "'"},
                 {"help", "write FERRULE_CLASS(bases = ()) to bind '" + node.qualified_name +
                              "' without what it inherits"}});
  }
}

void CheckSubclassing(const ir::Class& node, diag::Sink& sink) {
  const bool is_demanded = TruthOf(node.annotations, "subclass") == true;
  if (is_demanded && !node.is_subclassable) {
    const std::string reason = node.traits.is_final
                                   ? "'" + node.qualified_name + "' is final"
                                   : "'" + node.qualified_name + "' has no constructor for Python";
    sink.Report(diag::Code::kBadValue, PlaceOf(node, "subclass"),
                {{"value", "True"},
                 {"key", "subclass"},
                 {"macro", "FERRULE_CLASS"},
                 {"help", "remove it: " + reason}});
  }
  if (node.traits.is_polymorphic && node.is_subclassable) {
    sink.Report(
        diag::Code::kNotCovered, PlaceOf(node, "subclass"),
        {{"what", "overriding the virtual methods of '" + node.qualified_name + "' in Python"},
         {"help", "write FERRULE_CLASS(subclass = False) to bind it as it is"}});
  }
}

void CheckLayout(const ir::Class& node, diag::Sink& sink) {
  if (!node.traits.is_destructible) {
    sink.Report(diag::Code::kNoPythonForm, node.location,
                {{"what", Describe(node)},
                 {"reason", "it cannot be destroyed"},
                 {"help", "make its destructor public, or remove FERRULE_CLASS"}});
  }
  if (node.traits.alignment > kMaxAlignment) {
    sink.Report(diag::Code::kNotCovered, node.location,
                {{"what", "classes aligned to " + std::to_string(node.traits.alignment) +
                              " bytes such as '" + node.qualified_name + "'"},
                 {"help", "hold what needs the alignment by a pointer"}});
  }
}

// --- References to Python objects ---

class ReferenceSearch {
 public:
  explicit ReferenceSearch(const ir::Module& module) : module_(module) {}

  bool operator()(const ir::Void&) { return false; }
  bool operator()(const ir::Bool&) { return false; }
  bool operator()(const ir::Integer&) { return false; }
  bool operator()(const ir::Float&) { return false; }
  bool operator()(const ir::String&) { return false; }
  bool operator()(const ir::StringView&) { return false; }
  bool operator()(const ir::EnumRef&) { return false; }
  bool operator()(const ir::ClassRef& ref) { return InClass(ref.id); }
  bool operator()(const ir::Optional& optional) {
    return std::visit(*this, optional.element->kind);
  }
  bool operator()(const ir::Vector& vector) { return std::visit(*this, vector.element->kind); }
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
  bool operator()(const ir::Unsupported&) { return false; }

  bool InClass(ir::ClassId id) {
    // A vector of its own class brings the search back.
    if (!visited_.insert(id).second) return false;
    return std::ranges::any_of(module_.classes[id.index].fields, [&](const ir::Field& field) {
      return !field.is_static && field.passing == ir::Passing::kValue &&
             std::visit(*this, field.type.kind);
    });
  }

 private:
  const ir::Module& module_;
  std::set<ir::ClassId> visited_;
};

}  // namespace

void CompleteClass(ir::Class& node) {
  AddImplicitConstructor(node);
  if (node.traits.is_abstract) node.constructors.clear();
  node.is_subclassable = TruthOf(node.annotations, "subclass").value_or(true) &&
                         !node.traits.is_final && !node.constructors.empty();
  for (ir::Field& field : node.fields) {
    field.is_read_only = field.is_const || TruthOf(field.annotations, "readonly").value_or(false);
  }
}

void CheckClass(const ir::Class& node, diag::Sink& sink) {
  CheckBases(node, sink);
  CheckSubclassing(node, sink);
  CheckLayout(node, sink);
}

bool HoldsReferences(ir::ClassId id, const ir::Module& module) {
  return ReferenceSearch(module).InClass(id);
}

}  // namespace ferrule::check
