// What the garbage collector sees of classes that are not bound, and what a class shows itself.
#ifndef FERRULE_TESTS_GOLDEN_HELD_REFERENCES_API_H_
#define FERRULE_TESTS_GOLDEN_HELD_REFERENCES_API_H_

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "ferrule/ferrule.h"

namespace golden {

struct Named {
  std::string name;

 private:
  ferrule::SharedPy<> owner_;
};

class FERRULE_CLASS() Registry {
 public:
  std::size_t size() const { return entries_.size(); }

 private:
  struct Entry : private Named {
    std::function<void(int)> on_change;
    std::vector<Entry> parts;
    int number = 0;
  };

  std::map<std::string, std::unique_ptr<Entry>> entries_;
};

/// The members that it declares are its own business; those of its base are seen.
class FERRULE_CLASS() Archive : public Registry {
 private:
  struct Hidden;

  FERRULE_TRAVERSE() void show_references(ferrule::Visitor& visit) const;

  ferrule::Py<> shown_;
  std::shared_ptr<Hidden> hidden_;
};

}  // namespace golden

#endif  // FERRULE_TESTS_GOLDEN_HELD_REFERENCES_API_H_
