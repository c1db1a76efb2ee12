#pragma once

#include "ui/tables/filter.h"

namespace quayside::ui {

// Members of the JSON objects that a column of texts holds, as fields of the filter: status=500, path:"/cart",
// -user.name=anna (of a name with dots the last part counts). A column of that name goes before. Pure.
struct FilterMembers {
    QString column; // its id; empty: there are none
    QStringList names;

    bool operator==(const FilterMembers&) const = default;
};

Expected<Filter, FilterError> parse_filter(
    const QString& text, const std::vector<FilterField>& fields, const FilterMembers& members);
FilterCompletion complete_filter(
    const QString& text, int cursor, const std::vector<FilterField>& fields, const FilterMembers& members);

// The term that a member with this value is found by.
QString member_filter(const QString& name, const QString& value);

} // namespace quayside::ui
