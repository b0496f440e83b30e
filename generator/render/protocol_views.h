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
  std::string type;             // the member of the state that holds the iterator's type
  bool locks_iterator = false;  // threads may use one at once
  bool is_locked = false;       // so may they use the object, and it may change
  std::string locked_object;    // whose lock that is
  std::string locked_range;     // for an iterator
  bool is_borrowed = false;     // the object is borrow checked
  std::string borrow_type;      // by what
  bool makes_views = false;     // an item is or has an object of a view class
  bool uses_range = false;      // one of the three

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
    each("locks_iterator", locks_iterator);
    each("is_locked", is_locked);
    each("locked_object", locked_object);
    each("locked_range", locked_range);
    each("is_borrowed", is_borrowed);
    each("borrow_type", borrow_type);
    each("makes_views", makes_views);
    each("uses_range", uses_range);
  }
};

}  // namespace ferrule::render

#endif  // FERRULE_GENERATOR_RENDER_PROTOCOL_VIEWS_H_
