#include <string_view>

#include "ferrule/annotations.h"

class FERRULE_CLASS() Page {};
class FERRULE_CLASS() Poster : public Page {};

class FERRULE_CLASS() Cursor {
 public:
  explicit Cursor(const Page& page);
  Cursor(const Poster* poster, std::string_view name);
  Cursor(FERRULE_ARG(keep_alive = self) Page& page, int line);
  Cursor(FERRULE_ARG(transient) const Page& page, double line);
  FERRULE_GETTER(returns = reference) const Page* page() const;
  FERRULE_SETTER(name = page) void set_page(Page* page);

 private:
  const Page* page_;
  std::string_view name_;
};
