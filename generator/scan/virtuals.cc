#include "generator/scan/virtuals.h"

#include <algorithm>
#include <utility>

#include "generator/scan/bases.h"
#include "generator/scan/function.h"

namespace ferrule::scan {
namespace {

bool IsFinal(CXCursor method) {
  return std::ranges::any_of(ChildrenOf(method),
                             [](CXCursor child) { return KindOf(child) == CXCursor_CXXFinalAttr; });
}

class Virtuals {
 public:
  explicit Virtuals(Context& context) : context_(context) {}

  // Derived classes come before their bases: what they declare is the last word.
  void ReadClass(CXCursor declaration) {
    if (!seen_.emplace(declaration, true).second) return;  // a virtual base, on another way
    for (CXCursor member : ChildrenOf(declaration)) {
      if (KindOf(member) == CXCursor_CXXMethod && clang_CXXMethod_isVirtual(member) != 0) {
        ReadMethod(member);
      }
    }
    for (CXCursor member : ChildrenOf(declaration)) {
      if (KindOf(member) == CXCursor_CXXBaseSpecifier) ReadClass(BaseOf(member));
    }
  }

  std::vector<ir::Function> Finish() { return std::move(found_); }

 private:
  void ReadMethod(CXCursor method) {
    const bool is_overridden = overridden_.contains(method);
    MarkOverridden(method);
    if (is_overridden || IsFinal(method)) return;
    found_.push_back(ReadFunction(method, context_));
    found_.back().inherited_from = OwnerOf(method);
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
};

}  // namespace

std::vector<ir::Function> ReadVirtuals(CXCursor declaration, Context& context) {
  Virtuals virtuals(context);
  virtuals.ReadClass(declaration);
  return virtuals.Finish();
}

}  // namespace ferrule::scan
