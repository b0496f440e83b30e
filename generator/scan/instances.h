// The instances of function templates that annotations list, made by clang.
//
// Clang tells the types of an instance only where one is used. So the headers are read twice where
// a list was found: the second time with code behind them that names each instance, in the
// namespace of its template. What stands there is in the unit of the headers, and its types are
// theirs.
//
//   namespace store { inline auto ferrule_instance_0() { return &::store::sum<int>; } }
//
// Nobody can take the address of a constructor, or name the arguments of its template: C++ deduces
// them. What a list has there are the types of the arguments of a call.
//
//   namespace store { inline auto ferrule_instance_1() {
//     return sizeof(::store::Box(::ferrule_argument<int>())); } }
#ifndef FERRULE_GENERATOR_SCAN_INSTANCES_H_
#define FERRULE_GENERATOR_SCAN_INSTANCES_H_

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "generator/diag/sink.h"
#include "generator/ir/module.h"
#include "generator/scan/clang.h"
#include "generator/scan/clang_errors.h"
#include "generator/scan/instance_list.h"
#include "generator/scan/sources.h"

namespace ferrule::scan {

struct Instance {
  CXCursor function;                           // the specialisation
  std::string arguments;                       // `<::store::Item>`; empty for a constructor
  std::optional<ir::AnnotationArgument> name;  // one of its own in Python
};

class Instances {
 public:
  // Reads the lists. Reports what is none.
  Instances(CXTranslationUnit headers, const Sources& sources, diag::Sink& sink);

  // What is to stand behind the `#include`s, which take one line each. Empty where there is no
  // list.
  const std::string& Code() const { return code_; }

  // Finds the instances in the unit that has the text, of `includes` headers. Reports what C++ does
  // not instantiate.
  void Find(CXTranslationUnit unit, const Sources& sources, std::size_t includes, diag::Sink& sink);

  // Those of a template, in the order of the list. Null for one that lists none.
  const std::vector<Instance>* Of(CXCursor function_template) const;

 private:
  struct Asked {
    std::string template_name;  // qualified
    std::string template_usr;
    bool is_constructor = false;
    bool is_member = false;
    std::string spelling;     // `<Item>`
    std::size_t column = 0;   // where it stands in its line, from 1
    diag::Location location;  // in the annotation
    std::optional<ir::AnnotationArgument> name;
    unsigned line = 0;  // behind the includes, from 1
  };

  void Add(CXCursor function_template, const ir::AnnotationArgument& list, const Sources& sources,
           CXTranslationUnit unit, diag::Sink& sink);
  void Ask(CXCursor function_template, const ir::AnnotationArgument& list,
           const ListedInstance& listed, bool is_overloaded, const Sources& sources);
  static std::optional<Instance> Answer(const Asked& asked, CXCursor code, Place place,
                                        CXTranslationUnit unit, const Sources& sources);
  static bool Refuse(const Asked& asked, const std::vector<ErrorOnLines>& errors, unsigned line,
                     diag::Sink& sink);
  static std::string Name(const Asked& asked) {
    return asked.spelling + " of '" + asked.template_name + "'";
  }
  static diag::Diagnostic& Report(const Asked& asked, const std::string& problem,
                                  const std::string& help, diag::Sink& sink);

  std::string code_;
  unsigned lines_ = 0;
  std::vector<Asked> asked_;
  std::map<std::string, std::vector<Instance>> by_template_;  // by its USR
};

}  // namespace ferrule::scan

#endif  // FERRULE_GENERATOR_SCAN_INSTANCES_H_
