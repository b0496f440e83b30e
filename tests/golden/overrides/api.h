// A class whose virtual methods Python can override.
#pragma once

#include <string>

#include "ferrule/ferrule.h"

namespace zoo {

struct FERRULE_CLASS() Food {
  int weight = 0;
};

class FERRULE_CLASS() Animal {
 public:
  virtual ~Animal() = default;
  virtual std::string sound(int times = 1) const = 0;
  virtual void eat(Food& food, std::string where);
  virtual bool is_tame() const noexcept;
  FERRULE_GETTER() virtual int legs() const;
  virtual void stay() final;

 protected:
  Animal();
  virtual double appetite() const;
};

}  // namespace zoo
