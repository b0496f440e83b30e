// What docs/overloads.md shows.
#ifndef FERRULE_DOCS_SNIPPETS_OVERLOADS_H_
#define FERRULE_DOCS_SNIPPETS_OVERLOADS_H_

#include <string>
#include <string_view>
#include <vector>

#include "ferrule/ferrule.h"

namespace overloads {

// region: area
/// Of a rectangle.
FERRULE_FUNCTION() inline int area(int width, int height) { return width * height; }
/// Of a circle, about.
FERRULE_FUNCTION() inline double area(double radius) { return 3.14 * radius * radius; }
// end: area

// region: order
FERRULE_FUNCTION() inline std::string kind(double) { return "float"; }
FERRULE_FUNCTION() inline std::string kind(int) { return "int"; }
FERRULE_FUNCTION() inline std::string kind(const std::vector<int>&) { return "list of int"; }
FERRULE_FUNCTION() inline std::string kind(ferrule::Borrowed<>) { return "something"; }
// end: order

// region: values
FERRULE_FUNCTION() inline std::string bits(int) { return "32 bits"; }
FERRULE_FUNCTION() inline std::string bits(long long) { return "64 bits"; }
FERRULE_FUNCTION() inline std::string bits(double) { return "a float"; }
// end: values

// region: keywords
FERRULE_FUNCTION(signature = (*, metres)) inline double length(double metres) { return metres; }
FERRULE_FUNCTION(signature = (*, feet), name = length)
inline double length_in_feet(double feet) { return 0.3048 * feet; }
// end: keywords

}  // namespace overloads

#endif  // FERRULE_DOCS_SNIPPETS_OVERLOADS_H_
