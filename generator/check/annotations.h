// What the macros may say, and where they may stand.
#ifndef FERRULE_GENERATOR_CHECK_ANNOTATIONS_H_
#define FERRULE_GENERATOR_CHECK_ANNOTATIONS_H_

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "generator/diag/sink.h"
#include "generator/ir/module.h"

namespace ferrule::check {

// Tries every annotation of the module: is it on a declaration that it can stand on, alone, with
// keys that it has and values that they take. The functions below may then take each value for what
// its key asks for.
void CheckAnnotations(const ir::Module& module, diag::Sink& sink);

using Annotations = std::vector<ir::Annotation>;

// Returns null when there is none.
const ir::Annotation* FindAnnotation(const Annotations& annotations, ir::AnnotationKind kind);
const ir::AnnotationArgument* FindArgument(const Annotations& annotations, std::string_view key);

bool Has(const Annotations& annotations, ir::AnnotationKind kind);

// The truth value of `key`; a key without a value is true. Nothing where it is not given.
std::optional<bool> TruthOf(const Annotations& annotations, std::string_view key);

}  // namespace ferrule::check

#endif  // FERRULE_GENERATOR_CHECK_ANNOTATIONS_H_
