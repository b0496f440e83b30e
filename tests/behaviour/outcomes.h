// Types that users convert themselves, and results that are a value or raise.
#ifndef FERRULE_TESTS_BEHAVIOUR_OUTCOMES_H_
#define FERRULE_TESTS_BEHAVIOUR_OUTCOMES_H_

#include <exception>
#include <functional>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>
#include <vector>

#include "ferrule/ferrule.h"

namespace outcomes {

// --- Converted by users ---

struct Color {
  int red = 0;
  int green = 0;
  int blue = 0;
};

// Cannot be made of nothing, nor copied.
class Ticket {
 public:
  explicit Ticket(int number) : number_(number) {}
  Ticket(Ticket&&) = default;
  Ticket& operator=(Ticket&&) = default;
  int number() const { return number_; }

 private:
  int number_;
};

template <class T>
struct Interval {
  T low;
  T high;
};

// Points into the str that it was made of.
struct Word {
  std::string_view text;
};

enum class Level { kLow, kHigh };

}  // namespace outcomes

template <>
struct ferrule::Converter<outcomes::Color> : ferrule::UserConverter<outcomes::Color> {
  static constexpr const char* kName = "tuple[int, int, int]";

  static outcomes::Color from_python(Borrowed<> object) {
    if (!object.is_instance<Tuple>() || object.len() != 3) throw expected(object);
    return {object[0].extract<int>(), object[1].extract<int>(), object[2].extract<int>()};
  }
  static Bound<> to_python(Python py, const outcomes::Color& color) {
    return Tuple::create(py, color.red, color.green, color.blue);
  }
};

template <>
struct ferrule::Converter<outcomes::Ticket> : ferrule::UserConverter<outcomes::Ticket> {
  static constexpr const char* kName = "decimal.Decimal | int";
  static constexpr const char* kResultName = "int";

  static outcomes::Ticket from_python(Borrowed<> object) {
    const int number = object.call_method("__int__").extract<int>();
    if (number < 0) throw std::out_of_range("no such ticket");
    return outcomes::Ticket(number);
  }
  static Bound<> to_python(Python py, const outcomes::Ticket& ticket) {
    return ferrule::to_python(py, ticket.number());
  }
};

template <class T>
struct ferrule::Converter<outcomes::Interval<T>> : ferrule::UserConverter<outcomes::Interval<T>> {
  static constexpr const char* kName = "slice";

  static outcomes::Interval<T> from_python(Borrowed<> object) {
    return {object.attr("start").extract<T>(), object.attr("stop").extract<T>()};
  }
  static Bound<> to_python(Python py, const outcomes::Interval<T>& interval) {
    return py.eval("slice")(interval.low, interval.high);
  }
};

template <>
struct ferrule::Converter<outcomes::Word> : ferrule::UserConverter<outcomes::Word> {
  static constexpr const char* kName = "str";
  static constexpr bool kBorrows = true;
  static outcomes::Word from_python(Borrowed<> object) {
    return {object.extract<std::string_view>()};
  }
};

template <>
struct ferrule::Converter<outcomes::Level> : ferrule::UserConverter<outcomes::Level> {
  static constexpr const char* kName = "typing.Literal['low', 'high']";
  static outcomes::Level from_python(Borrowed<> object) {
    if (object.eq("low")) return outcomes::Level::kLow;
    if (object.eq("high")) return outcomes::Level::kHigh;
    throw expected(object);
  }
  static Bound<> to_python(Python py, outcomes::Level level) {
    return ferrule::to_python(py, level == outcomes::Level::kLow ? "low" : "high");
  }
};

namespace outcomes {

FERRULE_FUNCTION() inline Color inverted(const Color& color) {
  return {255 - color.red, 255 - color.green, 255 - color.blue};
}
FERRULE_FUNCTION() inline std::vector<Color> palette(std::vector<Color> colors) { return colors; }
FERRULE_FUNCTION() inline std::optional<Color> maybe(std::optional<Color> color) { return color; }
FERRULE_FUNCTION() inline Color painted(std::function<Color(const Color&)> how) {
  return how(Color{1, 2, 3});
}
FERRULE_FUNCTION() inline int number_of(Ticket ticket) { return ticket.number(); }
FERRULE_FUNCTION() inline Ticket reissued(Ticket&& ticket) { return std::move(ticket); }
FERRULE_FUNCTION() inline Interval<double> widened(const Interval<double>& interval) {
  return {interval.low - 1, interval.high + 1};
}
FERRULE_FUNCTION() inline int length(Interval<int> interval) {
  return interval.high - interval.low;
}
FERRULE_FUNCTION() inline std::size_t size_of(Word word) { return word.text.size(); }
FERRULE_FUNCTION() inline Level other(Level level) {
  return level == Level::kLow ? Level::kHigh : Level::kLow;
}

struct FERRULE_CLASS() Brush {
  Color color;
};

// --- Outcomes ---

template <class T>
class StatusOr {
 public:
  StatusOr(T value) : value_(std::move(value)) {}
  StatusOr(std::nullptr_t, std::string message) : message_(std::move(message)) {}

  bool ok() const { return value_.has_value(); }
  const T& operator*() const& { return *value_; }
  T&& operator*() && { return *std::move(value_); }
  const std::string& message() const { return message_; }

 private:
  std::optional<T> value_;
  std::string message_;
};

enum class Code { kOk, kBusy };

}  // namespace outcomes

template <class T>
struct ferrule::Outcome<outcomes::StatusOr<T>> {
  using Value = T;
  static bool has_value(const outcomes::StatusOr<T>& outcome) { return outcome.ok(); }
  static const T& value(const outcomes::StatusOr<T>& outcome) { return *outcome; }
  static T&& value(outcomes::StatusOr<T>&& outcome) { return *std::move(outcome); }
  [[noreturn]] static void raise(Python py, const outcomes::StatusOr<T>& outcome) {
    throw PyErr::value_error(py, outcome.message());
  }
};

template <>
struct ferrule::Outcome<outcomes::Code> {
  using Value = void;
  static bool has_value(outcomes::Code code) { return code == outcomes::Code::kOk; }
  [[noreturn]] static void raise(Python, outcomes::Code) { throw std::runtime_error("busy"); }
};

namespace outcomes {

FERRULE_FUNCTION() inline StatusOr<int> half(int value) {
  if (value % 2 != 0) return {nullptr, "odd"};
  return value / 2;
}
FERRULE_FUNCTION() inline StatusOr<std::vector<Color>> colors(int count) {
  if (count < 0) return {nullptr, "negative"};
  return std::vector<Color>(static_cast<std::size_t>(count));
}
FERRULE_FUNCTION() inline StatusOr<Brush> brush() { return Brush{{1, 2, 3}}; }
FERRULE_FUNCTION() inline Code run(bool is_busy) { return is_busy ? Code::kBusy : Code::kOk; }
FERRULE_FUNCTION() inline std::error_code code(int number) {
  return {number, std::generic_category()};
}
FERRULE_FUNCTION() inline std::error_code future_code() {
  return std::make_error_code(std::io_errc::stream);
}
FERRULE_FUNCTION() inline std::exception_ptr later(bool fails) {
  return fails ? std::make_exception_ptr(std::out_of_range("later")) : nullptr;
}
FERRULE_FUNCTION() inline std::function<StatusOr<int>(int)> halver() { return half; }

// --- Filled in ---

FERRULE_FUNCTION() inline void fill(int number, FERRULE_ARG(out) std::error_code& error) noexcept {
  error.assign(number, std::generic_category());
}
FERRULE_FUNCTION()
inline std::vector<Color> fill_all(int number, FERRULE_ARG(out) std::error_code& error,
                                   int scale = 2, FERRULE_ARG(out) std::string* name = nullptr,
                                   FERRULE_ARG(out) std::vector<int>* scales = nullptr) {
  error.assign(number, std::generic_category());
  *name = "color";
  *scales = {scale};
  return {Color{scale, scale, scale}};
}
FERRULE_FUNCTION()
inline ferrule::Py<> fill_and_pass(ferrule::Bound<> object, int number,
                                   FERRULE_ARG(out) std::error_code& error) {
  error.assign(number, std::generic_category());
  return object.unbind();
}
FERRULE_FUNCTION()
inline int fill_later(bool fails, FERRULE_ARG(out) std::exception_ptr* error,
                      FERRULE_ARG(out) Code& code) {
  if (fails) *error = std::make_exception_ptr(std::out_of_range("later"));
  code = fails ? Code::kBusy : Code::kOk;
  return 3;
}

class FERRULE_CLASS() Stream {
 public:
  FERRULE_METHOD() Stream& write(int number, FERRULE_ARG(out) std::error_code& error) {
    error.assign(number, std::generic_category());
    ++written_;
    return *this;
  }
  FERRULE_STATIC() static Stream opened(int number, FERRULE_ARG(out) std::error_code& error) {
    error.assign(number, std::generic_category());
    return Stream();
  }
  FERRULE_METHOD() int written() const { return written_; }

 private:
  int written_ = 0;
};

}  // namespace outcomes

#endif  // FERRULE_TESTS_BEHAVIOUR_OUTCOMES_H_
