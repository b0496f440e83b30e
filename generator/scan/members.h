// What classes are made of, in one way for all: clang shows none of an instance of a template.
#ifndef FERRULE_GENERATOR_SCAN_MEMBERS_H_
#define FERRULE_GENERATOR_SCAN_MEMBERS_H_

#include <vector>

#include "generator/scan/clang.h"

namespace ferrule::scan {

struct BaseSpecifier {
  CXCursor specifier;  // of an instance, that of its template
  CXType type;         // canonical; of no class where it depends on the template's parameters
};

class Members {
 public:
  // Makes those of an instance known.
  void Add(CXCursor instance, std::vector<CXCursor> members, std::vector<BaseSpecifier> bases);

  // Whether all are known that can be named from outside.
  bool AreKnownOf(CXCursor declaration) const;

  // In the order of the header, without bases. Of an instance also without what is private, but for
  // fields.
  std::vector<CXCursor> Of(CXCursor declaration) const;

  // Of an instance that is not known, those that do not depend on the parameters of its template.
  std::vector<BaseSpecifier> BasesOf(CXCursor declaration) const;

 private:
  struct Known {
    std::vector<CXCursor> members;
    std::vector<BaseSpecifier> bases;
  };
  EntityMap<Known> instances_;
};

// The template that a class, or the class around a member, was made of: the declaration there. The
// declaration itself where there is no such template.
CXCursor PatternOf(CXCursor declaration);

// Whether the class was made of a template, by clang alone: then clang shows nothing of it.
bool IsImplicitInstance(CXCursor declaration);

}  // namespace ferrule::scan

#endif  // FERRULE_GENERATOR_SCAN_MEMBERS_H_
