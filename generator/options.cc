#include "generator/options.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <map>
#include <string_view>

#include "generator/version.h"

namespace ferrule {
namespace {

constexpr int kUsageError = 2;

constexpr const char* kFooter =
    "Flags for the compiler follow `--`, as they are given to compile a file that includes the "
    "headers:\n"
    "  ferrule generate store.h --module store --out gen -- -std=c++20 -I.\n"
    "\n"
    "Exit codes: 0 done, 1 errors in the headers (nothing is written), 2 errors on the command "
    "line.";

void AddHeaders(CLI::App* command, Options& options) {
  command
      ->add_option("HEADER", options.headers,
                   "annotated headers, named as the glue shall include them")
      ->required();
  command
      ->add_option("--module", options.module_name, "the Python module, with dots between packages")
      ->type_name("NAME")
      ->required();
  command
      ->add_option("--import", options.imports,
                   "what another module says of its types, which this one may use then: its "
                   "NAME.ferrule.json")
      ->type_name("FILE")
      ->allow_extra_args(false);
  command->footer(kFooter);
}

CLI::App* AddCommand(CLI::App& app, const char* name, const char* description, Command value,
                     Options& options) {
  CLI::App* const command = app.add_subcommand(name, description);
  AddHeaders(command, options);
  command->callback([&options, value] { options.command = value; });
  return command;
}

void AddCommands(CLI::App& app, Options& options) {
  CLI::App* const generate =
      AddCommand(app, "generate", "write the glue, the inittab entry and the stub of a module",
                 Command::kGenerate, options);
  generate->add_option("--out", options.out, "the folder for the generated files")
      ->type_name("DIR")
      ->required();
  generate->add_option("--depfile", options.depfile, "a Make rule that lists every file read")
      ->type_name("FILE");

  AddCommand(app, "check", "report what is wrong with the annotated headers, and write nothing",
             Command::kCheck, options);

  CLI::App* const dump = AddCommand(app, "dump", "print the model that ferrule has of the headers",
                                    Command::kDump, options);
  const std::map<std::string, DumpFormat> formats = {{"text", DumpFormat::kText},
                                                     {"json", DumpFormat::kJson}};
  dump->add_option("--format", options.dump_format, "text or json")
      ->transform(CLI::CheckedTransformer(formats).description(""))
      ->type_name("FORMAT")
      ->default_str("text");
}

}  // namespace

ParsedOptions ParseOptions(int argc, char** argv) {
  // What follows the first `--` is the compiler's; the library would take it for headers.
  char** const end = std::find_if(
      argv, argv + argc, [](const char* argument) { return std::string_view(argument) == "--"; });
  Options options;
  if (end != argv + argc) options.compile_flags.assign(end + 1, argv + argc);

  CLI::App app("Binds annotated C++ headers to Python.", "ferrule");
  app.set_version_flag("--version", std::string("ferrule ") + kVersion);
  app.require_subcommand(1);
  app.footer("`ferrule COMMAND --help` says more of each.");
  AddCommands(app, options);
  try {
    app.parse(static_cast<int>(end - argv), argv);
  } catch (const CLI::ParseError& error) {
    return {std::nullopt, app.exit(error) == 0 ? 0 : kUsageError};
  }
  return {options, 0};
}

}  // namespace ferrule
