#include "generator/scan/records.h"

#include <string>
#include <utility>

#include "generator/ir/type_table.h"
#include "generator/scan/bases.h"
#include "generator/scan/references.h"
#include "generator/scan/standard_types.h"
#include "generator/scan/type.h"

namespace ferrule::scan {
namespace {

// How many of the template's arguments are types of elements; nothing for what is no container.
// Those with the usual order, hash and allocator are no business of records.
std::optional<unsigned> CountElements(CXType type) {
  const std::string name = TemplateName(type);
  for (const ir::TemplateRow& row : ir::TemplateRows()) {
    if (row.cpp != name || !ir::OwnsArguments(row.kind) || ir::IsSmartPointer(row.kind)) continue;
    return static_cast<unsigned>(row.arity);
  }
  return std::nullopt;
}

bool CanBeNamed(CXCursor declaration) {
  return !clang_Cursor_isAnonymous(declaration) && !NameOf(declaration).empty() &&
         KindOf(declaration) != CXCursor_UnionDecl;
}

bool IsOfStandardLibrary(CXCursor declaration) {
  return QualifiedName(declaration).starts_with("std::");
}

}  // namespace

std::optional<ir::RecordId> Records::Find(CXType type, const BoundTypes& bound) {
  type = clang_getUnqualifiedType(clang_getCanonicalType(type));
  const CXCursor declaration = clang_getTypeDeclaration(type);
  if (type.kind != CXType_Record || !CanBeNamed(declaration)) return std::nullopt;
  if (const auto known = ids_.find(declaration); known != ids_.end()) return known->second;
  const bool is_container = CountElements(type).has_value();
  if ((IsOfStandardLibrary(declaration) && !is_container) || !MayHoldReferences(type, bound))
    return std::nullopt;
  // Known before its parts are read, which may be of its own kind.
  const ir::RecordId id{records_.size()};
  ids_.emplace(declaration, id);
  records_.push_back({QualifiedName(declaration), {}, is_container});
  std::vector<ir::Record::Part> parts = ReadParts(type, declaration, bound);
  records_[id.index].parts = std::move(parts);
  return id;
}

std::vector<ir::Record::Part> Records::ReadParts(CXType type, CXCursor declaration,
                                                 const BoundTypes& bound) const {
  std::vector<ir::Record::Part> parts;
  if (const std::optional<unsigned> count = CountElements(type)) {
    for (unsigned i = 0; i < *count; ++i)
      parts.push_back({"", "", ReadType(TemplateArgument(type, i), bound).type});
    return parts;
  }
  for (const BaseSpecifier& base : members_.BasesOf(declaration)) {
    if (base.type.kind != CXType_Record || !MayHoldReferences(base.type, bound)) continue;
    parts.push_back({QualifiedName(BaseOf(base)), "", ReadType(base.type, bound).type});
  }
  for (CXCursor field : FieldsOf(type)) {
    CXType element = clang_getCursorType(field);
    if (NameOf(field).empty() || !MayHoldReferences(element, bound)) continue;
    while (clang_getCanonicalType(element).kind == CXType_ConstantArray)
      element = clang_getArrayElementType(clang_getCanonicalType(element));
    parts.push_back({OwnerOf(field), NameOf(field), ReadType(element, bound).type,
                     clang_CXXField_isMutable(field) != 0});
  }
  return parts;
}

}  // namespace ferrule::scan
