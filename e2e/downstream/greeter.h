#pragma once

#include <string>

#include "ferrule/ferrule.h"

namespace downstream {

/// Greets by name.
class FERRULE_CLASS() Greeter {
 public:
  explicit Greeter(std::string greeting);

  std::string greet(const std::string& name) const;

 private:
  std::string greeting_;
};

}  // namespace downstream
