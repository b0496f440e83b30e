// error: an argument of detach must not be bound to the attachment: pass a Py instead
#include "ferrule/ferrule.h"

void Use(ferrule::Python);

void Mistake(ferrule::Python py) { py.detach(Use, py); }
