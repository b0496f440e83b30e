#include <vector>

#include "ferrule/annotations.h"

namespace store {

class Key {};
enum class Mode { read, write };

class FERRULE_CLASS() Client {
 public:
  void put(const Key& key);
  std::vector<Key> keys() const;
  Mode mode = Mode::read;
};

}  // namespace store
