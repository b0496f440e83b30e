// Conversions of time: apart from the rest, since <chrono> costs time to compile.
//
// Python counts microseconds. What C++ counts more finely is rounded to the nearest one, and to the
// even one of two, as timedelta does it; what is beyond Python's range is an OverflowError. To C++
// nothing is rounded: 1.5 s is no std::chrono::seconds but a ValueError. Durations that count in
// floating point take any value.
#ifndef FERRULE_CONVERT_TIME_H_
#define FERRULE_CONVERT_TIME_H_

#include <chrono>
#include <concepts>
#include <limits>
#include <string>
#include <type_traits>

#include "ferrule/convert/converter.h"

namespace ferrule {
inline namespace abi_1 {

namespace convert {

// A length of time as Python has it, or a point in time by its distance from an epoch. Beyond
// Python's range `days` is only right in being so; kNotANumber is what a duration may be that
// counts in floating point.
struct Microseconds {
  static constexpr long long kNotANumber = std::numeric_limits<long long>::min();

  long long days = 0;
  long long rest = 0;  // of a day: not negative
};

// How many seconds a tick lasts.
struct Period {
  long long numerator;
  long long denominator;
};
template <class P>
inline constexpr Period kPeriod = {P::num, P::den};

Microseconds FromTicks(long long ticks, Period period);
Microseconds FromTicks(unsigned long long ticks, Period period);
Microseconds FromTicks(double ticks, Period period);
Microseconds FromTicks(long double ticks, Period period);

// `object` is what the time was read from. Sets ValueError unless that is a whole number of ticks,
// OverflowError if they are too many. A negative number comes as its two's complement.
bool ToTicks(const Microseconds& time, Period period, PyObject* object, long long minimum,
             unsigned long long maximum, unsigned long long& out);
double ToDoubleTicks(const Microseconds& time, Period period);
long double ToLongDoubleTicks(const Microseconds& time, Period period);

template <class D>
Microseconds FromDuration(D duration) {
  using Rep = typename D::rep;
  using Wide = std::conditional_t<
      std::floating_point<Rep>,
      std::conditional_t<std::same_as<Rep, long double>, long double, double>,
      std::conditional_t<std::unsigned_integral<Rep>, unsigned long long, long long>>;
  return FromTicks(static_cast<Wide>(duration.count()), kPeriod<typename D::period>);
}

template <class D>
bool ToDuration(const Microseconds& time, [[maybe_unused]] PyObject* object, D& out) {
  using Rep = typename D::rep;
  constexpr Period period = kPeriod<typename D::period>;
  if constexpr (std::same_as<Rep, long double>) {
    out = D(ToLongDoubleTicks(time, period));
  } else if constexpr (std::floating_point<Rep>) {
    out = D(static_cast<Rep>(ToDoubleTicks(time, period)));
  } else {
    static_assert(std::integral<Rep>, "the ticks of a duration are counted in a built-in type");
    using Limits = std::numeric_limits<Rep>;
    unsigned long long ticks;
    if (!ToTicks(time, period, object, Limits::min(), Limits::max(), ticks)) return false;
    out = D(static_cast<Rep>(ticks));
  }
  return true;
}

// The types of Python's datetime. False or null with an error set.
//
// Points in time are counted from 1970-01-01 00:00: in UTC if they are aware, that is if they have
// a time zone, and else in whatever is meant.
struct Delta {
  static constexpr const char* kName = "timedelta";
  static bool Read(PyObject* object, Microseconds& out);
  static PyObject* Make(const Microseconds& time);
  static Fit Fits(PyObject* object);
};
struct AwareDateTime {
  static constexpr const char* kName = "datetime";
  static bool Read(PyObject* object, Microseconds& out);
  static PyObject* Make(const Microseconds& time);
  static Fit Fits(PyObject* object);
};
struct NaiveDateTime {
  static constexpr const char* kName = "datetime";
  static bool Read(PyObject* object, Microseconds& out);
  static PyObject* Make(const Microseconds& time);
  static Fit Fits(PyObject* object);
};
struct TimeOfDay {
  static constexpr const char* kName = "time";
  static bool Read(PyObject* object, Microseconds& out);
  static PyObject* Make(const Microseconds& time);
  static Fit Fits(PyObject* object);
};
struct Date {
  static constexpr const char* kName = "date";
  static bool Read(PyObject* object, std::chrono::year_month_day& out);
  static bool Read(PyObject* object, std::chrono::sys_days& out);
  static PyObject* Make(const std::chrono::year_month_day& date);
  static PyObject* Make(const std::chrono::sys_days& date);
  static Fit Fits(PyObject* object);
};

// What the converters below share: a T to and from the type P of Python's.
template <class T, class P>
struct TimeConverter {
  using Carrier = T;
  static T Unwrap(const T& carrier) { return carrier; }
  static Fit Fits(PyObject* object) { return P::Fits(object); }
  static constexpr bool kBorrows = false;
  static constexpr bool kRunsPython = true;  // the first one imports datetime
  static std::string Name() { return P::kName; }
};

// A T that is the distance D from an epoch.
template <class T, class P>
struct TimePointConverter : TimeConverter<T, P> {
  using Duration = typename T::duration;
  static bool FromPython(PyObject* object, T& out) {
    Microseconds time;
    Duration distance{};
    if (!P::Read(object, time) || !ToDuration(time, object, distance)) return false;
    out = T(distance);
    return true;
  }
  static PyObject* ToPython(const T& value) {
    return P::Make(FromDuration(value.time_since_epoch()));
  }
};

template <class T>
struct DateConverter : TimeConverter<T, Date> {
  static bool FromPython(PyObject* object, T& out) { return Date::Read(object, out); }
  static PyObject* ToPython(const T& value) { return Date::Make(value); }
};

}  // namespace convert

template <class R, class P>
struct Converter<std::chrono::duration<R, P>>
    : convert::TimeConverter<std::chrono::duration<R, P>, convert::Delta> {
  static bool FromPython(PyObject* object, std::chrono::duration<R, P>& out) {
    convert::Microseconds time;
    return convert::Delta::Read(object, time) && convert::ToDuration(time, object, out);
  }
  static PyObject* ToPython(const std::chrono::duration<R, P>& value) {
    return convert::Delta::Make(convert::FromDuration(value));
  }
};

// To Python in UTC; from Python with any time zone, but with one.
template <class D>
struct Converter<std::chrono::time_point<std::chrono::system_clock, D>>
    : convert::TimePointConverter<std::chrono::time_point<std::chrono::system_clock, D>,
                                  convert::AwareDateTime> {};

// Without a time zone.
template <class D>
struct Converter<std::chrono::time_point<std::chrono::local_t, D>>
    : convert::TimePointConverter<std::chrono::time_point<std::chrono::local_t, D>,
                                  convert::NaiveDateTime> {};

// Python does not know when the epoch of another clock was.
template <class C, class D>
struct Converter<std::chrono::time_point<C, D>>
    : convert::TimePointConverter<std::chrono::time_point<C, D>, convert::Delta> {};

// A datetime is no date, though its class is derived: its time would be lost.
template <>
struct Converter<std::chrono::year_month_day>
    : convert::DateConverter<std::chrono::year_month_day> {};
template <>
struct Converter<std::chrono::sys_days> : convert::DateConverter<std::chrono::sys_days> {};

// A time of the day without a time zone: not negative, less than 24 hours.
template <class D>
struct Converter<std::chrono::hh_mm_ss<D>>
    : convert::TimeConverter<std::chrono::hh_mm_ss<D>, convert::TimeOfDay> {
  static bool FromPython(PyObject* object, std::chrono::hh_mm_ss<D>& out) {
    convert::Microseconds time;
    D duration{};
    if (!convert::TimeOfDay::Read(object, time) || !convert::ToDuration(time, object, duration))
      return false;
    out = std::chrono::hh_mm_ss<D>(duration);
    return true;
  }
  static PyObject* ToPython(const std::chrono::hh_mm_ss<D>& value) {
    return convert::TimeOfDay::Make(convert::FromDuration(value.to_duration()));
  }
};

}  // namespace abi_1
}  // namespace ferrule

#endif  // FERRULE_CONVERT_TIME_H_
