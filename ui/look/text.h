#pragma once

#include "core/base/time.h"

#include <QString>
#include <QStringView>

#include <cstdint>

// How values are written. Pure: the same in, the same out; only local_* read the time zone. Numbers have one narrow
// separator-free form, and exactly one space before the unit.
namespace quayside::ui {

// A number and its unit, apart because the unit is muted.
struct Quantity {
    QString number;
    QString unit; // may be empty

    bool operator==(const Quantity&) const = default;
    QString text() const { return unit.isEmpty() ? number : number + QLatin1Char(' ') + unit; }
};

Quantity memory_quantity(double mebibytes); // 512 MiB, 1.5 GiB, 12 GiB
Quantity byte_quantity(double bytes); // 900 B, 1.2 MiB
Quantity rate_quantity(double bytes_per_second); // 1.2 MiB/s
Quantity cpu_quantity(double cpu_units); // 0.25 vCPU, 2 vCPU
Quantity percent_quantity(double fraction); // 0.614: 61 %; NaN: a dash

QString memory_text(double mebibytes);
QString cpu_text(double cpu_units);
QString percent_text(double fraction);
QString rate_text(double bytes_per_second);

// How long ago, in the largest unit that is at least one: "3 s", "14 min", "5 h", "41 d". kNever: a dash.
QString age_text(TimePoint then, TimePoint now);
QString duration_text(Duration duration); // "850 ms", "3.2 s", "2 min 5 s", "3 h 20 min"

QString local_time(TimePoint at); // 14:05:21
QString local_time_ms(TimePoint at); // 14:05:21.804
QString local_date_time(TimePoint at); // 2026-11-23 14:05:21

// "1 task", "3 tasks"
QString counted(std::int64_t count, const QString& one, const QString& many);

// "RUNNING", "DELETE_IN_PROGRESS" as people read it: "Running", "Delete in progress".
QString sentence_case(QStringView wire_word);

QString from_utf8(std::string_view text);

// What stands where nothing is known.
QString dash();

// First eight digits of an id, as in tables.
QString short_id(QStringView hex);

} // namespace quayside::ui
