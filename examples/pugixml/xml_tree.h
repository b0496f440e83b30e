// pugixml, bound from outside.
#ifndef FERRULE_EXAMPLES_PUGIXML_XML_TREE_H_
#define FERRULE_EXAMPLES_PUGIXML_XML_TREE_H_

#include <pugixml.hpp>
#include <sstream>
#include <stdexcept>
#include <string>
#include <vector>

#include "ferrule/ferrule.h"

namespace xml {

struct FERRULE_CLASS(of = pugi::xml_attribute, view) Attribute : pugi::xml_attribute {
  using pugi::xml_attribute::empty FERRULE_SKIP();
  using pugi::xml_attribute::name FERRULE_GETTER();
  using pugi::xml_attribute::value FERRULE_GETTER();
  // Of its many overloads, one will do.
  using pugi::xml_attribute::set_value FERRULE_SKIP();
  static void assign(pugi::xml_attribute& self, const std::string& value) FERRULE_METHOD() {
    self.set_value(value.c_str());
  }
  static bool is_there(const pugi::xml_attribute& self) FERRULE_METHOD(name = "__bool__") {
    return !self.empty();
  }
};

// A node points into its document: it is a view, and keeps that. What there is no node or attribute
// for is an empty one, which is false.
struct FERRULE_CLASS(of = pugi::xml_node, view) Node : pugi::xml_node {
  using pugi::xml_node::empty FERRULE_SKIP();
  using pugi::xml_node::name FERRULE_GETTER();
  using pugi::xml_node::set_name FERRULE_SETTER();
  using pugi::xml_node::type FERRULE_GETTER();
  using pugi::xml_node::value FERRULE_SKIP();
  using pugi::xml_node::set_value FERRULE_SKIP();

  static bool is_there(const pugi::xml_node& self) FERRULE_METHOD(name = "__bool__") {
    return !self.empty();
  }
  static std::vector<pugi::xml_attribute> attributes(const pugi::xml_node& self) FERRULE_METHOD() {
    return {self.attributes_begin(), self.attributes_end()};
  }
  /// The nodes that an XPath expression selects.
  static std::vector<pugi::xml_node> select(const pugi::xml_node& self, const std::string& query)
      FERRULE_METHOD() {
    std::vector<pugi::xml_node> nodes;
    for (const pugi::xpath_node& found : self.select_nodes(query.c_str())) {
      if (found.node()) nodes.push_back(found.node());
    }
    return nodes;
  }
  static std::string show(const pugi::xml_node& self) FERRULE_METHOD(name = "__str__") {
    std::ostringstream out;
    self.print(out, "", pugi::format_raw);
    return out.str();
  }
};

struct FERRULE_CLASS(of = pugi::xml_document, members = annotated) Document : pugi::xml_document {
  using pugi::xml_document::document_element FERRULE_GETTER(name = root_element);
  using pugi::xml_document::xml_document FERRULE_INIT();
  static void parse(pugi::xml_document& self, const std::string& text) FERRULE_METHOD() {
    const pugi::xml_parse_result result = self.load_buffer(text.data(), text.size());
    if (!result) {
      throw std::invalid_argument(std::string(result.description()) + " at offset " +
                                  std::to_string(result.offset));
    }
  }
};

using NodeType FERRULE_ENUM() = pugi::xml_node_type;
using XPathError FERRULE_EXCEPTION(base = ValueError) = pugi::xpath_exception;

}  // namespace xml

#endif  // FERRULE_EXAMPLES_PUGIXML_XML_TREE_H_
