#include "ui/pages/record_pages.h"

#include "ui/look/chip.h"
#include "ui/look/text.h"
#include "ui/pages/object_actions.h"

namespace quayside::ui {

ClustersPage::ClustersPage(Session& session, ObjectActions& actions, QWidget* parent)
    : RecordPage(PageKind::Clusters, "clusters", cluster_columns(), session, actions, parent)
{
    rows().set_muted([](const model::Cluster& c) { return c.status == model::ClusterStatus::Inactive; });
    use(&rows(), "name", Qt::AscendingOrder);
}

TablePage::Emptiness ClustersPage::emptiness() const
{
    return { tr("There is no cluster yet."), actions().action(ObjectActions::Id::CreateCluster) };
}

void ClustersPage::refreshed(const model::ChangeSet* changes)
{
    if (!changes || changes->full)
        return;
    if (!changes->of<model::Task>().empty() || !changes->of<model::ContainerInstance>().empty())
        rows().touch_all();
}

EnginesPage::EnginesPage(Session& session, ObjectActions& actions, QWidget* parent)
    : RecordPage(PageKind::Engines, "engines", engine_columns(), session, actions, parent)
{
    use(&rows(), "name", Qt::AscendingOrder);
    add_quick_filter(tr("Connected"), QStringLiteral("status:connected"));
    add_quick_filter(tr("Not connected"), QStringLiteral("status:\"not connected\""));
}

TablePage::Emptiness EnginesPage::emptiness() const
{
    return { tr("No engine has been added: nothing can run a container."),
        actions().action(ObjectActions::Id::AddEngine) };
}

void EnginesPage::refreshed(const model::ChangeSet* changes)
{
    if (changes && !changes->full && !changes->of<model::ContainerInstance>().empty())
        rows().touch_all();
}

EventsPage::EventsPage(Session& session, ObjectActions& actions, QWidget* parent)
    : RecordPage(PageKind::Events, "events", event_columns(), session, actions, parent)
{
    use(&rows(), "time", Qt::DescendingOrder);
    add_quick_filter(tr("Warnings"), QStringLiteral("severity:warn,error"));
    add_quick_filter(tr("Placement"), QStringLiteral("kind:placement"));
}

void EventsPage::cluster_changed()
{
    rows().set_scope(
        [cluster = cluster()](const model::Event& event) { return event.cluster.empty() || event.cluster == cluster; });
    RecordPage::cluster_changed();
}

TablePage::Emptiness EventsPage::emptiness() const
{
    return { tr("Nothing has happened in %1 yet.").arg(from_utf8(cluster())), nullptr };
}

} // namespace quayside::ui
