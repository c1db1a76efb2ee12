#include "ui/look/text.h"
#include "ui/pages/columns_of.h"
#include "ui/pages/figures.h"

#include <QObject>

namespace quayside::ui {

namespace {

using model::Cluster;

Column<Cluster> count_column(
    const char* id, const QString& title, std::function<std::int64_t(const Cluster&, const Context&)> count)
{
    return { .info = { .id = QLatin1String(id),
                 .title = title,
                 .style = CellStyle::Number,
                 .type = ValueType::Number,
                 .width = 76 },
        .text = [count](const Cluster& c, const Context& context) { return QString::number(count(c, context)); },
        .key = [count](const Cluster& c,
                   const Context& context) { return number_key(static_cast<double>(count(c, context))); } };
}

Column<Cluster> capacity_column(const char* id, const QString& title, Capacity (ClusterFigures::*of)() const)
{
    const auto capacity
        = [of](const Cluster& c, const Context& context) { return (figures_of(context.state, c.name, nullptr).*of)(); };
    return { .info = { .id = QLatin1String(id),
                 .title = title,
                 .style = CellStyle::Capacity,
                 .type = ValueType::Percent,
                 .searchable = false,
                 .width = 144 },
        .text = [capacity](const Cluster& c, const Context& x) { return percent_text(capacity(c, x).reserved); },
        .key = [capacity](const Cluster& c, const Context& x) { return number_key(capacity(c, x).reserved); },
        .capacity = capacity };
}

} // namespace

std::vector<Column<Cluster>> cluster_columns()
{
    std::vector<Column<Cluster>> columns;
    columns.push_back(
        { .info = { .id = "status", .title = QObject::tr("Status"), .style = CellStyle::State, .width = 96 },
            .state = [](const Cluster& c, const Context&) { return state_of(c); } });
    columns.push_back({ .info
        = { .id = "name", .title = QObject::tr("Name"), .style = CellStyle::Name, .stretch = true, .width = 120 },
        .text = [](const Cluster& c, const Context&) { return from_utf8(c.name); } });
    columns.push_back(count_column("running", QObject::tr("Running"),
        [](const Cluster& c, const Context& x) { return x.state.counts_in(c.name).running; }));
    auto pending = count_column("pending", QObject::tr("Pending"),
        [](const Cluster& c, const Context& x) { return x.state.counts_in(c.name).pending; });
    pending.tone = [](const Cluster& c, const Context& x) {
        return x.state.counts_in(c.name).pending > 0 ? Role::Pending : Role::Muted;
    };
    columns.push_back(std::move(pending));
    columns.push_back(count_column("instances", QObject::tr("Instances"), [](const Cluster& c, const Context& x) {
        return static_cast<std::int64_t>(x.state.instances_in(c.name).size());
    }));
    columns.push_back(capacity_column("cpu", QObject::tr("CPU reserved"), &ClusterFigures::cpu));
    columns.push_back(capacity_column("memory", QObject::tr("Memory reserved"), &ClusterFigures::memory));
    columns.push_back({ .info = age_column("age", QObject::tr("Age")),
        .text = [](const Cluster& c, const Context& x) { return age_text(c.created_at, x.now); },
        .key = [](const Cluster& c, const Context&) { return time_key(c.created_at); } });
    return columns;
}

} // namespace quayside::ui
