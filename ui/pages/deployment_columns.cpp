#include "ui/look/text.h"
#include "ui/pages/columns_of.h"
#include "ui/pages/service_state.h"

#include <QObject>

#include <algorithm>
#include <limits>

namespace quayside::ui {

namespace {

using model::Deployment;

TimePoint end_of(const Deployment& deployment, TimePoint now)
{
    if (deployment.finished_at != kNever)
        return deployment.finished_at;
    return deployment.stopped_at != kNever ? deployment.stopped_at : now;
}

Capacity bar_of(const Deployment& deployment, const Context& context)
{
    constexpr double unknown = std::numeric_limits<double>::quiet_NaN();
    if (is_over(deployment))
        return { unknown, unknown };
    const auto counts = counts_of_rollout(context.state, deployment);
    const auto all = static_cast<double>(std::max<std::int64_t>(1, counts.desired));
    const double healthy = std::min(1.0, static_cast<double>(counts.healthy) / all);
    return { healthy, std::min(1.0, healthy + static_cast<double>(counts.pending) / all) };
}

QString progress_text(const Deployment& deployment, const Context& context)
{
    if (!is_over(deployment)) {
        const auto counts = counts_of_rollout(context.state, deployment);
        return QObject::tr("%1 of %2").arg(counts.healthy).arg(counts.desired);
    }
    const auto service = context.state.services().find({ deployment.cluster, deployment.service });
    const bool counts = service && !service->deployments.empty() && service->deployments.front() == deployment.number;
    if (counts && deployment.service_deployment_status == model::ServiceDeploymentStatus::Successful)
        return QObject::tr("%1 of %1").arg(deployment.desired_count);
    return {};
}

QString failures_text(const Deployment& deployment)
{
    if (deployment.circuit_breaker == model::MonitorStatus::Disabled)
        return deployment.failed_tasks == 0 ? dash() : QString::number(deployment.failed_tasks);
    return QObject::tr("%1 of %2").arg(deployment.failed_tasks).arg(deployment.circuit_breaker_threshold);
}

Role failures_tone(const Deployment& deployment)
{
    if (deployment.failed_tasks == 0)
        return Role::Muted;
    const bool tripped = deployment.circuit_breaker == model::MonitorStatus::Triggered;
    return tripped ? Role::Error : Role::Warning;
}

QString trigger_text(const Deployment& deployment)
{
    if (deployment.rollback_of != 0)
        return QObject::tr("Rollback");
    if (deployment.task_set)
        return QObject::tr("Task set");
    return deployment.source_revisions.empty() ? QObject::tr("Create service") : QObject::tr("Update service");
}

} // namespace

std::vector<Column<Deployment>> deployment_columns()
{
    std::vector<Column<Deployment>> columns;
    columns.push_back({ .info = { .id = "state",
                            .title = QObject::tr("State"),
                            .style = CellStyle::State,
                            .width = 108,
                            .values = { "\"in progress\"", "completed", "failed", "stopped", "\"rolled back\"" } },
        .state = [](const Deployment& d, const Context& x) { return state_of(x.state, d); } });
    columns.push_back({ .info
        = { .id = "service", .title = QObject::tr("Service"), .style = CellStyle::Name, .stretch = true, .width = 96 },
        .text = [](const Deployment& d, const Context&) { return from_utf8(d.service); } });
    columns.push_back({ .info = { .id = "revision", .title = QObject::tr("Revision"), .width = 68 },
        .text = [](const Deployment& d, const Context& x) { return revision_step(x.state, d); } });
    columns.push_back(
        { .info = { .id = "progress", .title = QObject::tr("Progress"), .style = CellStyle::Progress, .width = 128 },
            .text = &progress_text,
            .capacity = &bar_of });
    columns.push_back({ .info = { .id = "failures",
                            .title = QObject::tr("Failures"),
                            .style = CellStyle::Text,
                            .type = ValueType::Number,
                            .width = 68,
                            .hint = QObject::tr("Tasks that failed in a row, and how many trip the circuit breaker") },
        .text = [](const Deployment& d, const Context&) { return failures_text(d); },
        .key = [](const Deployment& d, const Context&) { return number_key(static_cast<double>(d.failed_tasks)); },
        .tone = [](const Deployment& d, const Context&) { return failures_tone(d); } });
    columns.push_back({ .info = { .id = "strategy", .title = QObject::tr("Strategy"), .visible = false, .width = 96 },
        .text = [](const Deployment& d, const Context&) {
            return sentence_case(from_utf8(to_string(d.configuration.strategy)));
        } });
    columns.push_back({ .info = { .id = "trigger", .title = QObject::tr("Trigger"), .width = 112 },
        .text = [](const Deployment& d, const Context&) { return trigger_text(d); } });
    columns.push_back({ .info = { .id = "duration",
                            .title = QObject::tr("Took"),
                            .style = CellStyle::Muted,
                            .searchable = false,
                            .width = 88 },
        .text = [](const Deployment& d, const Context& x) { return duration_text(end_of(d, x.now) - d.created_at); },
        .key =
            [](const Deployment& d, const Context& x) {
                return number_key(static_cast<double>((end_of(d, x.now) - d.created_at).count()));
            } });
    columns.push_back({ .info = age_column("started", QObject::tr("Started")),
        .text = [](const Deployment& d, const Context& x) { return age_text(d.created_at, x.now); },
        .key = [](const Deployment& d, const Context&) { return time_key(d.created_at); },
        .tool_tip = [](const Deployment& d, const Context&) { return local_date_time(d.created_at); } });
    columns.back().info.width = 80;
    return columns;
}

} // namespace quayside::ui
