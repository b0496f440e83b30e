// error: an NdArray has one order
#include "ferrule/ndarray.h"

ferrule::NdArray<int, ferrule::CContig, ferrule::FContig> array;
