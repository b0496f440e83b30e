#include "generator/scan/enum.h"

#include <cstdint>
#include <string>
#include <string_view>

#include "generator/scan/binder.h"
#include "generator/scan/doc.h"

namespace ferrule::scan {
namespace {

bool IsUnsigned(CXType integer) {
  switch (clang_getCanonicalType(integer).kind) {
    case CXType_Bool:
    case CXType_Char_U:
    case CXType_UChar:
    case CXType_Char16:
    case CXType_Char32:
    case CXType_UShort:
    case CXType_UInt:
    case CXType_ULong:
    case CXType_ULongLong:
      return true;
    default:
      return false;
  }
}

// To clang, an enumerator without a comment has that of the one before it.
std::string ReadDoc(CXCursor declaration, const Sources& sources) {
  const Place end = sources.PlaceOf(clang_getRangeEnd(clang_Cursor_getCommentRange(declaration)));
  const Place begin = sources.PlaceOf(declaration);
  if (end.file != nullptr && end.offset < begin.offset) {
    const std::string_view between =
        sources.TextBehind(end).substr(0, begin.offset - end.offset);
    if (between.find(',') != std::string_view::npos) return "";
  }
  return CleanDoc(Text(clang_Cursor_getRawCommentText(declaration)));
}

ir::Enumerator ReadEnumerator(CXCursor declaration, bool is_unsigned, Context& context) {
  ir::Enumerator enumerator;
  enumerator.name = NameOf(declaration);
  if (is_unsigned) {
    enumerator.value = std::uint64_t{clang_getEnumConstantDeclUnsignedValue(declaration)};
  } else {
    enumerator.value = std::int64_t{clang_getEnumConstantDeclValue(declaration)};
  }
  enumerator.doc = ReadDoc(declaration, context.sources);
  enumerator.annotations = context.attributes.Take(declaration);
  enumerator.location = context.sources.LocationOf(declaration);
  return enumerator;
}

}  // namespace

ir::Enum ReadEnum(const FoundType& found, Context& context) {
  ir::Enum node;
  node.name = NameOf(found.declaration);
  node.qualified_name = QualifiedName(found.declaration);
  node.home = found.home;
  node.outer = found.outer;
  node.is_public = found.is_public;
  node.is_scoped = clang_EnumDecl_isScoped(found.declaration) != 0;
  ReadBinder(found, node, context);
  node.is_foreign = found.is_foreign;
  const CXType underlying = clang_getEnumDeclIntegerType(found.declaration);
  for (CXCursor child : ChildrenOf(found.declaration)) {
    if (KindOf(child) != CXCursor_EnumConstantDecl) continue;
    node.enumerators.push_back(ReadEnumerator(child, IsUnsigned(underlying), context));
  }
  if (clang_Type_getSizeOf(underlying) > static_cast<long long>(sizeof(std::int64_t))) {
    context.sink.Report(diag::Code::kNotCovered, node.location,
                        {{"what", "enums of more than 64 bits"}, {"help", ""}});
  }
  return node;
}

}  // namespace ferrule::scan
