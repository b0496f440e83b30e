#include <map>
#include <memory>

#include "ferrule/ferrule.h"

struct Handlers {
  ferrule::Py<> on_open;
};

class Logged {
  ferrule::SharedPy<> logger_;
};

class FERRULE_CLASS(bases = ()) Store : public Logged {
 public:
  FERRULE_SKIP() Handlers handlers;

 private:
  struct Entry {
    int key;
    ferrule::Py<> value;
  };
  std::vector<Entry> entries_;
  std::map<int, ferrule::Py<>> cache_;

  ferrule::Py<> seen_;
  ferrule::Py<> also_seen_[2];
  std::vector<std::optional<ferrule::Py<>>> all_seen_;
  std::unique_ptr<ferrule::Py<>> seen_behind_;
  Handlers* not_owned_;
};
