// Conversions between Python objects and C++ values, as glue and the runtime's `extract` and
// `to_python` use them.
#ifndef FERRULE_CONVERT_H_
#define FERRULE_CONVERT_H_

// IWYU pragma: begin_exports
#include "ferrule/convert/bytes.h"
#include "ferrule/convert/converter.h"
#include "ferrule/convert/none.h"
#include "ferrule/convert/numbers.h"
#include "ferrule/convert/optional.h"
#include "ferrule/convert/text.h"
#include "ferrule/convert/vector.h"
// IWYU pragma: end_exports

#endif  // FERRULE_CONVERT_H_
