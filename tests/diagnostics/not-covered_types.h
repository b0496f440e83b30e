#include <optional>

#include "ferrule/annotations.h"

class FERRULE_CLASS() Point {};

FERRULE_FUNCTION()
void parse(const int* limit);


FERRULE_FUNCTION()
std::optional<std::optional<int>> perhaps();
