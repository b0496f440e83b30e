#include "generator/scan/virtuals.h"

#include <algorithm>
#include <string>
#include <utility>

#include "generator/scan/bases.h"
#include "generator/scan/function.h"

namespace ferrule::scan {
namespace {

class Virtuals {
 public:
  explicit Virtuals(Context& context) : context_(context) {}

  // Derived classes come before their bases: what they declare is the last word.
  void ReadClass(CXCursor declaration) {
    if (!seen_.emplace(declaration, true).second) return;  // a virtual base, on another way
    for (CXCursor member : context_.members.Of(declaration)) {
      if (KindOf(member) == CXCursor_CXXMethod && clang_CXXMethod_isVirtual(member) != 0) {
        ReadMethod(member);
      }
    }
    for (const BaseSpecifier& base : context_.members.BasesOf(declaration)) ReadBase(base);
  }

  std::vector<ir::Function> Finish() { return std::move(found_); }

 private:
  // What a private base declares cannot be named by a class derived from this one, nor what there
  // is twice of: of that, only what is pure has to be known.
  void ReadBase(const BaseSpecifier& specifier) {
    const CXCursor base = BaseOf(specifier);
    const bool is_private = clang_getCXXAccessSpecifier(specifier.specifier) == CX_CXXPrivate;
    const bool was_reachable = std::exchange(is_reachable_, is_reachable_ && !is_private);
    if (seen_.contains(base) && clang_isVirtualBase(specifier.specifier) == 0) Forget(base);
    ReadClass(base);
    is_reachable_ = was_reachable;
  }

  void ReadMethod(CXCursor method) {
    const bool is_overridden = overridden_.contains(method);
    MarkOverridden(method);
    if (is_overridden || IsFinal(method)) return;
    if (!is_reachable_ && clang_CXXMethod_isPureVirtual(method) == 0) return;
    ir::Function function = ReadFunction(method, context_);
    function.inherited_from = OwnerOf(method);
    // One method of a derived class overrides those of all bases that look the same.
    const bool is_there = std::ranges::any_of(found_, [&](const ir::Function& other) {
      return other.name == function.name && other.is_const == function.is_const &&
             other.ref_qualifier == function.ref_qualifier &&
             ir::HaveOneParameterList(other, function);
    });
    if (!is_there) found_.push_back(std::move(function));
  }

  void Forget(CXCursor base) {
    const std::string name = QualifiedName(base);
    std::erase_if(found_, [&](const ir::Function& function) {
      return function.inherited_from == name && !function.is_pure;
    });
  }

  void MarkOverridden(CXCursor method) {
    CXCursor* overridden = nullptr;
    unsigned count = 0;
    clang_getOverriddenCursors(method, &overridden, &count);
    for (unsigned i = 0; i < count; ++i) overridden_.emplace(overridden[i], true);
    clang_disposeOverriddenCursors(overridden);
  }

  Context& context_;
  EntityMap<bool> seen_;
  EntityMap<bool> overridden_;
  std::vector<ir::Function> found_;
  bool is_reachable_ = true;  // where the reader is
};

}  // namespace

std::vector<ir::Function> ReadVirtuals(CXCursor declaration, Context& context) {
  Virtuals virtuals(context);
  virtuals.ReadClass(declaration);
  return virtuals.Finish();
}

}  // namespace ferrule::scan
