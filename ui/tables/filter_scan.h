#pragma once

#include <QString>

#include <vector>

namespace quayside::ui {

// A word of the filter language as it stands in the text, before it means anything. Pure.
struct FilterToken {
    enum class Kind { Bare, Quoted, Regex };

    int position = 0; // of the first character, a leading "-" included
    int length = 0;
    bool negated = false;
    QString field; // before the operator; empty: none
    int field_position = 0;
    QString op; // ":" "=" "!=" "<" "<=" ">" ">="
    int value_position = 0;
    QString value; // without quotes or slashes
    Kind kind = Kind::Bare;
    bool closed = true; // false: the quote or slash at value_position has no end
};

std::vector<FilterToken> scan_filter(const QString& text);

} // namespace quayside::ui
