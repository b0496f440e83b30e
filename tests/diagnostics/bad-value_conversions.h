#include "ferrule/annotations.h"

struct FERRULE_CLASS(init = fields) Made {
  Made();
  int x;
};

struct FERRULE_CLASS(init = all) Unknown {
  int x;
};

class FERRULE_CLASS() Converted {
 public:
  FERRULE_INIT(implicit) Converted(int x, int y);
};

class FERRULE_CLASS(from_dict, subclass = False) Abstract {
 public:
  virtual ~Abstract() = default;
  virtual void run() = 0;
};
