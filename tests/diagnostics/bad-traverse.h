#include "ferrule/ferrule.h"

class FERRULE_CLASS() Store {
 public:
  FERRULE_TRAVERSE() void show(ferrule::Visitor& visit);
  FERRULE_TRAVERSE() void show_more(ferrule::Visitor& visit);
};

class FERRULE_CLASS() Returning {
  FERRULE_TRAVERSE() bool show(ferrule::Visitor& visit) const;
};

class FERRULE_CLASS() Taking {
  FERRULE_TRAVERSE() int show(const ferrule::Visitor& visit);
};

class FERRULE_CLASS() Moving {
  FERRULE_TRAVERSE() void show(ferrule::Visitor& visit) &&;
};

class FERRULE_CLASS() Generic {
  template <class V>
  FERRULE_TRAVERSE() void show(V& visit);
};
