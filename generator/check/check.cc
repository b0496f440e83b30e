// The order of the rules: what is exported, what it is called, what each callable looks like, what
// crosses between the languages, and which callables are one. Each step reports what it finds and
// carries on; a later one works on what earlier ones filled.
#include "generator/check/check.h"

#include <cstddef>
#include <utility>
#include <vector>

#include "generator/check/aggregates.h"
#include "generator/check/annotations.h"
#include "generator/check/borrowed_parts.h"
#include "generator/check/borrowing.h"
#include "generator/check/changes.h"
#include "generator/check/classes.h"
#include "generator/check/contexts.h"
#include "generator/check/copying.h"
#include "generator/check/enums.h"
#include "generator/check/exceptions.h"
#include "generator/check/implicit.h"
#include "generator/check/imports.h"
#include "generator/check/lasting.h"
#include "generator/check/left_out.h"
#include "generator/check/module_settings.h"
#include "generator/check/name_conflicts.h"
#include "generator/check/names.h"
#include "generator/check/overloads.h"
#include "generator/check/overrides.h"
#include "generator/check/pickling.h"
#include "generator/check/properties.h"
#include "generator/check/protocols.h"
#include "generator/check/references.h"
#include "generator/check/returns.h"
#include "generator/check/selection.h"
#include "generator/check/signature.h"
#include "generator/check/storage.h"
#include "generator/check/types.h"
#include "generator/check/view_classes.h"

namespace ferrule::check {

// The one maker of CheckedModules.
class Approval {
 public:
  static ir::CheckedModule Give(ir::Module module) { return ir::CheckedModule(std::move(module)); }
};

namespace {

void CheckCallables(std::vector<ir::Function>& functions, std::optional<ir::ClassId> owner,
                    const ir::Module& module, diag::Sink& sink) {
  for (ir::Function& function : functions) {
    FindContexts(function, sink);
    MakeSignature(function, module, sink);
    CheckSpecialMethod(function, sink);
    CheckRestorer(function, sink);
    CheckTypes(function, owner, module, sink);
  }
}

void CheckClassAt(std::size_t index, ir::Module& module, diag::Sink& sink) {
  ir::Class& node = module.classes[index];
  if (IsImported(node)) return;
  const ir::ClassId id = {index};
  // Of a class that cannot be named nothing else can be told; it was reported with its annotation.
  if (node.is_public) CheckClass(node, sink);
  CheckCallables(node.constructors, id, module, sink);
  CheckCallables(node.methods, id, module, sink);
  for (const ir::Field& field : node.fields) CheckType(field, module, sink);
  CheckItems(node, module, sink);
  CheckReferences(node, module, sink);
  SettlePattern(node);
  CheckMore(node, sink);
}

}  // namespace

namespace {

void ApplyRules(ir::Module& module, diag::Sink& sink) {
  CheckAnnotations(module, sink);
  ReadSettings(module, sink);
  SettleImports(module);
  TakeTraverses(module, sink);
  SelectExports(module, sink);

  AssignNames(module, sink);
  TakeExec(module, sink);
  for (ir::Enum& node : module.enums) {
    if (!IsImported(node)) CheckEnum(node, sink);
  }
  SettleExceptionBases(module, sink);
  for (ir::Class& node : module.classes) {
    if (IsImported(node)) continue;
    PairProperties(node, sink);
    AddFieldConstructor(node, sink);
    SettleProtocols(node);
    CompleteClass(node);
    SettlePickling(node, sink);
    SettleImplicit(node, sink);
  }
  CheckNameConflicts(module, sink);
  SettleCopying(module);
  SettleOverrides(module, sink);
  SettleViewClasses(module);
  SettleReturns(module, sink);
  CheckBorrowing(module, sink);
  SettleLasting(module, sink);
  SettleUses(module, sink);
  SettleStorage(module, sink);
  CheckKeeping(module, sink);
  CheckBorrowedParts(module, sink);
  CheckViewClasses(module, sink);

  SettleReferences(module);
  CheckCallables(module.functions, std::nullopt, module, sink);
  for (std::size_t i = 0; i < module.classes.size(); ++i) CheckClassAt(i, module, sink);
  for (const ir::Exception& node : module.exceptions) CheckException(node, module, sink);
  for (const ir::Constant& constant : module.constants) CheckType(constant, module, sink);

  MakeOverloadSets(module, sink);
  SettleChanges(module, sink);
}

}  // namespace

// What may be left out is found by trying: the rules apply to what there is without it.
std::optional<ir::CheckedModule> Check(ir::Module module, diag::Sink& sink) {
  DemandAll(module);
  while (true) {
    ir::Module checked = module;
    diag::Sink found;
    ApplyRules(checked, found);
    if (LeaveOut(found.all(), module)) continue;
    sink.Append(found);
    ReportLeftOut(checked, sink);
    if (sink.HasErrors()) return std::nullopt;
    return Approval::Give(std::move(checked));
  }
}

}  // namespace ferrule::check
