// Operators that Python does not have, and what they may be instead.
#include <istream>

#include "ferrule/annotations.h"

class FERRULE_CLASS() Cursor {
 public:
  Cursor& operator++();
  int operator*() const;
  bool operator!() const;
  FERRULE_METHOD(name = "step_back") void operator--();
  FERRULE_METHOD() operator const Cursor*() const;
  Cursor& operator=(const Cursor& other);
};

bool operator&&(const Cursor& a, const Cursor& b);
std::istream& operator>>(std::istream& in, Cursor& cursor);

struct Unbound {};
FERRULE_FUNCTION() Unbound operator+(const Unbound& a, const Unbound& b);
