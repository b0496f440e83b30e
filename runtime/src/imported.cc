#include "ferrule/imported.h"

#include "ferrule/module.h"

namespace ferrule {
inline namespace abi_1 {
namespace internal {

Bound<> Import(Python py, std::string_view module, std::string_view attribute) {
  Bound<Module> imported = py.import(module);
  if (attribute.empty()) return imported;
  return imported.attr(attribute);
}

}  // namespace internal
}  // namespace abi_1
}  // namespace ferrule
