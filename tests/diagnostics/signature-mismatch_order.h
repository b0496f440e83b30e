#include <vector>

#include "ferrule/annotations.h"

std::vector<int> make();

FERRULE_FUNCTION(signature = (a, *, c, b))
void f(int a, std::vector<int> b = make(), int c = 1);

FERRULE_FUNCTION(signature = (a, *, c, b))
void known(int a, int b = 2, int c = 1);
