#include "core/control/engine_reports.h"

#include "core/agent/lifecycle.h"
#include "core/control/image_pins.h"

#include <fmt/format.h>

#include <unordered_map>

namespace quayside::control {

namespace {

using model::ContainerInstance;
using model::Engine;
using model::Event;
using model::Severity;
using model::Task;
using model::TaskStatus;

constexpr std::int64_t kMebibyte = 1024 * 1024;

void note(store::Transaction& transaction, const Engine& engine, Severity severity, std::string message, TimePoint now)
{
    Event event;
    event.at = now;
    event.severity = severity;
    event.kind = model::EventKind::Engine;
    event.object = engine.name;
    event.message = std::move(message);
    transaction.put(std::move(event));
}

void note_connection(store::Transaction& transaction, const Engine& before, const Engine& after, TimePoint now)
{
    if (after.connected && !before.connected)
        note(transaction, after, Severity::Info,
            fmt::format("Connected: version {}, {} CPUs, {} MiB", after.version, after.cpus, after.memory), now);
    else if (!after.connected && (before.connected || before.problem.empty()))
        note(transaction, after, Severity::Warning, "Not connected: " + after.problem, now);
}

void note_relay(store::Transaction& transaction, const Engine& engine, const std::string& problem, TimePoint now)
{
    if (problem.empty())
        note(transaction, engine, Severity::Info, "Tasks with a role reach the task endpoint over a relay", now);
    else
        note(transaction, engine, Severity::Warning,
            "Tasks find no metadata endpoint and no credentials of their roles: " + problem, now);
}

Engine with_report(Engine engine, const agent::EngineReport& report, TimePoint now)
{
    if (engine.connected != report.connected || engine.connection_changed_at == kNever)
        engine.connection_changed_at = now;
    engine.connected = report.connected;
    engine.problem = report.connected ? "" : report.problem;
    if (report.connected) {
        engine.docker_id = report.info.id;
        engine.version = report.info.version;
        engine.operating_system = report.info.operating_system;
        engine.architecture = report.info.architecture;
        engine.cpus = report.info.cpus;
        engine.memory = report.info.memory / kMebibyte;
    }
    return engine;
}

std::string place_of(const model::State& state, const Task& task)
{
    const auto instance = state.container_instances().find(task.container_instance);
    return instance ? " on " + instance->name : std::string();
}

bool failed(const Task& task)
{
    return task.stop_code == model::StopCode::TaskFailedToStart
        || task.stop_code == model::StopCode::EssentialContainerExited;
}

std::string stop_text(const Task& task)
{
    std::string text = task.stopped_reason.empty() ? "Stopped" : "Stopped: " + task.stopped_reason;
    for (std::size_t i = 0; i < task.containers.size(); ++i) {
        const auto& container = task.containers[i];
        const std::string& name = task.spec->definition->containers[i].name;
        if (!container.reason.empty())
            text += fmt::format("; {}: {}", name, container.reason);
        else if (container.exit_code.value_or(0) != 0)
            text += fmt::format("; {} ended with exit code {}", name, *container.exit_code);
    }
    return text;
}

void note_task(store::Transaction& transaction, const Task& before, const Task& after, TimePoint now)
{
    const bool runs = after.last_status == TaskStatus::Running && before.last_status < TaskStatus::Running;
    const bool stopped = after.last_status == TaskStatus::Stopped && before.last_status < TaskStatus::Stopped;
    if (!runs && !stopped)
        return;
    Event event;
    event.at = now;
    event.severity = stopped && failed(after) ? Severity::Error : Severity::Info;
    event.kind = model::EventKind::Task;
    event.cluster = after.spec->cluster;
    event.object = after.id.hex();
    const std::string name = model::short_name(*after.spec->definition) + place_of(transaction.state(), after);
    event.message = name + (runs ? " is running" : ": " + stop_text(after));
    transaction.put(std::move(event));
}

std::string duration_text(Duration duration)
{
    const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(duration).count();
    return seconds % 60 == 0 && seconds > 0 ? fmt::format("{} min", seconds / 60) : fmt::format("{} s", seconds);
}

} // namespace

void record_engine(store::Transaction& transaction, const Id& engine, const agent::EngineReport& report, TimePoint now)
{
    const auto before = transaction.state().engines().find(engine);
    if (!before)
        return;
    Engine after = with_report(*before, report, now);
    note_connection(transaction, *before, after, now);
    if (report.no_task_endpoint)
        note_relay(transaction, after, *report.no_task_endpoint, now);
    transaction.put(std::move(after));
    const auto instances = transaction.state().instances_of(engine);
    for (const Id& instance : instances)
        connect_instance(transaction, instance, report.connected, now);
}

void connect_instance(store::Transaction& transaction, const Id& id, bool connected, TimePoint now)
{
    ContainerInstance instance = *transaction.state().container_instances().find(id);
    if (instance.agent_connected != connected) {
        instance.agent_connected = connected;
        ++instance.version;
        transaction.put(std::move(instance));
    }
    const auto tasks = transaction.state().tasks_on(id);
    for (const Id& task_id : tasks) {
        const auto task = transaction.state().tasks().find(task_id);
        if (task->last_status < TaskStatus::Stopped)
            transaction.put(connected ? agent::reconnect(*task, now) : agent::disconnect(*task, now));
    }
}

void record_containers(
    store::Transaction& transaction, const std::vector<agent::ContainerReport>& reports, TimePoint now)
{
    std::unordered_map<Id, std::vector<agent::ContainerReport>> by_task;
    std::vector<Id> order;
    for (const auto& report : reports) {
        auto& of_task = by_task[report.task];
        if (of_task.empty())
            order.push_back(report.task);
        of_task.push_back(report);
    }
    for (const Id& id : order) {
        const auto before = transaction.state().tasks().find(id);
        if (!before)
            continue;
        Task after = agent::apply_reports(*before, by_task[id], now);
        note_task(transaction, *before, after, now);
        pin_images(transaction, after);
        transaction.put(std::move(after));
    }
}

void give_up(store::Transaction& transaction, const Engine& engine, Duration waited, TimePoint now)
{
    std::size_t count = 0;
    for (const Id& instance : transaction.state().instances_of(engine.id)) {
        const auto tasks = transaction.state().tasks_on(instance);
        for (const Id& id : tasks) {
            const auto task = transaction.state().tasks().find(id);
            if (task->last_status >= TaskStatus::Stopped)
                continue;
            transaction.put(agent::lose_task(*task, now));
            ++count;
        }
    }
    if (count > 0)
        note(transaction, engine, Severity::Error,
            fmt::format("No answer for {}: {} {} counted as stopped", duration_text(waited), count,
                count == 1 ? "task is" : "tasks are"),
            now);
}

} // namespace quayside::control
