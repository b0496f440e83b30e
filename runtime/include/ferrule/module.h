// What handles to modules can do beyond the object protocol.
#ifndef FERRULE_MODULE_H_
#define FERRULE_MODULE_H_

#include <string>
#include <string_view>
#include <utility>

#include "ferrule/collections.h"
#include "ferrule/ref.h"

namespace ferrule {
inline namespace abi_1 {

template <>
class Handle<Module> : public Handle<Object> {
 public:
  // Adds `value` to the module under `name`. Throws: PyErr.
  template <class V>
  void add(std::string_view name, V&& value) const {
    setattr(name, std::forward<V>(value));
  }

  // Throws: PyErr.
  std::string name() const;

  // Returns the dictionary of the module's names.
  Borrowed<Dict> dict() const;

 protected:
  using Handle<Object>::Handle;
  Handle() = default;
};

}  // namespace abi_1
}  // namespace ferrule

#endif  // FERRULE_MODULE_H_
