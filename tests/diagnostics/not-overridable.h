#pragma once

#include "ferrule/ferrule.h"

// Python may derive from it, and its destructor would not be called.
class FERRULE_CLASS() Shape {
 public:
  virtual double area() const;
};
