// The last stage: lays out what Check approved as files.
//
// Render derives views (views.h) from the model and pours them into the templates of //templates.
// It takes a CheckedModule and reports nothing: it cannot fail on user input.
#ifndef FERRULE_GENERATOR_RENDER_RENDER_H_
#define FERRULE_GENERATOR_RENDER_RENDER_H_

#include <string>
#include <vector>

#include "generator/ir/checked_module.h"

namespace ferrule::render {

struct File {
  std::string name;  // without a folder: `decorator_glue.cc`
  std::string text;
};

// The names of the files that a module is rendered to, in the order of Render's result.
std::vector<std::string> FileNames(const std::string& module_name);

// The glue, the inittab entry, and the stub.
std::vector<File> Render(const ir::CheckedModule& module);

}  // namespace ferrule::render

#endif  // FERRULE_GENERATOR_RENDER_RENDER_H_
