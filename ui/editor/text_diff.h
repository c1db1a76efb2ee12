#pragma once

#include <QString>

#include <vector>

namespace quayside::ui {

// Two texts line by line, beside each other.
struct TextDiffLine {
    // What differs within a line that has become another.
    struct Part {
        qsizetype from = 0;
        qsizetype length = 0;

        bool operator==(const Part&) const = default;
    };
    int left = 0; // the line's number, from 1; 0: it is not there
    int right = 0;
    QString left_text;
    QString right_text;
    Part left_part;
    Part right_part;

    bool is_same() const { return left > 0 && right > 0 && left_text == right_text; }
    bool operator==(const TextDiffLine&) const = default;
};

// The fewest lines that go and come, as long as the texts are not so different that finding them would take long; then
// all between the first and the last difference. Pure.
std::vector<TextDiffLine> text_diff(const QString& left, const QString& right);

// The differences with three lines around each, as `patch` reads them; empty if there are none.
QString as_patch(const std::vector<TextDiffLine>& lines, const QString& left_name, const QString& right_name);

} // namespace quayside::ui
