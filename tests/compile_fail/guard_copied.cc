// error: use of deleted function
#include "ferrule/ferrule.h"

void Mistake(const ferrule::AttachGuard& guard) { const ferrule::AttachGuard copy = guard; }
