#include "ui/pages/remedies.h"

#include "ui/forms/confirmation_dialog.h"
#include "ui/forms/image_dialogs.h"
#include "ui/forms/registry_logins_dialog.h"
#include "ui/look/text.h"
#include "ui/session/change_gate.h"
#include "ui/session/quayside.h"
#include "ui/session/service_input.h"
#include "ui/session/session.h"
#include "ui/session/undo_log.h"

#include <QAction>

#include <nlohmann/json.hpp>

#include <algorithm>
#include <optional>

namespace quayside::ui {

namespace {

using Help = Remedy::Kind;
using Id = ObjectActions::Id;
using Kind = ObjectRef::Kind;

constexpr std::size_t kFew = 5; // objects that are changed without asking, where that can be undone

// Empty: it is of none.
std::string cluster_of(const model::State& state, const ObjectRef& ref)
{
    if (ref.kind == Kind::Cluster)
        return ref.name;
    if (const auto task = find_task(state, ref))
        return task->spec->cluster;
    if (const auto service = find_service(state, ref))
        return service->cluster;
    if (const auto deployment = find_deployment(state, ref))
        return deployment->cluster;
    if (const auto instance = find_instance(state, ref))
        return instance->cluster;
    return {};
}

std::optional<Id> action_of(Help kind)
{
    switch (kind) {
    case Help::Explain:
        return Id::Explain;
    case Help::ShowLogs:
        return Id::ShowLogs;
    case Help::OpenTerminal:
        return Id::OpenTerminal;
    case Help::ShowDeployment:
        return Id::ShowDeployment;
    case Help::Continue:
        return Id::ContinueDeployment;
    case Help::RollBack:
        return Id::RollBack;
    case Help::ForceDeployment:
        return Id::ForceDeployment;
    case Help::Scale:
        return Id::ScaleService;
    case Help::Update:
        return Id::UpdateService;
    case Help::NewRevision:
        return Id::NewRevision;
    case Help::RunAgain:
        return Id::RunTask;
    case Help::StopTask:
        return Id::StopTasks;
    case Help::Unprotect:
        return Id::Unprotect;
    case Help::Activate:
        return Id::Activate;
    case Help::AddEngine:
        return Id::AddEngine;
    case Help::ChangeEngine:
        return Id::UpdateEngine;
    case Help::Show:
    case Help::RaiseMaximum:
    case Help::LowerMinimum:
    case Help::PullImage:
    case Help::Logins:
        break;
    }
    return std::nullopt;
}

void set_percent(Session& session, const Remedy& remedy)
{
    const auto service = find_service(session.state(), remedy.object);
    if (!service)
        return;
    const char* member = remedy.kind == Help::RaiseMaximum ? "maximumPercent" : "minimumHealthyPercent";
    auto configuration = update_input_of(session.state(), *service)["deploymentConfiguration"];
    configuration[member] = remedy.percent;
    session.call("UpdateService",
        { { "cluster", service->cluster }, { "service", service->name },
            { "deploymentConfiguration", std::move(configuration) } },
        &session, [](const Result<Json>&) {});
}

// By an operation that ECS has not.
bool needs_quayside(Id id)
{
    switch (id) {
    case Id::EditNote:
    case Id::AddEngine:
    case Id::UpdateEngine:
    case Id::RemoveEngine:
    case Id::WhatIf:
    case Id::ShowLogs:
    case Id::ShowFiles:
        return true;
    default:
        return false;
    }
}

} // namespace

bool only_looks(Id id)
{
    switch (id) {
    case Id::ShowDeployment:
    case Id::Explain:
    case Id::ShowLogs:
    case Id::ShowFiles:
    case Id::WhatIf:
    case Id::RegisterTaskDefinition: // opens a draft, as the next two
    case Id::ImportTaskDefinition:
    case Id::NewRevision:
    case Id::CopyArn:
    case Id::CopyName:
        return true;
    default:
        return false;
    }
}

// What is done to nothing that is selected is done to the cluster that is shown.
QString refused(Session& session, const ObjectActions& actions, Id id)
{
    const auto& gate = ChangeGate::of(session);
    if (!is_quayside(session.installation()) && needs_quayside(id))
        return QObject::tr("This endpoint is none of Quayside's, which alone can do this");
    if (only_looks(id))
        return {};
    if (id == Id::AddEngine || id == Id::RunTask || id == Id::CreateService)
        return gate.why_not(actions.cluster());
    for (const auto& ref : actions.selection())
        if (QString reason = gate.why_not(cluster_of(session.state(), ref)); !reason.isEmpty())
            return reason;
    return gate.why_not({});
}

void run_for(ObjectActions& actions, Id id, const ObjectRef& object)
{
    const auto before = actions.selection();
    actions.set_context(actions.cluster(), { object });
    if (actions.action(id)->isEnabled())
        actions.action(id)->trigger();
    else
        emit actions.said(actions.action(id)->toolTip());
    actions.set_context(actions.cluster(), before);
}

QString why_not(Session& session, const Remedy& remedy)
{
    const auto action = action_of(remedy.kind);
    if (remedy.kind == Help::Show || remedy.kind == Help::Logins || (action && only_looks(*action)))
        return {};
    return ChangeGate::of(session).why_not(cluster_of(session.state(), remedy.object));
}

void carry_out(Session& session, ObjectActions& actions, const Remedy& remedy)
{
    if (const auto id = action_of(remedy.kind))
        return run_for(actions, *id, remedy.object);
    if (remedy.kind == Help::PullImage)
        return actions.open(new PullImageDialog(session, from_utf8(remedy.image)));
    if (remedy.kind == Help::Logins)
        return actions.open(new RegistryLoginsDialog(session));
    if (remedy.kind == Help::Show)
        emit actions.wanted(ObjectRef(remedy.object));
    else
        set_percent(session, remedy);
}

bool is_guarded(Session& session, const std::string& operation, const Json& input)
{
    return std::ranges::any_of(clusters_of(session.state(), operation, input),
        [&session](const auto& name) { return ChangeGate::of(session).is_protected(name); });
}

void give(Session& session, ObjectActions& actions, const QString& title, const QStringList& objects,
    std::vector<ActionDialog::Call> calls)
{
    const bool guarded = std::ranges::any_of(
        calls, [&session](const auto& call) { return is_guarded(session, call.operation, call.input); });
    if (guarded || static_cast<std::size_t>(objects.size()) > kFew)
        return actions.open(new ConfirmationDialog(session,
            { title, ObjectActions::tr("This can be undone."), objects, ObjectActions::tr("&Go on"),
                ObjectActions::tr("&Keep as it is") },
            std::move(calls)));
    const UndoLog::Together together(UndoLog::of(session));
    for (auto& call : calls)
        session.call(call.operation, std::move(call.input), &actions, [&actions](const Result<Json>& reply) {
            const Json failures = reply ? reply->value("failures", Json::array()) : Json::array();
            if (!failures.empty())
                emit actions.said(ObjectActions::tr("%1 could not be changed: %2")
                                      .arg(failures.size())
                                      .arg(from_utf8(failures.front().value("reason", std::string()))));
        });
}

} // namespace quayside::ui
