#include "ferrule/inittab.h"

namespace ferrule {
inline namespace abi_1 {
namespace glue {
namespace {

// Constant-initialised, so it is there before any entry is constructed.
constinit const InittabEntry* first = nullptr;

}  // namespace

InittabEntry::InittabEntry(const char* name, Init init) noexcept
    : name_(name), init_(init), next_(first) {
  first = this;
}

const InittabEntry* InittabEntry::First() { return first; }

}  // namespace glue
}  // namespace abi_1
}  // namespace ferrule
