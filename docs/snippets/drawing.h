// What docs/modules.md shows: the module that uses the types of another one.
#ifndef FERRULE_DOCS_SNIPPETS_DRAWING_H_
#define FERRULE_DOCS_SNIPPETS_DRAWING_H_

#include <string>
#include <utility>

#include "docs/snippets/shapes.h"
#include "ferrule/ferrule.h"

namespace drawing {

// region: use
FERRULE_FUNCTION() inline shapes::Point middle(const shapes::Point& a, const shapes::Point& b) {
  return {(a.x + b.x) / 2, (a.y + b.y) / 2};
}

class FERRULE_CLASS() Label : public shapes::Point {
 public:
  Label(std::string text, double x, double y) : Point(x, y), text(std::move(text)) {}

  std::string text;
};
// end: use

}  // namespace drawing

#endif  // FERRULE_DOCS_SNIPPETS_DRAWING_H_
