// What docs/inheritance.md shows.
#ifndef FERRULE_DOCS_SNIPPETS_ANIMALS_H_
#define FERRULE_DOCS_SNIPPETS_ANIMALS_H_

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "ferrule/ferrule.h"

namespace animals {

// region: bases
struct Located {  // is not bound
  double x = 0;
  double y = 0;
  void walk(double dx, double dy) {
    x += dx;
    y += dy;
  }
};

class FERRULE_CLASS() Named {
 public:
  explicit Named(std::string name) : name_(std::move(name)) {}
  virtual ~Named() = default;
  std::string name() const { return name_; }

 private:
  std::string name_;
};

class FERRULE_CLASS() Animal : public Named, public Located {
 public:
  virtual std::string sound() const = 0;
  virtual int legs() const { return 4; }

 protected:
  explicit Animal(std::string name) : Named(std::move(name)) {}
};

class FERRULE_CLASS() Duck : public Animal {
 public:
  explicit Duck(std::string name) : Animal(std::move(name)) {}
  std::string sound() const override { return "quack"; }
  int legs() const override { return 2; }
};
// end: bases

// region: functions
FERRULE_FUNCTION()
inline std::string introduce(const Animal& animal) {
  return animal.name() + " has " + std::to_string(animal.legs()) + " legs and says " +
         animal.sound();
}

FERRULE_FUNCTION()
inline std::unique_ptr<Animal> hatch() { return std::make_unique<Duck>("Daffy"); }
// end: functions

// region: farm
class FERRULE_CLASS() Farm {
 public:
  void add(std::unique_ptr<Animal> animal) { animals_.push_back(std::move(animal)); }
  std::vector<std::string> morning() const {
    std::vector<std::string> sounds;
    for (const auto& animal : animals_) sounds.push_back(animal->sound());
    return sounds;
  }

 private:
  std::vector<std::unique_ptr<Animal>> animals_;
};
// end: farm

}  // namespace animals

#endif  // FERRULE_DOCS_SNIPPETS_ANIMALS_H_
