// Views of callable.cc.tmpl and signature.cc.tmpl: a function of the glue that Python calls.
#ifndef FERRULE_GENERATOR_RENDER_CALLABLE_VIEWS_H_
#define FERRULE_GENERATOR_RENDER_CALLABLE_VIEWS_H_

#include <string>
#include <vector>

#include "generator/render/text_views.h"

namespace ferrule::render {

// callable.cc.tmpl: a default argument that is no constant.
struct DefaultView {
  std::string type;
  std::string name;  // of the function that makes it
  std::string expression;

  template <class Visitor>
  void Visit(Visitor& each) const {
    each("type", type);
    each("name", name);
    each("expression", expression);
  }
};

// callable.cc.tmpl: an argument that glue converts.
struct ArgumentView {
  std::string local;             // the variable that holds it
  std::string carrier;           // its type
  std::string initializer;       // the value it has when the argument is left out
  std::string take;              // what converts it: `Converter<int>::FromPython`
  std::string source;            // where the object is: `values[0]`
  std::string slot;              // its index among the bound arguments
  std::string signature;         // the name of the signature, for messages
  std::string failure;           // the expression to return when it cannot be converted
  bool has_initializer = false;  // otherwise it begins value-initialised
  bool is_required = true;       // otherwise, one of these says what happens when it is left out:
  bool has_default = false;      // the local keeps what it begins with
  bool is_supplied = false;      // the glue makes its default where it is skipped
  std::string given;             // the flag that says whether it is
  bool is_counted = false;       // while the call lasts, its object is in use
  std::string counter;           // the variable that says so
  std::string counted;           // its object, or null
  bool is_borrowed = false;      // the same for an object of a borrow checked class
  std::string borrow_type;       // by what
  std::string borrow;            // the variable
  bool must_precede = false;  // its default is known to C++ alone, so it cannot be left out when a
                              // later one is given

  template <class Visitor>
  void Visit(Visitor& each) const {
    each("local", local);
    each("carrier", carrier);
    each("initializer", initializer);
    each("take", take);
    each("source", source);
    each("slot", slot);
    each("signature", signature);
    each("failure", failure);
    each("has_initializer", has_initializer);
    each("is_required", is_required);
    each("has_default", has_default);
    each("is_supplied", is_supplied);
    each("given", given);
    each("is_counted", is_counted);
    each("counter", counter);
    each("counted", counted);
    each("is_borrowed", is_borrowed);
    each("borrow_type", borrow_type);
    each("borrow", borrow);
    each("must_precede", must_precede);
  }
};

// callable.cc.tmpl: a container that takes the rest of a call.
struct RestView {
  std::string type;
  std::string local;
  std::string source;   // the arguments of its Collect
  std::string failure;  // the expression to return when one cannot be converted

  template <class Visitor>
  void Visit(Visitor& each) const {
    each("type", type);
    each("local", local);
    each("source", source);
    each("failure", failure);
  }
};

// callable.cc.tmpl: what C++ fills in.
struct OutView {
  std::string type;
  std::string local;

  template <class Visitor>
  void Visit(Visitor& each) const {
    each("type", type);
    each("local", local);
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
  std::string name;    // of the guard
  std::string local;   // the argument's object, or null
  std::string source;  // where its instance is

  template <class Visitor>
  void Visit(Visitor& each) const {
    each("class_type", class_type);
    each("name", name);
    each("local", local);
    each("source", source);
  }
};

// callable.cc.tmpl: an argument that the call may change, and that can be iterated over.
struct ChangedView {
  std::string range_type;
  std::string name;    // of the guard
  std::string source;  // the argument's object

  template <class Visitor>
  void Visit(Visitor& each) const {
    each("range_type", range_type);
    each("name", name);
    each("source", source);
  }
};

// callable.cc.tmpl: an argument that the object of the call keeps.
struct KeptView {
  std::string keeper;
  std::string slot;  // what tells it from others

  template <class Visitor>
  void Visit(Visitor& each) const {
    each("keeper", keeper);
    each("slot", slot);
  }
};

// callable.cc.tmpl: a function of the glue that Python calls.
struct CallableView {
  std::string location;     // where the header declares what it calls
  std::string declaration;  // and how
  std::string assertion;    // the statement that fails to compile once that is no longer so
  bool has_assertion = false;
  std::string name;
  std::string self;  // the name of the first parameter where it is used, after a space
  std::string values = " values";  // the same of the others
  std::string nargs = " nargs";
  std::string kwnames = " kwnames";
  std::string try_keyword;      // `try ` where it catches
  bool catches = false;         // C++ exceptions may arrive
  bool is_fastcall = false;     // METH_FASTCALL | METH_KEYWORDS
  bool is_one = false;          // METH_O
  bool is_noargs = false;       // METH_NOARGS
  bool is_vectorcall = false;   // the vectorcall of an instance
  bool is_construct = false;    // glue::Construct
  bool is_slot = false;         // what stands in a slot of the type, or serves what does
  std::string slot_result;      // what it returns
  std::string slot_parameters;  // what it takes
  bool checks_index = false;    // it takes an index, which must be below the object's size
  bool is_getter = false;
  bool is_setter = false;
  std::string attribute;          // what a setter sets, as a literal: "Point.x"
  bool has_target = false;        // it is called on an object
  std::string target_type;        // of the object, with const
  std::string object;             // what finds it
  std::string class_type;         // without
  bool is_abstract = false;       // it is pure in C++
  std::string message_name;       // of what is
  bool is_derived_only = false;   // it makes objects of derived classes alone
  bool is_never_derived = false;  // it makes none of classes that are derived in Python
  std::string class_object;       // the Python type that is not one
  std::string overrider;     // the class of those objects that Python derives, or empty; not shown
  std::string derived_only;  // the reason, a literal
  bool is_counted = false;   // while the call lasts, the object is in use
  bool is_borrowed = false;  // the same for a borrow checked class
  std::string borrow_type;
  std::string export_type;     // what shows the memory that a `__buffer__` returns
  bool locks_first = false;    // it has the object to itself before it does anything else
  std::string locked_first;    // or two of them
  bool is_locked = false;      // it has objects to itself while it calls
  std::string locked;          // which, one or two
  bool is_guarded = false;     // it may change an object that the garbage collector looks into
  bool changes_range = false;  // and one that can be iterated over
  std::vector<KeptView> kept;  // the arguments that the object keeps
  bool keeps_last = false;     // and no more than these
  bool makes_views = false;    // Python gets objects of view classes
  std::string view_sources;    // what these point into, as keepers
  std::string range_type;      // as what
  std::vector<ChangedView> changed;  // arguments of which the same is true
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
  std::vector<DefaultView> defaults;
  std::vector<ArgumentView> arguments;
  std::vector<RestView> rests;
  std::vector<OutView> outs;
  std::vector<OutView> statuses;     // what C++ fills in, and glue raises
  bool constructs_in_place = false;  // the object stands in its instance
  bool makes_instance = false;       // the result is a new instance of a bound class
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
    each("values", values);
    each("nargs", nargs);
    each("kwnames", kwnames);
    each("try_keyword", try_keyword);
    each("catches", catches);
    each("is_fastcall", is_fastcall);
    each("is_one", is_one);
    each("is_noargs", is_noargs);
    each("is_vectorcall", is_vectorcall);
    each("is_construct", is_construct);
    each("is_slot", is_slot);
    each("slot_result", slot_result);
    each("slot_parameters", slot_parameters);
    each("checks_index", checks_index);
    each("is_getter", is_getter);
    each("is_setter", is_setter);
    each("attribute", attribute);
    each("has_target", has_target);
    each("target_type", target_type);
    each("object", object);
    each("class_type", class_type);
    each("is_abstract", is_abstract);
    each("message_name", message_name);
    each("is_derived_only", is_derived_only);
    each("is_never_derived", is_never_derived);
    each("class_object", class_object);
    each("derived_only", derived_only);
    each("is_counted", is_counted);
    each("is_borrowed", is_borrowed);
    each("borrow_type", borrow_type);
    each("locks_first", locks_first);
    each("locked_first", locked_first);
    each("is_locked", is_locked);
    each("locked", locked);
    each("is_guarded", is_guarded);
    each("changes_range", changes_range);
    each("kept", kept);
    each("keeps_last", keeps_last);
    each("makes_views", makes_views);
    each("view_sources", view_sources);
    each("range_type", range_type);
    each("changed", changed);
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
    each("defaults", defaults);
    each("arguments", arguments);
    each("rests", rests);
    each("outs", outs);
    each("statuses", statuses);
    each("constructs_in_place", constructs_in_place);
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

}  // namespace ferrule::render

#endif  // FERRULE_GENERATOR_RENDER_CALLABLE_VIEWS_H_
