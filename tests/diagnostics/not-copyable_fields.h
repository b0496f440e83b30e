#include "ferrule/annotations.h"

class FERRULE_CLASS() File {
 public:
  File();
  File(const File&) = delete;
};

struct FERRULE_CLASS() Folder {
  File first;  // is referred to
  const File second;
  FERRULE_FIELD(readonly) File third;
  FERRULE_FIELD(returns = copy) File fourth;
};
