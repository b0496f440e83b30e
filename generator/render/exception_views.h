// Views of the template of exception classes.
#ifndef FERRULE_GENERATOR_RENDER_EXCEPTION_VIEWS_H_
#define FERRULE_GENERATOR_RENDER_EXCEPTION_VIEWS_H_

#include <string>
#include <vector>

#include "generator/render/text_views.h"

namespace ferrule::render {

// exception.cc.tmpl: an attribute.
struct AttributeView {
  std::string cpp_type;    // of the exception
  std::string literal;     // Python's name
  std::string read;        // the function that reads it
  std::string expression;  // of the C++ exception

  template <class Visitor>
  void Visit(Visitor& each) const {
    each("cpp_type", cpp_type);
    each("literal", literal);
    each("read", read);
    each("expression", expression);
  }
};

// exception.cc.tmpl: a bound exception class.
struct ExceptionView {
  std::string cpp_type;
  std::string cpp_name_literal;
  std::string type;  // the member of the state that holds the Python type
  std::string attributes_name;
  std::string ancestors_name;
  std::string record;
  std::string add;
  std::string scope;  // what the class is added to
  std::string path_literal;
  std::string doc;       // a literal, or nullptr
  std::string bases;     // with commas between
  std::string imported;  // a literal, or nullptr
  std::vector<AttributeView> attributes;
  std::vector<NameView> ancestors;  // literals

  template <class Visitor>
  void Visit(Visitor& each) const {
    each("cpp_type", cpp_type);
    each("cpp_name_literal", cpp_name_literal);
    each("type", type);
    each("attributes_name", attributes_name);
    each("ancestors_name", ancestors_name);
    each("record", record);
    each("add", add);
    each("scope", scope);
    each("path_literal", path_literal);
    each("doc", doc);
    each("bases", bases);
    each("imported", imported);
    each("attributes", attributes);
    each("ancestors", ancestors);
  }
};

}  // namespace ferrule::render

#endif  // FERRULE_GENERATOR_RENDER_EXCEPTION_VIEWS_H_
