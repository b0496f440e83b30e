#include "greeter.h"

#include <utility>

namespace downstream {

Greeter::Greeter(std::string greeting) : greeting_(std::move(greeting)) {}

std::string Greeter::greet(const std::string& name) const { return greeting_ + ", " + name; }

}  // namespace downstream
