#include "ui/pages/explanation.h"

#include "ui/forms/form_hints.h"
#include "ui/look/text.h"

#include <nlohmann/json.hpp>

#include <QObject>
#include <QStringList>

#include <algorithm>
#include <map>

namespace quayside::ui {

namespace {

constexpr qsizetype kLongestNeed = 18; // that still stands in the title of a column

QString text(const Json& object, const char* member)
{
    return object.contains(member) && object[member].is_string() ? from_utf8(object[member].get<std::string>())
                                                                 : QString();
}

int number(const Json& object, const char* member)
{
    return object.contains(member) && object[member].is_number() ? object[member].get<int>() : 0;
}

Json list(const Json& object, const char* member)
{
    return object.contains(member) && object[member].is_array() ? object[member] : Json::array();
}

// "cpu" and what it asks for, as the title of a column: "CPU 512".
QString rule_title(const Json& rule)
{
    const QString name = text(rule, "rule");
    const QString word = name == QLatin1String("cpu") ? QObject::tr("CPU")
        : name == QLatin1String("gpus")               ? QObject::tr("GPUs")
        : name == QLatin1String("memberOf")           ? QObject::tr("Constraint")
        : name == QLatin1String("distinctInstance")   ? QObject::tr("One on an instance")
                                                      : words_of(name.toStdString());
    const QString needs = text(rule, "needs");
    return needs.isEmpty() || needs.size() > kLongestNeed || name == QLatin1String("attributes") ? word
                                                                                                 : word + u' ' + needs;
}

Explanation::Cell read_cell(const Json& rule)
{
    Explanation::Cell cell;
    const bool passed = rule.contains("passed") && rule["passed"].is_boolean() && rule["passed"].get<bool>();
    cell.mark = passed ? Explanation::Mark::Passed : Explanation::Mark::Failed;
    cell.text = text(rule, "has");
    if (cell.text.isEmpty())
        cell.text = passed ? QObject::tr("yes") : text(rule, "text");
    cell.sentence = text(rule, "text");
    return cell;
}

// The rules of all instances in the order in which they are checked, each with its place.
std::map<QString, std::size_t> collect_rules(const Json& shares, std::vector<QString>& titles)
{
    std::map<QString, std::size_t> places;
    for (const auto& share : shares)
        for (const auto& instance : list(share, "instances"))
            for (const auto& rule : list(instance, "rules"))
                if (places.try_emplace(text(rule, "rule"), titles.size()).second)
                    titles.push_back(rule_title(rule));
    return places;
}

Explanation::Row read_row(
    const Json& instance, const std::map<QString, std::size_t>& places, const std::vector<QString>& titles)
{
    Explanation::Row row;
    const auto arn = text(instance, "containerInstanceArn").toStdString();
    row.id = arn.substr(arn.rfind('/') + 1);
    row.name = text(instance, "containerInstanceName");
    row.zone = text(instance, "availabilityZone");
    row.placed = number(instance, "tasks");
    row.is_current = instance.contains("current") && instance["current"] == true;
    row.cells.resize(titles.size());
    QStringList against;
    for (const auto& rule : list(instance, "rules")) {
        const auto place = places.at(text(rule, "rule"));
        row.cells[place] = read_cell(rule);
        if (row.cells[place].mark == Explanation::Mark::Failed)
            against << titles[place].section(u' ', 0, 0);
    }
    row.fits = against.isEmpty();
    row.verdict = !row.fits ? against.join(QStringLiteral(", "))
        : row.is_current    ? QObject::tr("is here")
        : row.placed > 0    ? QObject::tr("chosen")
                            : QObject::tr("fits");
    return row;
}

// How many instances are left after each rule.
std::vector<Explanation::Step> steps_of(const Explanation& explanation)
{
    const auto all = static_cast<int>(explanation.rows.size());
    std::vector<Explanation::Step> steps{ { all, QObject::tr("candidates") } };
    for (std::size_t rule = 0; rule < explanation.rules.size(); ++rule) {
        const auto left = std::ranges::count_if(explanation.rows, [rule](const Explanation::Row& row) {
            return std::ranges::none_of(row.cells.begin(), row.cells.begin() + static_cast<std::ptrdiff_t>(rule) + 1,
                [](const Explanation::Cell& cell) { return cell.mark == Explanation::Mark::Failed; });
        });
        const QString& title = explanation.rules[rule];
        steps.push_back({ static_cast<int>(left),
            title.left(1).toLower() == title.left(1) || title.startsWith("CPU") || title.startsWith("GPU")
                ? title
                : title.left(1).toLower() + title.mid(1) });
    }
    return steps;
}

QString sentences(const Json& texts)
{
    QStringList lines;
    for (const auto& line : texts)
        if (line.is_string())
            lines << from_utf8(line.get<std::string>());
    return lines.join(u' ');
}

} // namespace

Explanation read_explanation(const Json& reply)
{
    Explanation explanation;
    explanation.asked = number(reply, "count");
    explanation.placed = number(reply, "placed");
    explanation.sentence = sentences(list(reply, "summary"));
    const Json shares = list(reply, "shares");
    const auto places = collect_rules(shares, explanation.rules);
    for (const auto& share : shares)
        for (const auto& instance : list(share, "instances"))
            explanation.rows.push_back(read_row(instance, places, explanation.rules));
    explanation.steps = steps_of(explanation);
    for (const auto& remedy : list(reply, "suggestions"))
        if (remedy.is_string())
            explanation.remedies.push_back(from_utf8(remedy.get<std::string>()));
    return explanation;
}

std::vector<TaskMove> read_moves(const Json& reply)
{
    std::vector<TaskMove> moves;
    for (const auto& move : list(reply, "moves")) {
        const auto arn = text(move, "taskArn").toStdString();
        const auto id = Id::parse(arn.substr(arn.rfind('/') + 1));
        if (id)
            moves.push_back({ *id, text(move, "outcome"), text(move, "containerInstanceName"), text(move, "text") });
    }
    return moves;
}

Json explain_task(const model::Task& task)
{
    return { { "cluster", task.spec->cluster }, { "task", task.id.hex() } };
}

Json explain_service(const model::Service& service)
{
    return { { "cluster", service.cluster }, { "service", service.name }, { "count", 1 } };
}

Json explain_request(const Json& request, int count)
{
    Json input = { { "count", count } };
    for (const char* member : { "cluster", "taskDefinition", "group", "launchType", "capacityProviderStrategy",
             "placementConstraints", "placementStrategy", "overrides", "networkConfiguration", "platformVersion" })
        if (request.contains(member))
            input[member] = request[member];
    if (request.contains("service"))
        input["service"] = request["service"];
    return input;
}

Json explain_drain(const model::ContainerInstance& instance)
{
    return { { "cluster", instance.cluster }, { "containerInstance", instance.id.hex() } };
}

QString as_text(const Explanation& explanation)
{
    QStringList lines{ explanation.sentence };
    QStringList steps;
    for (const auto& step : explanation.steps)
        steps << QStringLiteral("%1 %2").arg(step.left).arg(step.rule);
    lines << steps.join(QStringLiteral(" > ")) << QString();
    QStringList titles{ QObject::tr("Instance"), QObject::tr("Zone"), QObject::tr("Result"), QObject::tr("Tasks") };
    for (const auto& rule : explanation.rules)
        titles << rule;
    lines << titles.join(u'\t');
    for (const auto& row : explanation.rows) {
        QStringList cells{ row.name, row.zone, row.verdict, QString::number(row.placed) };
        for (const auto& cell : row.cells)
            cells << (cell.mark == Explanation::Mark::NotReached ? QObject::tr("not reached")
                    : cell.mark == Explanation::Mark::Passed     ? QObject::tr("yes: %1").arg(cell.text)
                                                                 : QObject::tr("no: %1").arg(cell.text));
        lines << cells.join(u'\t');
    }
    for (const auto& remedy : explanation.remedies)
        lines << remedy;
    return lines.join(u'\n');
}

} // namespace quayside::ui
