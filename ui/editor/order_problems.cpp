#include "ui/editor/document_parts.h"
#include "ui/editor/problems.h"
#include "ui/editor/task_graph.h"
#include "ui/look/text.h"

#include <QObject>
#include <QStringList>

#include <algorithm>

// Who waits for whom, and whether that ever ends.
namespace quayside::ui {

namespace {

using Severity = DraftProblem::Severity;
using Class = DraftProblem::Class;
using Problems = std::vector<DraftProblem>;

void add(Problems& problems, const char* code, const Path& path, const QString& text, DraftProblem::Fix fix)
{
    problems.push_back({ Severity::Error, Class::Semantics, code, path, text, std::move(fix) });
}

// A check of the port that the container serves; without one, not to wait for health.
DraftProblem::Fix cure_of(const Json& awaited, const Path& container, const Path& dependency)
{
    const auto& mappings = list_of(awaited, "portMappings");
    const auto port = mappings.empty() ? std::nullopt : number_of(mappings[0], "containerPort");
    if (!port || text_of(mappings[0], "protocol") == "udp")
        return { QObject::tr("Wait for START"), { { Patch::Kind::Set, dependency / "condition", "START" } } };
    const auto command = "wget -q -O /dev/null http://localhost:" + std::to_string(*port) + "/ || exit 1";
    return { QObject::tr("Add health check"),
        { { Patch::Kind::Set, container / "healthCheck",
            Json{ { "command", Json::array({ "CMD-SHELL", command }) } } } } };
}

void check_dependency(
    const Json& document, const Json& dependency, std::size_t index, std::size_t element, Problems& problems)
{
    const auto path = container_path(index) / "dependsOn" / element;
    const auto name = text_of(dependency, "containerName");
    const auto shown = from_utf8(name);
    const auto condition = text_of(dependency, "condition");
    const auto other = find_container(document, name);
    if (!other || *other == index) {
        add(problems, "ECS-115", path, QObject::tr("There is no other container %1 to wait for").arg(shown),
            { QObject::tr("Remove it"), { { Patch::Kind::Remove, path } } });
        return;
    }
    const auto& awaited = containers_of(document)[*other];
    const auto waiter = from_utf8(text_of(containers_of(document)[index], "name"));
    if (condition == "HEALTHY" && !part_of(awaited, "healthCheck").is_object())
        add(problems, "ECS-117", path,
            QObject::tr("HEALTHY waits for %1, but %1 has no health check: %2 would never start").arg(shown, waiter),
            cure_of(awaited, container_path(*other), path));
    if ((condition == "COMPLETE" || condition == "SUCCESS") && flag_of(awaited, "essential", true))
        add(problems, "ECS-118", path,
            QObject::tr("%1 waits for %2 to end, but %2 is essential: the task would end with it").arg(waiter, shown),
            { QObject::tr("Make %1 not essential").arg(shown),
                { { Patch::Kind::Set, container_path(*other) / "essential", false } } });
}

} // namespace

void find_order_problems(const Json& document, Problems& problems)
{
    for (std::size_t i = 0; i < containers_of(document).size(); ++i) {
        const auto& dependencies = list_of(containers_of(document)[i], "dependsOn");
        for (std::size_t k = 0; k < dependencies.size(); ++k)
            check_dependency(document, dependencies[k], i, k, problems);
    }
    const auto graph = read_graph(document);
    for (const auto& cycle : graph.cycles) {
        QStringList names;
        for (const auto container : cycle)
            names << graph.containers[container].title;
        if (cycle.size() < 2)
            continue; // one that waits for itself is told above
        const auto last = std::find_if(graph.edges.rbegin(), graph.edges.rend(), [&cycle](const auto& edge) {
            return std::ranges::find(cycle, edge.first) != cycle.end()
                && std::ranges::find(cycle, edge.waits) != cycle.end();
        });
        add(problems, "ECS-116", last->path,
            QObject::tr("%1 wait for each other: none of them would ever start").arg(names.join(QStringLiteral(", "))),
            { QObject::tr("Let %1 not wait for %2")
                    .arg(graph.containers[last->waits].title, graph.containers[last->first].title),
                { { Patch::Kind::Remove, last->path } } });
    }
}

} // namespace quayside::ui
