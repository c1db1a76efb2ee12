#include "core/agent/dependencies.h"

#include "core/agent/container_options.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

namespace quayside::agent {

namespace {

using model::ContainerStatus;
using Condition = Dependency::Condition;
using Verdict = Gate::Verdict;

std::optional<std::size_t> index_of(const model::TaskDefinition& definition, std::string_view name)
{
    const auto found = std::ranges::find(definition.containers, name, &model::ContainerDefinition::name);
    if (found == definition.containers.end())
        return std::nullopt;
    return static_cast<std::size_t>(found - definition.containers.begin());
}

Condition condition_of(model::DependencyCondition condition)
{
    switch (condition) {
    case model::DependencyCondition::Complete:
        return Condition::Complete;
    case model::DependencyCondition::Success:
        return Condition::Success;
    case model::DependencyCondition::Healthy:
        return Condition::Healthy;
    case model::DependencyCondition::Start:
        break;
    }
    return Condition::Start;
}

// The members that only the document has.
void add_from_document(
    const model::TaskDefinition& definition, std::size_t index, std::vector<Dependency>& dependencies)
{
    const auto add = [&](const Json& name, Condition condition) {
        if (!name.is_string())
            return;
        const auto& text = name.get_ref<const std::string&>();
        if (const auto on = index_of(definition, std::string_view(text).substr(0, text.find(':'))))
            dependencies.push_back({ *on, condition });
    };
    const Json& container = container_document(definition, index);
    for (const auto& link : list_of(container, "links"))
        add(link, Condition::Start);
    for (const auto& source : list_of(container, "volumesFrom"))
        add(member(source, "sourceContainer"), Condition::Create);
}

class Graph {
public:
    explicit Graph(const model::TaskDefinition& definition)
    {
        for (std::size_t i = 0; i < definition.containers.size(); ++i)
            edges_.push_back(dependencies_of(definition, i));
    }

    const std::vector<Dependency>& of(std::size_t index) const { return edges_[index]; }

    bool comes_back(std::size_t start) const
    {
        std::vector<char> seen(edges_.size());
        std::vector<std::size_t> open{ start };
        while (!open.empty()) {
            const std::size_t at = open.back();
            open.pop_back();
            for (const auto& edge : edges_[at]) {
                if (edge.on == start)
                    return true;
                if (!std::exchange(seen[edge.on], char{ 1 }))
                    open.push_back(edge.on);
            }
        }
        return false;
    }
    bool has_cycle() const
    {
        for (std::size_t i = 0; i < edges_.size(); ++i)
            if (comes_back(i))
                return true;
        return false;
    }

private:
    std::vector<std::vector<Dependency>> edges_;
};

// One container that another waits for, as its record says.
struct Awaited {
    const model::Container* container = nullptr; // null: nothing is recorded of it
    bool made = false; // on the engine

    ContainerStatus status() const { return container ? container->last_status : ContainerStatus::Pending; }
    bool stopped() const { return status() == ContainerStatus::Stopped; }
    bool never_ran() const { return stopped() && container->started_at == kNever; }
};

Verdict verdict_of(Condition condition, const Awaited& awaited)
{
    const auto open_if = [](bool open) { return open ? Verdict::Open : Verdict::Closed; };
    if (awaited.never_ran() && !(condition == Condition::Create && awaited.made))
        return Verdict::Never;
    switch (condition) {
    case Condition::Create:
        return open_if(awaited.made);
    case Condition::Start:
        return open_if(awaited.status() >= ContainerStatus::Running);
    case Condition::Complete:
        if (awaited.stopped() && !awaited.container->exit_code) // it vanished
            return Verdict::Never;
        return open_if(awaited.stopped());
    case Condition::Success:
        if (awaited.stopped() && awaited.container->exit_code != 0)
            return Verdict::Never;
        return open_if(awaited.stopped());
    case Condition::Healthy:
        if (awaited.stopped())
            return Verdict::Never;
        return open_if(awaited.container && awaited.container->health == model::HealthStatus::Healthy);
    }
    return Verdict::Closed;
}

std::string never_reason(Condition condition, const Awaited& awaited, const std::string& on, const std::string& target)
{
    const bool failed = condition != Condition::Healthy && !awaited.never_ran();
    return fmt::format("CannotStartContainerError: dependency graph: failed to resolve container ordering dependency "
                       "[{}] for target [{}] as dependency {}.",
        on, target, failed ? "did not exit successfully" : "will never start");
}

// When the wait for a container ends, by that one's startTimeout; kNever: it does not.
TimePoint end_of_wait(Condition condition, const Awaited& awaited, const model::ContainerDefinition& on)
{
    const bool ends
        = condition == Condition::Complete || condition == Condition::Success || condition == Condition::Healthy;
    if (!ends || on.start_timeout.value_or(0) <= 0 || !awaited.container || awaited.container->started_at == kNever)
        return kNever;
    return awaited.container->started_at + std::chrono::seconds{ *on.start_timeout };
}

} // namespace

std::vector<Dependency> dependencies_of(const model::TaskDefinition& definition, std::size_t index)
{
    std::vector<Dependency> dependencies;
    for (const auto& each : definition.containers[index].depends_on)
        if (const auto on = index_of(definition, each.container_name))
            dependencies.push_back({ *on, condition_of(each.condition) });
    add_from_document(definition, index, dependencies);
    return dependencies;
}

Gate gate_of(const model::Task& task, std::span<const Observed> observed, std::size_t index, TimePoint now)
{
    const auto& definition = *task.spec->definition;
    if (definition.containers.size() < 2
        || index >= definition.containers.size()) // a pause container is awaited by all
        return {};
    const Graph graph(definition);
    if (graph.has_cycle())
        return { Verdict::Never, "TaskDependencyError: Task dependencies cannot be resolved", kNever };
    Gate gate;
    for (const auto& dependency : graph.of(index)) {
        const auto& on = definition.containers[dependency.on];
        const auto fact = dependency.on < observed.size() ? observed[dependency.on].fact : Fact::Unknown;
        const Awaited awaited{ dependency.on < task.containers.size() ? &task.containers[dependency.on] : nullptr,
            fact == Fact::Created || fact == Fact::Running || fact == Fact::Ended };
        const Verdict verdict = verdict_of(dependency.condition, awaited);
        const auto& target = definition.containers[index].name;
        if (verdict == Verdict::Never)
            return { verdict, never_reason(dependency.condition, awaited, on.name, target), kNever };
        if (verdict == Verdict::Open)
            continue;
        gate.verdict = Verdict::Closed;
        const TimePoint end = end_of_wait(dependency.condition, awaited, on);
        if (end == kNever || awaited.stopped())
            continue;
        if (end <= now)
            return { Verdict::Never,
                fmt::format("CannotStartContainerError: dependency graph: container ordering dependency [{}] for "
                            "target [{}] has timed out.",
                    on.name, target),
                kNever };
        gate.ask_again = gate.ask_again == kNever ? end : std::min(gate.ask_again, end);
    }
    return gate;
}

bool may_stop(const model::Task& task, std::span<const Observed> observed, std::size_t index)
{
    const auto& definition = *task.spec->definition;
    if (definition.containers.size() < 2)
        return true;
    const Graph graph(definition);
    if (graph.has_cycle())
        return true;
    for (std::size_t i = 0; i < definition.containers.size() && i < observed.size(); ++i) {
        const auto reported = i < task.containers.size()
            ? std::max(observed[i].reported, task.containers[i].last_status)
            : observed[i].reported;
        if (reported != ContainerStatus::Stopped
            && std::ranges::find(graph.of(i), index, &Dependency::on) != graph.of(i).end())
            return false;
    }
    return true;
}

} // namespace quayside::agent
