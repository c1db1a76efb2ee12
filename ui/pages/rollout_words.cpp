#include "ui/look/text.h"
#include "ui/pages/percents.h"
#include "ui/pages/rollout_data.h"
#include "ui/pages/service_state.h"

#include <nlohmann/json.hpp>

#include <QObject>

#include <algorithm>
#include <map>

// What the page of a deployment says.
namespace quayside::ui {

namespace {

using model::Deployment;
using Stage = LaneSegment::Stage;

QString stage_word(Stage stage)
{
    switch (stage) {
    case Stage::Provisioning:
        return QObject::tr("waits for a place or its engine");
    case Stage::Pulling:
        return QObject::tr("pulls its images");
    case Stage::Starting:
        return QObject::tr("starts its containers");
    case Stage::Running:
        return QObject::tr("runs");
    case Stage::Draining:
        break;
    }
    return QObject::tr("drains");
}

// The task that has been starting for longest.
const TaskLane* slowest(const std::vector<TaskLane>& lanes)
{
    const TaskLane* found = nullptr;
    for (const auto& lane : lanes)
        if (lane.is_new && lane.state.glyph == StateGlyph::Pending && (!found || lane.created_at < found->created_at))
            found = &lane;
    return found;
}

// Flattened: containers by name, environment by variable.
void flatten(const Json& value, const QString& path, std::map<std::string, QString>& flat)
{
    if (value.is_object()) {
        for (const auto& [name, member] : value.items())
            flatten(member, path.isEmpty() ? from_utf8(name) : path + QStringLiteral(" · ") + from_utf8(name), flat);
        return;
    }
    if (!value.is_array()) {
        flat[path.toStdString()] = value.is_string()
            ? from_utf8(value.get<std::string>())
            : from_utf8(value.dump(-1, ' ', false, Json::error_handler_t::replace));
        return;
    }
    const bool named = !value.empty()
        && std::ranges::all_of(value, [](const Json& item) { return item.is_object() && item.contains("name"); });
    if (!named) {
        flat[path.toStdString()] = from_utf8(value.dump(-1, ' ', false, Json::error_handler_t::replace));
        return;
    }
    for (Json item : value) {
        QString name = item["name"].is_string() ? from_utf8(item["name"].get<std::string>()) : QString();
        item.erase("name");
        QString below = path;
        if (path == QLatin1String("containerDefinitions"))
            below = name;
        else
            below += QStringLiteral(" ") + name;
        if (item.size() == 1 && item.contains("value"))
            flatten(item["value"], below, flat);
        else
            flatten(item, below, flat);
    }
}

// Images of the same repository differ in their tag, and that alone is told.
void keep_tags(DefinitionChange& change)
{
    const auto colon = change.before.lastIndexOf(u':');
    if (colon < 0 || change.before.left(colon + 1) != change.after.left(colon + 1))
        return;
    change.before = change.before.mid(colon + 1);
    change.after = change.after.mid(colon + 1);
}

} // namespace

std::vector<WaitReason> wait_reasons(
    const model::State& state, const Deployment& deployment, const std::vector<TaskLane>& lanes, TimePoint now)
{
    std::vector<WaitReason> reasons;
    if (is_over(deployment))
        return reasons;
    if (const auto* hook = waiting_hook(deployment))
        reasons.push_back({ StateGlyph::Warning,
            QObject::tr("A hook waits at %1").arg(sentence_case(from_utf8(to_string(hook->stage))).toLower()),
            hook->expires_at == kNever ? QObject::tr("Somebody has to let it go on, or roll back.")
                                       : QObject::tr("Continue or roll back within %1.")
                                             .arg(duration_text(std::max(Duration::zero(), hook->expires_at - now))) });
    const auto service = state.services().find({ deployment.cluster, deployment.service });
    if (service && allows_no_step(state, *service, deployment))
        reasons.push_back({ StateGlyph::Warning, QObject::tr("The percents of the service allow no step"),
            QObject::tr("At most %1 tasks, at least %2 healthy: raise the maximum or lower the minimum.")
                .arg(most_tasks(*service))
                .arg(least_healthy(*service)) });
    const auto counts = counts_of_rollout(state, deployment);
    if (service && counts.healthy + counts.pending < counts.desired)
        if (const auto failure = placement_failure_of(state, *service))
            reasons.push_back(
                { StateGlyph::Warning, QObject::tr("The next task has no place"), from_utf8(failure->message), true });
    if (deployment.next_start_at != kNever && deployment.next_start_at > now)
        reasons.push_back({ StateGlyph::Pending, QObject::tr("Its tasks keep failing, so the next start is put off"),
            QObject::tr("Next one in %1.").arg(duration_text(deployment.next_start_at - now)) });
    if (const auto* lane = slowest(lanes); lane && !lane->segments.empty()) {
        const auto& segment = lane->segments.back();
        reasons.push_back({ StateGlyph::Pending,
            QObject::tr("Task %1 %2").arg(short_id(from_utf8(lane->id.hex())), stage_word(segment.stage)),
            QObject::tr("For %1, on %2.").arg(age_text(segment.begin, now), lane->instance) });
    }
    const auto draining
        = std::ranges::count_if(lanes, [](const TaskLane& lane) { return lane.state.glyph == StateGlyph::Draining; });
    if (draining > 0)
        reasons.push_back(
            { StateGlyph::Draining, QObject::tr("%n tasks are draining", nullptr, static_cast<int>(draining)),
                QObject::tr("Their places are free when they have stopped.") });
    return reasons;
}

std::vector<StageLine> stage_lines(const Deployment& deployment, TimePoint now)
{
    using model::LifecycleStage;
    std::vector<StageLine> lines;
    if (deployment.configuration.strategy == model::DeploymentStrategy::Rolling)
        return lines;
    const bool over = is_over(deployment);
    for (auto stage = LifecycleStage::ReconcileService; stage <= LifecycleStage::CleanUp;
         stage = static_cast<LifecycleStage>(static_cast<int>(stage) + 1)) {
        StageLine line{ sentence_case(from_utf8(to_string(stage))), StateGlyph::None, {} };
        if (stage < deployment.stage
            || (over && deployment.service_deployment_status == model::ServiceDeploymentStatus::Successful))
            line.glyph = StateGlyph::Pass;
        else if (stage == deployment.stage && !over)
            line.glyph = waiting_hook(deployment) ? StateGlyph::Warning : StateGlyph::Pending;
        if (stage == deployment.stage && !over) {
            const auto bake_end = deployment.stage_since + std::chrono::minutes(deployment.configuration.bake_time);
            line.note = stage == LifecycleStage::BakeTime && bake_end > now
                ? QObject::tr("%1 left").arg(duration_text(bake_end - now))
                : QObject::tr("for %1").arg(age_text(deployment.stage_since, now));
        }
        lines.push_back(std::move(line));
    }
    return lines;
}

std::vector<DefinitionChange> definition_changes(const Json& before, const Json& after)
{
    std::map<std::string, QString> old_values;
    std::map<std::string, QString> new_values;
    flatten(before, {}, old_values);
    flatten(after, {}, new_values);
    std::vector<DefinitionChange> changes;
    for (const auto& [field, value] : old_values) {
        const auto found = new_values.find(field);
        if (found == new_values.end())
            changes.push_back({ field, value, {} });
        else if (found->second != value)
            changes.push_back({ field, value, found->second });
        if (!changes.empty() && changes.back().field == field && field.ends_with("image"))
            keep_tags(changes.back());
    }
    for (const auto& [field, value] : new_values)
        if (!old_values.contains(field))
            changes.push_back({ field, {}, value });
    std::ranges::sort(changes, {}, &DefinitionChange::field);
    return changes;
}

} // namespace quayside::ui
