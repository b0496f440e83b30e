// A class with a bound base, and one that is not.
#pragma once

#include <string>

#include "ferrule/ferrule.h"

namespace zoo {

class FERRULE_CLASS(subclass = False) Animal {
 public:
  virtual ~Animal() = default;
  virtual std::string sound() const;
};

struct Swimmer {
  int depth = 0;
  void dive(int metres);
};

class FERRULE_CLASS(subclass = False) Duck : public Swimmer, public Animal {
 public:
  std::string sound() const override;
};

FERRULE_FUNCTION()
std::string listen(const Animal& animal);

}  // namespace zoo
