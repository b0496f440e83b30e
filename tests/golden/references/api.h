// What instances hold is seen by the garbage collector: in fields, in containers, in other instances.
#ifndef FERRULE_TESTS_GOLDEN_REFERENCES_API_H_
#define FERRULE_TESTS_GOLDEN_REFERENCES_API_H_

#include <optional>
#include <utility>
#include <vector>

#include "ferrule/ferrule.h"

namespace golden {

class FERRULE_CLASS() Holder {
 public:
  void hold(ferrule::Py<> object) { one_ = std::move(object); }
  void add(ferrule::Py<ferrule::Str> object) { many_.push_back(std::move(object)); }
  std::size_t count() const { return many_.size(); }

  struct Part {
    FERRULE_SKIP() ferrule::Py<> whole;
  };

 private:
  ferrule::Py<> one_;
  std::vector<ferrule::Py<ferrule::Str>> many_;
  std::optional<ferrule::Py<>> maybe_;
  Part part_;
  std::vector<Part> parts_;
};

/// Without methods that change it.
class FERRULE_CLASS() Constant {
 public:
  explicit Constant(ferrule::Py<> object) : object_(std::move(object)) {}

 private:
  const ferrule::Py<> object_;
};

FERRULE_FUNCTION() inline ferrule::Bound<ferrule::Dict> same(ferrule::Bound<ferrule::Dict> dict) { return dict; }
FERRULE_FUNCTION() inline ferrule::Py<> borrowed(ferrule::Borrowed<> object) { return object.unbind(); }

}  // namespace golden

#endif  // FERRULE_TESTS_GOLDEN_REFERENCES_API_H_
