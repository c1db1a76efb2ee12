#include "ui/pages/records_tab.h"

#include "ui/pages/columns_of.h"
#include "ui/session/session.h"
#include "ui/tables/row_model_of.h"
#include "ui/tables/table_view.h"

#include <QVBoxLayout>

#include <nlohmann/json.hpp>

#include <algorithm>

namespace quayside::ui {

namespace {

// The columns with these ids, in their order.
template <class T>
std::vector<Column<T>> only(std::vector<Column<T>> columns, const QStringList& ids)
{
    std::erase_if(columns, [&ids](const Column<T>& column) { return !ids.contains(column.info.id); });
    return columns;
}

class EventsTab : public RecordsTab {
public:
    EventsTab(Session& session, QWidget* parent)
        : RecordsTab(parent)
        , session_(session)
        , rows_(only(event_columns(), { "time", "severity", "message" }), session.state(), this)
    {
        auto* table = add_table("details-events", RecordsTab::tr("Events of what is selected"));
        rows_.sort(0, Qt::DescendingOrder);
        table->set_rows(&rows_);
        table->set_empty(icon(Glyph::Event, Role::Muted), RecordsTab::tr("No event is known of it."));
    }

    void set_object(const ObjectRef& ref) override
    {
        const auto& state = session_.state();
        const auto name = event_object(state, ref);
        // Only services may have the same name in several clusters.
        const auto service = find_service(state, ref);
        rows_.set_scope([name, cluster = service ? service->cluster : std::string()](const model::Event& event) {
            return !name.empty() && event.object == name && (cluster.empty() || event.cluster == cluster);
        });
        rows_.set_rows(state.events().all());
    }

    void take(const model::ChangeSet& changes) override { rows_.apply(changes.of<model::Event>(), changes.full); }

private:
    Session& session_;
    RowModelOf<model::Event> rows_;
};

class TasksTab : public RecordsTab {
public:
    TasksTab(Session& session, QWidget* parent)
        : RecordsTab(parent)
        , session_(session)
        , rows_(only(task_columns(nullptr), { "status", "task", "definition", "age" }), session.state(), this)
    {
        auto* table = add_table("details-tasks", RecordsTab::tr("Tasks of what is selected"));
        rows_.sort(0);
        table->set_rows(&rows_);
        table_ = table;
        connect(table, &TableView::opened, this, [this](int row) {
            if (const auto task = rows_.value(row))
                emit opened(ObjectRef::to(*task));
        });
    }

    void set_object(const ObjectRef& ref) override
    {
        const auto& state = session_.state();
        std::vector<model::TaskPtr> tasks;
        if (const auto service = find_service(state, ref)) {
            table_->set_empty(icon(Glyph::Task, Role::Muted), RecordsTab::tr("The service has no task."));
            rows_.set_scope([key = service->key()](const model::Task& task) {
                return task.spec->service == key.name && task.spec->cluster == key.cluster;
            });
            for (const auto& id : state.open_tasks_of(service->key()))
                tasks.push_back(state.tasks().find(id));
        } else {
            table_->set_empty(icon(Glyph::Task, Role::Muted), RecordsTab::tr("No task has been placed here."));
            rows_.set_scope([id = ref.id](const model::Task& task) { return task.container_instance == id; });
            for (const auto& id : state.tasks_on(ref.id))
                tasks.push_back(state.tasks().find(id));
        }
        rows_.set_rows(std::move(tasks));
    }

    void take(const model::ChangeSet& changes) override { rows_.apply(changes.of<model::Task>(), changes.full); }

private:
    Session& session_;
    RowModelOf<model::Task> rows_;
    TableView* table_ = nullptr;
};

class DeploymentsTab : public RecordsTab {
public:
    DeploymentsTab(Session& session, QWidget* parent)
        : RecordsTab(parent)
        , session_(session)
        , rows_(only(deployment_columns(), { "state", "revision", "failures", "started" }), session.state(), this)
    {
        auto* table = add_table("details-deployments", RecordsTab::tr("Deployments of this service"));
        rows_.sort(rows_.column_of(QStringLiteral("started")), Qt::DescendingOrder);
        table->set_rows(&rows_);
        table->set_empty(icon(Glyph::Deployment, Role::Muted), RecordsTab::tr("It has not been deployed yet."));
        connect(table, &TableView::opened, this, [this](int row) {
            if (const auto deployment = rows_.value(row))
                emit opened(ObjectRef::to(*deployment));
        });
    }

    void set_object(const ObjectRef& ref) override
    {
        const auto& state = session_.state();
        std::vector<model::DeploymentPtr> deployments;
        const auto service = find_service(state, ref);
        rows_.set_scope([key = service ? service->key() : model::Service::Key{}](const model::Deployment& deployment) {
            return deployment.service == key.name && deployment.cluster == key.cluster;
        });
        if (service)
            for (const auto& [row, number] : state.deployments_of(service->key()))
                deployments.push_back(state.deployments().find(number));
        rows_.set_rows(std::move(deployments));
    }

    void take(const model::ChangeSet& changes) override { rows_.apply(changes.of<model::Deployment>(), changes.full); }

private:
    Session& session_;
    RowModelOf<model::Deployment> rows_;
};

} // namespace

RecordsTab::RecordsTab(QWidget* parent)
    : QWidget(parent)
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
}

TableView* RecordsTab::add_table(const QString& view_id, const QString& name)
{
    auto* table = new TableView(view_id, name, this);
    layout()->addWidget(table);
    setFocusProxy(table);
    return table;
}

RecordsTab* make_events_tab(Session& session, QWidget* parent)
{
    return new EventsTab(session, parent);
}

RecordsTab* make_tasks_tab(Session& session, QWidget* parent)
{
    return new TasksTab(session, parent);
}

RecordsTab* make_deployments_tab(Session& session, QWidget* parent)
{
    return new DeploymentsTab(session, parent);
}

} // namespace quayside::ui
