#include "ferrule/annotations.h"

class FERRULE_CLASS(subclass = maybe, members = all) Box {};

class FERRULE_CLASS(subclass = True) Final final {};

FERRULE_FUNCTION(signature = a)
void f(int a);

FERRULE_MODULE(interpreters = shared);

enum class FERRULE_ENUM(base = "Number") Color { red };
