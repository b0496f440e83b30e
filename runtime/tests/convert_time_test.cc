#include <gtest/gtest.h>

#include <chrono>
#include <cmath>
#include <cstdint>
#include <limits>
#include <ratio>
#include <string>

#include "ferrule/convert/time.h"
#include "ferrule/ferrule.h"
#include "runtime/tests/converting.h"

namespace ferrule {
namespace {

namespace chrono = std::chrono;
using namespace std::chrono_literals;
using chrono::hh_mm_ss;
using chrono::local_time;
using chrono::sys_days;
using chrono::sys_seconds;
using chrono::sys_time;
using chrono::year_month_day;
using Seconds = chrono::duration<double>;
using Thirds = chrono::duration<int, std::ratio<1, 3>>;

// Time zones: one that says nothing, one that raises, one that lies, and one whose clocks go back
// from 03:00 to 02:00 on the last Sunday of October 2023.
void DefineTimes(Python py) {
  py.run(
      "from datetime import *\n"
      "utc = timezone.utc\n"
      "india = timezone(timedelta(hours=5, minutes=30))\n"
      "class Silent(tzinfo):\n"
      "  def utcoffset(self, when): return None\n"
      "class Raises(tzinfo):\n"
      "  def utcoffset(self, when): raise KeyError('why')\n"
      "class Lies(tzinfo):\n"
      "  def utcoffset(self, when): return 3600\n"
      "class Berlin(tzinfo):\n"
      "  def utcoffset(self, when):\n"
      "    back = datetime(2023, 10, 29, 3)\n"
      "    naive = when.replace(tzinfo=None)\n"
      "    summer = naive < back - timedelta(hours=1) or naive < back and when.fold == 0\n"
      "    return timedelta(hours=2 if summer else 1)\n"
      "class Own(datetime):\n"
      "  def utcoffset(self): return 'an hour'\n"
      "class SubDelta(timedelta): pass\n"
      "class SubDate(date): pass\n");
}

TEST(Durations, FromTimedelta) {
  attach([](Python py) {
    DefineTimes(py);
    EXPECT_EQ(py.eval("timedelta()").extract<chrono::seconds>(), 0s);
    EXPECT_EQ(py.eval("timedelta(1, 2, 3)").extract<chrono::microseconds>(), 24h + 2s + 3us);
    EXPECT_EQ(py.eval("timedelta(1, 2, 3)").extract<chrono::nanoseconds>(), 24h + 2s + 3us);
    EXPECT_EQ(py.eval("timedelta(microseconds=-1)").extract<chrono::microseconds>(), -1us);
    EXPECT_EQ(py.eval("timedelta(hours=-30)").extract<chrono::hours>(), -30h);
    EXPECT_EQ(py.eval("timedelta(weeks=2)").extract<chrono::days>(), chrono::days(14));
    EXPECT_EQ(py.eval("timedelta(weeks=2)").extract<chrono::weeks>(), chrono::weeks(2));
    EXPECT_EQ(py.eval("timedelta(seconds=2)").extract<Thirds>(), Thirds(6));
    EXPECT_EQ(py.eval("SubDelta(seconds=2)").extract<chrono::seconds>(), 2s);
    EXPECT_EQ(py.eval("timedelta(days=999999999, hours=23)").extract<chrono::hours>(),
              chrono::days(1'000'000'000) - 1h);
  });
}

TEST(Durations, NothingIsRoundedOnTheWayToCpp) {
  attach([](Python py) {
    DefineTimes(py);
    EXPECT_EQ(Refusal<chrono::seconds>(py, "timedelta(seconds=1.5)"),
              "ValueError: expected a whole number of seconds, got 0:00:01.500000");
    EXPECT_EQ(Refusal<chrono::milliseconds>(py, "timedelta(microseconds=-1)"),
              "ValueError: expected a whole number of milliseconds, got -1 day, 23:59:59.999999");
    EXPECT_EQ(Refusal<chrono::days>(py, "timedelta(hours=1)"),
              "ValueError: expected a whole number of days, got 1:00:00");
    EXPECT_EQ(Refusal<Thirds>(py, "timedelta(milliseconds=333)"),
              "ValueError: expected a whole number of ticks of 1/3 s, got 0:00:00.333000");
    using Bytes = chrono::duration<std::int8_t>;
    EXPECT_EQ(py.eval("timedelta(seconds=-128)").extract<Bytes>().count(), -128);
    EXPECT_EQ(Refusal<Bytes>(py, "timedelta(seconds=128)"),
              "OverflowError: out of range: expected -128 to 127 seconds");
    using Unsigned = chrono::duration<std::uint64_t, std::nano>;
    EXPECT_EQ(py.eval("timedelta(seconds=18446744073)").extract<Unsigned>().count(),
              18'446'744'073'000'000'000u);
    EXPECT_EQ(Refusal<Unsigned>(py, "timedelta(seconds=-1)"),
              "OverflowError: out of range: expected 0 to 18446744073709551615 nanoseconds");
    for (const char* const limit : {"timedelta.max", "timedelta.min"}) {
      EXPECT_EQ(Refusal<chrono::nanoseconds>(py, limit),
                "OverflowError: out of range: expected -9223372036854775808 to "
                "9223372036854775807 nanoseconds");
      using Attoseconds = chrono::duration<std::int64_t, std::atto>;
      EXPECT_EQ(Refusal<Attoseconds>(py, limit).find("OverflowError: "), 0u);
    }
  });
}

TEST(Durations, OnlyTimedelta) {
  attach([](Python py) {
    DefineTimes(py);
    for (const auto& [object, type] : {
             std::pair("1", "int"),
             std::pair("1.0", "float"),
             std::pair("None", "NoneType"),
             std::pair("time(1)", "time"),
             std::pair("datetime(2024, 1, 1)", "datetime"),
             std::pair("timedelta", "type"),
         }) {
      const std::string message = std::string("TypeError: expected timedelta, got '") + type + "'";
      EXPECT_EQ(Refusal<chrono::seconds>(py, object), message) << object;
      EXPECT_EQ(Refusal<Seconds>(py, object), message) << object;
      EXPECT_EQ(Refusal<chrono::steady_clock::time_point>(py, object), message) << object;
    }
  });
}

TEST(Durations, ToTimedelta) {
  attach([](Python py) {
    DefineTimes(py);
    const auto expect = [&](const auto& duration, const char* expected) {
      EXPECT_TRUE(py.eval(expected).eq(duration)) << Result(py, duration) << " " << expected;
    };
    expect(0s, "timedelta()");
    expect(90min, "timedelta(hours=1.5)");
    expect(-1us, "timedelta(microseconds=-1)");
    expect(chrono::days(999'999'999), "timedelta(days=999999999)");
    expect(-chrono::days(999'999'999), "timedelta.min");
    expect(chrono::days(1'000'000'000) - 1s, "timedelta(days=999999999, seconds=86399)");
    expect(chrono::duration<std::uint8_t>(255), "timedelta(seconds=255)");
    expect(Thirds(1), "timedelta(microseconds=333333)");
    expect(Thirds(-2), "timedelta(microseconds=-666667)");
    const auto too_long = "OverflowError: C++ returned a time out of range of timedelta";
    EXPECT_EQ(Result(py, chrono::days(1'000'000'000)), too_long);
    EXPECT_EQ(Result(py, -chrono::days(999'999'999) - 1s), too_long);
    EXPECT_EQ(Result(py, chrono::seconds::max()), too_long);
    EXPECT_EQ(Result(py, chrono::duration<long long, std::exa>::min()), too_long);
    EXPECT_EQ(Result(py, chrono::duration<std::uint64_t, std::exa>::max()), too_long);
  });
}

TEST(Durations, FinerOnesAreRoundedHalfEven) {
  attach([](Python py) {
    const struct {
      chrono::nanoseconds duration;
      int microseconds;
    } cases[] = {{499ns, 0},    {500ns, 0},  {501ns, 1},       {1500ns, 2},   {2500ns, 2},
                 {2501ns, 3},   {-500ns, 0}, {-501ns, -1},     {-1500ns, -2}, {-2500ns, -2},
                 {-2499ns, -2}, {999ns, 1},  {999'500ns, 1000}};
    for (const auto& c : cases) {
      EXPECT_EQ(to_python(py, c.duration).extract<chrono::microseconds>().count(), c.microseconds)
          << c.duration.count();
    }
    EXPECT_EQ(to_python(py, chrono::nanoseconds::max()).extract<chrono::microseconds>().count(),
              9'223'372'036'854'776);
  });
}

// timedelta itself says what is right.
TEST(Durations, InFloatingPointAreAsTimedeltaHasThem) {
  attach([](Python py) {
    DefineTimes(py);
    py.run(
        "import random\n"
        "chance = random.Random(4)\n"
        "deltas = [timedelta(days=chance.randint(-10**chance.randint(0, 8), 10**4),\n"
        "                    microseconds=chance.randint(0, 10**11)) for _ in range(2000)]\n"
        "floats = [chance.uniform(-1, 1) * 10.0**chance.randint(-7, 13) for _ in range(2000)]\n"
        "floats += [0.5e-6, 1.5e-6, -2.5e-6, 0.1, 1e-7, -0.0, 86399999999999.0]\n");
    for (const Bound<>& delta : py.eval("deltas")) {
      EXPECT_EQ(delta.extract<Seconds>().count(),
                delta.call_method("total_seconds").extract<double>())
          << delta.repr();
    }
    using Milliseconds = chrono::duration<double, std::milli>;
    const Bound<> make = py.eval("timedelta");
    for (const Bound<>& number : py.eval("floats")) {
      const auto value = number.extract<double>();
      EXPECT_TRUE(to_python(py, Seconds(value)).eq(make(kw("seconds") = number))) << value;
      EXPECT_TRUE(to_python(py, Milliseconds(value)).eq(make(kw("milliseconds") = number)))
          << value;
    }
    using LongSeconds = chrono::duration<long double>;
    EXPECT_EQ(py.eval("timedelta(seconds=1.5)").extract<LongSeconds>().count(), 1.5L);
    EXPECT_EQ(py.eval("timedelta(seconds=1.5)").extract<chrono::duration<float>>().count(), 1.5f);
    EXPECT_EQ(py.eval("timedelta.max").extract<chrono::duration<float>>().count(), 86.4e12f);
    EXPECT_EQ(Result(py, LongSeconds(-1.5L)), Result(py, -1500ms));
    EXPECT_EQ(Result(py, chrono::duration<float>(0.5f)), Result(py, 500ms));
    EXPECT_EQ(Result(py, chrono::duration<double, std::nano>(1500.0)), Result(py, 2us));
  });
}

TEST(Durations, InFloatingPointMayBeNoTime) {
  attach([](Python py) {
    constexpr double infinity = std::numeric_limits<double>::infinity();
    for (const double ticks : {infinity, -infinity, 1e300, -1e20, 8.64e13}) {
      EXPECT_EQ(Result(py, Seconds(ticks)),
                "OverflowError: C++ returned a time out of range of timedelta");
    }
    EXPECT_EQ(Result(py, Seconds(std::numeric_limits<double>::quiet_NaN())),
              "ValueError: C++ returned a time that is not a number");
    EXPECT_EQ(Result(py, sys_time<Seconds>(Seconds(infinity))),
              "OverflowError: C++ returned a time out of range of datetime");
    EXPECT_EQ(Result(py, sys_time<Seconds>(Seconds(std::nan("")))),
              "ValueError: C++ returned a time that is not a number");
  });
}

TEST(SystemTime, FromAwareDatetime) {
  attach([](Python py) {
    DefineTimes(py);
    const auto seconds = [&](const char* object) {
      return py.eval(object).extract<sys_seconds>().time_since_epoch().count();
    };
    EXPECT_EQ(seconds("datetime(1970, 1, 1, tzinfo=utc)"), 0);
    EXPECT_EQ(seconds("datetime(1970, 1, 1, tzinfo=india)"), -19'800);
    EXPECT_EQ(seconds("datetime(2024, 2, 29, 12, 30, 15, tzinfo=utc)"), 1'709'209'815);
    EXPECT_EQ(seconds("datetime(1969, 12, 31, 23, 59, 59, tzinfo=utc)"), -1);
    EXPECT_EQ(seconds("datetime(1, 1, 1, tzinfo=india)"), -62'135'616'600) << "before the year 1";
    EXPECT_EQ(seconds("datetime(2023, 10, 29, 2, 30, tzinfo=Berlin())"), 1'698'539'400);
    EXPECT_EQ(seconds("datetime(2023, 10, 29, 2, 30, tzinfo=Berlin(), fold=1)"), 1'698'543'000);
    EXPECT_EQ(py.eval("datetime(1969, 12, 31, 23, 59, 59, 999999, tzinfo=utc)")
                  .extract<sys_time<chrono::nanoseconds>>()
                  .time_since_epoch(),
              -1us);
    EXPECT_EQ(py.eval("datetime(1970, 1, 1, 0, 0, 1, 500000, tzinfo=utc)")
                  .extract<sys_time<Seconds>>()
                  .time_since_epoch()
                  .count(),
              1.5);
  });
}

TEST(SystemTime, AsPythonItselfCounts) {
  attach([](Python py) {
    DefineTimes(py);
    py.run(
        "import random\n"
        "chance = random.Random(5)\n"
        "epoch = datetime(1970, 1, 1, tzinfo=utc)\n"
        "def some_time():\n"
        "  zone = timezone(timedelta(microseconds=chance.randint(-86399999999, 86399999999)))\n"
        "  day = datetime.fromordinal(chance.randint(3, date.max.toordinal() - 2))\n"
        "  return (day + timedelta(microseconds=chance.randint(0, "
        "86399999999))).replace(tzinfo=zone)\n"
        "times = [some_time() for _ in range(2000)]\n"
        "counts = [(time - epoch) // timedelta(microseconds=1) for time in times]\n");
    const Bound<> times = py.eval("times");
    const Bound<> counts = py.eval("counts");
    for (std::size_t i = 0; i < times.len(); ++i) {
      const auto time = times[i].extract<sys_time<chrono::microseconds>>();
      EXPECT_EQ(time.time_since_epoch().count(), counts[i].extract<long long>());
      EXPECT_TRUE(times[i].eq(time)) << times[i].repr();
    }
  });
}

TEST(SystemTime, NothingElse) {
  attach([](Python py) {
    DefineTimes(py);
    const std::string naive =
        "TypeError: expected a datetime with a time zone, got one without: .astimezone() gives it "
        "the local one, .replace(tzinfo=...) any other";
    EXPECT_EQ(Refusal<sys_seconds>(py, "datetime(2024, 1, 1)"), naive);
    EXPECT_EQ(Refusal<sys_seconds>(py, "datetime(2024, 1, 1, tzinfo=Silent())"), naive);
    EXPECT_EQ(Refusal<sys_seconds>(py, "datetime(2024, 1, 1, tzinfo=Raises())"), "KeyError: 'why'");
    EXPECT_EQ(
        Refusal<sys_seconds>(py, "datetime(2024, 1, 1, tzinfo=Lies())").find("TypeError: tzinfo."),
        0u);
    EXPECT_EQ(Refusal<sys_seconds>(py, "Own(2024, 1, 1, tzinfo=utc)"),
              "TypeError: expected utcoffset() to return timedelta, got 'str'");
    EXPECT_EQ(Refusal<sys_seconds>(py, "date(2024, 1, 1)"),
              "TypeError: expected datetime, got 'date'");
    EXPECT_EQ(Refusal<sys_seconds>(py, "0"), "TypeError: expected datetime, got 'int'");
    EXPECT_EQ(Refusal<sys_seconds>(py, "datetime(2024, 1, 1, microsecond=1, tzinfo=utc)"),
              "ValueError: expected a whole number of seconds, got "
              "2024-01-01 00:00:00.000001+00:00");
    EXPECT_EQ(Refusal<sys_time<chrono::nanoseconds>>(py, "datetime(2500, 1, 1, tzinfo=utc)"),
              "OverflowError: out of range: expected -9223372036854775808 to 9223372036854775807 "
              "nanoseconds");
  });
}

TEST(SystemTime, ToDatetimeInUtc) {
  attach([](Python py) {
    EXPECT_EQ(Result(py, sys_seconds(1'709'209'815s)),
              "datetime.datetime(2024, 2, 29, 12, 30, 15, tzinfo=datetime.timezone.utc)");
    EXPECT_EQ(Result(py, sys_time<chrono::nanoseconds>(-1500ns)),
              "datetime.datetime(1969, 12, 31, 23, 59, 59, 999998, tzinfo=datetime.timezone.utc)");
    const auto now = chrono::system_clock::now();
    const auto again = to_python(py, now).extract<chrono::system_clock::time_point>();
    EXPECT_LE(chrono::abs(again - now), 500ns);
    const auto too_far = "OverflowError: C++ returned a time out of range of datetime";
    EXPECT_EQ(Result(py, sys_seconds(sys_days(chrono::year(9999) / 12 / 31)) + 24h - 1s),
              "datetime.datetime(9999, 12, 31, 23, 59, 59, tzinfo=datetime.timezone.utc)");
    EXPECT_EQ(Result(py, sys_seconds(sys_days(chrono::year(9999) / 12 / 31)) + 24h), too_far);
    EXPECT_EQ(Result(py, sys_seconds(sys_days(chrono::year(1) / 1 / 1))),
              "datetime.datetime(1, 1, 1, 0, 0, tzinfo=datetime.timezone.utc)");
    EXPECT_EQ(Result(py, sys_seconds(sys_days(chrono::year(1) / 1 / 1)) - 1s), too_far);
    EXPECT_EQ(Result(py, sys_seconds::max()), too_far);
  });
}

TEST(LocalTime, IsNaive) {
  attach([](Python py) {
    DefineTimes(py);
    const auto time =
        py.eval("datetime(2024, 2, 29, 12, 30, 15)").extract<local_time<chrono::seconds>>();
    EXPECT_EQ(time.time_since_epoch(), 1'709'209'815s);
    EXPECT_EQ(Result(py, time), "datetime.datetime(2024, 2, 29, 12, 30, 15)");
    EXPECT_EQ(Refusal<local_time<chrono::seconds>>(py, "datetime(2024, 1, 1, tzinfo=Silent())"),
              "TypeError: expected a datetime without a time zone, got one with it: "
              ".replace(tzinfo=None) takes it away");
    EXPECT_EQ(Refusal<local_time<chrono::seconds>>(py, "date(2024, 1, 1)"),
              "TypeError: expected datetime, got 'date'");
  });
}

TEST(OtherClocks, CountFromTheirEpoch) {
  attach([](Python py) {
    DefineTimes(py);
    using Steady = chrono::time_point<chrono::steady_clock, chrono::milliseconds>;
    EXPECT_EQ(py.eval("timedelta(seconds=1.5)").extract<Steady>().time_since_epoch(), 1500ms);
    EXPECT_EQ(Result(py, Steady(1500ms)), "datetime.timedelta(seconds=1, microseconds=500000)");
    EXPECT_EQ(Refusal<Steady>(py, "datetime(2024, 1, 1, tzinfo=utc)"),
              "TypeError: expected timedelta, got 'datetime'");
  });
}

TEST(Dates, ThereAndBack) {
  attach([](Python py) {
    DefineTimes(py);
    const year_month_day leap = chrono::year(2024) / 2 / 29;
    EXPECT_EQ(py.eval("date(2024, 2, 29)").extract<year_month_day>(), leap);
    EXPECT_EQ(py.eval("SubDate(2024, 2, 29)").extract<sys_days>(), sys_days(leap));
    EXPECT_EQ(Result(py, leap), "datetime.date(2024, 2, 29)");
    EXPECT_EQ(Result(py, sys_days(leap)), "datetime.date(2024, 2, 29)");
    for (const char* const limit : {"date.min", "date.max"}) {
      EXPECT_TRUE(py.eval(limit).eq(py.eval(limit).extract<sys_days>()));
      EXPECT_TRUE(py.eval(limit).eq(py.eval(limit).extract<year_month_day>()));
    }
  });
}

TEST(Dates, NothingElse) {
  attach([](Python py) {
    DefineTimes(py);
    EXPECT_EQ(Refusal<year_month_day>(py, "datetime(2024, 1, 1)"),
              "TypeError: expected date, got 'datetime', whose time would be lost: .date() is "
              "without");
    EXPECT_EQ(
        Refusal<sys_days>(py, "datetime(2024, 1, 1, tzinfo=utc)").find("TypeError: expected date"),
        0u);
    EXPECT_EQ(Refusal<sys_days>(py, "'2024-01-01'"), "TypeError: expected date, got 'str'");
    EXPECT_EQ(Result(py, year_month_day(chrono::year(2023) / 2 / 30)),
              "ValueError: C++ returned a date that there is not: 2023-02-30");
    const auto too_far = "OverflowError: C++ returned a time out of range of date";
    EXPECT_EQ(Result(py, year_month_day(chrono::year(0) / 12 / 31)), too_far);
    EXPECT_EQ(Result(py, year_month_day(chrono::year(10000) / 1 / 1)), too_far);
    EXPECT_EQ(Result(py, sys_days::max()), too_far);
    EXPECT_EQ(Result(py, sys_days::min()), too_far);
  });
}

TEST(TimesOfDay, ThereAndBack) {
  attach([](Python py) {
    DefineTimes(py);
    const auto time = py.eval("time(12, 34, 56, 789)").extract<hh_mm_ss<chrono::microseconds>>();
    EXPECT_EQ(time.to_duration(), 12h + 34min + 56s + 789us);
    EXPECT_EQ(Result(py, time), "datetime.time(12, 34, 56, 789)");
    EXPECT_EQ(py.eval("time.max").extract<hh_mm_ss<chrono::microseconds>>().to_duration(),
              24h - 1us);
    EXPECT_EQ(py.eval("time(1, 2)").extract<hh_mm_ss<chrono::minutes>>().to_duration(), 62min);
    EXPECT_EQ(Result(py, hh_mm_ss<chrono::seconds>(0s)), "datetime.time(0, 0)");
  });
}

TEST(TimesOfDay, NothingElse) {
  attach([](Python py) {
    DefineTimes(py);
    using Time = hh_mm_ss<chrono::seconds>;
    EXPECT_EQ(Refusal<Time>(py, "time(1, tzinfo=utc)"),
              "TypeError: expected a time without a time zone, got one with it: "
              ".replace(tzinfo=None) takes it away");
    EXPECT_EQ(Refusal<Time>(py, "timedelta(hours=1)"), "TypeError: expected time, got 'timedelta'");
    EXPECT_EQ(Refusal<Time>(py, "time(1, 2, 3, 4)"),
              "ValueError: expected a whole number of seconds, got 01:02:03.000004");
    const auto too_far = "OverflowError: C++ returned a time out of range of time";
    EXPECT_EQ(Result(py, Time(24h)), too_far);
    EXPECT_EQ(Result(py, Time(-1s)), too_far);
    EXPECT_EQ(Result(py, hh_mm_ss<chrono::nanoseconds>(24h - 1ns)), too_far)
        << "rounded it is the next day's";
  });
}

TEST(Time, Fit) {
  attach([](Python py) {
    DefineTimes(py);
    constexpr Fit no = Fit::kNone;
    constexpr Fit exact = Fit::kExact;
    const struct {
      const char* object;
      Fit delta, aware, naive, date, time;
    } cases[] = {
        {"timedelta(1)", exact, no, no, no, no},
        {"SubDelta(1)", exact, no, no, no, no},
        {"datetime(2024, 1, 1, tzinfo=utc)", no, exact, no, no, no},
        {"datetime(2024, 1, 1, tzinfo=Silent())", no, exact, no, no, no},
        {"datetime(2024, 1, 1)", no, no, exact, no, no},
        {"date(2024, 1, 1)", no, no, no, exact, no},
        {"SubDate(2024, 1, 1)", no, no, no, exact, no},
        {"time(1)", no, no, no, no, exact},
        {"time(1, tzinfo=utc)", no, no, no, no, no},
        {"1", no, no, no, no, no},
        {"None", no, no, no, no, no},
        {"utc", no, no, no, no, no},
        {"date", no, no, no, no, no},
    };
    for (const auto& c : cases) {
      EXPECT_EQ(FitOf<chrono::days>(py, c.object), c.delta) << c.object;
      EXPECT_EQ(FitOf<chrono::steady_clock::time_point>(py, c.object), c.delta) << c.object;
      EXPECT_EQ(FitOf<sys_seconds>(py, c.object), c.aware) << c.object;
      EXPECT_EQ(FitOf<local_time<chrono::seconds>>(py, c.object), c.naive) << c.object;
      EXPECT_EQ(FitOf<year_month_day>(py, c.object), c.date) << c.object;
      EXPECT_EQ(FitOf<sys_days>(py, c.object), c.date) << c.object;
      EXPECT_EQ(FitOf<hh_mm_ss<chrono::seconds>>(py, c.object), c.time) << c.object;
    }
  });
}

TEST(Time, EachInterpreterHasADatetimeOfItsOwn) {
  if (!compat::kHasSubInterpreters) GTEST_SKIP() << "modules of ours stay in the main interpreter";
  attach([](Python py) {
    const auto there_and_back = [py] {
      EXPECT_EQ(Refusal<chrono::seconds>(py, "1"), "TypeError: expected timedelta, got 'int'");
      const Bound<> datetime = py.import("datetime").attr("datetime");
      const Bound<> moment = to_python(py, sys_seconds(1s));
      EXPECT_TRUE(moment.type().is(datetime));
      EXPECT_TRUE(moment.attr("tzinfo").is(py.import("datetime").attr("timezone").attr("utc")));
      EXPECT_EQ(moment.extract<sys_seconds>(), sys_seconds(1s));
    };
    there_and_back();
    PyThreadState* const main = PyThreadState_Get();
    PyThreadState* const other = Py_NewInterpreter();
    ASSERT_NE(other, nullptr);
    there_and_back();
    Py_EndInterpreter(other);
    PyThreadState_Swap(main);
    there_and_back();
  });
}

TEST(Time, Names) {
  EXPECT_EQ(Converter<chrono::seconds>::Name(), "timedelta");
  EXPECT_EQ(Converter<chrono::steady_clock::time_point>::Name(), "timedelta");
  EXPECT_EQ(Converter<sys_seconds>::Name(), "datetime");
  EXPECT_EQ(Converter<local_time<chrono::seconds>>::Name(), "datetime");
  EXPECT_EQ(Converter<year_month_day>::Name(), "date");
  EXPECT_EQ(Converter<sys_days>::Name(), "date");
  EXPECT_EQ(Converter<hh_mm_ss<chrono::seconds>>::Name(), "time");
}

}  // namespace
}  // namespace ferrule
