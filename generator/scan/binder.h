// What a type is called, and what is said of it, by whatever binds it.
#ifndef FERRULE_GENERATOR_SCAN_BINDER_H_
#define FERRULE_GENERATOR_SCAN_BINDER_H_

#include <string>

#include "generator/scan/clang.h"
#include "generator/scan/collect.h"
#include "generator/scan/context.h"
#include "generator/scan/doc.h"

namespace ferrule::scan {

// Fills in the doc, the annotations and the place of a class, an enum or an exception class, and
// the name that it has from outside.
template <class Node>
void ReadBinder(const FoundType& found, Node& node, Context& context) {
  const bool is_bound_from_outside = !IsNull(found.binder);
  const CXCursor binder = is_bound_from_outside ? found.binder : found.declaration;
  // A using-declaration introduces no other name.
  if (is_bound_from_outside && KindOf(binder) != CXCursor_UsingDeclaration)
    node.alias = NameOf(binder);
  node.doc = CleanDoc(Text(clang_Cursor_getRawCommentText(binder)));
  if (node.doc.empty())
    node.doc = CleanDoc(Text(clang_Cursor_getRawCommentText(PatternOf(found.declaration))));
  node.annotations = context.attributes.Take(binder);
  node.location = context.sources.LocationOf(binder);
}

}  // namespace ferrule::scan

#endif  // FERRULE_GENERATOR_SCAN_BINDER_H_
