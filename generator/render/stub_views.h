// Views of the templates of the stub.
#ifndef FERRULE_GENERATOR_RENDER_STUB_VIEWS_H_
#define FERRULE_GENERATOR_RENDER_STUB_VIEWS_H_

#include <string>
#include <vector>

#include "generator/render/text_views.h"

namespace ferrule::render {

// A constant or a field of a stub.
struct StubConstantView {
  std::string name;
  std::string type;

  template <class Visitor>
  void Visit(Visitor& each) const {
    each("name", name);
    each("type", type);
  }
};

// stub_enum.pyi.tmpl: a member.
struct StubMemberView {
  std::string indent;
  std::string name;
  std::string value;
  std::vector<LineView> doc_lines;

  template <class Visitor>
  void Visit(Visitor& each) const {
    each("indent", indent);
    each("name", name);
    each("value", value);
    each("doc_lines", doc_lines);
  }
};

// stub_enum.pyi.tmpl: an enum.
struct StubEnumView {
  std::string indent;
  std::string name;
  std::string base;
  std::vector<LineView> doc_lines;
  std::vector<StubMemberView> members;

  template <class Visitor>
  void Visit(Visitor& each) const {
    each("indent", indent);
    each("name", name);
    each("base", base);
    each("doc_lines", doc_lines);
    each("members", members);
  }
};

// stub_class.pyi.tmpl: a field.
struct StubAttributeView {
  std::string indent;
  std::string name;
  std::string type;

  template <class Visitor>
  void Visit(Visitor& each) const {
    each("indent", indent);
    each("name", name);
    each("type", type);
  }
};

// stub_class.pyi.tmpl: a class.
struct StubClassView {
  std::string indent;
  bool is_final = false;
  std::string name;
  std::string bases;  // in parentheses, or nothing
  std::vector<LineView> doc_lines;
  bool is_empty = false;
  bool is_unhashable = false;
  bool has_match_args = false;
  std::string match_args;  // a tuple of literals
  std::vector<StubAttributeView> attributes;
  std::vector<TextView> blocks;

  template <class Visitor>
  void Visit(Visitor& each) const {
    each("indent", indent);
    each("is_final", is_final);
    each("name", name);
    each("bases", bases);
    each("doc_lines", doc_lines);
    each("is_empty", is_empty);
    each("is_unhashable", is_unhashable);
    each("has_match_args", has_match_args);
    each("match_args", match_args);
    each("attributes", attributes);
    each("blocks", blocks);
  }
};

// stub_exception.pyi.tmpl: an exception class.
struct StubExceptionView {
  std::string indent;
  std::string name;
  std::string bases;  // with commas between
  std::vector<LineView> doc_lines;
  bool is_empty = false;
  std::vector<StubAttributeView> attributes;

  template <class Visitor>
  void Visit(Visitor& each) const {
    each("indent", indent);
    each("name", name);
    each("bases", bases);
    each("doc_lines", doc_lines);
    each("is_empty", is_empty);
    each("attributes", attributes);
  }
};

// stub_callable.pyi.tmpl: a function or method.
struct StubCallableView {
  std::string indent;
  std::vector<LineView> decorators;
  std::string name;
  std::string parameters;
  std::string result;
  std::string ellipsis;  // ` ...` where there is no docstring
  std::string note;      // a comment at the end of the line
  std::vector<LineView> doc_lines;

  template <class Visitor>
  void Visit(Visitor& each) const {
    each("indent", indent);
    each("decorators", decorators);
    each("name", name);
    each("parameters", parameters);
    each("result", result);
    each("ellipsis", ellipsis);
    each("note", note);
    each("doc_lines", doc_lines);
  }
};

// stub.pyi.tmpl: the whole file.
struct StubView {
  std::string version;
  std::string sources;
  bool may_overlap = false;  // overloads that may take the same arguments return different types
  std::vector<LineView> doc_lines;
  bool has_imports = false;
  std::vector<NameView> imports;
  bool has_dlpack_protocol = false;  // those that the spellings of arrays need
  bool has_array_protocol = false;
  std::vector<StubConstantView> constants;
  std::vector<TextView> blocks;

  template <class Visitor>
  void Visit(Visitor& each) const {
    each("version", version);
    each("sources", sources);
    each("may_overlap", may_overlap);
    each("doc_lines", doc_lines);
    each("has_imports", has_imports);
    each("imports", imports);
    each("has_dlpack_protocol", has_dlpack_protocol);
    each("has_array_protocol", has_array_protocol);
    each("constants", constants);
    each("blocks", blocks);
  }
};

}  // namespace ferrule::render

#endif  // FERRULE_GENERATOR_RENDER_STUB_VIEWS_H_
