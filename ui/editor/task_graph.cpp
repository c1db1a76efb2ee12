#include "ui/editor/task_graph.h"

#include "ui/editor/document_parts.h"
#include "ui/look/text.h"

#include <QObject>
#include <QStringList>

#include <algorithm>
#include <functional>
#include <map>

namespace quayside::ui {

namespace {

QString port_note(const Json& container)
{
    const auto& mappings = list_of(container, "portMappings");
    if (mappings.empty())
        return {};
    const auto port = number_of(mappings[0], "containerPort");
    const QString first = port ? QStringLiteral(":%1").arg(*port)
                               : QStringLiteral(":%1").arg(from_utf8(text_of(mappings[0], "containerPortRange")));
    return mappings.size() > 1 ? QObject::tr("%1 +%2").arg(first).arg(mappings.size() - 1) : first;
}

QString size_note(const Json& container)
{
    QStringList parts;
    if (const auto cpu = number_of(container, "cpu"); cpu && *cpu > 0)
        parts << QString::number(*cpu);
    auto memory = number_of(container, "memory").value_or(0);
    if (memory <= 0)
        memory = number_of(container, "memoryReservation").value_or(0);
    if (memory > 0)
        parts << memory_text(static_cast<double>(memory));
    return parts.join(QStringLiteral(" · "));
}

void read_containers(const Json& document, TaskGraph& graph)
{
    for (std::size_t i = 0; i < containers_of(document).size(); ++i) {
        const auto& json = containers_of(document)[i];
        TaskGraph::Container container;
        container.name = text_of(json, "name");
        container.title = place_text(document, container_path(i));
        container.image = short_image(text_of(json, "image"));
        container.note = port_note(json);
        container.size = size_note(json);
        container.essential = flag_of(json, "essential", true);
        container.has_health_check = part_of(json, "healthCheck").is_object();
        graph.containers.push_back(std::move(container));
    }
}

void read_edges(const Json& document, TaskGraph& graph)
{
    for (std::size_t i = 0; i < containers_of(document).size(); ++i) {
        const auto& dependencies = list_of(containers_of(document)[i], "dependsOn");
        for (std::size_t k = 0; k < dependencies.size(); ++k) {
            const auto first = find_container(document, text_of(dependencies[k], "containerName"));
            const auto condition = text_of(dependencies[k], "condition");
            if (!first)
                continue;
            graph.edges.push_back({ *first, i, condition, container_path(i) / "dependsOn" / k });
            if (condition == "SUCCESS" || condition == "COMPLETE")
                graph.containers[*first].note = QObject::tr("exits");
        }
    }
}

void read_volumes(const Json& document, TaskGraph& graph)
{
    const auto& volumes = list_of(document, "volumes");
    for (std::size_t v = 0; v < volumes.size(); ++v) {
        const auto name = text_of(volumes[v], "name");
        TaskGraph::Shared shared{ TaskGraph::Shared::Kind::Volume, from_utf8(name), {}, {},
            Path{ { "volumes", 0 }, { {}, v } } };
        for (std::size_t i = 0; i < containers_of(document).size(); ++i)
            for (const auto& mount : list_of(containers_of(document)[i], "mountPoints"))
                if (text_of(mount, "sourceVolume") == name && (shared.users.empty() || shared.users.back() != i))
                    shared.users.push_back(i);
        shared.caption = shared.users.size() > 1 ? QObject::tr("volume, shared")
            : shared.users.empty()               ? QObject::tr("volume, not mounted")
                                                 : QObject::tr("volume");
        graph.shared.push_back(std::move(shared));
    }
}

// The last part of an ARN or path: "arn:aws:ssm:…:parameter/prod/db-password" is db-password.
QString secret_name(const std::string& source)
{
    const auto text = from_utf8(source);
    return text.mid(std::max(text.lastIndexOf(u'/'), text.lastIndexOf(u':')) + 1);
}

void read_secrets(const Json& document, TaskGraph& graph)
{
    std::map<std::string, std::size_t> known; // by source
    for (std::size_t i = 0; i < containers_of(document).size(); ++i) {
        const auto& secrets = list_of(containers_of(document)[i], "secrets");
        for (std::size_t s = 0; s < secrets.size(); ++s) {
            const auto source = text_of(secrets[s], "valueFrom");
            const auto [found, is_new] = known.emplace(source, graph.shared.size());
            if (is_new)
                graph.shared.push_back({ TaskGraph::Shared::Kind::Secret, secret_name(source),
                    QObject::tr("secret, %1").arg(from_utf8(text_of(secrets[s], "name"))), {},
                    container_path(i) / "secrets" / s });
            auto& users = graph.shared[found->second].users;
            if (users.empty() || users.back() != i)
                users.push_back(i);
        }
    }
}

// Containers that wait for each other, by Tarjan: what can be reached from where it starts.
class CycleFinder {
public:
    explicit CycleFinder(const TaskGraph& graph)
        : graph_(graph)
        , number_(graph.containers.size(), 0)
        , lowest_(graph.containers.size(), 0)
        , open_(graph.containers.size(), false)
    {
    }

    std::vector<std::vector<std::size_t>> find()
    {
        for (std::size_t i = 0; i < number_.size(); ++i)
            if (number_[i] == 0)
                visit(i);
        return std::move(cycles_);
    }

private:
    void visit(std::size_t at)
    {
        number_[at] = lowest_[at] = ++count_;
        path_.push_back(at);
        open_[at] = true;
        bool own = false;
        for (const auto& edge : graph_.edges) {
            if (edge.first != at)
                continue;
            own = own || edge.waits == at;
            if (number_[edge.waits] == 0) {
                visit(edge.waits);
                lowest_[at] = std::min(lowest_[at], lowest_[edge.waits]);
            } else if (open_[edge.waits]) {
                lowest_[at] = std::min(lowest_[at], number_[edge.waits]);
            }
        }
        if (lowest_[at] != number_[at])
            return;
        std::vector<std::size_t> group;
        for (std::size_t last = at + 1; last != at;) {
            last = path_.back();
            path_.pop_back();
            open_[last] = false;
            group.push_back(last);
            if (last == at)
                break;
        }
        std::ranges::sort(group);
        if (group.size() > 1 || own)
            cycles_.push_back(std::move(group));
    }

    const TaskGraph& graph_;
    std::vector<int> number_;
    std::vector<int> lowest_;
    std::vector<bool> open_;
    std::vector<std::size_t> path_;
    std::vector<std::vector<std::size_t>> cycles_;
    int count_ = 0;
};

} // namespace

TaskGraph read_graph(const Json& document)
{
    TaskGraph graph;
    read_containers(document, graph);
    read_edges(document, graph);
    read_volumes(document, graph);
    read_secrets(document, graph);
    graph.cycles = CycleFinder(graph).find();
    return graph;
}

QString summary_of(const TaskGraph& graph)
{
    const auto containers = QObject::tr("%n containers", nullptr, static_cast<int>(graph.containers.size()));
    if (graph.edges.empty())
        return containers;
    const auto dependencies = QObject::tr("%n dependencies", nullptr, static_cast<int>(graph.edges.size()));
    return QObject::tr("%1, %2, %3")
        .arg(containers, dependencies, graph.cycles.empty() ? QObject::tr("no cycle") : QObject::tr("a cycle"));
}

QString description_of(const TaskGraph& graph, std::size_t container)
{
    const auto& shown = graph.containers[container];
    QStringList parts{ shown.image.isEmpty() ? QObject::tr("no image") : shown.image };
    if (!shown.note.isEmpty())
        parts << shown.note;
    if (!shown.size.isEmpty())
        parts << shown.size;
    if (shown.essential)
        parts << QObject::tr("essential");
    if (shown.has_health_check)
        parts << QObject::tr("with a health check");
    for (const auto& edge : graph.edges)
        if (edge.waits == container)
            parts
                << QObject::tr("waits for %1 (%2)").arg(graph.containers[edge.first].title, from_utf8(edge.condition));
    for (const auto& shared : graph.shared)
        if (std::ranges::find(shared.users, container) != shared.users.end())
            parts << (shared.kind == TaskGraph::Shared::Kind::Volume ? QObject::tr("volume %1").arg(shared.name)
                                                                     : QObject::tr("secret %1").arg(shared.name));
    return parts.join(QStringLiteral(", "));
}

} // namespace quayside::ui
