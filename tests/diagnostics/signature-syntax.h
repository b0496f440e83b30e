#include "ferrule/annotations.h"

FERRULE_FUNCTION(signature = (a b))
void f(int a, int b);

FERRULE_FUNCTION(signature = (/, a))
void g(int a);

FERRULE_FUNCTION(signature = (a, *, b=))
void h(int a, int b);

FERRULE_FUNCTION(signature = (a, lambda))
void i(int a, int lambda);
