// The instances of class templates that the module is about, made by clang: those that an alias
// binds, and those that are bases of what is bound.
//
// Of an instance clang shows nothing but fields. So the headers are read once more, with a class
// behind them that is derived from each instance and names what it has in using-declarations:
//
//   namespace store { struct ferrule_class_0 : ::store::Box<int> {
//     using T = int; using ferrule_base_0 = Shelf<T>; using ::store::Box<int>::get; }; }
//
// A base that is an instance itself is known only then, so that it may take several rounds.
#ifndef FERRULE_GENERATOR_SCAN_CLASS_INSTANCES_H_
#define FERRULE_GENERATOR_SCAN_CLASS_INSTANCES_H_

#include <cstddef>
#include <set>
#include <string>
#include <vector>

#include "generator/diag/sink.h"
#include "generator/scan/clang.h"
#include "generator/scan/members.h"
#include "generator/scan/sources.h"

namespace ferrule::scan {

class ClassInstances {
 public:
  // Looks for instances that nobody has asked for yet. `members` are those that the last round has
  // found in the unit. Returns whether there is one.
  bool Look(CXTranslationUnit unit, const Sources& sources, const Members& members);

  // What is to stand behind the `#include`s. Empty where there is no instance.
  const std::string& Code() const { return code_; }

  // Finds the members in the unit that has the code behind `lines_before` lines. Reports what C++
  // does not instantiate.
  Members Find(CXTranslationUnit unit, const Sources& sources, std::size_t lines_before,
               diag::Sink& sink) const;

 private:
  struct Asked {
    std::string name;         // of the instance
    diag::Location location;  // of what binds it, or names it as a base
  };

  void LookAt(CXCursor declaration, const diag::Location& location, const Sources& sources,
              const Members& members);
  void LookAtBases(CXCursor declaration, const Sources& sources, const Members& members);
  void Ask(CXCursor instance, const diag::Location& location, const Sources& sources);

  std::string code_;
  std::vector<Asked> asked_;    // by line
  std::set<std::string> seen_;  // by USR: what has been asked for
  EntityMap<bool> looked_at_;   // in this round
};

}  // namespace ferrule::scan

#endif  // FERRULE_GENERATOR_SCAN_CLASS_INSTANCES_H_
