// What the templates may see. Views are flat, made for one rendering and thrown away: strings that
// are whole pieces of code (a name, a type, an expression, a literal), flags that choose between
// layouts, and lists of views.
//
// `Visit` lists the fields of a view; it is how templates reach them. A hole that no field fills,
// and a field that no template uses, fail a test.
#ifndef FERRULE_GENERATOR_RENDER_VIEWS_H_
#define FERRULE_GENERATOR_RENDER_VIEWS_H_

// IWYU pragma: begin_exports
#include "generator/render/callable_views.h"
#include "generator/render/class_views.h"
#include "generator/render/exception_views.h"
#include "generator/render/glue_views.h"
#include "generator/render/import_views.h"
#include "generator/render/overload_views.h"
#include "generator/render/override_views.h"
#include "generator/render/stub_views.h"
#include "generator/render/text_views.h"
// IWYU pragma: end_exports

#endif  // FERRULE_GENERATOR_RENDER_VIEWS_H_
