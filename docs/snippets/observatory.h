// What docs/foreign.md shows.
#ifndef FERRULE_DOCS_SNIPPETS_OBSERVATORY_H_
#define FERRULE_DOCS_SNIPPETS_OBSERVATORY_H_

#include <string>

#include "docs/snippets/planets.h"
#include "ferrule/ferrule.h"

namespace observatory {

// region: stand-in
struct FERRULE_CLASS(of = planets::Planet) Planet : planets::Planet {
  using planets::Planet::get_radius FERRULE_GETTER();
  using planets::Planet::name FERRULE_GETTER();
  using planets::Planet::set_radius FERRULE_SETTER();

  /// How much larger it is than another.
  static double compare(const planets::Planet& self, const planets::Planet& other)
      FERRULE_METHOD() {
    return self.get_radius() / other.get_radius();
  }
};
// end: stand-in

// region: alias
using Star FERRULE_CLASS() = planets::Star;
using Kind FERRULE_ENUM() = planets::Kind;
using planets::distance FERRULE_FUNCTION();
// end: alias

// region: free
FERRULE_METHOD(name = "__repr__")
inline std::string show(const planets::Star& self) {
  return "Star of magnitude " + std::to_string(self.magnitude());
}
// end: free

// region: instance
using Orbit FERRULE_CLASS() = planets::Orbit<planets::Planet>;
using Numbers FERRULE_CLASS() = planets::Orbit<int>;
// end: instance

}  // namespace observatory

#endif  // FERRULE_DOCS_SNIPPETS_OBSERVATORY_H_
