// What docs/ownership.md shows, and docs/conversions.md of classes.
#ifndef FERRULE_DOCS_SNIPPETS_WORKSHOP_H_
#define FERRULE_DOCS_SNIPPETS_WORKSHOP_H_

#include <map>
#include <memory>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "ferrule/ferrule.h"

namespace workshop {

// region: given
struct FERRULE_CLASS() Wheel {
  explicit Wheel(int spokes) : spokes(spokes) {}
  int spokes;
};

class FERRULE_CLASS() Bicycle {
 public:
  void mount(std::unique_ptr<Wheel> wheel) { wheels_.push_back(std::move(wheel)); }
  std::unique_ptr<Wheel> unmount() {
    if (wheels_.empty()) return nullptr;
    auto wheel = std::move(wheels_.back());
    wheels_.pop_back();
    return wheel;
  }

 private:
  std::vector<std::unique_ptr<Wheel>> wheels_;
};
// end: given

FERRULE_FUNCTION() inline void mount_both(Bicycle& bicycle, std::unique_ptr<Wheel> front,
                                          std::unique_ptr<Wheel> rear) {
  bicycle.mount(std::move(front));
  bicycle.mount(std::move(rear));
}

// region: shared
struct FERRULE_CLASS() Tool {
  explicit Tool(std::string name) : name(std::move(name)) {}
  std::string name;
};

class FERRULE_CLASS() Bench {
 public:
  void lay(std::shared_ptr<Tool> tool) { tools.push_back(std::move(tool)); }

  std::vector<std::shared_ptr<Tool>> tools;
};
// end: shared

// region: parts
struct FERRULE_CLASS() Point {
  double x = 0;
  double y = 0;
};

struct FERRULE_CLASS() Line {
  Point start;
  Point end;
};
// end: parts

// region: owned
struct FERRULE_CLASS() Link {
  std::unique_ptr<Link> next;
  FERRULE_FIELD(returns = reference) Point* mark = nullptr;

  int length() const { return next ? next->length() + 1 : 1; }
  void cut() { next = nullptr; }
};
// end: owned

// region: references
class FERRULE_CLASS() Drawer {
 public:
  FERRULE_METHOD(returns = reference) Point& front() { return points_.front(); }
  FERRULE_METHOD(returns = copy) Point* back() { return &points_.back(); }
  FERRULE_METHOD(returns = owned) Point* cut() const { return new Point(points_.front()); }

 private:
  std::vector<Point> points_ = std::vector<Point>(2);
};

FERRULE_FUNCTION(returns = reference)
inline Point& start_of(FERRULE_ARG(keep_alive = result) Line& line) { return line.start; }
// end: references

// region: views
struct FERRULE_CLASS() Plan {
  FERRULE_FIELD(view) std::vector<int> cuts;
  FERRULE_FIELD(view) std::map<std::string, double> sizes;
  FERRULE_METHOD(returns = view) std::set<std::string>& tools() { return tools_; }
  int waste() const { return static_cast<int>(cuts.size()); }

 private:
  std::set<std::string> tools_;
};
// end: views

// region: kept
class FERRULE_CLASS() Jig {
 public:
  explicit Jig(FERRULE_ARG(keep_alive = self) const Line& line) : line_(&line) {}
  FERRULE_GETTER(returns = reference) const Line& line() const { return *line_; }
  FERRULE_SETTER(name = line) void set_line(FERRULE_ARG(keep_alive = self) const Line& line) {
    line_ = &line;
  }
  double length() const { return line_->end.x - line_->start.x; }

 private:
  const Line* line_;
};
// end: kept

// region: implicit
class FERRULE_CLASS() Length {
 public:
  FERRULE_INIT(implicit) explicit Length(double meters) : meters(meters) {}
  double meters;
};

FERRULE_FUNCTION() inline double in_feet(const Length& length) { return length.meters / 0.3048; }
// end: implicit

// region: fields
/// Where to drill.
struct FERRULE_CLASS(init = fields, from_dict) Hole {
  double x;
  double y;
  double depth = 10;
};

FERRULE_FUNCTION() inline double volume(const Hole& hole, double area) { return hole.depth * area; }
// end: fields

// region: pointing
class FERRULE_CLASS(view) Part {
 public:
  FERRULE_SKIP() explicit Part(const std::string* name) : name_(name) {}
  FERRULE_GETTER() const std::string& name() const { return *name_; }

 private:
  const std::string* name_;
};

class FERRULE_CLASS() Catalogue {
 public:
  explicit Catalogue(std::vector<std::string> names) : names_(std::move(names)) {}
  std::vector<Part> parts() const {
    std::vector<Part> parts;
    for (const std::string& name : names_) parts.emplace_back(&name);
    return parts;
  }

 private:
  std::vector<std::string> names_;
};
// end: pointing

}  // namespace workshop

#endif  // FERRULE_DOCS_SNIPPETS_WORKSHOP_H_
