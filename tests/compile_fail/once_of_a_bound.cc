// error: the value of a PyOnce outlives the attachment it was made in: use a Py
#include "ferrule/ferrule.h"

ferrule::PyOnce<ferrule::Bound<>> once;
