// Classes whose objects are views: each points into another object, which its instance keeps.
//
// C++ hands such objects out by value, alone or in containers, and nothing in their types says what
// they point into. A call that makes some says it here, for all of them.
#ifndef FERRULE_GLUE_VIEW_CLASSES_H_
#define FERRULE_GLUE_VIEW_CLASSES_H_

#include <array>
#include <cstddef>
#include <span>

#include "ferrule/convert/reference.h"
#include "ferrule/glue/returned.h"
#include "ferrule/python_compat.h"

namespace ferrule {
inline namespace abi_1 {
namespace glue {

// What a view may point into: what keeps the object of an instance. If that is a view itself, then
// what that keeps.
struct ViewSource {
  PyObject* instance;  // borrowed
  convert::Owner owner;
};

// While one is there, the instances of view classes that this thread makes keep its sources.
class ViewScope {
 public:
  ViewScope(const ViewScope&) = delete;
  ViewScope& operator=(const ViewScope&) = delete;

 protected:
  explicit ViewScope(std::span<const ViewSource> sources);
  ~ViewScope();

 private:
  friend PyObject* NewView(PyObject* instance);

  std::span<const ViewSource> sources_;
  const ViewScope* outer_;
};

template <std::size_t count>
struct ViewSources {
  std::array<ViewSource, count> all;
};

// `const glue::ViewsKeep views(glue::KeptBy(self, target));`
template <std::size_t count>
class ViewsKeep : private ViewSources<count>, private ViewScope {
 public:
  template <class... Keepers>
  explicit ViewsKeep(const Keepers&... keepers)
      : ViewSources<count>{{ViewSource{keepers.object(), keepers.owner()}...}},
        ViewScope(ViewSources<count>::all) {}
};
template <class... Keepers>
ViewsKeep(const Keepers&...) -> ViewsKeep<sizeof...(Keepers)>;

// Lets a new instance of a view class keep what the innermost scope says. Takes and returns a
// reference; null with an error set, also if it was that.
PyObject* NewView(PyObject* instance);

}  // namespace glue
}  // namespace abi_1
}  // namespace ferrule

#endif  // FERRULE_GLUE_VIEW_CLASSES_H_
