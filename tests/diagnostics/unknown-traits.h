// The function hides the class, which has no name of its own any more.
#include "ferrule/annotations.h"

class FERRULE_CLASS() status {};

int status(const char* path);
