// What the templates may see. Views are flat, made for one rendering and thrown away: strings that
// are whole pieces of code (a name, a type, an expression, a literal), flags that choose between
// layouts, and lists of views.
//
// `Visit` lists the fields of a view; it is how templates reach them. A hole that no field fills
// ends the rendering, and a field that no template uses fails a test.
#ifndef FERRULE_GENERATOR_RENDER_VIEWS_H_
#define FERRULE_GENERATOR_RENDER_VIEWS_H_

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

// callable.cc.tmpl: an argument that glue converts.
struct ArgumentView {
  std::string local;             // the variable that holds it
  std::string carrier;           // its type
  std::string initializer;       // the value it has when the argument is left out
  std::string converter;         // the T of ferrule::Converter<T>
  std::string source;            // where the object is: `values[0]`
  std::string slot;              // its index among the bound arguments
  std::string signature;         // the name of the signature, for messages
  std::string failure;           // the expression to return when it cannot be converted
  bool has_initializer = false;  // otherwise it begins value-initialised
  bool has_default = false;      // the argument may be left out
  bool must_precede = false;  // its default is known to C++ alone, so it cannot be left out when a
                              // later one is given

  template <class Visitor>
  void Visit(Visitor& each) const {
    each("local", local);
    each("carrier", carrier);
    each("initializer", initializer);
    each("converter", converter);
    each("source", source);
    each("slot", slot);
    each("signature", signature);
    each("failure", failure);
    each("has_initializer", has_initializer);
    each("has_default", has_default);
    each("must_precede", must_precede);
  }
};

// callable.cc.tmpl: one way to call the C++ function, by the number of leading arguments given.
struct CallView {
  std::string given;  // that number
  std::string statement;
  bool is_case = false;     // one of several
  bool is_default = false;  // the last of several, with all arguments
  bool is_only = false;
  bool breaks = false;  // one of several, and its statement does not return

  template <class Visitor>
  void Visit(Visitor& each) const {
    each("given", given);
    each("statement", statement);
    each("is_case", is_case);
    each("is_default", is_default);
    each("is_only", is_only);
    each("breaks", breaks);
  }
};

// callable.cc.tmpl: an argument that the call may change, and that the garbage collector looks
// into.
struct GuardedView {
  std::string class_type;
  std::string name;   // of the guard
  std::string local;  // the argument

  template <class Visitor>
  void Visit(Visitor& each) const {
    each("class_type", class_type);
    each("name", name);
    each("local", local);
  }
};

// callable.cc.tmpl: a function of the glue that Python calls.
struct CallableView {
  std::string location;     // where the header declares what it calls
  std::string declaration;  // and how
  std::string assertion;    // the statement that fails to compile once that is no longer so
  bool has_assertion = false;
  std::string name;
  std::string self;            // the name of the first parameter where it is used, after a space
  std::string try_keyword;     // `try ` where it catches
  bool catches = false;        // C++ exceptions may arrive
  bool is_fastcall = false;    // METH_FASTCALL | METH_KEYWORDS
  bool is_one = false;         // METH_O
  bool is_noargs = false;      // METH_NOARGS
  bool is_vectorcall = false;  // the vectorcall of an instance
  bool is_construct = false;   // glue::Construct
  bool is_getter = false;
  bool is_setter = false;
  std::string attribute;    // what a setter sets, as a literal: "Point.x"
  bool has_target = false;  // it is called on an object
  std::string target_type;  // of the object, with const
  std::string class_type;   // without
  bool is_guarded = false;  // it may change an object that the garbage collector looks into
  std::vector<GuardedView> guarded;  // arguments that it may change in the same way
  bool needs_nargs = false;          // from the nargsf of a vectorcall
  bool binds_nothing = false;        // it takes no arguments, and says so
  bool binds_slots = false;
  bool binds_always = false;  // a keyword-only argument is required
  bool binds_rest = false;    // *args or **kwargs beside named arguments, or one without the other
  std::string count;          // of the slots
  std::string goes_slow;      // the condition under which arguments are bound out of line
  std::string signature;      // the name of the signature
  std::string names;          // the interned names in the module's state, or nullptr
  std::string bound;          // where slots are bound, or nullptr
  bool has_slots = false;
  std::string takes_args;    // `true` or `false`
  std::string takes_kwargs;  // `true` or `false`
  std::vector<ArgumentView> arguments;
  bool makes_instance = false;  // the result is a new instance of a bound class
  std::string instance_type;
  bool has_cases = false;  // trailing defaults: several ways to call
  std::vector<CallView> calls;
  bool has_epilogue = false;
  std::string epilogue;  // the statement after the call

  template <class Visitor>
  void Visit(Visitor& each) const {
    each("location", location);
    each("declaration", declaration);
    each("assertion", assertion);
    each("has_assertion", has_assertion);
    each("name", name);
    each("self", self);
    each("try_keyword", try_keyword);
    each("catches", catches);
    each("is_fastcall", is_fastcall);
    each("is_one", is_one);
    each("is_noargs", is_noargs);
    each("is_vectorcall", is_vectorcall);
    each("is_construct", is_construct);
    each("is_getter", is_getter);
    each("is_setter", is_setter);
    each("attribute", attribute);
    each("has_target", has_target);
    each("target_type", target_type);
    each("class_type", class_type);
    each("is_guarded", is_guarded);
    each("guarded", guarded);
    each("needs_nargs", needs_nargs);
    each("binds_nothing", binds_nothing);
    each("binds_slots", binds_slots);
    each("binds_always", binds_always);
    each("binds_rest", binds_rest);
    each("count", count);
    each("goes_slow", goes_slow);
    each("signature", signature);
    each("names", names);
    each("bound", bound);
    each("has_slots", has_slots);
    each("takes_args", takes_args);
    each("takes_kwargs", takes_kwargs);
    each("arguments", arguments);
    each("makes_instance", makes_instance);
    each("instance_type", instance_type);
    each("has_cases", has_cases);
    each("calls", calls);
    each("has_epilogue", has_epilogue);
    each("epilogue", epilogue);
  }
};

// signature.cc.tmpl: one slot.
struct ParameterView {
  std::string literal;   // its name
  std::string required;  // `true` or `false`

  template <class Visitor>
  void Visit(Visitor& each) const {
    each("literal", literal);
    each("required", required);
  }
};

// signature.cc.tmpl: the signature of a callable, for messages and keywords.
struct SignatureView {
  std::string name;
  std::string function;  // as messages call it, a literal
  bool has_parameters = false;
  std::string parameters_name;  // of the table, or nullptr
  std::vector<ParameterView> parameters;
  std::string count;
  std::string positional_only;
  std::string positional;
  std::string takes_self;  // `true` or `false`

  template <class Visitor>
  void Visit(Visitor& each) const {
    each("name", name);
    each("function", function);
    each("has_parameters", has_parameters);
    each("parameters_name", parameters_name);
    each("parameters", parameters);
    each("count", count);
    each("positional_only", positional_only);
    each("positional", positional);
    each("takes_self", takes_self);
  }
};

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

// A row of a PyMethodDef table.
struct MethodView {
  std::string literal;  // Python's name
  std::string entry;    // the callable
  std::string flags;
  std::string doc;  // the docstring's name, or nullptr

  template <class Visitor>
  void Visit(Visitor& each) const {
    each("literal", literal);
    each("entry", entry);
    each("flags", flags);
    each("doc", doc);
  }
};

// class.cc.tmpl: a row of a PyGetSetDef table.
struct PropertyView {
  std::string literal;  // Python's name
  std::string getter;   // its address
  std::string setter;   // its address, or nullptr
  std::string doc;      // a literal, or nullptr

  template <class Visitor>
  void Visit(Visitor& each) const {
    each("literal", literal);
    each("getter", getter);
    each("setter", setter);
    each("doc", doc);
  }
};

// glue.cc.tmpl: a constant.
struct ConstantView {
  std::string literal;     // Python's name
  std::string expression;  // C++'s

  template <class Visitor>
  void Visit(Visitor& each) const {
    each("literal", literal);
    each("expression", expression);
  }
};

// class.cc.tmpl: a data member that holds references.
struct MemberView {
  std::string tag;     // the type that stands for it
  std::string member;  // its qualified name
  std::string object;  // the object as the class that declares it

  template <class Visitor>
  void Visit(Visitor& each) const {
    each("tag", tag);
    each("member", member);
    each("object", object);
  }
};

// The class templates: a bound class.
struct ClassView {
  std::string cpp_type;
  std::string file_scope_type;  // with a leading ::, for where the names of the runtime come first
  std::string glue_namespace;   // of the glue
  std::string module_literal;
  std::string layout;  // the struct of an instance
  std::string type;    // the member of the state that holds the Python type
  std::string allocate;
  std::string new_function;
  std::string init;
  std::string vectorcall;
  std::string construct;
  std::string visit;
  std::string release;
  std::string traverse;
  std::string clear;
  std::string add;
  std::string spec;
  std::string record;
  std::string methods_name;
  std::string properties_name;
  std::string members_name;
  std::string slots_name;
  std::string call;  // what calling an instance runs
  bool is_callable = false;
  bool is_collected = false;     // takes part in garbage collection
  std::string is_copyable;       // `true` or `false`
  bool has_construct = false;    // Python can make instances
  bool has_init = false;         // by __init__
  bool is_made_by_new = false;   // by __new__ alone: it cannot be subclassed
  std::string vectorcall_entry;  // the address of what makes one, or nullptr
  std::vector<TextView> callables;
  std::vector<MemberView> members;
  std::vector<MemberView> clearable;  // those that can be emptied
  bool has_methods = false;
  std::vector<MethodView> methods;
  bool has_properties = false;
  std::vector<PropertyView> properties;
  std::string doc;           // the docstring's name
  std::string path_literal;  // with the classes it is nested in
  std::string spec_name;     // a literal: module and name
  std::string flags;         // of the type
  std::string cpp_name_literal;
  std::string layout_hash;
  std::string scope;  // what the class is added to

  template <class Visitor>
  void Visit(Visitor& each) const {
    each("cpp_type", cpp_type);
    each("file_scope_type", file_scope_type);
    each("glue_namespace", glue_namespace);
    each("module_literal", module_literal);
    each("layout", layout);
    each("type", type);
    each("allocate", allocate);
    each("new_function", new_function);
    each("init", init);
    each("vectorcall", vectorcall);
    each("construct", construct);
    each("visit", visit);
    each("release", release);
    each("traverse", traverse);
    each("clear", clear);
    each("add", add);
    each("spec", spec);
    each("record", record);
    each("methods_name", methods_name);
    each("properties_name", properties_name);
    each("members_name", members_name);
    each("slots_name", slots_name);
    each("call", call);
    each("is_callable", is_callable);
    each("is_collected", is_collected);
    each("is_copyable", is_copyable);
    each("has_construct", has_construct);
    each("has_init", has_init);
    each("is_made_by_new", is_made_by_new);
    each("vectorcall_entry", vectorcall_entry);
    each("callables", callables);
    each("members", members);
    each("clearable", clearable);
    each("has_methods", has_methods);
    each("methods", methods);
    each("has_properties", has_properties);
    each("properties", properties);
    each("doc", doc);
    each("path_literal", path_literal);
    each("spec_name", spec_name);
    each("flags", flags);
    each("cpp_name_literal", cpp_name_literal);
    each("layout_hash", layout_hash);
    each("scope", scope);
  }
};

// The enum templates: an enumerator.
struct EnumMemberView {
  std::string literal;     // Python's name
  std::string enumerator;  // C++'s
  std::string file_scope_enumerator;
  std::string slot;                // where the module's state holds it
  bool is_first_of_value = false;  // no earlier one has its value

  template <class Visitor>
  void Visit(Visitor& each) const {
    each("literal", literal);
    each("enumerator", enumerator);
    each("file_scope_enumerator", file_scope_enumerator);
    each("slot", slot);
    each("is_first_of_value", is_first_of_value);
  }
};

// The enum templates: a bound enum.
struct EnumView {
  std::string cpp_type;
  std::string file_scope_type;  // with a leading ::, for where the names of the runtime come first
  std::string glue_namespace;   // of the glue
  std::string module_literal;
  std::string type;          // the member of the state that holds the Python type
  std::string members_name;  // the member that holds its members
  std::string add;
  std::string scope;  // what the enum is added to
  std::string base;   // a literal
  std::string name_literal;
  std::string path_literal;  // with the classes it is nested in
  std::string doc;           // a literal, or nullptr
  std::string count;
  std::vector<EnumMemberView> members;

  template <class Visitor>
  void Visit(Visitor& each) const {
    each("cpp_type", cpp_type);
    each("file_scope_type", file_scope_type);
    each("glue_namespace", glue_namespace);
    each("module_literal", module_literal);
    each("type", type);
    each("members_name", members_name);
    each("add", add);
    each("scope", scope);
    each("base", base);
    each("name_literal", name_literal);
    each("path_literal", path_literal);
    each("doc", doc);
    each("count", count);
    each("members", members);
  }
};

// glue.cc.tmpl: the whole file.
struct GlueView {
  std::string version;  // of ferrule
  std::string glue_version;
  std::string sources;  // the headers, for the banner
  std::vector<NameView> headers;
  std::string glue_namespace;
  std::vector<StateView> state;
  std::vector<TextView> signatures;
  std::vector<DocView> docs;
  std::vector<TextView> layouts;
  std::vector<TextView> conversions;
  bool reaches_private = false;
  std::vector<TextView> definitions;
  std::vector<MethodView> methods;
  std::string module_literal;
  std::string module_doc;  // the docstring's name, or nullptr
  std::vector<InternedView> interned;
  std::vector<NameView> additions;  // the functions that add classes and enums
  std::vector<ConstantView> constants;
  std::vector<NameView> execs;         // what runs last
  bool has_objects = false;            // the state holds types
  std::vector<NameView> objects;       // the members of the state that hold types
  std::vector<NameView> types;         // those of classes
  std::vector<NameView> object_lists;  // the members that hold arrays of objects
  std::string init;                    // PyInit_x

  template <class Visitor>
  void Visit(Visitor& each) const {
    each("version", version);
    each("glue_version", glue_version);
    each("sources", sources);
    each("headers", headers);
    each("glue_namespace", glue_namespace);
    each("state", state);
    each("signatures", signatures);
    each("docs", docs);
    each("layouts", layouts);
    each("conversions", conversions);
    each("reaches_private", reaches_private);
    each("definitions", definitions);
    each("methods", methods);
    each("module_literal", module_literal);
    each("module_doc", module_doc);
    each("interned", interned);
    each("additions", additions);
    each("constants", constants);
    each("execs", execs);
    each("has_objects", has_objects);
    each("objects", objects);
    each("types", types);
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

  template <class Visitor>
  void Visit(Visitor& each) const {
    each("indent", indent);
    each("name", name);
    each("value", value);
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
  std::vector<LineView> doc_lines;
  bool is_empty = false;
  std::vector<StubAttributeView> attributes;
  std::vector<TextView> blocks;

  template <class Visitor>
  void Visit(Visitor& each) const {
    each("indent", indent);
    each("is_final", is_final);
    each("name", name);
    each("doc_lines", doc_lines);
    each("is_empty", is_empty);
    each("attributes", attributes);
    each("blocks", blocks);
  }
};

// stub_callable.pyi.tmpl: a function or method.
struct StubCallableView {
  std::string indent;
  bool has_decorator = false;
  std::string decorator;
  std::string name;
  std::string parameters;
  std::string result;
  std::string ellipsis;  // ` ...` where there is no docstring
  std::vector<LineView> doc_lines;

  template <class Visitor>
  void Visit(Visitor& each) const {
    each("indent", indent);
    each("has_decorator", has_decorator);
    each("decorator", decorator);
    each("name", name);
    each("parameters", parameters);
    each("result", result);
    each("ellipsis", ellipsis);
    each("doc_lines", doc_lines);
  }
};

// stub.pyi.tmpl: the whole file.
struct StubView {
  std::string version;
  std::string sources;
  std::vector<LineView> doc_lines;
  bool has_imports = false;
  std::vector<NameView> imports;
  std::vector<StubConstantView> constants;
  std::vector<TextView> blocks;

  template <class Visitor>
  void Visit(Visitor& each) const {
    each("version", version);
    each("sources", sources);
    each("doc_lines", doc_lines);
    each("has_imports", has_imports);
    each("imports", imports);
    each("constants", constants);
    each("blocks", blocks);
  }
};

}  // namespace ferrule::render

#endif  // FERRULE_GENERATOR_RENDER_VIEWS_H_
