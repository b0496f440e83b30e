// Everything that a user of ferrule's runtime includes.
#ifndef FERRULE_FERRULE_H_
#define FERRULE_FERRULE_H_

#if __cplusplus < 202002L
#error "ferrule needs C++20: compile with -std=c++20 or later"
#endif

#include "ferrule/annotations.h"
#include "ferrule/attach.h"
#include "ferrule/call.h"
#include "ferrule/collections.h"
#include "ferrule/convert.h"
#include "ferrule/convert/handles.h"
#include "ferrule/convert/outcome.h"
#include "ferrule/convert/user.h"
#include "ferrule/dict_entry.h"
#include "ferrule/error.h"
#include "ferrule/exceptions.h"
#include "ferrule/imported.h"
#include "ferrule/interned.h"
#include "ferrule/interpreter.h"
#include "ferrule/module.h"
#include "ferrule/object.h"
#include "ferrule/once.h"
#include "ferrule/operators.h"
#include "ferrule/ref.h"
#include "ferrule/shared_py.h"
#include "ferrule/sync.h"
#include "ferrule/types.h"
#include "ferrule/unpack.h"
#include "ferrule/visitor.h"
#include "ferrule/warning.h"
#include "ferrule/with.h"

#endif  // FERRULE_FERRULE_H_
