#include "ui/look/chip.h"
#include "ui/look/text.h"
#include "ui/pages/object_actions.h"
#include "ui/pages/record_pages.h"
#include "ui/pages/service_state.h"

#include <set>

namespace quayside::ui {

DeploymentsPage::DeploymentsPage(Session& session, ObjectActions& actions, QWidget* parent)
    : RecordPage(PageKind::Deployments, "deployments", deployment_columns(), session, actions, parent)
    , active_chip_(add_quick_filter(tr("In progress"), QStringLiteral("state:\"in progress\",pending,awaits")))
    , failed_chip_(add_quick_filter(tr("Failed"), QStringLiteral("state:failed")))
    , rolled_back_chip_(add_quick_filter(tr("Rolled back"), QStringLiteral("state:\"rolled back\"")))
{
    use(&rows(), "started", Qt::DescendingOrder);
}

void DeploymentsPage::cluster_changed()
{
    rows().set_scope([cluster = cluster()](const model::Deployment& d) { return d.cluster == cluster; });
    RecordPage::cluster_changed();
}

void DeploymentsPage::count()
{
    int active = 0;
    int failed = 0;
    int rolled_back = 0;
    for (const auto& name : session().state().services_in(cluster()))
        for (const auto& [row, number] : session().state().deployments_of({ cluster(), name })) {
            const auto deployment = session().state().deployments().find(number);
            if (!deployment)
                continue;
            active += is_over(*deployment) ? 0 : 1;
            failed += state_of(session().state(), *deployment).word == QObject::tr("Failed") ? 1 : 0;
            rolled_back
                += deployment->service_deployment_status == model::ServiceDeploymentStatus::RollbackSuccessful ? 1 : 0;
        }
    active_chip_->set_count(active);
    failed_chip_->set_count(failed);
    rolled_back_chip_->set_count(rolled_back);
}

void DeploymentsPage::refreshed(const model::ChangeSet* changes)
{
    if (!changes || changes->full)
        return count();
    std::set<std::uint64_t> touched;
    for (const auto& change : changes->of<model::Task>())
        if (const auto& spec = *change.any().spec; spec.deployment != 0)
            touched.insert(spec.deployment);
    rows().touch({ touched.begin(), touched.end() });
    if (!changes->of<model::Deployment>().empty())
        count();
}

TablePage::Emptiness DeploymentsPage::emptiness() const
{
    return { tr("No service of %1 has been deployed yet.").arg(from_utf8(cluster())),
        actions().action(ObjectActions::Id::CreateService) };
}

CapacityProvidersPage::CapacityProvidersPage(Session& session, ObjectActions& actions, QWidget* parent)
    : RecordPage(
        PageKind::CapacityProviders, "capacity-providers", capacity_provider_columns(), session, actions, parent)
{
    use(&rows(), "name", Qt::AscendingOrder);
}

void CapacityProvidersPage::refreshed(const model::ChangeSet* changes)
{
    if (changes && !changes->full
        && (!changes->of<model::ContainerInstance>().empty() || !changes->of<model::Task>().empty()))
        rows().touch_all();
}

TablePage::Emptiness CapacityProvidersPage::emptiness() const
{
    return { tr("There is no capacity provider: container instances come and go by hand."), nullptr };
}

} // namespace quayside::ui
