// What the command line asks for. Parsed once; nothing below the pipeline sees it.
#ifndef FERRULE_GENERATOR_OPTIONS_H_
#define FERRULE_GENERATOR_OPTIONS_H_

#include <optional>
#include <string>
#include <vector>

namespace ferrule {

enum class Command { kGenerate, kCheck, kDump };
enum class DumpFormat { kText, kJson };

struct Options {
  Command command = Command::kGenerate;
  std::vector<std::string> headers;
  std::string module_name;
  std::vector<std::string> imports;  // what other modules say of their types: files
  std::string out;                   // generate: the folder
  std::string depfile;               // generate: empty for none
  DumpFormat dump_format = DumpFormat::kText;
  std::vector<std::string> compile_flags;  // after the `--`
};

// What a command line comes to: options, or an exit code because everything has been said (help, a
// wrong flag).
struct ParsedOptions {
  std::optional<Options> options;
  int exit_code = 0;
};

// Prints help to standard output and mistakes to standard error; the exit code for those is 2.
ParsedOptions ParseOptions(int argc, char** argv);

}  // namespace ferrule

#endif  // FERRULE_GENERATOR_OPTIONS_H_
