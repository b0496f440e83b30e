// What this ferrule is.
#ifndef FERRULE_GENERATOR_VERSION_H_
#define FERRULE_GENERATOR_VERSION_H_

namespace ferrule {

inline constexpr const char* kVersion = "0.1.0";

// What the glue of this generator expects of the runtime: FERRULE_GLUE_VERSION of
// runtime/include/ferrule/glue.h.
inline constexpr int kGlueVersion = 1;

}  // namespace ferrule

#endif  // FERRULE_GENERATOR_VERSION_H_
