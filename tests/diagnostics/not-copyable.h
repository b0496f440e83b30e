#include <vector>

#include "ferrule/annotations.h"

class FERRULE_CLASS() File {
 public:
  File();
  File(const File&) = delete;
};

class FERRULE_CLASS(subclass = False) Shape {
 public:
  virtual ~Shape();
};

FERRULE_FUNCTION()
void close(File file);

FERRULE_FUNCTION()
const File& standard_output();

FERRULE_FUNCTION()
std::vector<File> open_files();

FERRULE_FUNCTION()
const Shape& largest();
