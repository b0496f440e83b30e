#include <system_error>
#include <vector>

#include "ferrule/ferrule.h"

namespace paint {

struct Color {};
struct Brush {};

}  // namespace paint

template <>
struct ferrule::Converter<paint::Color> : ferrule::UserConverter<paint::Color> {
  static constexpr const char* kName = "str";
  static paint::Color from_python(Borrowed<>) { return {}; }
};

template <>
struct ferrule::Converter<paint::Brush> : ferrule::UserConverter<paint::Brush> {
  static constexpr const char* kName = "int";
  static Bound<> to_python(Python py, const paint::Brush&) { return ferrule::to_python(py, 1); }
};

namespace paint {

FERRULE_FUNCTION() void take(std::error_code code);

FERRULE_FUNCTION() Color color();

FERRULE_FUNCTION() void paint_with(std::vector<Brush> brushes);

}  // namespace paint
