#include "generator/scan/flags.h"

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <numeric>

namespace ferrule::scan {
namespace {

// Flags whose value is the next word. Those that may have it joined as well are here for when they
// don't.
constexpr std::string_view kWithValue[] = {
    "--param",
    "--std",
    "--sysroot",
    "-A",
    "-B",
    "-D",
    "-F",
    "-I",
    "-L",
    "-MF",
    "-MJ",
    "-MQ",
    "-MT",
    "-T",
    "-U",
    "-Xassembler",
    "-Xclang",
    "-Xlinker",
    "-Xpreprocessor",
    "-arch",
    "-framework",
    "-gcc-toolchain",
    "-idirafter",
    "-iframework",
    "-imacros",
    "-include",
    "-include-pch",
    "-iprefix",
    "-iquote",
    "-isysroot",
    "-isystem",
    "-isystem-after",
    "-iwithprefix",
    "-iwithprefixbefore",
    "-l",
    "-mllvm",
    "-o",
    "-resource-dir",
    "-target",
    "-u",
    "-x",
    "-z",
};

constexpr std::string_view kLeftOut[] = {"-c", "-S", "-E", "-w", "-fsyntax-only", "--"};

// With whatever is joined to them.
constexpr std::string_view kLeftOutPrefixes[] = {"-M", "-W", "-l", "-o", "-pedantic", "-x"};

bool TakesValue(std::string_view word) {
  return std::ranges::find(kWithValue, word) != std::end(kWithValue);
}

bool IsLeftOut(std::string_view word) {
  if (!word.starts_with('-')) return true;  // a source file
  // Definitions may be handed to the preprocessor this way.
  if (word.starts_with("-Wp,") && !word.starts_with("-Wp,-M")) return false;
  return std::ranges::find(kLeftOut, word) != std::end(kLeftOut) ||
         std::ranges::any_of(kLeftOutPrefixes,
                             [&](std::string_view prefix) { return word.starts_with(prefix); });
}

// The number of edits of one character that make `a` of `b`.
std::size_t Distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> row(b.size() + 1);
  std::iota(row.begin(), row.end(), std::size_t{0});
  for (std::size_t i = 1; i <= a.size(); ++i) {
    std::size_t diagonal = row[0]++;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t changed = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
      diagonal = row[j];
      row[j] = std::min({changed, row[j] + 1, row[j - 1] + 1});
    }
  }
  return row.back();
}

}  // namespace

std::vector<Flag> ReadFlags(const std::vector<std::string>& words) {
  std::vector<Flag> flags;
  for (std::size_t i = 0; i < words.size(); ++i) {
    Flag flag = {words[i]};
    if (TakesValue(words[i]) && i + 1 < words.size()) flag.push_back(words[++i]);
    if (!IsLeftOut(flag[0])) flags.push_back(std::move(flag));
  }
  return flags;
}

std::vector<std::string> IncludeFolders(const std::vector<Flag>& flags) {
  std::vector<std::string> folders = {""};
  for (std::string_view name : {"-iquote", "-I", "-isystem", "-idirafter"}) {
    for (const Flag& flag : flags) {
      if (flag[0] == name && flag.size() == 2) {
        folders.push_back(flag[1]);
      } else if (flag[0].starts_with(name) && flag[0].size() > name.size()) {
        folders.push_back(flag[0].substr(name.size()));
      }
    }
  }
  return folders;
}

bool NamesStandard(const std::vector<Flag>& flags) {
  return std::ranges::any_of(flags, [](const Flag& flag) {
    return flag[0].starts_with("-std=") || flag[0].starts_with("--std");
  });
}

const std::vector<std::string>& KnownStandards() {
  static const std::vector<std::string> standards = {
      "c++26",   "c++2c",   "c++23",   "c++2b",   "c++20",   "c++2a",
      "c++17",   "c++14",   "c++11",   "gnu++26", "gnu++2c", "gnu++23",
      "gnu++2b", "gnu++20", "gnu++2a", "gnu++17", "gnu++14", "gnu++11",
  };
  return standards;
}

std::vector<std::string> Nearest(std::string_view word, std::vector<std::string> candidates) {
  constexpr std::size_t kShown = 4;
  std::ranges::stable_sort(candidates, {}, [&](const std::string& c) { return Distance(word, c); });
  candidates.resize(std::min(candidates.size(), kShown));
  return candidates;
}

}  // namespace ferrule::scan
