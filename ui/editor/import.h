#pragma once

#include "core/base/json.h"

#include <nlohmann/json.hpp>

#include <QString>

#include <vector>

namespace quayside::ui {

// A document that was made from something else, with what became of each part of that. Nothing is left out in silence.
struct Imported {
    enum class Outcome { Mapped, Approximated, Dropped };
    struct Line {
        Outcome outcome = Outcome::Mapped;
        QString source; // "--memory 512m", "web · ports[0]"
        QString target; // "memory 512"; empty: none
        QString reason; // why it is not the same

        bool operator==(const Line&) const = default;
    };
    Json document = Json::object();
    std::vector<Line> report;
    QString error; // why nothing could be made of it; then the document is empty

    void map(const QString& source, const QString& target);
    void approximate(const QString& source, const QString& target, const QString& reason);
    void drop(const QString& source, const QString& reason);
};

// Tells by its look what a text is: JSON of a task definition (also as DescribeTaskDefinition or the aws CLI writes
// it), a docker run line, or a compose file. Texts of more than 1 MiB are refused.
Imported import_text(const QString& text);

// Gives what was imported the family of the draft, and says so.
void keep_family(Imported& imported, const QString& family);

Imported import_json(const QString& text);
Imported import_docker_run(const QString& line);
Imported import_compose(const QString& text);

} // namespace quayside::ui
