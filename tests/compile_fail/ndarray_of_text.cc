// error: the elements of an array are bool, integers, floating point, std::complex or std::byte
#include "ferrule/ndarray.h"

ferrule::NdArray<char> array;
