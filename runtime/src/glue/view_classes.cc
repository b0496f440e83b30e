#include "ferrule/glue/view_classes.h"

#include <algorithm>

#include "ferrule/convert/keepers.h"
#include "ferrule/park.h"

namespace ferrule {
inline namespace abi_1 {
namespace glue {
namespace {

thread_local constinit const ViewScope* innermost = nullptr;

// Tells what views keep from what other words make instances keep.
constexpr char slot = 0;

bool KeepSource(PyObject* view, const ViewSource& source) {
  switch (convert::KeepWhatKeeps(view, source.instance, &slot)) {
    case convert::PassedOn::kAll:
      return true;
    case convert::PassedOn::kNothing:
      return convert::KeepFor(view, source.owner, &slot);
    case convert::PassedOn::kFailed:
      return false;
  }
  return false;
}

}  // namespace

ViewScope::ViewScope(std::span<const ViewSource> sources) : sources_(sources), outer_(innermost) {
  innermost = this;
}

ViewScope::~ViewScope() { innermost = outer_; }

PyObject* NewView(PyObject* instance) {
  if (instance == nullptr || innermost == nullptr) return instance;
  const bool is_kept = std::ranges::all_of(
      innermost->sources_, [&](const ViewSource& source) { return KeepSource(instance, source); });
  if (is_kept) return instance;
  internal::Decref(instance);
  return nullptr;
}

}  // namespace glue
}  // namespace abi_1
}  // namespace ferrule
