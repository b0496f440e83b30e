// Views that several templates use.
#ifndef FERRULE_GENERATOR_RENDER_TEXT_VIEWS_H_
#define FERRULE_GENERATOR_RENDER_TEXT_VIEWS_H_

#include <string>
#include <vector>

namespace ferrule::render {

// One name of a list.
struct NameView {
  std::string name;

  template <class Visitor>
  void Visit(Visitor& each) const {
    each("name", name);
  }
};

// One line of a docstring in the glue.
struct LiteralLineView {
  std::string literal;  // quoted, with its line break
  std::string end;      // `;` after the last one

  template <class Visitor>
  void Visit(Visitor& each) const {
    each("literal", literal);
    each("end", end);
  }
};

// One line of a stub, indented.
struct LineView {
  std::string line;

  template <class Visitor>
  void Visit(Visitor& each) const {
    each("line", line);
  }
};

// A part that another template has laid out.
struct TextView {
  std::string text;  // without the line break at its end

  template <class Visitor>
  void Visit(Visitor& each) const {
    each("text", text);
  }
};

}  // namespace ferrule::render

#endif  // FERRULE_GENERATOR_RENDER_TEXT_VIEWS_H_
