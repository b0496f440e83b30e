// An instance of a class template that C++ does not make.
#include "ferrule/ferrule.h"
#include "inputs/library.h"

using Small FERRULE_CLASS() = lib::Box<char>;
