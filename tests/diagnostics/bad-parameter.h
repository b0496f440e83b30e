#include <optional>
#include <string>

#include "ferrule/annotations.h"
#include "ferrule/fwd.h"

class FERRULE_CLASS() Lock {
 public:
  Lock(int id, FERRULE_ARG(out) int& serial);
  FERRULE_METHOD() Lock& open(FERRULE_ARG(out) int& tries);
  FERRULE_CLASSMETHOD() static int count(int from);
};

FERRULE_FUNCTION()
void parse(const std::string& text, int& result, double* error);

FERRULE_FUNCTION()
void measure(FERRULE_ARG(out) const int& width, FERRULE_ARG(out) int height);

FERRULE_FUNCTION()
void find(FERRULE_ARG(out) Lock& lock);

FERRULE_FUNCTION()
void name(FERRULE_ARG(nullable) const std::string& text, FERRULE_ARG(noconvert, out) int* size);
