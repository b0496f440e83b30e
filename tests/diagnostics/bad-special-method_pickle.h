#include <string>

#include "ferrule/annotations.h"

class FERRULE_CLASS() Counter {
 public:
  FERRULE_METHOD(name = "__getstate__") int state() const;
  FERRULE_METHOD(name = "__setstate__") void restore(int state);
};

class FERRULE_CLASS() Stored {
 public:
  FERRULE_METHOD(name = "__getstate__") int state() const;
};

class FERRULE_CLASS() Restored {
 public:
  FERRULE_INIT(name = "__setstate__") static Restored make(int state);
};

class FERRULE_CLASS() Greedy {
 public:
  FERRULE_METHOD(name = "__getstate__") int state() const;
  FERRULE_INIT(name = "__setstate__") static Greedy make(int state, int more);
};

class FERRULE_CLASS() Argued {
 public:
  FERRULE_METHOD(name = "__getnewargs__") int arguments() const;
};

class FERRULE_CLASS() Named {
 public:
  FERRULE_INIT(name = "from_text") static Named make(const std::string& text);
};
