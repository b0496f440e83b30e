// error: an argument of detach must not be bound to the attachment: pass a Py instead
#include "ferrule/ferrule.h"

void Use(ferrule::Borrowed<>);

void Mistake(ferrule::Python py, ferrule::Bound<> object) { py.detach(Use, object); }
