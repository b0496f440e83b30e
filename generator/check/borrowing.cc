#include "generator/check/borrowing.h"

#include <algorithm>
#include <cstddef>

#include "generator/check/annotations.h"
#include "generator/check/words.h"
#include "generator/ir/inheritance.h"
#include "generator/ir/type_table.h"

namespace ferrule::check {
namespace {

using ir::Passing;

bool IsReference(Passing passing) {
  switch (passing) {
    case Passing::kConstRef:
    case Passing::kRef:
    case Passing::kConstPointer:
    case Passing::kPointer:
      return true;
    case Passing::kValue:
    case Passing::kRvalueRef:
      return false;
  }
  return false;
}

// The class whose objects a value of the type refers or points to; null for none.
const ir::ClassRef* Referent(const ir::PassedType& type) {
  if (IsReference(type.passing)) return type.type.As<ir::ClassRef>();
  const auto* const instance = type.type.As<ir::Template>();
  return instance != nullptr && instance->kind == ir::TemplateKind::kReferenceWrapper
             ? instance->arguments[0].As<ir::ClassRef>()
             : nullptr;
}

bool IsDerived(ir::ClassId derived, ir::ClassId base, const ir::Module& module) {
  const std::vector<ir::ClassId> ancestors = ir::AncestorsOf(derived, module);
  return std::ranges::find(ancestors, base) != ancestors.end();
}

// Whether both show what others own, and could show the same: text, or the items of one type.
bool ShowTheSame(const ir::Type& a, const ir::Type& b) {
  if (!ir::Borrows(a) || !ir::Borrows(b)) return false;
  const auto* const first = a.As<ir::Scalar>();
  const auto* const second = b.As<ir::Scalar>();
  if (first == nullptr || second == nullptr) return a == b;
  return ir::RowOf(first->kind).family == ir::RowOf(second->kind).family;
}

// Whether the member may come to refer to what the parameter does.
bool CouldHold(const ir::Field& field, const ir::Parameter& parameter, const ir::Module& module) {
  const ir::ClassRef* const given = Referent(parameter.type);
  const ir::ClassRef* const held = Referent({field.type, field.passing});
  if (given != nullptr && held != nullptr) {
    return given->id == held->id || IsDerived(given->id, held->id, module) ||
           IsDerived(held->id, given->id, module);
  }
  return field.passing == Passing::kValue && ShowTheSame(field.type, parameter.type.type);
}

class BorrowingRule {
 public:
  BorrowingRule(const ir::Class& node, const ir::Module& module, diag::Sink& sink)
      : node_(node), module_(module), sink_(sink) {}

  void Check(const ir::Function& function) const {
    for (std::size_t i = 0; i < function.parameters.size(); ++i) {
      const ir::Parameter& parameter = function.parameters[i];
      if (parameter.keeper == ir::Keeper::kSelf ||
          TruthOf(parameter.annotations, "transient").value_or(false))
        continue;
      const auto field = std::ranges::find_if(node_.fields, [&](const ir::Field& each) {
        return !each.is_static && CouldHold(each, parameter, module_);
      });
      if (field == node_.fields.end()) continue;
      sink_.Report(diag::Code::kUnkeptArgument, parameter.location,
                   {{"parameter", DescribeParameter(function, i)},
                    {"field", Describe(*field)},
                    {"help",
                     "if the object refers to it after the call, write FERRULE_ARG(keep_alive = "
                     "self) before "
                     "it or [[clang::lifetimebound]] behind it; if not, FERRULE_ARG(transient)"}});
    }
  }

 private:
  const ir::Class& node_;
  const ir::Module& module_;
  diag::Sink& sink_;
};

}  // namespace

void CheckBorrowing(const ir::Module& module, diag::Sink& sink) {
  for (const ir::Class& node : module.classes) {
    const BorrowingRule rule(node, module, sink);
    for (const ir::Function& constructor : node.constructors) rule.Check(constructor);
    for (const ir::Function& method : node.methods) {
      if (method.role == ir::Role::kSetter) rule.Check(method);
    }
  }
}

}  // namespace ferrule::check
