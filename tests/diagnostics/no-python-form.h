#include "ferrule/annotations.h"

class FERRULE_CLASS() Buffer {
 public:
  void print(const char* format, ...) __attribute__((format(printf, 2, 3)));
  int release() &&;
  int poll() volatile;
  int* data = nullptr;
  union {
    int whole;
    float part;
  };
};

template <class T>
FERRULE_FUNCTION()
T twice(T value);

class FERRULE_CLASS() Boxes {
 public:
  template <class T>
  FERRULE_METHOD(name = "put")
  void Put(T value);
  template <class T>
  void NotExported(T value);
};

class FERRULE_CLASS() Eternal {
  ~Eternal();
};

enum class FERRULE_ENUM() Handle : int {};
