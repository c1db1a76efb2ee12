#include "ui/look/chip.h"
#include "ui/look/text.h"
#include "ui/pages/object_actions.h"
#include "ui/pages/record_pages.h"

#include <set>

namespace quayside::ui {

InstancesPage::InstancesPage(Session& session, ObjectActions& actions, QWidget* parent)
    : InstancesPage(session, actions, parent, new LiveUse(session, LiveUse::Subject::Instance))
{
}

InstancesPage::InstancesPage(Session& session, ObjectActions& actions, QWidget* parent, LiveUse* use_of_instances)
    : RecordPage(
        PageKind::Instances, "instances", container_instance_columns(use_of_instances), session, actions, parent)
    , use_(use_of_instances)
    , active_chip_(add_quick_filter(tr("Active"), QStringLiteral("status:active")))
    , draining_chip_(add_quick_filter(tr("Draining"), QStringLiteral("status:draining")))
    , lost_chip_(add_quick_filter(tr("Agent lost"), QStringLiteral("status:\"agent lost\"")))
{
    use_->setParent(this);
    connect(use_, &LiveUse::changed, this, [this](const std::vector<Id>& ids) { rows().touch(ids); });
    rows().set_muted(
        [](const model::ContainerInstance& i) { return i.status == model::ContainerInstanceStatus::Inactive; });
    use(&rows(), "name", Qt::AscendingOrder);
}

void InstancesPage::cluster_changed()
{
    rows().set_scope(
        [cluster = cluster()](const model::ContainerInstance& instance) { return instance.cluster == cluster; });
    RecordPage::cluster_changed();
}

void InstancesPage::count()
{
    int active = 0;
    int draining = 0;
    int lost = 0;
    for (const Id& id : session().state().instances_in(cluster())) {
        const auto instance = session().state().container_instances().find(id);
        lost += instance->agent_connected ? 0 : 1;
        draining += instance->status == model::ContainerInstanceStatus::Draining ? 1 : 0;
        active += instance->agent_connected && instance->status == model::ContainerInstanceStatus::Active ? 1 : 0;
    }
    active_chip_->set_count(active);
    draining_chip_->set_count(draining);
    lost_chip_->set_count(lost);
}

void InstancesPage::refreshed(const model::ChangeSet* changes)
{
    if (!changes || changes->full || !changes->of<model::ContainerInstance>().empty())
        count();
    if (!changes || changes->full)
        return;
    std::set<Id> touched;
    for (const auto& change : changes->of<model::Task>()) {
        if (change.before)
            touched.insert(change.before->container_instance);
        if (change.after)
            touched.insert(change.after->container_instance);
    }
    rows().touch({ touched.begin(), touched.end() });
}

TablePage::Emptiness InstancesPage::emptiness() const
{
    return { tr("%1 has no container instance. Add an engine: each becomes one or several.").arg(from_utf8(cluster())),
        actions().action(ObjectActions::Id::AddEngine) };
}

void InstancesPage::looked_at(int first, int last)
{
    std::vector<Id> seen;
    for (int row = first; row <= last; ++row)
        if (const auto instance = rows().value(row))
            seen.push_back(instance->id);
    use_->want(seen);
}

} // namespace quayside::ui
