#include "generator/check/borrowed_parts.h"

#include <cstddef>
#include <optional>
#include <string>

#include "generator/check/lasting.h"
#include "generator/check/words.h"

namespace ferrule::check {
namespace {

class BorrowedPartsRule {
 public:
  BorrowedPartsRule(const ir::Module& module, diag::Sink& sink) : module_(module), sink_(sink) {}

  void CheckObjects() const {
    for (const Lasting& lasting : FindLasting(module_)) {
      if (lasting.owner)
        Check(*lasting.owner, lasting.subject, "write `returns = copy`", lasting.location);
    }
  }

  void CheckViews() const {
    for (std::size_t i = 0; i < module_.classes.size(); ++i) {
      for (const ir::Field& field : module_.classes[i].fields) {
        if (field.is_exported && field.is_view)
          Check({i}, Describe(field), "remove `view`: Python gets a copy", field.location);
      }
      for (const ir::Function& method : module_.classes[i].methods) CheckResult(method, {{i}});
    }
    for (const ir::Function& function : module_.functions) CheckResult(function, std::nullopt);
  }

 private:
  void CheckResult(const ir::Function& function, std::optional<ir::ClassId> self) const {
    if (function.returns != ir::Returns::kView) return;
    const auto check = [&](ir::ClassId owner) {
      Check(owner, DescribeResult(function), "write `returns = copy`", function.location);
    };
    if (self && function.is_kept_by_self) check(*self);
    for (const ir::Parameter& parameter : function.parameters) {
      const auto* const owner = parameter.type.type.As<ir::ClassRef>();
      if (owner != nullptr && parameter.keeper == ir::Keeper::kResult) check(owner->id);
    }
  }

  void Check(ir::ClassId owner, const std::string& subject, const std::string& help,
             const diag::Location& location) const {
    const ir::Class& node = module_.classes[owner.index];
    if (!node.is_borrow_checked) return;
    sink_.Report(diag::Code::kNoPythonForm, location,
                 {{"what", subject},
                  {"reason", "it is part of an object of '" + node.qualified_name +
                                 "', which is borrow checked, and who has it would use that "
                                 "without a borrow"},
                  {"help", help}});
  }

  const ir::Module& module_;
  diag::Sink& sink_;
};

}  // namespace

void CheckBorrowedParts(const ir::Module& module, diag::Sink& sink) {
  const BorrowedPartsRule rule(module, sink);
  rule.CheckObjects();
  rule.CheckViews();
}

}  // namespace ferrule::check
