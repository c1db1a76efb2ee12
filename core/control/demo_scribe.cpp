#include "core/control/demo_scribe.h"

#include "core/control/engine_reports.h"
#include "core/control/handlers.h"
#include "core/control/operations.h"

namespace quayside::control {

namespace {

constexpr std::chrono::milliseconds kPullBegins{ 40 };
constexpr std::chrono::milliseconds kPullEnds{ 1300 };
constexpr std::chrono::milliseconds kStarts{ 1700 };
constexpr std::chrono::seconds kReported{ 2 };

} // namespace

Operation DemoScribe::then(TimePoint at) const
{
    return { operation_.transaction, operation_.installation, operation_.random, at };
}

Json DemoScribe::call(const char* name, const Json& input, Duration ago)
{
    if (failure_)
        return Json::object();
    auto prepared = prepare(name, input);
    if (!prepared)
        return failed(prepared.error());
    Operation then = this->then(operation_.now - ago);
    auto result = prepared->row->handler ? control::run(then, *prepared) : add_simulated_engine(then, input);
    return result ? std::move(*result) : failed(result.error());
}

Json DemoScribe::failed(const Error& error)
{
    failure_ = error;
    return Json::object();
}

void DemoScribe::report_running(const Id& id)
{
    const auto task = state().tasks().find(id);
    const TimePoint made = task->created_at;
    std::vector<agent::ContainerReport> reports;
    for (std::size_t i = 0; i < task->containers.size(); ++i) {
        agent::ContainerReport report;
        report.task = id;
        report.index = i;
        report.status = model::ContainerStatus::Running;
        report.runtime_id = operation_.random.id().hex() + operation_.random.id().hex();
        report.pull_started_at = made + kPullBegins;
        report.pull_stopped_at = made + kPullEnds;
        report.started_at = made + kStarts;
        for (const auto& mapping : task->spec->definition->containers[i].port_mappings)
            report.network_bindings.push_back(
                { mapping.container_port, next_port(*task), mapping.protocol, "127.0.0.1" });
        reports.push_back(std::move(report));
    }
    record_containers(operation_.transaction, reports, made + kReported);
}

void DemoScribe::report_stopped(const Id& id, TimePoint at)
{
    const auto task = state().tasks().find(id);
    std::vector<agent::ContainerReport> reports;
    for (std::size_t i = 0; i < task->containers.size(); ++i) {
        agent::ContainerReport report;
        report.task = id;
        report.index = i;
        report.status = model::ContainerStatus::Stopped;
        report.runtime_id = task->containers[i].runtime_id;
        report.exit_code = 0;
        report.started_at = task->containers[i].started_at;
        report.stopped_at = at;
        reports.push_back(std::move(report));
    }
    record_containers(operation_.transaction, reports, at);
}

std::uint16_t DemoScribe::next_port(const model::Task& task)
{
    auto& used = ports_used_[task.container_instance];
    return static_cast<std::uint16_t>(
        state().container_instances().find(task.container_instance)->first_dynamic_port + used++);
}

} // namespace quayside::control
