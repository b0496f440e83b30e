#include "generator/scan/references.h"

#include <algorithm>
#include <string>
#include <string_view>

#include "generator/scan/context.h"

namespace ferrule::scan {
namespace {

bool IsReference(std::string_view name) {
  return name == "ferrule::Py" || name == "ferrule::Bound" || name == "ferrule::SharedPy";
}

// Templates that own nothing of what their arguments say.
bool IsView(std::string_view name) {
  return name == "ferrule::Borrowed" || name == "std::reference_wrapper" || name == "std::span" ||
         name == "std::weak_ptr";
}

class Search {
 public:
  // With `bound`, functions and bound classes count as well.
  explicit Search(const BoundTypes* bound = nullptr) : bound_(bound) {}

  bool In(CXType type) {
    type = clang_getCanonicalType(type);
    for (CXType element = type; element.kind != CXType_Invalid;
         element = clang_getArrayElementType(element)) {
      type = element;
    }
    return type.kind == CXType_Record && InRecord(type);
  }

 private:
  bool InRecord(CXType type) {
    const CXCursor declaration = clang_getTypeDeclaration(type);
    if (!seen_.emplace(declaration, true).second) return false;  // a class may own its own kind
    const CXCursor primary = clang_getSpecializedCursorTemplate(declaration);
    const CXCursor pattern = IsNull(primary) ? declaration : primary;
    const std::string name = QualifiedName(pattern);
    if (IsReference(name)) return true;
    if (bound_ != nullptr && (name == "std::function" || bound_->classes.contains(declaration)))
      return true;
    if (IsView(name)) return false;
    if (InArguments(type)) return true;
    // The arguments say it all of std's own, whose fields are many and pointers in the end.
    return !name.starts_with("std::") && (InFields(type) || InPattern(pattern));
  }

  bool InArguments(CXType type) {
    for (int i = 0; i < clang_Type_getNumTemplateArguments(type); ++i) {
      if (In(clang_Type_getTemplateArgumentAsType(type, static_cast<unsigned>(i)))) return true;
    }
    return false;
  }

  bool InFields(CXType type) {
    return std::ranges::any_of(FieldsOf(type),
                               [&](CXCursor field) { return In(clang_getCursorType(field)); });
  }

  // An instance of a template shows no bases, and no fields either before something asks for them:
  // its template does, as far as they don't depend on its parameters.
  bool InPattern(CXCursor pattern) {
    return std::ranges::any_of(ChildrenOf(pattern), [&](CXCursor child) {
      const bool is_part =
          KindOf(child) == CXCursor_CXXBaseSpecifier || KindOf(child) == CXCursor_FieldDecl;
      return is_part && In(clang_getCursorType(child));
    });
  }

  const BoundTypes* bound_;
  EntityMap<bool> seen_;
};

}  // namespace

bool HoldsReferences(CXType type) { return Search().In(type); }

bool MayHoldReferences(CXType type, const BoundTypes& bound) { return Search(&bound).In(type); }

}  // namespace ferrule::scan
