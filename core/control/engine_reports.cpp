#include "core/control/engine_reports.h"

#include <fmt/format.h>

#include <vector>

namespace quayside::control {

namespace {

using model::ContainerInstance;
using model::Engine;
using model::Severity;
using model::Task;
using model::TaskStatus;

constexpr std::int64_t kMebibyte = 1024 * 1024;

void note(store::Transaction& transaction, const Engine& engine, Severity severity, std::string message, TimePoint now)
{
    model::Event event;
    event.at = now;
    event.severity = severity;
    event.kind = model::EventKind::Engine;
    event.object = engine.name;
    event.message = std::move(message);
    transaction.put(std::move(event));
}

Engine with_report(Engine engine, const agent::EngineReport& report, TimePoint now)
{
    if (engine.connected != report.connected)
        engine.connection_changed_at = now;
    engine.connected = report.connected;
    engine.problem = report.connected ? "" : report.problem;
    if (report.connected) {
        engine.version = report.info.version;
        engine.operating_system = report.info.operating_system;
        engine.architecture = report.info.architecture;
        engine.cpus = report.info.cpus;
        engine.memory = report.info.memory / kMebibyte;
    }
    return engine;
}

void connect_task(store::Transaction& transaction, const Task& before, bool connected, TimePoint now)
{
    if (before.last_status >= TaskStatus::Stopped || before.connected == connected)
        return;
    Task task = before;
    task.connected = connected;
    task.unknown = !connected;
    task.connectivity_at = now;
    ++task.version;
    transaction.put(std::move(task));
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
    for (const Id& task : tasks)
        connect_task(transaction, *transaction.state().tasks().find(task), connected, now);
}

Task given_up(Task task, const Id& instance, TimePoint now)
{
    task.last_status = TaskStatus::Stopped;
    task.desired_status = model::DesiredStatus::Stopped;
    task.stop_code = model::StopCode::TerminationNotice;
    task.stopped_reason = fmt::format("Host EC2 (instance {}) terminated.", instance.hex());
    task.unknown = false;
    task.stopped_at = now;
    if (task.stopping_at == kNever)
        task.stopping_at = now;
    if (task.execution_stopped_at == kNever)
        task.execution_stopped_at = now;
    for (auto& container : task.containers)
        if (container.last_status != model::ContainerStatus::Stopped) {
            container.last_status = model::ContainerStatus::Stopped;
            container.stopped_at = now;
        }
    ++task.version;
    return task;
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
    const bool first = before->connection_changed_at == kNever;
    if (before->connected != report.connected || (first && !report.connected && before->problem.empty()))
        note(transaction, *before, report.connected ? Severity::Info : Severity::Warning,
            report.connected
                ? fmt::format("Connected: version {}, {} CPUs, {} MiB.", after.version, after.cpus, after.memory)
                : fmt::format("Not connected: {}", report.problem),
            now);
    if (!(after == *before))
        transaction.put(std::move(after));
    const auto instances = transaction.state().instances_of(engine);
    for (const Id& instance : instances)
        connect_instance(transaction, instance, report.connected, now);
}

void give_up_tasks(store::Transaction& transaction, const Id& engine, Duration waited, TimePoint now)
{
    const auto record = transaction.state().engines().find(engine);
    if (!record || record->connected)
        return;
    std::size_t count = 0;
    const auto instances = transaction.state().instances_of(engine);
    for (const Id& instance : instances) {
        const auto tasks = transaction.state().tasks_on(instance);
        for (const Id& id : tasks) {
            const auto task = transaction.state().tasks().find(id);
            if (task->last_status >= TaskStatus::Stopped)
                continue;
            transaction.put(given_up(*task, instance, now));
            ++count;
        }
    }
    if (count > 0)
        note(transaction, *record, Severity::Error,
            fmt::format("No answer for {}: {} {} counted as stopped.", duration_text(waited), count,
                count == 1 ? "task is" : "tasks are"),
            now);
}

} // namespace quayside::control
