#include "generator/check/overrides.h"

#include <algorithm>
#include <string>
#include <utility>

#include "generator/check/annotations.h"
#include "generator/check/element_types.h"
#include "generator/check/imports.h"
#include "generator/check/words.h"
#include "generator/ir/cpp.h"
#include "generator/ir/inheritance.h"
#include "generator/ir/names.h"

namespace ferrule::check {
namespace {

// The method of the class, or of one of its bases, that Python calls the virtual one by; null if it
// has none.
const ir::Function* FindExported(const ir::Function& method, ir::ClassId id,
                                 const ir::Module& module) {
  std::vector<ir::ClassId> classes = ir::AncestorsOf(id, module);
  classes.insert(classes.begin(), id);
  for (const ir::ClassId owner : classes) {
    for (const ir::Function& candidate : module.classes[owner.index].methods) {
      if (candidate.kind == method.kind && candidate.name == method.name &&
          candidate.is_const == method.is_const && ir::HaveOneParameterList(candidate, method)) {
        return &candidate;
      }
    }
  }
  return nullptr;
}

// Whether there is a result for C++ where a method may not throw and has no body.
bool HasSomeResult(const ir::Function& method, const ir::Module& module) {
  const auto* const object = method.result.type.As<ir::ClassRef>();
  return !method.is_pure || !method.is_noexcept || object == nullptr ||
         module.classes[object->id.index].traits.is_default_constructible;
}

// Why a method cannot be overridden in Python; empty where it can.
std::string ReasonAgainst(const ir::Function& method, const ir::Module& module) {
  if (method.is_variadic) return "it takes C's variable arguments";
  if (method.is_volatile) return "it is volatile";
  if (method.ref_qualifier == ir::RefQualifier::kRvalue) return "it consumes its object";
  for (std::size_t i = 0; i < method.parameters.size(); ++i) {
    const ir::PassedType& type = method.parameters[i].type;
    if (JudgeOverrideArgument(type, {DescribeParameter(method, i), "", module})) {
      return DescribeParameter(method, i) + " has type '" + ir::CppSpelling(type, module) +
             "', which cannot be handed to Python";
    }
  }
  if (!HasSomeResult(method, module)) {
    return "it is pure and noexcept, and there is no value to return where nothing overrides it";
  }
  if (JudgeOverrideResult(method.result, {DescribeResult(method), "", module})) {
    return "its result has type '" + ir::CppSpelling(method.result, module) +
           "', which cannot be taken from Python";
  }
  return "";
}

// What is not for others to override, and no error: the inner workings of the class.
bool IsLeftAlone(const ir::Function& method) {
  if (method.is_pure) return false;
  if (TruthOf(method.annotations, "override") == false) return true;
  if (Has(method.annotations, ir::AnnotationKind::kSkip)) return true;
  const bool is_private = !method.is_public && !method.is_protected;
  const bool is_named = method.kind == ir::FunctionKind::kMethod ||
                        (method.kind == ir::FunctionKind::kOperator && method.name == "()");
  return is_private || !is_named;
}

// Returns whether Python can override it.
bool SettleMethod(ir::Function& method, ir::ClassId id, ir::Module& module, diag::Sink& sink) {
  const ir::Function* const exported = FindExported(method, id, module);
  if (exported != nullptr && TruthOf(exported->annotations, "override") == false) return false;
  method.python_name = exported != nullptr ? exported->python_name : ir::PythonNameOf(method.name);
  method.role = exported != nullptr ? exported->role : ir::Role::kMethod;
  if (method.role == ir::Role::kSetter && !method.is_pure) return false;
  std::string reason = ReasonAgainst(method, module);
  if (method.role == ir::Role::kSetter) reason = "it is the setter of a property";
  if (reason.empty()) return true;
  if (method.may_be_left_out && !method.is_pure) {
    if (exported != nullptr)
      module.left_out.push_back(
          {"overriding '" + method.qualified_name + "' in Python", reason, method.location});
    return false;
  }
  if (method.is_pure || exported != nullptr) {
    sink.Report(diag::Code::kNotOverridable, method.location,
                {{"what", "'" + method.qualified_name + "'"},
                 {"reason", reason},
                 {"help", method.is_pure ? "write FERRULE_CLASS(subclass = False) on the class"
                                         : "write FERRULE_METHOD(override = False) before it, or "
                                           "FERRULE_CLASS(subclass = False) on the class"}});
  }
  return false;
}

// Be it by one of its bases.
bool HasVirtualBase(const ir::Class& node, const ir::Module& module) {
  return std::ranges::any_of(node.bases, [&](const ir::Base& base) {
    return base.is_virtual ||
           (base.bound && HasVirtualBase(module.classes[base.bound->index], module));
  });
}

// What a class derived from it could not do.
std::string ReasonAgainst(const ir::Class& node, const ir::Module& module) {
  if (!node.traits.has_virtual_destructor) return "its destructor is not virtual";
  if (HasVirtualBase(node, module)) {
    return "it has virtual bases, which a derived class has to construct";
  }
  return "";
}

// Python calls a method of a base, and the class overrides it without showing that: what Python
// derives would get the body of the base.
void CheckFinalOverrider(const ir::Function& method, ir::ClassId id, const ir::Module& module,
                         diag::Sink& sink) {
  const ir::Function* const exported = FindExported(method, id, module);
  const bool is_shown = method.is_public && !Has(method.annotations, ir::AnnotationKind::kSkip);
  if (exported == nullptr || is_shown) return;
  sink.Report(diag::Code::kNotOverridable, method.location,
              {{"what", "'" + method.qualified_name + "'"},
               {"reason", "a base shows the method to Python, and this class does not"},
               {"help", "make it public, or write FERRULE_CLASS(subclass = False) on the class"}});
}

// Of a class that nobody can change to make it fit.
void LeaveOutSubclasses(const std::string& reason, ir::ClassId id, ir::Module& module) {
  ir::Class& node = module.classes[id.index];
  node.is_subclassable = false;
  module.left_out.push_back(
      {"deriving from '" + node.qualified_name + "' in Python", reason, node.location});
}

void SettleClass(ir::ClassId id, ir::Module& module, diag::Sink& sink) {
  ir::Class& node = module.classes[id.index];
  std::vector<ir::Function> virtuals = std::exchange(node.virtuals, {});
  if (!node.is_subclassable) return;
  for (const ir::Function& method : virtuals) CheckFinalOverrider(method, id, module, sink);
  std::erase_if(virtuals, IsLeftAlone);
  std::erase_if(virtuals,
                [&](ir::Function& method) { return !SettleMethod(method, id, module, sink); });
  if (virtuals.empty()) return;
  if (const std::string reason = ReasonAgainst(node, module); !reason.empty()) {
    if (node.is_foreign) return LeaveOutSubclasses(reason, id, module);
    sink.Report(diag::Code::kNotOverridable, node.location,
                {{"what", "the virtual methods of '" + node.qualified_name + "'"},
                 {"reason", reason},
                 {"help", "write FERRULE_CLASS(subclass = False) to bind it as it is"}});
    return;
  }
  node.virtuals = std::move(virtuals);
  node.is_overridable = true;
}

// Constructors that serve derived classes alone, of which there are none.
void DropConstructorsForDerived(ir::Class& node) {
  std::erase_if(node.constructors, [&](const ir::Function& constructor) {
    if (ir::IsFactory(constructor)) return false;
    return constructor.is_protected || node.traits.is_abstract;
  });
  node.is_subclassable = node.is_subclassable && (IsImported(node) || !node.constructors.empty());
}

}  // namespace

bool MayBeOverridden(const ir::Class& node) {
  return node.traits.is_polymorphic && !node.traits.is_final &&
         TruthOf(node.annotations, "subclass") != false;
}

void SettleOverrides(ir::Module& module, diag::Sink& sink) {
  for (std::size_t i = 0; i < module.classes.size(); ++i) {
    SettleClass({i}, module, sink);
    if (!module.classes[i].is_overridable) DropConstructorsForDerived(module.classes[i]);
  }
}

}  // namespace ferrule::check
