#include "ui/pages/service_facts.h"

#include "ui/look/text.h"
#include "ui/pages/service_state.h"

#include <nlohmann/json.hpp>

#include <QObject>

namespace quayside::ui {

namespace {

using Facts = std::vector<Fact>;

Fact when(const QString& label, TimePoint at, TimePoint now)
{
    return { .label = label, .value = QObject::tr("%1 ago, %2").arg(age_text(at, now), local_date_time(at)) };
}

Fact definition_link(const model::ServiceRevision& revision)
{
    const std::string name = revision.definition_key.family + ":" + std::to_string(revision.definition_key.revision);
    return { .label = QObject::tr("Task definition"),
        .value = from_utf8(name),
        .link = { ObjectRef::Kind::TaskDefinition, name, {} } };
}

QString percents(const model::DeploymentConfiguration& configuration)
{
    return QObject::tr("%1 % / %2 %").arg(configuration.minimum_healthy_percent).arg(configuration.maximum_percent);
}

QString breaker_text(const model::Service& service, const model::DeploymentPtr& primary)
{
    const auto& configuration = service.deployment_configuration;
    if (!configuration.circuit_breaker)
        return QObject::tr("off");
    if (!primary)
        return QObject::tr("on");
    return QObject::tr("%1 of %2 failures").arg(primary->failed_tasks).arg(primary->circuit_breaker_threshold);
}

QString running_text(const model::State& state, const model::Service& service)
{
    const auto counts = state.counts_of(service.key());
    QString text = QObject::tr("%1 of %2 desired").arg(counts.running).arg(service.desired_count);
    if (counts.pending > 0)
        text += QObject::tr(", %1 pending").arg(counts.pending);
    return text;
}

FactSection deployments_section(const model::State& state, const model::Service& service)
{
    FactSection section{ .title = QObject::tr("Deployments") };
    for (const auto number : service.deployments)
        if (const auto deployment = state.deployments().find(number)) {
            const auto counts = state.counts_of(number);
            section.facts.push_back({ .label = sentence_case(from_utf8(to_string(deployment->status))),
                .value = QObject::tr("%1: %2 running, %3 pending")
                             .arg(rollout_title(state, *deployment))
                             .arg(counts.running)
                             .arg(counts.pending),
                .link = ObjectRef::to(*deployment) });
        }
    return section;
}

FactSection trouble_section(const model::State& state, const model::Service& service)
{
    FactSection section;
    const auto failure = placement_failure_of(state, service);
    if (!failure)
        return section;
    section.title = QObject::tr("Why it waits");
    section.facts.push_back({ .label = QObject::tr("Message"), .value = from_utf8(failure->message), .wraps = true });
    ObjectRef explain = ObjectRef::to(service);
    explain.explain = true;
    section.facts.push_back(
        { .label = QObject::tr("Evidence"), .value = QObject::tr("Explain placement"), .link = explain });
    return section;
}

FactSection placement_section(const model::Service& service)
{
    FactSection section{ .title = QObject::tr("Placement") };
    section.facts.push_back({ .label = QObject::tr("Strategy"), .value = strategy_text(service), .wraps = true });
    if (const QString constraints = constraints_text(service); !constraints.isEmpty())
        section.facts.push_back(
            { .label = QObject::tr("Constraints"), .value = constraints, .mono = true, .wraps = true });
    if (service.zone_rebalancing)
        section.facts.push_back({ .label = QObject::tr("Rebalancing"), .value = QObject::tr("between zones") });
    return section;
}

FactSection tags_section(const model::Tags& tags)
{
    FactSection section{ .title = QObject::tr("Tags") };
    for (const auto& tag : tags)
        section.facts.push_back({ .label = from_utf8(tag.key), .value = from_utf8(tag.value) });
    return section;
}

void keep_full(std::vector<FactSection>& sections)
{
    std::erase_if(sections, [](const FactSection& section) { return section.facts.empty(); });
}

} // namespace

std::vector<FactSection> service_facts(const model::State& state, const model::Service& service, TimePoint now)
{
    const auto primary = primary_of(state, service);
    Facts facts;
    facts.push_back({ .label = QObject::tr("Health"), .value = {}, .state = state_of(state, service) });
    facts.push_back({ .label = QObject::tr("Running"), .value = running_text(state, service) });
    if (primary && primary->revision) {
        facts.push_back(definition_link(*primary->revision));
        facts.push_back({ .label = QObject::tr("Launch type"), .value = launch_text(*primary->revision) });
    }
    facts.push_back({ .label = QObject::tr("Min / max"), .value = percents(service.deployment_configuration) });
    facts.push_back({ .label = QObject::tr("Circuit breaker"), .value = breaker_text(service, primary) });
    if (service.controller != model::DeploymentController::Ecs)
        facts.push_back({ .label = QObject::tr("Controller"), .value = from_utf8(to_string(service.controller)) });
    facts.push_back({ .label = QObject::tr("Cluster"),
        .value = from_utf8(service.cluster),
        .link = { ObjectRef::Kind::Cluster, service.cluster, {} } });
    facts.push_back(when(QObject::tr("Created"), service.created_at, now));
    std::vector<FactSection> sections{ { .title = {}, .facts = std::move(facts) }, trouble_section(state, service),
        deployments_section(state, service), placement_section(service), tags_section(service.tags) };
    keep_full(sections);
    return sections;
}

std::vector<FactSection> deployment_facts(const model::State& state, const model::Deployment& deployment, TimePoint now)
{
    const auto counts = counts_of_rollout(state, deployment);
    Facts facts;
    facts.push_back({ .label = QObject::tr("State"), .value = {}, .state = state_of(state, deployment) });
    facts.push_back({ .label = QObject::tr("Service"),
        .value = from_utf8(deployment.service),
        .link = ObjectRef::to(model::Service::Key{ deployment.cluster, deployment.service }) });
    if (deployment.revision)
        facts.push_back(definition_link(*deployment.revision));
    facts.push_back(
        { .label = QObject::tr("Page"), .value = QObject::tr("Open the timeline"), .link = ObjectRef::to(deployment) });
    if (!is_over(deployment))
        facts.push_back({ .label = QObject::tr("Tasks"),
            .value
            = QObject::tr("%1 of %2 run, %3 starting").arg(counts.healthy).arg(counts.desired).arg(counts.pending) });
    facts.push_back({ .label = QObject::tr("Strategy"),
        .value = sentence_case(from_utf8(to_string(deployment.configuration.strategy))) });
    facts.push_back({ .label = QObject::tr("Min / max"), .value = percents(deployment.configuration) });
    const std::string& reason
        = deployment.status_reason.empty() ? deployment.rollout_state_reason : deployment.status_reason;
    if (!reason.empty())
        facts.push_back({ .label = QObject::tr("Reason"), .value = from_utf8(reason), .wraps = true });
    facts.push_back(when(QObject::tr("Started"), deployment.created_at, now));
    if (deployment.finished_at != kNever)
        facts.push_back(when(QObject::tr("Ended"), deployment.finished_at, now));
    facts.push_back(
        { .label = QObject::tr("Id"), .value = QStringLiteral("ecs-svc/%1").arg(deployment.number), .mono = true });
    return { { .title = {}, .facts = std::move(facts) } };
}

std::vector<FactSection> provider_facts(const model::CapacityProvider& provider, TimePoint now)
{
    Facts facts;
    facts.push_back({ .label = QObject::tr("Status"), .value = {}, .state = state_of(provider) });
    facts.push_back({ .label = QObject::tr("Size"),
        .value = QObject::tr("from %1 to %2 instances").arg(provider.minimum_size).arg(provider.maximum_size) });
    facts.push_back({ .label = QObject::tr("Managed scaling"),
        .value = provider.managed_scaling ? QObject::tr("on, to %1 % of capacity").arg(provider.target_capacity)
                                          : QObject::tr("off") });
    if (provider.managed_scaling)
        facts.push_back({ .label = QObject::tr("Step"),
            .value = QObject::tr("%1 to %2 instances at once")
                         .arg(provider.minimum_scaling_step_size)
                         .arg(provider.maximum_scaling_step_size) });
    facts.push_back({ .label = QObject::tr("Draining"),
        .value = provider.managed_draining ? QObject::tr("before an instance goes") : QObject::tr("off") });
    if (!provider.update_reason.empty())
        facts.push_back({ .label = QObject::tr("Reason"), .value = from_utf8(provider.update_reason), .wraps = true });
    facts.push_back(when(QObject::tr("Created"), provider.created_at, now));
    std::vector<FactSection> sections{ { .title = {}, .facts = std::move(facts) }, tags_section(provider.tags) };
    keep_full(sections);
    return sections;
}

} // namespace quayside::ui
