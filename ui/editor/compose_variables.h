#pragma once

#include <QString>

#include <vector>

namespace quayside::ui {

// The variables that a value of a compose file names. Nothing of this computer's environment is read: each counts as
// not set, so that its default stands. Pure.
struct ComposeText {
    struct Variable {
        QString name;
        QString value; // what stands in its place
        bool has_default = false;
        bool required = false; // "${NAME:?...}": the file is of no use without

        bool operator==(const Variable&) const = default;
    };
    QString text;
    std::vector<Variable> variables; // in their order
    bool is_valid = true; // false: a "$" begins nothing that compose knows; the text is as it was
};

// "$NAME", "${NAME}", "${NAME:-default}", "${NAME-default}", "${NAME:?why}", "${NAME?why}", "${NAME:+other}",
// "${NAME+other}" and "$$" for a dollar; defaults may name variables again.
ComposeText without_variables(const QString& text);

// The other way: a text that compose reads as this one.
QString with_dollars_doubled(QString text);

} // namespace quayside::ui
