#include "ferrule/annotations.h"

class FERRULE_CLASS() Buffer {
 public:
  void print(const char* format, ...) __attribute__((format(printf, 2, 3)));
  int release() &&;
  int poll() volatile;
  int* data = nullptr;
  int small[4];
  unsigned bits : 3;
};

class FERRULE_CLASS() Eternal {
  ~Eternal();
};

enum class FERRULE_ENUM() Handle : int {};
