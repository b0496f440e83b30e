// error: is not a constant expression
#include "ferrule/ferrule.h"

void Mistake(std::string_view text) { static const ferrule::Interned name(text); }
