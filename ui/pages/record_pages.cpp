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

} // namespace quayside::ui
