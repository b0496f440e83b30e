#include "generator/scan/constant.h"

#include "generator/scan/doc.h"
#include "generator/scan/type.h"

namespace ferrule::scan {

ir::Constant ReadConstant(const FoundVariable& found, Context& context) {
  const CXCursor variable = found.declaration;
  const CXCursor binder = IsNull(found.binder) ? variable : found.binder;
  ir::Constant constant;
  constant.name = NameOf(variable);
  constant.qualified_name = QualifiedName(variable);
  constant.type = ReadType(clang_getCursorType(variable), context.bound);
  constant.doc = CleanDoc(Text(clang_Cursor_getRawCommentText(variable)));
  constant.annotations = context.attributes.Take(binder);
  constant.location = context.sources.LocationOf(binder);
  return constant;
}

}  // namespace ferrule::scan
