#include "ui/forms/attribute_calls.h"
#include "ui/look/text.h"
#include "ui/pages/columns_of.h"
#include "ui/pages/figures.h"
#include "ui/pages/instance_text.h"
#include "ui/pages/service_state.h"

#include <nlohmann/json.hpp>

#include <QObject>

namespace quayside::ui {

namespace {

using Instance = model::ContainerInstance;

Edit<Instance> status_edit()
{
    return { .operation = "UpdateContainerInstancesState",
        .input = [](const Instance& instance, const QString& typed) -> Result<Json> {
            const QString status = typed.toUpper();
            if (status != QLatin1String("ACTIVE") && status != QLatin1String("DRAINING"))
                return fail(Error::invalid_parameter(QObject::tr("Write Active or Draining.").toStdString()));
            return Json{ { "cluster", instance.cluster }, { "containerInstances", Json::array({ instance.id.hex() }) },
                { "status", status.toStdString() } };
        },
        .editor = Edit<Instance>::Editor::Choice,
        .choices = { QObject::tr("Active"), QObject::tr("Draining") },
        .allowed = [](const Instance& i) { return i.status != model::ContainerInstanceStatus::Inactive; } };
}

// Typed as it is shown: "tier=front, rack=2, spare".
Edit<Instance> attributes_edit()
{
    return { .calls = [](const Instance& instance, const QString& typed) -> Result<std::vector<EditCall>> {
                const auto wanted = attributes_from_text(typed);
                if (!wanted)
                    return fail(wanted.error());
                std::vector<EditCall> calls;
                for (auto& call : attribute_calls(instance, *wanted))
                    calls.push_back({ std::move(call.operation), std::move(call.input) });
                return calls;
            },
        .allowed = [](const Instance& i) { return i.status != model::ContainerInstanceStatus::Inactive; },
        .staged = true };
}

using CapacityOf = Capacity (*)(const model::State&, const Instance&, const LiveUse*);

Column<Instance> capacity_column(const char* id, const QString& title, const LiveUse* use, CapacityOf of)
{
    const auto capacity = [use, of](const Instance& i, const Context& context) { return of(context.state, i, use); };
    return { .info = { .id = QLatin1String(id),
                 .title = title,
                 .style = CellStyle::Capacity,
                 .type = ValueType::Percent,
                 .searchable = false,
                 .width = 124,
                 .hint = QObject::tr("Reserved by tasks (pale) and used (dark), as a share of what is registered") },
        .text = [capacity](const Instance& i, const Context& x) { return percent_text(capacity(i, x).reserved); },
        .key = [capacity](const Instance& i, const Context& x) { return number_key(capacity(i, x).reserved); },
        .tone = [capacity](const Instance& i,
                    const Context& x) { return capacity(i, x).is_tight() ? Role::Warning : Role::Text; },
        .capacity = capacity,
        .tool_tip =
            [capacity](const Instance& i, const Context& x) {
                const Capacity shares = capacity(i, x);
                return QObject::tr("%1 reserved, %2 used")
                    .arg(percent_text(shares.reserved), percent_text(shares.used));
            } };
}

} // namespace

std::vector<Column<Instance>> container_instance_columns(const LiveUse* use)
{
    std::vector<Column<Instance>> columns;
    columns.push_back({ .info = { .id = "status",
                            .title = QObject::tr("Status"),
                            .style = CellStyle::State,
                            .width = 100,
                            .hint = QObject::tr("F2 changes it between Active and Draining"),
                            .values = { "active", "draining", "inactive" } },
        .state = [](const Instance& i, const Context&) { return state_of(i); },
        .edit = status_edit() });
    columns.push_back({ .info = { .id = "name", .title = QObject::tr("Name"), .style = CellStyle::Name, .width = 84 },
        .text = [](const Instance& i, const Context&) { return from_utf8(i.name); } });
    columns.push_back({ .info = { .id = "az", .title = QObject::tr("Zone"), .style = CellStyle::Muted, .width = 72 },
        .text = [](const Instance& i, const Context&) { return from_utf8(i.availability_zone); } });
    columns.push_back({ .info = { .id = "tasks",
                            .title = QObject::tr("Tasks"),
                            .style = CellStyle::Number,
                            .type = ValueType::Number,
                            .width = 60 },
        .text = [](const Instance& i, const Context& x) { return QString::number(x.state.usage_of(i.id).tasks); },
        .key = [](const Instance& i, const Context& x) { return number_key(x.state.usage_of(i.id).tasks); } });
    columns.push_back(capacity_column("cpu", QObject::tr("CPU"), use, &cpu_of));
    columns.push_back(capacity_column("mem", QObject::tr("Memory"), use, &memory_of));
    columns.push_back({ .info = { .id = "ports",
                            .title = QObject::tr("Ports"),
                            .style = CellStyle::Number,
                            .type = ValueType::Number,
                            .width = 56,
                            .hint = QObject::tr("Static host ports that tasks have taken") },
        .text
        = [](const Instance& i, const Context& x) { return QString::number(x.state.usage_of(i.id).ports.size()); },
        .key
        = [](const Instance& i,
              const Context& x) { return number_key(static_cast<double>(x.state.usage_of(i.id).ports.size())); } });
    columns.push_back({ .info = { .id = "launch", .title = QObject::tr("Launch type"), .width = 92 },
        .text = [](const Instance& i, const Context&) { return launch_type_text(i.launch_type); } });
    columns.push_back(
        { .info = { .id = "provider", .title = QObject::tr("Capacity provider"), .visible = false, .width = 120 },
            .text = [](const Instance& i, const Context&) {
                return i.capacity_provider.empty() ? dash() : from_utf8(i.capacity_provider);
            } });
    columns.push_back({ .info = { .id = "engine", .title = QObject::tr("Engine"), .visible = false, .width = 104 },
        .text = [](const Instance& i, const Context& x) {
            const auto engine = x.state.engines().find(i.engine);
            return engine ? from_utf8(engine->name) : dash();
        } });
    columns.push_back({ .info = { .id = "attributes",
                            .title = QObject::tr("Attributes"),
                            .stretch = true,
                            .width = 88,
                            .hint = QObject::tr("F2 changes them: name=value, separated by commas") },
        .text = [](const Instance& i, const Context&) { return attributes_text(custom_attributes(i)); },
        .edit = attributes_edit() });
    columns.push_back({ .info = age_column("age", QObject::tr("Age")),
        .text = [](const Instance& i, const Context& x) { return age_text(i.registered_at, x.now); },
        .key = [](const Instance& i, const Context&) { return time_key(i.registered_at); } });
    columns.back().info.width = 52;
    return columns;
}

} // namespace quayside::ui
