// error: an argument of detach must not be bound to the attachment: pass a Py instead
#include <vector>

#include "ferrule/ferrule.h"

void Use(const std::vector<ferrule::Bound<>>&);

void Mistake(ferrule::Python py, std::vector<ferrule::Bound<>> objects) { py.detach(Use, objects); }
