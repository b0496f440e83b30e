#include <map>
#include <memory>
#include <stack>
#include <utility>

#include "ferrule/ferrule.h"

struct Handlers {
  ferrule::Py<> on_open;
};

union Either {
  int number;
  ferrule::Py<> object;
  Either() : number(0) {}
  ~Either() {}
};

struct Mixed {
  ferrule::Py<> seen;
  Either either;
};

class Undone {
  std::stack<ferrule::Py<>> undo_;
};

struct Delete {
  void operator()(ferrule::Py<>* object) const { delete object; }
};

class FERRULE_CLASS(bases = ()) Store : public Undone {
 public:
  FERRULE_SKIP() Mixed mixed;

 private:
  struct Declared;
  std::map<int, Mixed> nested_;
  std::unique_ptr<ferrule::Py<>, Delete> unclear_;
  struct {
    ferrule::Py<> held;
  } unnamed_;

  ferrule::Py<> seen_;
  ferrule::Py<> also_seen_[2];
  ferrule::SharedPy<> seen_while_alone_;
  std::map<int, std::pair<Handlers, std::unique_ptr<ferrule::Py<>>>> seen_behind_;
  Handlers* not_owned_;
  std::unique_ptr<Declared> nobody_can_tell_;
};

class FERRULE_CLASS() Showing {
  FERRULE_TRAVERSE() void show(ferrule::Visitor& visit) const;
  std::unique_ptr<ferrule::Py<>, Delete> shown_;
};
