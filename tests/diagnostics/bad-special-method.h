#include <string>

#include "ferrule/annotations.h"

class FERRULE_CLASS() Shelf {
 public:
  FERRULE_METHOD(name = "__len__") int count(int unit) const;
  FERRULE_METHOD(name = "__hash__") std::string title() const;
  FERRULE_METHOD(name = "__contains__") void find(int key) const;
  FERRULE_METHOD(name = "__setitem__") void put(int place);
  FERRULE_METHOD(name = "__add__") Shelf join(const Shelf& other, bool sort = true) const;
};
