// What somebody has chosen by its name is to be there.
#include "ferrule/ferrule.h"
#include "inputs/library.h"

struct FERRULE_CLASS(of = lib::File, members = annotated) File : lib::File {
  using lib::File::data FERRULE_METHOD();
  using lib::File::size FERRULE_METHOD();
};
