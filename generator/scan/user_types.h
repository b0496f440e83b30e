// Types of users that ferrule converts by what users say of them: specialisations of
// ferrule::Converter and ferrule::Outcome, in whatever header they are.
#ifndef FERRULE_GENERATOR_SCAN_USER_TYPES_H_
#define FERRULE_GENERATOR_SCAN_USER_TYPES_H_

#include <optional>
#include <vector>

#include "generator/ir/type.h"
#include "generator/scan/clang.h"

namespace ferrule::scan {

class UserTypes {
 public:
  UserTypes() = default;
  explicit UserTypes(CXTranslationUnit unit);

  // A type with a converter of its own. `type` is canonical.
  std::optional<ir::Custom> FindConverter(CXType type) const;

  // The type of the value that `type`, which is canonical, has if it is an outcome; invalid where
  // nobody can tell what it is.
  std::optional<CXType> FindOutcome(CXType type) const;

 private:
  struct Specialization {
    CXCursor declaration;
    CXType pattern;  // what it is for: a type, or one with template parameters in it
  };
  static const Specialization* Find(const std::vector<Specialization>& among, CXType type);
  void Add(CXCursor declaration);
  void AddAllIn(CXCursor scope);

  std::vector<Specialization> converters_;
  std::vector<Specialization> outcomes_;
};

}  // namespace ferrule::scan

#endif  // FERRULE_GENERATOR_SCAN_USER_TYPES_H_
