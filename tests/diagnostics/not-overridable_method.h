#pragma once

#include "ferrule/ferrule.h"

class FERRULE_CLASS() Shape {
 public:
  virtual ~Shape() = default;
  virtual void measure(FERRULE_ARG(out) double& area) const;
  FERRULE_METHOD(override = False) virtual void fill(FERRULE_ARG(out) double& area) const;
};
