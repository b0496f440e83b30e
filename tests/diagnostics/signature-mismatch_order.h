#include "ferrule/annotations.h"

class FERRULE_CLASS() Maker {
 public:
  FERRULE_METHOD(signature = (a, *, c, b)) void in_order(int a, int b = secret(), int c = 1);
  FERRULE_METHOD(signature = (a, *, c, b)) void known(int a, int b = 2, int c = 1);
  void filled(int a = secret(), FERRULE_ARG(out) int* b = nullptr);

 private:
  static int secret();
};
