// Views of slot_function.cc.tmpl and range.cc.tmpl: the special methods of a class.
#ifndef FERRULE_GENERATOR_RENDER_PROTOCOL_VIEWS_H_
#define FERRULE_GENERATOR_RENDER_PROTOCOL_VIEWS_H_

#include <string>
#include <vector>

#include "generator/render/text_views.h"

namespace ferrule::render {

// class.cc.tmpl: a row of a PyType_Slot table.
struct TypeSlotView {
  std::string slot;      // `nb_add`
  std::string function;  // its address

  template <class Visitor>
  void Visit(Visitor& each) const {
    each("slot", slot);
    each("function", function);
  }
};

// slot_function.cc.tmpl: a function that stands in a slot and chooses what to call.
struct SlotFunctionView {
  std::string purpose;  // what it is for, a comment
  std::string result;   // the type that it returns
  std::string name;
  std::string parameters;
  std::vector<LineView> lines;

  template <class Visitor>
  void Visit(Visitor& each) const {
    each("purpose", purpose);
    each("result", result);
    each("name", name);
    each("parameters", parameters);
    each("lines", lines);
  }
};

// range.cc.tmpl: a class that can be iterated over.
struct RangeView {
  std::string location;     // of begin()
  std::string cpp_type;     // of the class, as a comment
  std::string class_type;   // of the class
  std::string target_type;  // of the object, with const
  std::string item_type;    // what an item is to the converter
  std::string iterate;      // the names of what it defines
  std::string next;
  std::string slots;
  std::string spec;
  std::string spec_name;  // a literal: module and name
  std::string add;
  std::string type;  // the member of the state that holds the iterator's type

  template <class Visitor>
  void Visit(Visitor& each) const {
    each("location", location);
    each("cpp_type", cpp_type);
    each("class_type", class_type);
    each("target_type", target_type);
    each("item_type", item_type);
    each("iterate", iterate);
    each("next", next);
    each("slots", slots);
    each("spec", spec);
    each("spec_name", spec_name);
    each("add", add);
    each("type", type);
  }
};

}  // namespace ferrule::render

#endif  // FERRULE_GENERATOR_RENDER_PROTOCOL_VIEWS_H_
