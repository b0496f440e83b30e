#include "ferrule/annotations.h"

using Callback = void (*)(int index, void* data);

FERRULE_FUNCTION() void missing(FERRULE_ARG(context = data) Callback callback);

FERRULE_FUNCTION() void of_another_type(FERRULE_ARG(context = data) Callback callback, int* data);

FERRULE_FUNCTION()
void without_context(FERRULE_ARG(context = data) void (*callback)(int index), void* data);

FERRULE_FUNCTION() void of_no_callback(FERRULE_ARG(context = data) int callback, void* data);

FERRULE_FUNCTION()
void shared(FERRULE_ARG(context = data) Callback first, FERRULE_ARG(context = data) Callback second,
            void* data);

class FERRULE_CLASS() Watcher {
 public:
  Watcher(FERRULE_ARG(context = data) Callback callback, void* data);
};
