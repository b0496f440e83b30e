#include "ferrule/datetime.h"

#include <gtest/gtest.h>

#include "ferrule/ferrule.h"

namespace ferrule {
namespace {

TEST(DateTime, Dates) {
  attach([](Python py) {
    const Bound<Date> date = Date::create(py, 2024, 2, 29);
    EXPECT_EQ(date.repr(), "datetime.date(2024, 2, 29)");
    EXPECT_EQ(date.year(), 2024);
    EXPECT_EQ(date.month(), 2);
    EXPECT_EQ(date.day(), 29);
    EXPECT_THROW(Date::create(py, 2023, 2, 29), PyErr);
    EXPECT_TRUE(date.is_instance<Date>());
    EXPECT_FALSE(date.is_instance<DateTime>());
    EXPECT_THROW(date.cast<DateTime>(), PyErr);
    EXPECT_THROW(py.eval("3").cast<Date>(), PyErr);
  });
}

TEST(DateTime, DateTimes) {
  attach([](Python py) {
    const Bound<DateTime> naive = DateTime::create(py, 2024, 2, 29, 12, 30, 15, 999);
    EXPECT_EQ(naive.repr(), "datetime.datetime(2024, 2, 29, 12, 30, 15, 999)");
    EXPECT_EQ(naive.year(), 2024);
    EXPECT_EQ(naive.hour(), 12);
    EXPECT_EQ(naive.minute(), 30);
    EXPECT_EQ(naive.second(), 15);
    EXPECT_EQ(naive.microsecond(), 999);
    EXPECT_FALSE(naive.fold());
    EXPECT_TRUE(naive.tzinfo().is_none());
    const Bound<Date> as_date = naive;
    EXPECT_EQ(as_date.day(), 29);
    const Bound<DateTime> aware = DateTime::create(py, 2024, 1, 1, 0, 0, 0, 0, TzInfo::utc(py));
    EXPECT_EQ(aware.call_method("isoformat").str(), "2024-01-01T00:00:00+00:00");
    EXPECT_TRUE(aware.tzinfo().is(TzInfo::utc(py)));
    EXPECT_THROW(DateTime::create(py, 2024, 1, 1, 24), PyErr);
    EXPECT_THROW(DateTime::create(py, 2024, 1, 1, 0, 0, 0, 0, py.eval("3")), PyErr);
  });
}

TEST(DateTime, TimesAndDeltas) {
  attach([](Python py) {
    const Bound<TimeDelta> offset = TimeDelta::create(py, 0, 3600);
    const Bound<TzInfo> zone = TzInfo::fixed_offset(py, offset);
    const Bound<Time> time = Time::create(py, 23, 59, 58, 7, zone);
    EXPECT_EQ(time.str(), "23:59:58.000007+01:00");
    EXPECT_EQ(time.hour() + time.minute() + time.second() + time.microsecond(), 147);
    EXPECT_TRUE(time.tzinfo().is(zone));
    EXPECT_FALSE(time.fold());
    EXPECT_TRUE(Time::create(py, 1, 2).tzinfo().is_none());
    const Bound<TimeDelta> negative = TimeDelta::create(py, 0, -1, 2'000'000);
    EXPECT_EQ(negative.days(), 0);
    EXPECT_EQ(negative.seconds(), 1);
    EXPECT_EQ(TimeDelta::create(py, 0, 0, -1).days(), -1);
    EXPECT_EQ(TimeDelta::create(py, 0, 0, -1).microseconds(), 999'999);
    EXPECT_THROW(TimeDelta::create(py, 2'000'000'000), PyErr);
    EXPECT_THROW(TzInfo::fixed_offset(py, TimeDelta::create(py, 2)), PyErr);
    EXPECT_TRUE(zone.is_instance<TzInfo>());
    EXPECT_FALSE(zone.is_instance<TimeDelta>());
  });
}

TEST(DateTime, ArgumentsAndResults) {
  attach([](Python py) {
    const Bound<> later = py.eval("lambda day, delta: day + delta")(Date::create(py, 2024, 12, 31),
                                                                    TimeDelta::create(py, 1));
    EXPECT_EQ(later.extract<Bound<Date>>().year(), 2025);
    EXPECT_THROW(later.extract<Bound<Time>>(), PyErr);
  });
}

}  // namespace
}  // namespace ferrule
