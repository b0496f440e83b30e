// Views of the templates of classes and enums.
#ifndef FERRULE_GENERATOR_RENDER_CLASS_VIEWS_H_
#define FERRULE_GENERATOR_RENDER_CLASS_VIEWS_H_

#include <string>
#include <vector>

#include "generator/render/protocol_views.h"
#include "generator/render/text_views.h"

namespace ferrule::render {

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

// The class templates: a base, be it one of a base.
struct AncestorView {
  std::string types;    // the class, the base, and where their objects are
  std::string literal;  // the base's name

  template <class Visitor>
  void Visit(Visitor& each) const {
    each("types", types);
    each("literal", literal);
  }
};

// class.cc.tmpl: a data member that holds references, or a function that shows some.
struct MemberView {
  std::string tag;     // the type that stands for it
  std::string member;  // the pointer to it
  std::string object;  // the object as the class that declares it

  template <class Visitor>
  void Visit(Visitor& each) const {
    each("tag", tag);
    each("member", member);
    each("object", object);
  }
};

// class.cc.tmpl: a text.
struct LiteralView {
  std::string literal;

  template <class Visitor>
  void Visit(Visitor& each) const {
    each("literal", literal);
  }
};

// The class templates: a bound class.
struct ClassView {
  std::string cpp_type;
  std::string file_scope_type;  // with a leading ::, for where the names of the runtime come first
  std::string glue_namespace;   // of the glue
  std::string module_literal;
  std::string layout;            // the struct of an instance
  std::string instance;          // what it begins with
  std::string allocation;        // what allocates one of exactly the class's type
  std::string storage_argument;  // of the runtime's templates: `, glue::Storage::kHeap`
  std::string type;              // the member of the state that holds the Python type
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
  bool has_ancestors = false;
  std::vector<AncestorView> ancestors;
  std::string ancestors_name;
  std::string with_references;  // around the record of a class that holds references
  std::string end_of_references;
  std::string deallocate;  // the address of tp_dealloc
  std::string base_types;  // what AddClass takes last: `, {state.Base_type}`
  bool is_owning = false;  // its storage is heap or shared
  bool is_guarded_init =
      false;  // its __init__ may be handed instances of derived classes, which do not say so
  bool is_sealed = false;       // C++ derives from it, and Python may not
  bool is_overridable = false;  // Python can override virtual methods
  std::string overrider;        // the class of those objects whose methods it does
  std::string overrides;        // its definition
  bool is_callable = false;
  bool has_vectorcall = false;    // instances carry what calling them runs
  bool has_call_alone = false;    // they do not
  std::string blank;              // what makes an instance for `__init__`
  bool is_collected = false;      // takes part in garbage collection
  bool is_visited = false;        // since it holds references
  bool is_tracked = false;        // instances made by a call can be part of cycles
  bool is_referable = false;      // instances may refer to what others keep
  bool is_view = false;           // objects point into what their instances keep
  bool keeps_arguments = false;   // instances keep what calls were given
  std::string kept_arguments;     // the template arguments of glue::ClearKept
  bool is_made_in_steps = false;  // an instance has more than its head
  bool has_referent = false;      // and say so behind their objects
  std::string referent;           // where, with a comma, for the record
  std::string is_copyable;        // `true` or `false`
  bool has_construct = false;     // Python can make instances
  bool has_init = false;          // by __init__
  bool is_made_by_new = false;    // by __new__ alone: it cannot be subclassed
  std::string vectorcall_entry;   // the address of what makes one, or nullptr
  std::vector<TextView> callables;
  std::vector<MemberView> members;
  std::vector<MemberView> clearable;        // those that can be emptied
  std::vector<MemberView> shown;            // the functions that show references
  std::vector<MemberView> shown_clearable;  // the same, on an object that is not const
  bool has_shown = false;                   // there are some of either
  bool has_methods = false;
  std::vector<MethodView> methods;
  bool has_properties = false;
  std::vector<PropertyView> properties;
  std::vector<TypeSlotView> type_slots;  // of special methods
  bool has_dict = false;                 // instances have a dict of attributes
  bool has_weakrefs = false;             // and a list of the weak references to them
  bool has_more = false;                 // one of the two
  std::string free_name;                 // the function that it calls
  std::string deallocate_name;           // the function in tp_dealloc, where it is its own
  std::string destroy;                   // the function of the runtime that it calls
  bool has_members = false;
  bool has_match_args = false;
  std::vector<LiteralView> match_args;
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
    each("instance", instance);
    each("allocation", allocation);
    each("storage_argument", storage_argument);
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
    each("has_ancestors", has_ancestors);
    each("ancestors", ancestors);
    each("ancestors_name", ancestors_name);
    each("with_references", with_references);
    each("end_of_references", end_of_references);
    each("deallocate", deallocate);
    each("base_types", base_types);
    each("is_guarded_init", is_guarded_init);
    each("is_overridable", is_overridable);
    each("overrider", overrider);
    each("overrides", overrides);
    each("is_callable", is_callable);
    each("has_vectorcall", has_vectorcall);
    each("has_call_alone", has_call_alone);
    each("blank", blank);
    each("is_collected", is_collected);
    each("is_visited", is_visited);
    each("is_tracked", is_tracked);
    each("is_referable", is_referable);
    each("is_view", is_view);
    each("keeps_arguments", keeps_arguments);
    each("kept_arguments", kept_arguments);
    each("is_made_in_steps", is_made_in_steps);
    each("has_referent", has_referent);
    each("referent", referent);
    each("is_copyable", is_copyable);
    each("has_construct", has_construct);
    each("has_init", has_init);
    each("is_made_by_new", is_made_by_new);
    each("vectorcall_entry", vectorcall_entry);
    each("callables", callables);
    each("members", members);
    each("clearable", clearable);
    each("shown", shown);
    each("shown_clearable", shown_clearable);
    each("has_shown", has_shown);
    each("has_methods", has_methods);
    each("methods", methods);
    each("has_properties", has_properties);
    each("properties", properties);
    each("type_slots", type_slots);
    each("has_dict", has_dict);
    each("has_weakrefs", has_weakrefs);
    each("has_more", has_more);
    each("free_name", free_name);
    each("deallocate_name", deallocate_name);
    each("destroy", destroy);
    each("has_members", has_members);
    each("has_match_args", has_match_args);
    each("match_args", match_args);
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
  std::string index;               // among the members
  bool is_first_of_value = false;  // no earlier one has its value
  std::string doc;                 // a literal, or nullptr

  template <class Visitor>
  void Visit(Visitor& each) const {
    each("literal", literal);
    each("enumerator", enumerator);
    each("file_scope_enumerator", file_scope_enumerator);
    each("index", index);
    each("is_first_of_value", is_first_of_value);
    each("doc", doc);
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
  std::string scope;           // what the enum is added to
  std::string base;            // a literal
  std::string boundary;        // a literal, or nullptr
  std::string from_other;      // what an object is that is no member with a name
  std::string to_other;        // and a value without a name
  bool takes_numbers = false;  // whether that is an int
  bool is_imported = false;    // another module binds it
  std::string of_home;         // `, of the module geometry`
  std::string home_literal;
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
    each("boundary", boundary);
    each("from_other", from_other);
    each("to_other", to_other);
    each("takes_numbers", takes_numbers);
    each("is_imported", is_imported);
    each("of_home", of_home);
    each("home_literal", home_literal);
    each("name_literal", name_literal);
    each("path_literal", path_literal);
    each("doc", doc);
    each("count", count);
    each("members", members);
  }
};

}  // namespace ferrule::render

#endif  // FERRULE_GENERATOR_RENDER_CLASS_VIEWS_H_
