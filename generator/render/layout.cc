#include "generator/render/layout.h"

#include <string>

#include "generator/ir/cpp.h"

namespace ferrule::render {

// FNV-1a.
std::uint64_t LayoutHash(const ir::Class& node, const ir::Module& module) {
  std::string layout =
      std::to_string(node.traits.size) + "/" + std::to_string(node.traits.alignment);
  for (const ir::Field& field : node.fields) {
    if (!field.is_static)
      layout += ";" + ir::CppSpelling(ir::PassedType{field.type, field.passing}, module) + " " +
                field.name;
  }
  std::uint64_t hash = 0xcbf29ce484222325u;
  for (const char c : layout) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3u;
  return hash;
}

}  // namespace ferrule::render
