#include <functional>

#include "ferrule/annotations.h"

class FERRULE_CLASS() Item {};

FERRULE_FUNCTION() void change_each(std::function<void(Item&)> change);

FERRULE_FUNCTION() void find(std::function<const Item*()> find);

FERRULE_FUNCTION() std::function<void(Item*)> changer();
