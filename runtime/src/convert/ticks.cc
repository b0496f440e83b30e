// The arithmetic of convert/time.h: ticks of any length to microseconds and back.
#include <cmath>
#include <string>

#include "ferrule/convert/time.h"

namespace ferrule {
inline namespace abi_1 {
namespace convert {
namespace {

// All the microseconds that Python can speak of take 67 bits.
using Wide = __int128;

constexpr long long kMicrosecondsPerSecond = 1'000'000;
constexpr Wide kMicrosecondsPerDay = Wide{86'400} * kMicrosecondsPerSecond;

// Beyond any range of Python's, and far from the end of its type.
constexpr Wide kTooMany = kMicrosecondsPerDay * 1'000'000'000'000;

Microseconds Split(Wide microseconds) {
  if (microseconds > kTooMany) microseconds = kTooMany;
  if (microseconds < -kTooMany) microseconds = -kTooMany;
  Wide days = microseconds / kMicrosecondsPerDay;
  Wide rest = microseconds % kMicrosecondsPerDay;
  if (rest < 0) {
    rest += kMicrosecondsPerDay;
    --days;
  }
  return {static_cast<long long>(days), static_cast<long long>(rest)};
}

Wide Join(const Microseconds& time) { return time.days * kMicrosecondsPerDay + time.rest; }

// How many microseconds a tick lasts, as a fraction in lowest terms.
struct Fraction {
  explicit Fraction(Period period)
      : numerator(Wide{period.numerator} * kMicrosecondsPerSecond),
        denominator(period.denominator) {
    Wide a = numerator;
    Wide b = denominator;
    while (b != 0) {
      const Wide rest = a % b;
      a = b;
      b = rest;
    }
    numerator /= a;
    denominator /= a;
  }

  Wide numerator;
  Wide denominator;
};

bool IsOdd(Wide number) { return (number & 1) != 0; }

// `whole` and `rest` / `of`, where 0 <= rest < of, rounded to the nearest number, and to the even
// one of two.
Wide RoundHalfEven(Wide whole, Wide rest, Wide of) {
  const Wide other = of - rest;
  return rest > other || (rest == other && IsOdd(whole)) ? whole + 1 : whole;
}

Microseconds FromWholeTicks(Wide ticks, Period period) {
  const Fraction tick(period);
  Wide product;
  if (__builtin_mul_overflow(ticks, tick.numerator, &product)) {
    return Split(ticks < 0 ? -kTooMany : kTooMany);
  }
  Wide whole = product / tick.denominator;
  Wide rest = product % tick.denominator;
  if (rest < 0) {
    rest += tick.denominator;
    --whole;
  }
  return Split(RoundHalfEven(whole, rest, tick.denominator));
}

// In steps that make it the number that timedelta(seconds=ticks) has, where the ticks are seconds:
// whole ticks exactly, what is left of them in floating point.
template <class F>
Microseconds FromFloatingTicks(F ticks, Period period) {
  const Fraction tick(period);
  const F numerator = static_cast<F>(tick.numerator);
  const F denominator = static_cast<F>(tick.denominator);
  if (std::isnan(ticks)) return {Microseconds::kNotANumber, 0};
  F whole;
  const F fraction = std::modf(ticks, &whole);
  Wide product;
  if (std::abs(ticks) * numerator / denominator > static_cast<F>(kTooMany) ||
      std::abs(whole) > F{1e38} ||
      __builtin_mul_overflow(static_cast<Wide>(whole), tick.numerator, &product)) {
    return Split(ticks < 0 ? -kTooMany : kTooMany);
  }
  const F rest = (static_cast<F>(product % tick.denominator) + fraction * numerator) / denominator;
  F whole_rest;
  const F half = std::abs(std::modf(rest, &whole_rest));
  Wide microseconds = product / tick.denominator + static_cast<Wide>(whole_rest);
  if (half > F{0.5} || (half == F{0.5} && IsOdd(microseconds))) microseconds += rest < 0 ? -1 : 1;
  return Split(microseconds);
}

// What a number of ticks is a number of: `seconds`.
std::string UnitOf(Period period) {
  const struct {
    Period period;
    const char* name;
  } units[] = {{{1, 1'000'000'000}, "nanoseconds"},
               {{1, 1'000'000}, "microseconds"},
               {{1, 1'000}, "milliseconds"},
               {{1, 1}, "seconds"},
               {{60, 1}, "minutes"},
               {{3'600, 1}, "hours"},
               {{86'400, 1}, "days"},
               {{604'800, 1}, "weeks"}};
  for (const auto& unit : units) {
    if (unit.period.numerator == period.numerator && unit.period.denominator == period.denominator)
      return unit.name;
  }
  return "ticks of " + std::to_string(period.numerator) + "/" + std::to_string(period.denominator) +
         " s";
}

bool RaiseNotWhole(PyObject* object, Period period) {
  const Held text(internal::OrPark(PyObject_Str, object));
  if (text.get() == nullptr) return false;
  PyErr_Format(PyExc_ValueError, "expected a whole number of %s, got %U", UnitOf(period).c_str(),
               text.get());
  return false;
}

bool RaiseTooMany(Period period, long long minimum, unsigned long long maximum) {
  PyErr_Format(PyExc_OverflowError, "out of range: expected %lld to %llu %s", minimum, maximum,
               UnitOf(period).c_str());
  return false;
}

}  // namespace

Microseconds FromTicks(long long ticks, Period period) { return FromWholeTicks(ticks, period); }
Microseconds FromTicks(unsigned long long ticks, Period period) {
  return FromWholeTicks(ticks, period);
}
Microseconds FromTicks(double ticks, Period period) { return FromFloatingTicks(ticks, period); }
Microseconds FromTicks(long double ticks, Period period) {
  return FromFloatingTicks(ticks, period);
}

bool ToTicks(const Microseconds& time, Period period, PyObject* object, long long minimum,
             unsigned long long maximum, unsigned long long& out) {
  const Fraction tick(period);
  const Wide microseconds = Join(time);
  if (microseconds % tick.numerator != 0) return RaiseNotWhole(object, period);
  Wide ticks;
  if (__builtin_mul_overflow(microseconds / tick.numerator, tick.denominator, &ticks) ||
      ticks < minimum || ticks > static_cast<Wide>(maximum)) {
    return RaiseTooMany(period, minimum, maximum);
  }
  out = static_cast<unsigned long long>(ticks);
  return true;
}

// Where both numbers are doubles their quotient is the nearest double.
double ToDoubleTicks(const Microseconds& time, Period period) {
  constexpr Wide kGreatestDouble = Wide{1} << std::numeric_limits<double>::digits;
  const Fraction tick(period);
  const Wide microseconds = Join(time);
  Wide product;
  if (!__builtin_mul_overflow(microseconds, tick.denominator, &product) &&
      product <= kGreatestDouble && product >= -kGreatestDouble &&
      tick.numerator <= kGreatestDouble) {
    return static_cast<double>(product) / static_cast<double>(tick.numerator);
  }
  return static_cast<double>(ToLongDoubleTicks(time, period));
}

long double ToLongDoubleTicks(const Microseconds& time, Period period) {
  const Fraction tick(period);
  return static_cast<long double>(Join(time)) * static_cast<long double>(tick.denominator) /
         static_cast<long double>(tick.numerator);
}

}  // namespace convert
}  // namespace abi_1
}  // namespace ferrule
