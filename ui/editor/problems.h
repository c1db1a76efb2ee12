#pragma once

#include "core/base/json.h"
#include "ui/editor/fit.h"
#include "ui/forms/json_document.h"

#include <QString>

#include <optional>
#include <string>
#include <vector>

namespace quayside::ui {

// Something about a draft that should be known before it is registered. An error is what registration would refuse.
struct DraftProblem {
    enum class Severity { Error, Warning, Advice };
    enum class Class { Syntax, Schema, Semantics, Environment, Advice };
    // What puts it right, where that is safe.
    struct Fix {
        QString title; // "Set to 1024"
        std::vector<Patch> patches;

        bool operator==(const Fix&) const = default;
    };
    using Key = std::string;

    Severity severity = Severity::Error;
    Class in = Class::Semantics;
    std::string code; // ECS-204
    Path path;
    QString text; // a sentence
    std::optional<Fix> fix{};
    // Of the list: where it is, for people, and its place in the order.
    QString where{};
    int rank = 0;

    Key key() const { return code + " " + path_text(path) + " " + text.toStdString(); }
    bool operator==(const DraftProblem&) const = default;
};

QString words_of(DraftProblem::Severity severity);
QString words_of(DraftProblem::Class in);

// In the order of the document, worst first. Without a fit nothing is said of the cluster.
std::vector<DraftProblem> find_problems(const JsonDocument& document, const std::optional<Fit>& fit);

// What a text says that is no JSON.
DraftProblem syntax_problem(const std::string& parser_message);

// Members that the API does not know, at any depth. They are kept.
std::size_t count_unknown(const Json& document);

// The classes, each by itself.
void find_schema_problems(const JsonDocument& document, std::vector<DraftProblem>& problems);
void find_semantic_problems(const Json& document, std::vector<DraftProblem>& problems);
void find_network_problems(const Json& document, std::vector<DraftProblem>& problems); // ports, modes
void find_order_problems(const Json& document, std::vector<DraftProblem>& problems); // dependsOn
void find_fargate_problems(const Json& document, std::vector<DraftProblem>& problems);
void find_environment_problems(const Fit& fit, std::vector<DraftProblem>& problems);
void find_advice(const Json& document, std::vector<DraftProblem>& problems);

} // namespace quayside::ui
