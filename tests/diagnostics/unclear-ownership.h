#include <string>

#include "ferrule/annotations.h"

class FERRULE_CLASS() Node {
 public:
  Node& append(int value);  // `return *this`
  Node* next();
  std::string& label();
  static Node& root();
  Node* parent = nullptr;
};
