#include "ui/editor/problems.h"

#include "core/api/validate.h"
#include "ui/editor/document_parts.h"
#include "ui/forms/json_text.h"
#include "ui/look/text.h"

#include <QObject>

#include <algorithm>

namespace quayside::ui {

namespace {

using Severity = DraftProblem::Severity;
using Class = DraftProblem::Class;

const api::Shape& input_shape()
{
    return *api::find_operation("RegisterTaskDefinition")->input;
}

const char* schema_code(api::Problem::Kind kind)
{
    switch (kind) {
    case api::Problem::Kind::Type:
        return "SCH-001";
    case api::Problem::Kind::Missing:
        return "SCH-002";
    case api::Problem::Kind::Enumeration:
        return "SCH-003";
    case api::Problem::Kind::Range:
        return "SCH-004";
    case api::Problem::Kind::Length:
        return "SCH-005";
    case api::Problem::Kind::Pattern:
        return "SCH-006";
    }
    return "SCH-001";
}

std::size_t count_unknown(const Json& value, const api::Shape& shape)
{
    std::size_t count = 0;
    if (shape.kind == api::Kind::List && value.is_array())
        for (const auto& element : value)
            count += count_unknown(element, *shape.element);
    if (shape.kind != api::Kind::Structure || shape.document || !value.is_object())
        return count;
    for (const auto& [key, part] : value.items())
        if (const auto* member = shape.find(key))
            count += count_unknown(part, *member->shape);
        else
            ++count;
    return count;
}

} // namespace

QString words_of(Severity severity)
{
    switch (severity) {
    case Severity::Error:
        return QObject::tr("error");
    case Severity::Warning:
        return QObject::tr("warning");
    case Severity::Advice:
        return QObject::tr("advice");
    }
    return {};
}

QString words_of(Class in)
{
    switch (in) {
    case Class::Syntax:
        return QObject::tr("Syntax");
    case Class::Schema:
        return QObject::tr("Schema");
    case Class::Semantics:
        return QObject::tr("Semantics");
    case Class::Environment:
        return QObject::tr("Environment");
    case Class::Advice:
        return QObject::tr("Advice");
    }
    return {};
}

DraftProblem syntax_problem(const std::string& parser_message)
{
    DraftProblem problem{ Severity::Error, Class::Syntax, "SYN-001", {}, parser_sentence(parser_message) };
    problem.where = QStringLiteral("%1:%2").arg(line_in(parser_message)).arg(column_in(parser_message));
    return problem;
}

std::size_t count_unknown(const Json& document)
{
    return count_unknown(document, input_shape());
}

void find_schema_problems(const JsonDocument& document, std::vector<DraftProblem>& problems)
{
    for (const auto& path : document.doubles())
        problems.push_back({ Severity::Warning, Class::Syntax, "SYN-002", path,
            QObject::tr("%1 stands here twice; the last one counts").arg(from_utf8(path.back().member)) });
    for (const auto& problem : api::validate(document.value(), input_shape())) {
        // What ECS says of the most usual gaps is said with its own code.
        if (problem.kind == api::Problem::Kind::Missing
            && (problem.path == "family" || problem.path == "containerDefinitions"))
            continue;
        problems.push_back({ Severity::Error, Class::Schema, schema_code(problem.kind), parse_path(problem.path),
            from_utf8(api::sentence(problem)) });
    }
}

std::vector<DraftProblem> find_problems(const JsonDocument& document, const std::optional<Fit>& fit)
{
    std::vector<DraftProblem> problems;
    const auto& value = document.value();
    find_schema_problems(document, problems);
    find_semantic_problems(value, problems);
    find_network_problems(value, problems);
    find_order_problems(value, problems);
    find_fargate_problems(value, problems);
    if (fit)
        find_environment_problems(*fit, problems);
    find_advice(value, problems);
    const auto place = [&document](const DraftProblem& problem) {
        return std::pair(problem.severity, document.span_of(problem.path).begin);
    };
    std::ranges::stable_sort(problems, {}, place);
    for (auto& problem : problems) {
        problem.where = place_text(value, problem.path);
        problem.rank = static_cast<int>(&problem - problems.data());
    }
    return problems;
}

} // namespace quayside::ui
