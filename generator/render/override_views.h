// Views of the template of classes whose virtual methods Python overrides.
#ifndef FERRULE_GENERATOR_RENDER_OVERRIDE_VIEWS_H_
#define FERRULE_GENERATOR_RENDER_OVERRIDE_VIEWS_H_

#include <string>
#include <vector>

namespace ferrule::render {

// override.cc.tmpl: a virtual method.
struct OverrideMethodView {
  std::string location;
  std::string cpp_type;  // of the class
  std::string head;      // `double area() const override`
  std::string literal;   // Python's name
  std::string call;      // of what Python overrides it with
  bool throws = true;
  bool is_noexcept = false;
  std::string try_call;  // the statement, where it must not throw
  std::string fallback;  // the statement where Python does not override it

  template <class Visitor>
  void Visit(Visitor& each) const {
    each("location", location);
    each("cpp_type", cpp_type);
    each("head", head);
    each("literal", literal);
    each("call", call);
    each("throws", throws);
    each("is_noexcept", is_noexcept);
    each("try_call", try_call);
    each("fallback", fallback);
  }
};

// override.cc.tmpl: the class.
struct OverrideView {
  std::string name;
  std::string cpp_type;  // the class that Python derives from
  std::vector<OverrideMethodView> methods;

  template <class Visitor>
  void Visit(Visitor& each) const {
    each("name", name);
    each("cpp_type", cpp_type);
    each("methods", methods);
  }
};

}  // namespace ferrule::render

#endif  // FERRULE_GENERATOR_RENDER_OVERRIDE_VIEWS_H_
