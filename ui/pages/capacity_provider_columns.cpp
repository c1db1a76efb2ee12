#include "ui/look/text.h"
#include "ui/pages/columns_of.h"
#include "ui/pages/service_state.h"

#include <QObject>

#include <limits>

namespace quayside::ui {

namespace {

using model::CapacityProvider;

struct Pool {
    std::int64_t instances = 0;
    std::int64_t busy = 0; // with at least one task
    std::int64_t cpu = 0;
    std::int64_t cpu_reserved = 0;
    std::int64_t memory = 0;
    std::int64_t memory_reserved = 0;
};

Pool pool_of(const CapacityProvider& provider, const model::State& state)
{
    Pool pool;
    for (const auto& [id, instance] : state.container_instances()) {
        if (instance->capacity_provider != provider.name
            || instance->status == model::ContainerInstanceStatus::Inactive)
            continue;
        const auto& usage = state.usage_of(id);
        ++pool.instances;
        pool.busy += usage.tasks > 0 ? 1 : 0;
        pool.cpu += instance->registered.cpu;
        pool.cpu_reserved += usage.cpu;
        pool.memory += instance->registered.memory;
        pool.memory_reserved += usage.memory;
    }
    return pool;
}

Column<CapacityProvider> share_column(
    const char* id, const QString& title, std::int64_t Pool::*reserved, std::int64_t Pool::*all)
{
    const auto share = [reserved, all](const CapacityProvider& provider, const Context& context) {
        const Pool pool = pool_of(provider, context.state);
        constexpr double unknown = std::numeric_limits<double>::quiet_NaN();
        return Capacity{ unknown,
            pool.*all > 0 ? static_cast<double>(pool.*reserved) / static_cast<double>(pool.*all) : unknown };
    };
    return { .info = { .id = QLatin1String(id),
                 .title = title,
                 .style = CellStyle::Capacity,
                 .type = ValueType::Percent,
                 .searchable = false,
                 .width = 144,
                 .hint = QObject::tr("Reserved by tasks, as a share of what its container instances have") },
        .text = [share](const CapacityProvider& p, const Context& x) { return percent_text(share(p, x).reserved); },
        .key = [share](const CapacityProvider& p, const Context& x) { return number_key(share(p, x).reserved); },
        .capacity = share };
}

Column<CapacityProvider> text_column(ColumnInfo info, QString (*text)(const CapacityProvider&, const Context&))
{
    return { .info = std::move(info), .text = text };
}

QString size_text(const CapacityProvider& provider, const Context& context)
{
    const Pool pool = pool_of(provider, context.state);
    return QObject::tr("%1, from %2 to %3").arg(pool.instances).arg(provider.minimum_size).arg(provider.maximum_size);
}

} // namespace

std::vector<Column<CapacityProvider>> capacity_provider_columns()
{
    std::vector<Column<CapacityProvider>> columns;
    columns.push_back(
        { .info = { .id = "status", .title = QObject::tr("Status"), .style = CellStyle::State, .width = 116 },
            .state = [](const CapacityProvider& p, const Context&) { return state_of(p); } });
    columns.push_back(text_column(
        { .id = "name", .title = QObject::tr("Name"), .style = CellStyle::Name, .stretch = true, .width = 128 },
        [](const CapacityProvider& p, const Context&) { return from_utf8(p.name); }));
    columns.push_back(text_column({ .id = "instances", .title = QObject::tr("Instances"), .width = 112 }, &size_text));
    columns.push_back(share_column("cpu", QObject::tr("CPU"), &Pool::cpu_reserved, &Pool::cpu));
    columns.push_back(share_column("mem", QObject::tr("Memory"), &Pool::memory_reserved, &Pool::memory));
    columns.push_back(text_column({ .id = "scaling", .title = QObject::tr("Managed scaling"), .width = 124 },
        [](const CapacityProvider& p, const Context&) {
            return p.managed_scaling ? QObject::tr("target %1 %").arg(p.target_capacity) : QObject::tr("off");
        }));
    columns.push_back(
        text_column({ .id = "protection", .title = QObject::tr("Scale-in"), .visible = false, .width = 104 },
            [](const CapacityProvider& p, const Context&) {
                return p.managed_termination_protection ? QObject::tr("protected") : QObject::tr("allowed");
            }));
    columns.push_back({ .info = age_column("age", QObject::tr("Age")),
        .text = [](const CapacityProvider& p, const Context& x) { return age_text(p.created_at, x.now); },
        .key = [](const CapacityProvider& p, const Context&) { return time_key(p.created_at); } });
    return columns;
}

} // namespace quayside::ui
