#include "generator/check/exceptions.h"

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "generator/check/annotations.h"
#include "generator/check/properties.h"
#include "generator/check/python_exceptions.h"
#include "generator/check/types.h"
#include "generator/check/words.h"
#include "generator/ir/macros.h"

namespace ferrule::check {
namespace {

using ir::AnnotationKind;

constexpr std::string_view kBase = "base";

// --- Attributes ---

// What an exception class has besides attributes is for C++ alone.
void RefuseMember(const ir::Function& method, diag::Sink& sink) {
  const ir::Annotation& annotation = method.annotations.front();
  sink.Report(
      diag::Code::kMisplacedAnnotation, annotation.location,
      {{"macro", std::string(ir::MacroName(annotation.kind))},
       {"what", Describe(method) + " of an exception class"},
       {"help",
        "what Python gets of an exception are attributes: FERRULE_GETTER() on a method that "
        "returns one, FERRULE_FIELD() on a field"}});
}

void RefuseReadOnly(const ir::Field& field, diag::Sink& sink) {
  const ir::AnnotationArgument* argument = FindArgument(field.annotations, "readonly");
  if (argument == nullptr) return;
  sink.Report(diag::Code::kBadValue, argument->value_location,
              {{"value", argument->value.value_or("True")},
               {"key", "readonly"},
               {"macro", "FERRULE_FIELD"},
               {"help", "remove it: the attributes of a Python exception belong to Python"}});
}

bool IsHidden(const ir::Field& field, const std::vector<ir::Field>& fields) {
  return std::ranges::any_of(fields, [&](const ir::Field& other) {
    return &other != &field && !other.is_inherited && other.name == field.name;
  });
}

// --- Bases ---

bool IsAncestor(const ir::Exception& node, const std::string& name) {
  return std::ranges::find(node.ancestors, name, &ir::Ancestor::qualified_name) !=
         node.ancestors.end();
}

// Those of the bound ancestors that no other of them is derived from.
std::vector<ir::ExceptionId> NearestBound(const ir::Exception& node, const ir::Module& module) {
  std::vector<ir::ExceptionId> nearest;
  for (const ir::Ancestor& ancestor : node.ancestors) {
    if (!ancestor.bound) continue;
    const bool is_reached = std::ranges::any_of(node.ancestors, [&](const ir::Ancestor& other) {
      return other.bound &&
             IsAncestor(module.exceptions[other.bound->index], ancestor.qualified_name);
    });
    if (!is_reached) nearest.push_back(*ancestor.bound);
  }
  return nearest;
}

// The builtin and imported classes that the Python class is derived from through those bases.
std::vector<std::string> PythonBasesAbove(const std::vector<ir::ExceptionId>& bases,
                                          const ir::Module& module) {
  std::vector<std::string> all;
  for (const ir::ExceptionId id : bases) {
    const ir::Exception& base = module.exceptions[id.index];
    if (!base.python_base.empty()) all.push_back(base.python_base);
    for (std::string& above : PythonBasesAbove(base.bases, module)) all.push_back(std::move(above));
  }
  return all;
}

// What the table of the standard exceptions says of the nearest one; that which some bound base
// stands for already says nothing.
std::string_view StandardBase(const ir::Exception& node, const ir::Module& module) {
  for (const ir::Ancestor& ancestor : node.ancestors) {
    const bool is_covered = std::ranges::any_of(node.bases, [&](ir::ExceptionId id) {
      return IsAncestor(module.exceptions[id.index], ancestor.qualified_name);
    });
    if (is_covered) continue;
    if (const std::string_view base = PythonExceptionFor(ancestor.qualified_name); !base.empty())
      return base;
  }
  return node.bases.empty() ? "Exception" : "";
}

void SettleBase(ir::Exception& node, const ir::Module& module, diag::Sink& sink) {
  node.bases = NearestBound(node, module);
  const ir::AnnotationArgument* written = FindArgument(node.annotations, kBase);
  const bool is_written = written != nullptr && written->value && IsExceptionBase(*written->value);
  const std::string base = is_written ? *written->value : std::string(StandardBase(node, module));
  if (base.empty()) return;
  for (const std::string& above : PythonBasesAbove(node.bases, module)) {
    if (IsPythonSubclass(above, base)) return;
    if (AreCompatible(above, base)) continue;
    if (is_written) {
      sink.Report(diag::Code::kBadValue, written->value_location,
                  {{"value", base},
                   {"key", std::string(kBase)},
                   {"macro", "FERRULE_EXCEPTION"},
                   {"help", "no class of Python's can be derived from both " + base + " and " +
                                above + ", which a base of " + Describe(node) + " stands for"}});
    }
    return;
  }
  node.python_base = base;
}

}  // namespace

void SelectAttributes(ir::Exception& node, diag::Sink& sink) {
  std::erase_if(node.methods, [&](const ir::Function& method) {
    if (Has(method.annotations, AnnotationKind::kGetter)) return !method.is_public;
    if (!Has(method.annotations, AnnotationKind::kSkip)) RefuseMember(method, sink);
    return true;
  });
  for (ir::Field& field : node.fields) {
    field.is_exported = field.is_public && !(field.is_bit_field && field.name.empty()) &&
                        !Has(field.annotations, AnnotationKind::kSkip) &&
                        !(field.is_inherited && IsHidden(field, node.fields));
    if (field.is_exported) RefuseReadOnly(field, sink);
  }
}

void SettleExceptionBases(ir::Module& module, diag::Sink& sink) {
  for (ir::Exception& node : module.exceptions) SettleBase(node, module, sink);
}

void CheckException(const ir::Exception& node, const ir::Module& module, diag::Sink& sink) {
  for (const ir::Function& getter : node.methods) {
    CheckGetter(getter, sink);
    if (!getter.is_const) {
      sink.Report(
          diag::Code::kBadProperty, getter.location,
          {{"problem", "getter '" + getter.qualified_name + "' of an exception class is not const"},
           {"help", "make it const: an exception is read as it was thrown"}});
    }
    CheckAttribute(getter, module, sink);
  }
  for (const ir::Field& field : node.fields) {
    if (field.is_exported) CheckAttribute(field, module, sink);
  }
}

}  // namespace ferrule::check
