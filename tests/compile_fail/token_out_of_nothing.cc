// error: is private within this context
#include "ferrule/ferrule.h"

void Mistake() { ferrule::Python py; }
