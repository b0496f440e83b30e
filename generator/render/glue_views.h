// Views of glue.cc.tmpl and inittab.cc.tmpl: whole C++ files.
#ifndef FERRULE_GENERATOR_RENDER_GLUE_VIEWS_H_
#define FERRULE_GENERATOR_RENDER_GLUE_VIEWS_H_

#include <string>
#include <vector>

#include "generator/render/callable_views.h"
#include "generator/render/class_views.h"
#include "generator/render/text_views.h"

namespace ferrule::render {

// glue.cc.tmpl: a docstring.
struct DocView {
  std::string name;
  std::vector<LiteralLineView> lines;

  template <class Visitor>
  void Visit(Visitor& each) const {
    each("name", name);
    each("lines", lines);
  }
};

// glue.cc.tmpl: a member of the module's state.
struct StateView {
  std::string declaration;

  template <class Visitor>
  void Visit(Visitor& each) const {
    each("declaration", declaration);
  }
};

// glue.cc.tmpl: the interned names of a signature.
struct InternedView {
  std::string signature;
  std::string names;  // the member of the state

  template <class Visitor>
  void Visit(Visitor& each) const {
    each("signature", signature);
    each("names", names);
  }
};

// glue.cc.tmpl: a METH_O function of the module.
struct OneView {
  std::string literal;  // Python's name
  std::string entry;    // the callable
  std::string signature;

  template <class Visitor>
  void Visit(Visitor& each) const {
    each("literal", literal);
    each("entry", entry);
    each("signature", signature);
  }
};

// glue.cc.tmpl: a constant.
struct ConstantView {
  std::string scope;       // what it is added to
  std::string literal;     // Python's name
  std::string expression;  // C++'s

  template <class Visitor>
  void Visit(Visitor& each) const {
    each("scope", scope);
    each("literal", literal);
    each("expression", expression);
  }
};

// record_parts.cc.tmpl: a member or a base that holds references.
struct RecordPartView {
  std::string tag;     // the type that stands for it
  std::string holder;  // the template whose instance lets it be named: PrivateMember, PrivateBase
  std::string part;    // the pointer to the member, or the base

  template <class Visitor>
  void Visit(Visitor& each) const {
    each("tag", tag);
    each("holder", holder);
    each("part", part);
  }
};

// The record templates: a class that is not bound, whose objects hold references.
struct RecordView {
  std::string cpp_type;
  std::string file_scope_type;  // with a leading ::
  std::vector<RecordPartView> parts;
  std::string tags;  // of all of them

  template <class Visitor>
  void Visit(Visitor& each) const {
    each("cpp_type", cpp_type);
    each("file_scope_type", file_scope_type);
    each("parts", parts);
    each("tags", tags);
  }
};

// glue.cc.tmpl: the whole file.
struct GlueView {
  std::string version;  // of ferrule
  std::string glue_version;
  std::string sources;  // the headers, for the banner
  std::vector<NameView> headers;
  std::vector<NameView> converters;  // the headers of converters that not every module needs
  std::string glue_namespace;
  std::vector<StateView> state;
  std::vector<TextView> signatures;
  std::vector<DocView> docs;
  std::vector<TextView> layouts;
  std::vector<TextView> conversions;
  bool reaches_private = false;
  bool has_records = false;
  std::vector<TextView> record_parts;
  std::vector<TextView> records;
  std::vector<TextView> definitions;
  std::vector<MethodView> methods;
  std::string module_literal;
  std::string module_doc;    // the docstring's name, or nullptr
  std::string interpreters;  // the enumerator of glue::Interpreters
  std::string without_gil;   // an argument more where the module needs no lock: `, glue::Gil::...`
  std::vector<InternedView> interned;
  std::vector<NameView> additions;  // the functions that add classes and enums
  std::vector<NameView> sealed;     // the types that Python may not derive from
  std::vector<OneView> ones;
  std::vector<ConstantView> constants;
  std::vector<NameView> execs;         // what runs last
  bool has_objects = false;            // the state holds types
  std::vector<NameView> objects;       // the members of the state that hold types
  std::vector<NameView> types;         // those of classes
  std::vector<NameView> exceptions;    // those of exception classes
  std::vector<NameView> object_lists;  // the members that hold arrays of objects
  std::string init;                    // PyInit_x

  template <class Visitor>
  void Visit(Visitor& each) const {
    each("version", version);
    each("glue_version", glue_version);
    each("sources", sources);
    each("headers", headers);
    each("converters", converters);
    each("glue_namespace", glue_namespace);
    each("state", state);
    each("signatures", signatures);
    each("docs", docs);
    each("layouts", layouts);
    each("conversions", conversions);
    each("reaches_private", reaches_private);
    each("has_records", has_records);
    each("record_parts", record_parts);
    each("records", records);
    each("definitions", definitions);
    each("methods", methods);
    each("module_literal", module_literal);
    each("module_doc", module_doc);
    each("interpreters", interpreters);
    each("without_gil", without_gil);
    each("interned", interned);
    each("additions", additions);
    each("sealed", sealed);
    each("ones", ones);
    each("constants", constants);
    each("execs", execs);
    each("has_objects", has_objects);
    each("objects", objects);
    each("types", types);
    each("exceptions", exceptions);
    each("object_lists", object_lists);
    each("init", init);
  }
};

// inittab.cc.tmpl: the whole file.
struct InittabView {
  std::string version;
  std::string sources;
  std::string module;
  std::string module_literal;
  std::string glue_namespace;
  std::string init;

  template <class Visitor>
  void Visit(Visitor& each) const {
    each("version", version);
    each("sources", sources);
    each("module", module);
    each("module_literal", module_literal);
    each("glue_namespace", glue_namespace);
    each("init", init);
  }
};

}  // namespace ferrule::render

#endif  // FERRULE_GENERATOR_RENDER_GLUE_VIEWS_H_
