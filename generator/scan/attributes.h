// The annotations of the headers: every macro that was expanded, the attributes that came of it,
// and who took them.
//
// An annotation is never lost. What a node of the model takes is its; what no node took, and what
// landed on no declaration at all, is reported in the end.
#ifndef FERRULE_GENERATOR_SCAN_ATTRIBUTES_H_
#define FERRULE_GENERATOR_SCAN_ATTRIBUTES_H_

#include <cstddef>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "generator/diag/sink.h"
#include "generator/ir/module.h"
#include "generator/scan/annotations.h"
#include "generator/scan/clang.h"
#include "generator/scan/sources.h"

namespace ferrule::scan {

class Attributes {
 public:
  Attributes(CXTranslationUnit unit, const Sources& sources, diag::Sink& sink);

  bool AreOn(CXCursor declaration) const;
  bool Has(CXCursor declaration, ir::AnnotationKind kind) const;

  // What stands behind the key in one of the kind, empty without a value; nothing without the key.
  std::optional<std::string> Find(CXCursor declaration, ir::AnnotationKind kind,
                                  std::string_view key) const;

  // How many, each once.
  std::size_t CountOn(CXCursor declaration) const;

  // In source order, each once: redeclarations inherit what stands on earlier ones. Reports bad
  // syntax.
  std::vector<ir::Annotation> Take(CXCursor declaration);

  // Those of the declaration and of everything in it, for what is left out.
  void TakeAll(CXCursor declaration);

  // On a declaration that did not take it.
  struct Leftover {
    ir::AnnotationKind kind;
    CXCursor declaration;
    diag::Location location;
  };
  std::vector<Leftover> Leftovers() const;

  // Whether the text, of a header, has a [[clang::lifetimebound]] in it, or a macro that stands for
  // it.
  bool SaysLifetimeBound(std::string_view text) const;

  // Reports the macros that came to be no attribute of any declaration.
  void ReportUnattached() const;

 private:
  struct Expansion {
    std::string macro;
    std::size_t size = 0;  // of its text, from its name to its closing parenthesis
    Place place;
    bool is_attached = false;
  };
  struct Attribute {
    ir::AnnotationKind kind;
    CXCursor declaration;
    bool is_taken = false;
  };
  // By place, and by text where one macro expands to several.
  using Key = std::pair<diag::Location, std::string>;

  void FindExpansions(const std::vector<CXCursor>& top_level);
  void FindAttributes(CXCursor parent);
  Key KeyOf(CXCursor attribute) const;
  ir::Annotation Read(CXCursor attribute, const AnnotationText& text) const;

  const Sources& sources_;
  diag::Sink& sink_;
  std::map<diag::Location, Expansion> expansions_;
  std::set<std::string> lifetime_macros_;
  std::map<Key, Attribute> attributes_;
};

}  // namespace ferrule::scan

#endif  // FERRULE_GENERATOR_SCAN_ATTRIBUTES_H_
