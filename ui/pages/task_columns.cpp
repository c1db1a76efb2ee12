#include "ui/look/text.h"
#include "ui/pages/columns_of.h"
#include "ui/pages/exit_words.h"
#include "ui/pages/figures.h"
#include "ui/pages/stop_words.h"

#include <QObject>

#include <limits>

namespace quayside::ui {

namespace {

using model::Task;

// Pending, running, stopped; what failed before what stopped as wished; the newest first.
SortKey status_key(const Task& task)
{
    std::uint64_t group = 1;
    if (task.last_status < model::TaskStatus::Running)
        group = 0;
    else if (task.last_status >= model::TaskStatus::Stopped)
        group = state_of(task).glyph == StateGlyph::Failed ? 2 : 3;
    const auto age = static_cast<std::uint64_t>((TimePoint::max() - task.created_at).count());
    return { group << 62 | age >> 2, {} };
}

std::shared_ptr<const model::ContainerInstance> instance_of(const Task& task, const Context& context)
{
    return context.state.container_instances().find(task.container_instance);
}

bool is_running(const Task& task)
{
    return task.last_status == model::TaskStatus::Running;
}

// One of the two live columns: `value` reads the sample, `limit` what it is a share of.
Column<Task> use_column(const char* id, const QString& title, const LiveUse* use, float model::Sample::*value,
    std::vector<float> LiveUse::Recent::*history, std::int64_t model::Resources::*limit)
{
    const auto share = [use, value, limit](const Task& task, const Context&) {
        const auto* recent = use && is_running(task) ? use->find(task.id) : nullptr;
        const auto most = recent ? limits_of(*task.spec).*limit : 0;
        return most > 0 ? static_cast<double>(recent->last.*value) / static_cast<double>(most)
                        : std::numeric_limits<double>::quiet_NaN();
    };
    return { .info = { .id = QLatin1String(id),
                 .title = title,
                 .style = CellStyle::Spark,
                 .type = ValueType::Percent,
                 .searchable = false,
                 .width = 108 },
        .text = [share](const Task& task, const Context& context) { return percent_text(share(task, context)); },
        .key = [share](const Task& task, const Context& context) { return number_key(share(task, context)); },
        .spark =
            [use, history](const Task& task, const Context&) {
                const auto* recent = use && is_running(task) ? use->find(task.id) : nullptr;
                return recent ? recent->*history : std::vector<float>();
            } };
}

Column<Task> text_column(ColumnInfo info, std::function<QString(const Task&, const Context&)> text)
{
    return { .info = std::move(info), .text = std::move(text) };
}

Column<Task> time_column(const char* id, const QString& title, TimePoint Task::*at, bool visible)
{
    ColumnInfo info = age_column(QLatin1String(id), title);
    info.visible = visible;
    info.width = 64;
    return { .info = std::move(info),
        .text = [at](const Task& task, const Context& context) { return age_text(task.*at, context.now); },
        .key = [at](const Task& task, const Context&) { return time_key(task.*at); },
        .tool_tip = [at](const Task& task,
                        const Context&) { return task.*at == kNever ? QString() : local_date_time(task.*at); } };
}

Duration ran_for(const Task& task, TimePoint now)
{
    if (task.started_at == kNever)
        return {};
    return (task.last_status >= model::TaskStatus::Stopped ? task.stopped_at : now) - task.started_at;
}

QString ran_text(const Task& task, TimePoint now)
{
    return task.started_at == kNever ? dash() : duration_text(ran_for(task, now));
}

// "137", or "web 137, log 0" where there are several.
QString exit_codes(const Task& task)
{
    QStringList codes;
    for (std::size_t i = 0; i < task.containers.size(); ++i) {
        if (!task.containers[i].exit_code)
            continue;
        const QString code = QString::number(*task.containers[i].exit_code);
        codes << (task.containers.size() == 1 ? code : container_name(task, i) + u' ' + code);
    }
    return codes.isEmpty() ? dash() : codes.join(QStringLiteral(", "));
}

} // namespace

std::vector<Column<Task>> task_columns(const LiveUse* use)
{
    std::vector<Column<Task>> columns;
    columns.push_back({ .info = { .id = "status",
                            .title = QObject::tr("Status"),
                            .style = CellStyle::State,
                            .width = 104,
                            .values = { "running", "pending", "provisioning", "stopping", "stopped", "failed" } },
        .key = [](const Task& task, const Context&) { return status_key(task); },
        .state = [](const Task& task, const Context&) { return state_of(task); } });
    columns.push_back(text_column({ .id = "task", .title = QObject::tr("Task"), .style = CellStyle::Mono, .width = 76 },
        [](const Task& task, const Context&) { return short_id(from_utf8(task.id.hex())); }));
    columns.push_back(text_column(
        { .id = "definition", .title = QObject::tr("Task definition"), .style = CellStyle::Name, .width = 112 },
        [](const Task& task, const Context&) {
            const auto& key = task.spec->definition_key;
            return from_utf8(key.family) + QLatin1Char(':') + QString::number(key.revision);
        }));
    columns.push_back(text_column({ .id = "service", .title = QObject::tr("Service"), .visible = false, .width = 96 },
        [](const Task& task, const Context&) {
            return task.spec->service.empty() ? dash() : from_utf8(task.spec->service);
        }));
    columns.push_back(text_column({ .id = "protected",
                                      .title = QObject::tr("Protected"),
                                      .visible = false,
                                      .width = 96,
                                      .hint = QObject::tr("From scale-in and deployments, for so long") },
        [](const Task& task, const Context& context) {
            return task.protected_until > context.now ? duration_text(task.protected_until - context.now) : dash();
        }));
    columns.push_back(text_column({ .id = "group", .title = QObject::tr("Group"), .visible = false, .width = 120 },
        [](const Task& task, const Context&) { return from_utf8(task.spec->group); }));
    columns.push_back(text_column({ .id = "instance", .title = QObject::tr("Instance"), .width = 84 },
        [](const Task& task, const Context& context) {
            const auto instance = instance_of(task, context);
            return instance ? from_utf8(instance->name) : dash();
        }));
    columns.push_back(text_column({ .id = "az", .title = QObject::tr("Zone"), .style = CellStyle::Muted, .width = 72 },
        [](const Task& task, const Context& context) {
            const auto instance = instance_of(task, context);
            return instance ? from_utf8(instance->availability_zone) : dash();
        }));
    columns.push_back({ .info
        = { .id = "health", .title = QObject::tr("Health"), .style = CellStyle::State, .visible = false, .width = 96 },
        .state = [](const Task& task, const Context&) { return state_of(task.health); } });
    columns.push_back(use_column(
        "cpu", QObject::tr("CPU of limit"), use, &model::Sample::cpu, &LiveUse::Recent::cpu, &model::Resources::cpu));
    columns.push_back(use_column("mem", QObject::tr("Memory of limit"), use, &model::Sample::memory,
        &LiveUse::Recent::memory, &model::Resources::memory));
    columns.push_back(time_column("age", QObject::tr("Created"), &Task::created_at, true));
    columns.push_back(time_column("started", QObject::tr("Started"), &Task::started_at, false));
    columns.push_back(time_column("stopped", QObject::tr("Stopped"), &Task::stopped_at, false));
    columns.push_back(
        { .info = { .id = "ran", .title = QObject::tr("Ran for"), .visible = false, .searchable = false, .width = 108 },
            .text = [](const Task& task, const Context& context) { return ran_text(task, context.now); },
            .key =
                [](const Task& task, const Context& context) {
                    return number_key(static_cast<double>(ran_for(task, context.now).count()));
                } });
    columns.push_back(text_column({ .id = "exit",
                                      .title = QObject::tr("Exit codes"),
                                      .visible = false,
                                      .width = 96,
                                      .hint = QObject::tr("Of its containers, as far as they ended") },
        [](const Task& task, const Context&) { return exit_codes(task); }));
    columns.push_back(
        text_column({ .id = "why", .title = QObject::tr("Why it stopped"), .visible = false, .width = 240 },
            [](const Task& task, const Context&) { return stop_words(task).cause; }));
    columns.push_back(text_column({ .id = "reason", .title = QObject::tr("Stop reason"), .stretch = true, .width = 88 },
        [](const Task& task, const Context&) { return from_utf8(task.stopped_reason); }));
    return columns;
}

} // namespace quayside::ui
