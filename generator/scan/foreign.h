// What is bound from outside, by a header that has no part in it.
//
//   using Regex FERRULE_CLASS() = re2::RE2;
//   using re2::StringPiece FERRULE_CLASS();
//   struct FERRULE_CLASS(of = re2::RE2) Regex : re2::RE2 {
//     using re2::RE2::pattern FERRULE_METHOD(name = "p");
//     static int groups(const re2::RE2& self) FERRULE_METHOD();
//   };
#ifndef FERRULE_GENERATOR_SCAN_FOREIGN_H_
#define FERRULE_GENERATOR_SCAN_FOREIGN_H_

#include <vector>

#include "generator/ir/module.h"
#include "generator/scan/attributes.h"
#include "generator/scan/clang.h"
#include "generator/scan/sources.h"

namespace ferrule::scan {

// `using Name = T;` or a typedef.
bool IsAlias(CXCursor declaration);

// The class or enum that an alias names; an invalid cursor where it names neither.
CXCursor AliasedBy(CXCursor alias);

// What a using-declaration names: several functions where they are overloaded.
std::vector<CXCursor> NamedBy(CXCursor using_declaration);

// Whether a class stands for another, which it names as its base: `FERRULE_CLASS(of = ...)`.
bool IsStandIn(CXCursor declaration, const Attributes& attributes);

// The class that a stand-in stands for: its only base. An invalid cursor where it has none, or
// several.
CXCursor StoodInFor(CXCursor stand_in);

// Whether that is the class behind `of`, by its name.
bool NamesBase(CXCursor stand_in, const Attributes& attributes, const Sources& sources);

// What a stand-in says of the members of its class.
class Choices {
 public:
  // `binder` may be something else that binds a class, and say nothing.
  explicit Choices(CXCursor binder);

  // The using-declaration that names the member; null where none does.
  CXCursor Of(CXCursor member) const;

  // Static functions that are members to Python alone.
  const std::vector<CXCursor>& Added() const { return added_; }

 private:
  EntityMap<CXCursor> by_member_;
  CXCursor constructors_ = clang_getNullCursor();  // the using-declaration that names them
  std::vector<CXCursor> added_;
};

}  // namespace ferrule::scan

#endif  // FERRULE_GENERATOR_SCAN_FOREIGN_H_
