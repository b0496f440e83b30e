#include "generator/scan/version.h"

#include <charconv>
#include <cstddef>
#include <system_error>

namespace ferrule::scan {

std::optional<int> MajorVersion(std::string_view version) {
  constexpr std::string_view kMark = "version ";
  const std::size_t mark = version.find(kMark);
  if (mark == std::string_view::npos) return std::nullopt;
  version.remove_prefix(mark + kMark.size());
  int major = 0;
  const std::from_chars_result end =
      std::from_chars(version.data(), version.data() + version.size(), major);
  return end.ec == std::errc() ? std::optional(major) : std::nullopt;
}

}  // namespace ferrule::scan
