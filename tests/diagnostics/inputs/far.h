// A class that the module `other` binds, as far.ferrule.json says.
#include "ferrule/annotations.h"

class FERRULE_CLASS() Far {};
