// Objects that keep what they refer to.
#ifndef FERRULE_TESTS_GOLDEN_KEPT_ARGUMENTS_API_H_
#define FERRULE_TESTS_GOLDEN_KEPT_ARGUMENTS_API_H_

#include <string>
#include <string_view>

#include "ferrule/ferrule.h"

#if defined(__clang__)
#define LIFETIME_BOUND [[clang::lifetimebound]]
#else
#define LIFETIME_BOUND
#endif

namespace golden {

struct FERRULE_CLASS() Page {
  std::string text;
};

class FERRULE_CLASS() Cursor {
 public:
  explicit Cursor(FERRULE_ARG(keep_alive = self) const Page& page) : page_(&page) {}
  Cursor(std::string_view name LIFETIME_BOUND, FERRULE_ARG(transient) const Page& page);
  FERRULE_GETTER(returns = reference) const Page* page() const { return page_; }
  FERRULE_SETTER(name = page) void set_page(FERRULE_ARG(keep_alive = self) const Page* page) {
    page_ = page;
  }
  void note(FERRULE_ARG(keep_alive = self) const Page& page);

 private:
  const Page* page_ = nullptr;
  std::string_view name_;
};

}  // namespace golden

#endif  // FERRULE_TESTS_GOLDEN_KEPT_ARGUMENTS_API_H_
