// Views of overloads.cc.tmpl and overload_slots.cc.tmpl: the function of the glue that chooses
// among overloads.
#ifndef FERRULE_GENERATOR_RENDER_OVERLOAD_VIEWS_H_
#define FERRULE_GENERATOR_RENDER_OVERLOAD_VIEWS_H_

#include <string>
#include <vector>

#include "generator/render/text_views.h"

namespace ferrule::render {

// overload_slots.cc.tmpl: a slot.
struct SlotView {
  std::string converter;  // the T of ferrule::Converter<T>
  std::string form;       // the number of its form
  std::string is_deep;    // `true` or `false`

  template <class Visitor>
  void Visit(Visitor& each) const {
    each("converter", converter);
    each("form", form);
    each("is_deep", is_deep);
  }
};

// overload_slots.cc.tmpl: the slots of an overload.
struct SlotsView {
  std::string name;
  std::vector<SlotView> slots;

  template <class Visitor>
  void Visit(Visitor& each) const {
    each("name", name);
    each("slots", slots);
  }
};

// overloads.cc.tmpl: an overload.
struct OverloadView {
  std::string call;       // its wrapper
  std::string signature;  // the name of the signature
  std::string slots;      // the name of the table, or nullptr
  std::string names;      // where its interned names are in the state
  std::string text;       // as messages list it, a literal
  std::string args;       // the initializers of its glue::Others
  std::string kwargs;

  template <class Visitor>
  void Visit(Visitor& each) const {
    each("call", call);
    each("signature", signature);
    each("slots", slots);
    each("names", names);
    each("text", text);
    each("args", args);
    each("kwargs", kwargs);
  }
};

// overloads.cc.tmpl: what is tried for a number of arguments.
struct CaseView {
  std::string label;
  std::vector<LineView> lines;

  template <class Visitor>
  void Visit(Visitor& each) const {
    each("label", label);
    each("lines", lines);
  }
};

// overloads.cc.tmpl: the set.
struct OverloadsView {
  std::string path;   // what is overloaded: `Counter.add`
  std::string name;   // of the function that chooses
  std::string table;  // the names of what it needs
  std::string set;
  std::string calls;
  std::string literal;     // of the path
  std::string count;       // of the overloads
  std::string result;      // the type that wrappers return
  std::string nargs_type;  // how the number of arguments comes
  std::string nargs;
  std::string choose;          // the function that gives the number of an overload, or nullptr
  bool unpacks_nargs = false;  // from the nargsf of a vectorcall
  std::vector<TextView> slots;
  std::vector<OverloadView> overloads;
  bool tells_classes = false;  // in the plain cases, by the state of the module
  bool has_plain_cases = false;
  std::vector<CaseView> plain_cases;
  bool has_cases = false;
  std::vector<CaseView> cases;

  template <class Visitor>
  void Visit(Visitor& each) const {
    each("path", path);
    each("name", name);
    each("table", table);
    each("set", set);
    each("calls", calls);
    each("literal", literal);
    each("count", count);
    each("result", result);
    each("nargs_type", nargs_type);
    each("nargs", nargs);
    each("choose", choose);
    each("unpacks_nargs", unpacks_nargs);
    each("slots", slots);
    each("overloads", overloads);
    each("tells_classes", tells_classes);
    each("has_plain_cases", has_plain_cases);
    each("plain_cases", plain_cases);
    each("has_cases", has_cases);
    each("cases", cases);
  }
};

}  // namespace ferrule::render

#endif  // FERRULE_GENERATOR_RENDER_OVERLOAD_VIEWS_H_
