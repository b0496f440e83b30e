// error: what detach returns must not be bound to the attachment: return a Py instead
#include "ferrule/ferrule.h"

ferrule::Bound<> Make();

void Mistake(ferrule::Python py) { py.detach(Make); }
