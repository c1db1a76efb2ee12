#pragma once

#include "core/base/time.h"

#include <QStringView>

#include <compare>
#include <cstdint>
#include <string>
#include <string_view>

namespace quayside::ui {

// A value in the order of its column, made once per row and change, so that sorting compares whole words: `head` first,
// `tail` where heads are equal. Numbers and times have no tail.
struct SortKey {
    std::uint64_t head = 0;
    std::string tail;

    auto operator<=>(const SortKey&) const = default;
};

// Numbers ascending; NaN ("not known") before all.
SortKey number_key(double number);

// Oldest first, to the microsecond; kNever before all.
SortKey time_key(TimePoint at);

// Letters without case, runs of digits by value: web-2 before web-10.
SortKey text_key(QStringView text);
SortKey text_key(std::string_view utf8);

// The number behind a key made by number_key.
double number_of(const SortKey& key);
// The time behind a key made by time_key.
TimePoint time_of(const SortKey& key);

} // namespace quayside::ui
