#include "ui/look/chip.h"
#include "ui/look/text.h"
#include "ui/pages/object_actions.h"
#include "ui/pages/record_pages.h"
#include "ui/pages/service_state.h"
#include "ui/pages/service_use.h"

#include <set>

namespace quayside::ui {

ServicesPage::ServicesPage(Session& session, ObjectActions& actions, QWidget* parent)
    : ServicesPage(session, actions, parent, new ServiceUse(session))
{
}

ServicesPage::ServicesPage(Session& session, ObjectActions& actions, QWidget* parent, ServiceUse* use_of_services)
    : RecordPage(PageKind::Services, "services", service_columns(use_of_services), session, actions, parent)
    , use_(use_of_services)
    , unsteady_chip_(add_quick_filter(tr("Unsteady"), QStringLiteral("health:unsteady,failed")))
    , deploying_chip_(add_quick_filter(tr("Deploying"), QStringLiteral("health:deploying")))
    , zero_chip_(add_quick_filter(tr("Scaled to 0"), QStringLiteral("health:\"scaled to 0\"")))
{
    use_->setParent(this);
    connect(
        use_, &ServiceUse::changed, this, [this](const std::vector<model::Service::Key>& keys) { rows().touch(keys); });
    rows().set_muted([&session](const model::Service& service) {
        return service.desired_count == 0 && session.state().counts_of(service.key()).tasks == 0;
    });
    use(&rows(), "health", Qt::AscendingOrder);
    again_.setInterval(std::chrono::seconds(5));
    connect(&again_, &QTimer::timeout, this, [this] { rows().touch_all(); });
}

void ServicesPage::cluster_changed()
{
    rows().set_scope([cluster = cluster()](const model::Service& service) {
        return service.cluster == cluster && service.status != model::ServiceStatus::Inactive;
    });
    RecordPage::cluster_changed();
}

void ServicesPage::count()
{
    int unsteady = 0;
    int deploying = 0;
    int zero = 0;
    for (const auto& name : session().state().services_in(cluster())) {
        const auto service = session().state().services().find({ cluster(), name });
        if (!service || service->status == model::ServiceStatus::Inactive)
            continue;
        const auto glyph = state_of(session().state(), *service).glyph;
        unsteady += glyph == StateGlyph::Warning || glyph == StateGlyph::Failed ? 1 : 0;
        deploying += glyph == StateGlyph::Pending ? 1 : 0;
        zero += glyph == StateGlyph::Stopped ? 1 : 0;
    }
    unsteady_chip_->set_count(unsteady);
    deploying_chip_->set_count(deploying);
    zero_chip_->set_count(zero);
}

// Tasks, deployments and events are joined into the rows of their services.
void ServicesPage::refreshed(const model::ChangeSet* changes)
{
    if (!changes || changes->full)
        return count();
    std::set<model::Service::Key> touched;
    for (const auto& change : changes->of<model::Task>())
        if (const auto& spec = *change.any().spec; !spec.service.empty())
            touched.insert({ spec.cluster, spec.service });
    for (const auto& change : changes->of<model::Deployment>())
        touched.insert({ change.any().cluster, change.any().service });
    for (const auto& change : changes->of<model::Event>())
        if (change.any().kind == model::EventKind::Service)
            touched.insert({ change.any().cluster, change.any().object });
    if (touched.empty() && changes->of<model::Service>().empty())
        return;
    rows().touch({ touched.begin(), touched.end() });
    count();
}

TablePage::Emptiness ServicesPage::emptiness() const
{
    const auto& state = session().state();
    const QString name = from_utf8(cluster());
    if (state.task_definitions().empty())
        return { tr("A service keeps tasks of a task definition running, and none is registered yet."),
            actions().action(ObjectActions::Id::RegisterTaskDefinition) };
    if (state.instances_in(cluster()).empty())
        return { tr("%1 has no service, and no container instance on which one could run.").arg(name),
            actions().action(ObjectActions::Id::AddEngine) };
    return {
        tr("%1 has no service. A service keeps as many tasks running as you ask for, and replaces them.").arg(name),
        actions().action(ObjectActions::Id::CreateService)
    };
}

void ServicesPage::looked_at(int first, int last)
{
    std::vector<model::Service::Key> seen;
    for (int row = first; row <= last; ++row)
        if (const auto service = rows().value(row))
            seen.push_back(service->key());
    use_->want(seen);
    if (last < first)
        again_.stop();
    else if (!again_.isActive())
        again_.start();
}

} // namespace quayside::ui
