// A `signature = (...)` of the user's, held against the C++ parameters.
#ifndef FERRULE_GENERATOR_CHECK_WRITTEN_SIGNATURE_H_
#define FERRULE_GENERATOR_CHECK_WRITTEN_SIGNATURE_H_

#include <vector>

#include "generator/check/arguments.h"
#include "generator/diag/sink.h"
#include "generator/ir/module.h"

namespace ferrule::check {

// Each error points at the token that is wrong. What is returned is whole only if there was none.
ir::Signature ReadWrittenSignature(const ir::AnnotationArgument& annotation,
                                   const ir::Function& function,
                                   const std::vector<Visible>& visible, const ir::Module& module,
                                   diag::Sink& sink);

}  // namespace ferrule::check

#endif  // FERRULE_GENERATOR_CHECK_WRITTEN_SIGNATURE_H_
