#include "examples/decorator/decorator.h"

#include <string>
#include <utility>

namespace decorator {

Counter::Counter(ferrule::Py<> wraps) : wraps_(std::move(wraps)) {}

std::uint64_t Counter::count() const { return count_; }

ferrule::Bound<> Counter::call(ferrule::Python py, ferrule::Args args,
                               ferrule::Kwargs kwargs) const {
  const std::uint64_t count = ++count_;
  const ferrule::Borrowed<> wraps = wraps_.bind(py);
  const auto name = wraps.attr("__name__").extract<std::string>();
  py.import("builtins")
      .attr("print")(name + " has been called " + std::to_string(count) + " time(s).");
  return wraps(args, kwargs);
}

}  // namespace decorator
