// Views of the templates of types that other modules bind.
#ifndef FERRULE_GENERATOR_RENDER_IMPORT_VIEWS_H_
#define FERRULE_GENERATOR_RENDER_IMPORT_VIEWS_H_

#include <string>

namespace ferrule::render {

// imported_class.cc.tmpl and its companions.
struct ImportedClassView {
  std::string cpp_type;
  std::string file_scope_type;  // with a leading ::
  std::string glue_namespace;   // of the glue
  std::string module_literal;
  std::string cpp_name_literal;
  std::string home;  // the module that binds it
  std::string home_literal;
  std::string layout_hash;
  std::string storage;   // the enumerator
  std::string type;      // the member of the state that holds the Python type
  std::string record;    // and the one that holds its record
  std::string expected;  // the record as this module sees it
  std::string add;
  bool is_visited = false;  // its objects hold Python references
  bool is_overridable = false;

  template <class Visitor>
  void Visit(Visitor& each) const {
    each("cpp_type", cpp_type);
    each("file_scope_type", file_scope_type);
    each("glue_namespace", glue_namespace);
    each("module_literal", module_literal);
    each("cpp_name_literal", cpp_name_literal);
    each("home", home);
    each("home_literal", home_literal);
    each("layout_hash", layout_hash);
    each("storage", storage);
    each("type", type);
    each("record", record);
    each("expected", expected);
    each("add", add);
    each("is_visited", is_visited);
    each("is_overridable", is_overridable);
  }
};

}  // namespace ferrule::render

#endif  // FERRULE_GENERATOR_RENDER_IMPORT_VIEWS_H_
