#include <memory>
#include <vector>

#include "ferrule/annotations.h"

class FERRULE_CLASS() Widget {};

FERRULE_FUNCTION() std::shared_ptr<Widget> current();
FERRULE_FUNCTION() void take(std::unique_ptr<Widget> widget);
FERRULE_FUNCTION() void take_all(std::vector<std::unique_ptr<Widget>> widgets);
FERRULE_FUNCTION() std::unique_ptr<Widget> make();  // may be shared by Python and C++ all the same

class FERRULE_CLASS(storage = heap) Gadget {};

FERRULE_FUNCTION() void watch(std::weak_ptr<Gadget> gadget);

class FERRULE_CLASS(storage = inline) Thing : public std::enable_shared_from_this<Thing> {};

FERRULE_FUNCTION() std::unique_ptr<Thing> thing();
