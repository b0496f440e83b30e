#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>

#include "ferrule/annotations.h"

class FERRULE_CLASS() Widget {};

FERRULE_FUNCTION() void look(const std::unique_ptr<Widget>& widget);
FERRULE_FUNCTION() void replace(std::unique_ptr<Widget>& widget);
FERRULE_FUNCTION() const std::unique_ptr<Widget>& kept();
FERRULE_FUNCTION() void maybe(std::optional<std::unique_ptr<Widget>> widget);
FERRULE_FUNCTION() void named(std::map<std::string, std::unique_ptr<Widget>> widgets);
FERRULE_FUNCTION() std::unique_ptr<int> number();
FERRULE_FUNCTION() void refer(std::reference_wrapper<Widget> widget);

struct FERRULE_CLASS() Holder {
  std::unique_ptr<Widget> widget;
};
