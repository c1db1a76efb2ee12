#include "ui/look/text.h"
#include "ui/pages/columns_of.h"
#include "ui/pages/service_state.h"
#include "ui/pages/service_use.h"

#include <nlohmann/json.hpp>

#include <QObject>

#include <limits>

namespace quayside::ui {

namespace {

using model::Service;

constexpr int kMostTasks = 5'000; // of one service
constexpr double kUnknown = std::numeric_limits<double>::quiet_NaN();

Edit<Service> desired_edit()
{
    return { .operation = "UpdateService",
        .input = [](const Service& service, const QString& typed) -> Result<Json> {
            bool is_number = false;
            const int wanted = typed.toInt(&is_number);
            if (!is_number || wanted < 0 || wanted > kMostTasks)
                return fail(Error::invalid_parameter(
                    QObject::tr("Write a number from 0 to %1.").arg(kMostTasks).toStdString()));
            return Json{ { "cluster", service.cluster }, { "service", service.name }, { "desiredCount", wanted } };
        },
        .editor = Edit<Service>::Editor::Number,
        .minimum = 0,
        .maximum = kMostTasks,
        .allowed =
            [](const Service& service) {
                return service.status == model::ServiceStatus::Active
                    && service.scheduling_strategy == model::SchedulingStrategy::Replica;
            } };
}

// A percent of a deployment, named as UpdateService does; bounds are the API's.
Edit<Service> percent_edit(const char* member, int least, int most)
{
    return { .operation = "UpdateService",
        .input = [member, least, most](const Service& service, const QString& typed) -> Result<Json> {
            bool is_number = false;
            const int wanted = QString(typed).remove(u'%').trimmed().toInt(&is_number);
            if (!is_number || wanted < least || wanted > most)
                return fail(Error::invalid_parameter(
                    QObject::tr("Write a percentage from %1 to %2.").arg(least).arg(most).toStdString()));
            return Json{ { "cluster", service.cluster }, { "service", service.name },
                { "deploymentConfiguration", { { member, wanted } } } };
        },
        .allowed =
            [](const Service& service) {
                return service.status == model::ServiceStatus::Active
                    && service.scheduling_strategy == model::SchedulingStrategy::Replica;
            },
        .staged = true };
}

Column<Service> percent_column(
    const char* id, const QString& title, const QString& hint, std::int64_t model::DeploymentConfiguration::*value)
{
    return { .info = { .id = QLatin1String(id),
                 .title = title,
                 .style = CellStyle::Number,
                 .type = ValueType::Number,
                 .visible = false,
                 .width = 64,
                 .hint = hint },
        .text
        = [value](const Service& s,
              const Context&) { return QString::number(s.deployment_configuration.*value) + QStringLiteral(" %"); },
        .key = [value](const Service& s,
                   const Context&) { return number_key(static_cast<double>(s.deployment_configuration.*value)); } };
}

template <class Count>
Column<Service> count_column(const char* id, const QString& title, Count count)
{
    return { .info = { .id = QLatin1String(id),
                 .title = title,
                 .style = CellStyle::Number,
                 .type = ValueType::Number,
                 .width = 64 },
        .text = [count](const Service& s, const Context& x) { return QString::number(count(s, x)); },
        .key = [count](const Service& s, const Context& x) { return number_key(static_cast<double>(count(s, x))); } };
}

Column<Service> desired_column()
{
    auto column = count_column(
        "desired", QObject::tr("Desired"), [](const Service& s, const Context&) { return s.desired_count; });
    column.info.hint = QObject::tr("How many tasks the service keeps running; F2 changes it");
    column.edit = desired_edit();
    return column;
}

Column<Service> running_column()
{
    auto column = count_column("running", QObject::tr("Running"),
        [](const Service& s, const Context& x) { return std::int64_t{ x.state.counts_of(s.key()).running }; });
    column.tone = [](const Service& s, const Context& x) {
        return x.state.counts_of(s.key()).running < s.desired_count ? Role::Warning : Role::Text;
    };
    return column;
}

Column<Service> pending_column()
{
    auto column = count_column("pending", QObject::tr("Pending"),
        [](const Service& s, const Context& x) { return std::int64_t{ x.state.counts_of(s.key()).pending }; });
    column.tone = [](const Service& s, const Context& x) {
        return x.state.counts_of(s.key()).pending > 0 ? Role::Pending : Role::Text;
    };
    return column;
}

QString definition_text(const Service& service, const Context& context)
{
    const auto primary = primary_of(context.state, service);
    if (!primary || !primary->revision)
        return dash();
    const auto& key = primary->revision->definition_key;
    return from_utf8(key.family) + u':' + QString::number(key.revision);
}

// What the deployment of a service is at: only while it does not simply hold.
QString deployment_text(const Service& service, const Context& context)
{
    const auto primary = primary_of(context.state, service);
    if (!primary || service.status != model::ServiceStatus::Active)
        return {};
    const StateWord health = state_of(context.state, service);
    if (health.glyph == StateGlyph::Warning) {
        const auto failure = placement_failure_of(context.state, service);
        const TimePoint since = is_over(*primary) ? (failure ? failure->at : kNever) : primary->created_at;
        return since == kNever ? QObject::tr("Short of tasks")
                               : QObject::tr("Stuck %1").arg(age_text(since, context.now));
    }
    if (is_over(*primary) && primary->rollout_state != model::RolloutState::Failed)
        return primary->rollback_of != 0 && health.glyph != StateGlyph::Healthy ? QObject::tr("Rolled back")
                                                                                : QString();
    if (primary->rollout_state == model::RolloutState::Failed)
        return state_of(context.state, *primary).word;
    const auto counts = counts_of_rollout(context.state, *primary);
    return QObject::tr("%1 of %2").arg(counts.healthy).arg(counts.desired);
}

Role deployment_tone(const Service& service, const Context& context)
{
    const StateWord health = state_of(context.state, service);
    return health.glyph == StateGlyph::Warning || health.glyph == StateGlyph::Failed ? role_of(health.glyph)
                                                                                     : Role::Text;
}

// Shares for the bar: `used` is healthy, `reserved` healthy and pending. NaN: no bar.
Capacity deployment_bar(const Service& service, const Context& context)
{
    const auto primary = primary_of(context.state, service);
    if (!primary || primary->rollout_state != model::RolloutState::InProgress
        || state_of(context.state, service).glyph != StateGlyph::Pending)
        return { kUnknown, kUnknown };
    const auto counts = counts_of_rollout(context.state, *primary);
    const auto all = static_cast<double>(std::max<std::int64_t>(1, counts.desired));
    const double healthy = static_cast<double>(counts.healthy) / all;
    return { std::min(1.0, healthy), std::min(1.0, healthy + static_cast<double>(counts.pending) / all) };
}

Column<Service> deployment_column()
{
    return { .info = { .id = "deployment",
                 .title = QObject::tr("Deployment"),
                 .style = CellStyle::Progress,
                 .width = 108,
                 .hint = QObject::tr("Tasks of the new revision that run, and those that are starting") },
        .text = &deployment_text,
        .tone = &deployment_tone,
        .capacity = &deployment_bar,
        .tool_tip = [](const Service& s, const Context& x) {
            const auto primary = primary_of(x.state, s);
            if (!primary)
                return QString();
            const auto failure = placement_failure_of(x.state, s);
            const QString what = failure && state_of(x.state, s).glyph == StateGlyph::Warning
                ? from_utf8(failure->message)
                : from_utf8(primary->rollout_state_reason);
            return rollout_title(x.state, *primary) + QStringLiteral("\n") + what;
        } };
}

Column<Service> use_column(const char* id, const QString& title, const ServiceUse* use, int width,
    double ServiceUse::Sum::*value, double ServiceUse::Sum::*limit, std::vector<float> ServiceUse::Sum::*history)
{
    const auto share = [use, value, limit](const Service& service) {
        if (!use)
            return kUnknown;
        const auto& sum = use->sum_of(service.key());
        return sum.tasks > 0 && sum.*limit > 0 ? sum.*value / sum.*limit : kUnknown;
    };
    return { .info = { .id = QLatin1String(id),
                 .title = title,
                 .style = CellStyle::Spark,
                 .type = ValueType::Percent,
                 .searchable = false,
                 .width = width },
        .text = [share](const Service& s, const Context&) { return percent_text(share(s)); },
        .key = [share](const Service& s, const Context&) { return number_key(share(s)); },
        .spark = [use, history](const Service& s,
                     const Context&) { return use ? use->sum_of(s.key()).*history : std::vector<float>(); } };
}

Column<Service> text_column(ColumnInfo info, QString (*text)(const Service&, const Context&))
{
    return { .info = std::move(info), .text = text };
}

void add_hidden_columns(std::vector<Column<Service>>& columns)
{
    columns.push_back(
        percent_column("min", QObject::tr("Min"), QObject::tr("Minimum healthy percent of a deployment; F2 changes it"),
            &model::DeploymentConfiguration::minimum_healthy_percent));
    columns.back().edit = percent_edit("minimumHealthyPercent", 0, 100);
    columns.push_back(
        percent_column("max", QObject::tr("Max"), QObject::tr("Maximum percent of a deployment; F2 changes it"),
            &model::DeploymentConfiguration::maximum_percent));
    columns.back().edit = percent_edit("maximumPercent", 100, 10'000);
    columns.push_back(
        text_column({ .id = "launch", .title = QObject::tr("Launch type"), .visible = false, .width = 96 },
            [](const Service& s, const Context& x) {
                const auto primary = primary_of(x.state, s);
                return primary && primary->revision ? launch_text(*primary->revision) : dash();
            }));
    columns.push_back(
        text_column({ .id = "strategy", .title = QObject::tr("Placement"), .visible = false, .width = 144 },
            [](const Service& s, const Context&) { return strategy_text(s); }));
    columns.push_back(text_column({ .id = "rollout", .title = QObject::tr("Rollout"), .visible = false, .width = 104 },
        [](const Service& s, const Context& x) {
            const auto primary = primary_of(x.state, s);
            return primary ? state_of(x.state, *primary).word : dash();
        }));
    columns.push_back(text_column({ .id = "event", .title = QObject::tr("Last event"), .visible = false, .width = 240 },
        [](const Service& s, const Context& x) {
            const auto event = last_event_of(x.state, s);
            return event ? from_utf8(event->message) : dash();
        }));
}

} // namespace

std::vector<Column<Service>> service_columns(const ServiceUse* use)
{
    std::vector<Column<Service>> columns;
    columns.push_back({ .info = { .id = "health",
                            .title = QObject::tr("Health"),
                            .style = CellStyle::State,
                            .width = 114,
                            .values = { "healthy", "deploying", "starting", "moving", "unsteady", "failed", "draining",
                                "\"scaled to 0\"" } },
        .state = [](const Service& s, const Context& x) { return state_of(x.state, s); } });
    columns.push_back({ .info
        = { .id = "name", .title = QObject::tr("Name"), .style = CellStyle::Name, .stretch = true, .width = 80 },
        .text = [](const Service& s, const Context&) { return from_utf8(s.name); } });
    columns.push_back(desired_column());
    columns.push_back(running_column());
    columns.push_back(pending_column());
    columns.push_back(
        text_column({ .id = "definition", .title = QObject::tr("Task definition"), .width = 108 }, &definition_text));
    columns.push_back(deployment_column());
    columns.push_back(use_column("cpu", QObject::tr("CPU of limit"), use, 104, &ServiceUse::Sum::cpu,
        &ServiceUse::Sum::cpu_limit, &ServiceUse::Sum::cpu_history));
    columns.push_back(use_column("mem", QObject::tr("Memory of limit"), use, 112, &ServiceUse::Sum::memory,
        &ServiceUse::Sum::memory_limit, &ServiceUse::Sum::memory_history));
    add_hidden_columns(columns);
    columns.push_back({ .info = age_column("age", QObject::tr("Age")),
        .text = [](const Service& s, const Context& x) { return age_text(s.created_at, x.now); },
        .key = [](const Service& s, const Context&) { return time_key(s.created_at); } });
    columns.back().info.width = 48;
    return columns;
}

} // namespace quayside::ui
