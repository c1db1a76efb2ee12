#include "ui/pages/object_actions.h"

#include "ui/forms/confirmation_dialog.h"
#include "ui/forms/scale_dialog.h"
#include "ui/look/text.h"
#include "ui/pages/remedies.h"
#include "ui/pages/service_dialog.h"
#include "ui/pages/service_state.h"
#include "ui/pages/terminal_dialog.h"
#include "ui/session/session.h"

#include <QAction>

#include <nlohmann/json.hpp>

#include <algorithm>
#include <map>

// What can be done to services, their deployments and their tasks.
namespace quayside::ui {

using Kind = ObjectRef::Kind;

namespace {

std::string definition_of(const model::Deployment& deployment)
{
    const auto& key = deployment.revision->definition_key;
    return key.family + ":" + std::to_string(key.revision);
}

bool is_daemon(const model::ServicePtr& service)
{
    return is_daemon_name(service->name);
}

// All tasks are replaced by new ones of the same revision.
ActionDialog::Call deploy_anew(const Session& session, const model::Service& service)
{
    if (!is_daemon_name(service.name))
        return { "UpdateService",
            { { "cluster", service.cluster }, { "service", service.name }, { "forceNewDeployment", true } } };
    const auto& arns = session.installation().arns;
    const auto& revision = *primary_of(session.state(), service)->revision;
    Json providers = Json::array();
    for (const auto& item : revision.capacity_provider_strategy)
        providers.push_back(arns.capacity_provider(item.capacity_provider));
    return { "UpdateDaemon",
        { { "daemonArn", arns.service(service.cluster, service.name) },
            { "daemonTaskDefinitionArn",
                arns.task_definition(revision.definition_key.family, revision.definition_key.revision) },
            { "capacityProviderArns", std::move(providers) } } };
}

ActionDialog::Call delete_call(const Session& session, const model::Service& service)
{
    if (is_daemon_name(service.name))
        return { "DeleteDaemon",
            { { "daemonArn", session.installation().arns.service(service.cluster, service.name) } } };
    return { "DeleteService", { { "cluster", service.cluster }, { "service", service.name }, { "force", true } } };
}

QString step_back_text(const model::State& state, const model::Deployment& deployment)
{
    const auto target = rollback_target(state, deployment);
    return target
        ? QStringLiteral("%1:%2").arg(from_utf8(target->definition_key.family)).arg(target->definition_key.revision)
        : QString();
}

} // namespace

void ObjectActions::add_service_actions()
{
    add(Id::CreateService, tr("Create &service…"), "list-add", tr("Keep tasks of a task definition running"),
        &ObjectActions::create_service)
        ->setShortcut(QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_N));
    add(Id::UpdateService, tr("&Update service…"), "document-edit", tr("Change the service, or bring a new revision"),
        &ObjectActions::update_service);
    add(Id::ScaleService, tr("S&cale…"), "zoom-in", tr("Change how many tasks it keeps running"),
        &ObjectActions::scale_service);
    add(Id::ForceDeployment, tr("&Force new deployment…"), "view-refresh",
        tr("Replace all tasks by new ones of the same revision, after asking; it cannot be undone"),
        &ObjectActions::force_deployment);
    add(Id::ShowDeployment, tr("Show deplo&yment"), "office-chart-line", tr("The timeline of its tasks"),
        &ObjectActions::show_deployment);
    add(Id::RollBack, tr("Stop and roll &back…"), "edit-undo",
        tr("End the deployment and return to the revision before, after asking"), &ObjectActions::roll_back);
    add(Id::StopDeployment, tr("Stop deployment &here…"), "process-stop",
        tr("End the deployment and leave its tasks as they are, after asking"), &ObjectActions::stop_deployment);
    add(Id::ContinueDeployment, tr("C&ontinue"), "media-playback-start",
        tr("Let the deployment pass the hook at which it waits"), &ObjectActions::continue_deployment);
    add(Id::DeleteService, tr("De&lete service…"), "edit-delete",
        tr("Delete the service and stop its tasks, after asking; it cannot be undone"),
        &ObjectActions::delete_services);
    add(Id::ShowLogs, tr("Lo&gs"), "view-list-text", tr("What its containers write"), &ObjectActions::show_logs)
        ->setShortcut(QKeySequence(Qt::CTRL | Qt::Key_L));
    add(Id::OpenTerminal, tr("Open ter&minal…"), "utilities-terminal", tr("Run a command in one of its containers"),
        &ObjectActions::open_terminal)
        ->setShortcuts({ QKeySequence(Qt::CTRL | Qt::Key_QuoteLeft), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_T) });
    add(Id::ShowFiles, tr("&Files"), "folder", tr("Look at the files of its containers, and copy some"),
        &ObjectActions::show_files);
    add(Id::Explain, tr("E&xplain"), "help-contents", tr("Why it is not steady, and why it is placed as it is"),
        &ObjectActions::explain)
        ->setShortcut(QKeySequence(Qt::CTRL | Qt::Key_E));
    add(Id::Protect, tr("&Protect for 2 h"), "object-locked", tr("Neither scale-in nor a deployment stops these tasks"),
        &ObjectActions::protect);
    add(Id::Unprotect, tr("Unprote&ct"), "object-unlocked", tr("Scale-in and deployments may stop these tasks again"),
        &ObjectActions::unprotect);
}

std::vector<model::ServicePtr> ObjectActions::services() const
{
    const auto& state = session_.state();
    std::vector<model::ServicePtr> found;
    for (const auto& ref : selection_) {
        auto service = find_service(state, ref);
        if (const auto chosen = find_deployment(state, ref))
            service = state.services().find({ chosen->cluster, chosen->service });
        if (service && service->status == model::ServiceStatus::Active)
            found.push_back(std::move(service));
    }
    return found;
}

model::DeploymentPtr ObjectActions::deployment() const
{
    const auto& state = session_.state();
    for (const auto& ref : selection_) {
        if (auto chosen = find_deployment(state, ref))
            return chosen;
        if (const auto service = find_service(state, ref))
            return primary_of(state, *service);
    }
    return nullptr;
}

QString ObjectActions::why_no_deployment() const
{
    const auto chosen = deployment();
    if (!chosen)
        return tr("Select a service or a deployment");
    if (is_daemon_name(chosen->service))
        return tr("The deployment of a daemon ends by itself, or with the next one");
    return is_over(*chosen) ? tr("The deployment is over") : QString();
}

void ObjectActions::refresh_services()
{
    const auto& state = session_.state();
    const auto chosen = services();
    const bool replica = std::ranges::any_of(
        chosen, [](const auto& s) { return s->scheduling_strategy == model::SchedulingStrategy::Replica; });
    const QString none = tr("Select an active service");
    const QString no_service = chosen.empty() ? none : QString();
    block(Id::CreateService,
        state.task_definitions().empty() ? tr("There is no task definition for it: register one first") : QString());
    block(Id::UpdateService,
        !chosen.empty() && is_daemon(chosen.front()) ? tr("A daemon is changed by UpdateDaemon of the API")
                                                     : no_service);
    block(Id::ScaleService, replica ? QString() : chosen.empty() ? none : tr("A daemon runs once on each instance"));
    block(Id::ForceDeployment, no_service);
    block(Id::DeleteService, no_service);
    block(Id::ShowDeployment, deployment() ? QString() : tr("Select a service that has been deployed"));
    const QString over = why_no_deployment();
    const auto under_way = over.isEmpty() ? deployment() : nullptr;
    block(Id::StopDeployment, over);
    block(Id::RollBack,
        !over.isEmpty()                          ? over
            : rollback_target(state, *under_way) ? QString()
                                                 : tr("There is no revision before this one"));
    block(Id::ContinueDeployment,
        !over.isEmpty()                ? over
            : waiting_hook(*under_way) ? QString()
                                       : tr("It does not wait for anybody"));
    const auto is_protectable = [&state](bool wanted) {
        return [&state, wanted](const ObjectRef& ref) {
            const auto task = find_task(state, ref);
            const auto now = std::chrono::time_point_cast<Duration>(std::chrono::system_clock::now());
            return task && !task->spec->service.empty() && !is_daemon_name(task->spec->service)
                && task->desired_status == model::DesiredStatus::Running && (wanted || task->protected_until > now);
        };
    };
    block(Id::Protect, why_not(Kind::Task, tr("Select tasks of a service"), is_protectable(true)));
    block(Id::Unprotect, why_not(Kind::Task, tr("Select tasks that are protected"), is_protectable(false)));
    const auto explainable = [](const ObjectRef& ref) {
        return ref.kind == Kind::Task || ref.kind == Kind::Service || ref.kind == Kind::Instance;
    };
    const auto writes = [](const ObjectRef& ref) { return ref.kind == Kind::Task || ref.kind == Kind::Service; };
    block(Id::ShowLogs,
        std::any_of(selection_.begin(), selection_.end(), writes) ? QString() : tr("Select a task or a service"));
    block(Id::OpenTerminal, why_no_terminal());
    block(Id::ShowFiles, why_no_files());
    block(Id::Explain,
        selection_.size() == 1 && explainable(selection_.front())
            ? QString()
            : tr("Select one service, task or container instance"));
}

void ObjectActions::create_service()
{
    const auto chosen = selected(Kind::TaskDefinition);
    create_service_of(chosen.empty() ? QString() : from_utf8(chosen.front().name));
}

void ObjectActions::create_service_of(const QString& definition)
{
    auto* dialog = ServiceDialog::to_create(session_, cluster_, window_);
    if (!definition.isEmpty())
        dialog->set_task_definition(definition);
    open(dialog);
}

void ObjectActions::update_service()
{
    if (const auto chosen = services(); !chosen.empty())
        open(ServiceDialog::to_update(session_, *chosen.front(), window_));
}

void ObjectActions::scale_service()
{
    open(new ScaleDialog(session_, services(), window_));
}

void ObjectActions::force_deployment()
{
    std::vector<ActionDialog::Call> calls;
    QStringList lines;
    for (const auto& service : services()) {
        calls.push_back(deploy_anew(session_, *service));
        const auto& configuration = service->deployment_configuration;
        lines << tr("%1: %2, min %3 %, max %4 %")
                     .arg(from_utf8(service->name),
                         counted(session_.state().counts_of(service->key()).running, tr("task"), tr("tasks")))
                     .arg(configuration.minimum_healthy_percent)
                     .arg(configuration.maximum_percent);
    }
    const QString title = lines.size() == 1 ? tr("Deploy %1 anew").arg(from_utf8(services().front()->name))
                                            : tr("Deploy %1 services anew").arg(lines.size());
    open(new ConfirmationDialog(session_,
        { title, tr("All tasks are replaced by new ones of the same revision; image tags are looked up again."), lines,
            tr("&Deploy"), tr("&Keep") },
        std::move(calls), window_));
}

void ObjectActions::show_deployment()
{
    if (const auto chosen = deployment())
        emit wanted(ObjectRef::to(*chosen));
}

void ObjectActions::roll_back()
{
    end_deployment("ROLLBACK");
}

void ObjectActions::stop_deployment()
{
    end_deployment("ABORT");
}

void ObjectActions::end_deployment(const char* stop_type)
{
    const auto chosen = deployment();
    if (!chosen)
        return;
    const auto& state = session_.state();
    const bool back = std::string_view(stop_type) == "ROLLBACK";
    const QString target = step_back_text(state, *chosen);
    const auto counts = counts_of_rollout(state, *chosen);
    const QString fresh = counted(counts.healthy + counts.pending, tr("task"), tr("tasks"));
    const QString title = back ? tr("Roll %1 back to %2").arg(from_utf8(chosen->service), target)
                               : tr("Stop the deployment of %1").arg(from_utf8(chosen->service));
    const QString sentence = back && counts.healthy + counts.pending == 0
        ? tr("Nothing of %1 runs yet; tasks of %2 take its place.").arg(from_utf8(definition_of(*chosen)), target)
        : back
        ? tr("%1 of %2 are stopped as tasks of %3 take their place.")
              .arg(fresh, from_utf8(definition_of(*chosen)), target)
        : tr("%1 of %2 stay as they are, and nothing more is replaced.").arg(fresh, from_utf8(definition_of(*chosen)));
    const auto arn = session_.installation().arns.service_deployment(chosen->cluster, chosen->service, chosen->number);
    open(new ConfirmationDialog(session_,
        { title, sentence, { rollout_title(state, *chosen) },
            back ? tr("&Roll back to %1").arg(target) : tr("&Stop here"), tr("&Keep deploying") },
        { { "StopServiceDeployment", { { "serviceDeploymentArn", arn }, { "stopType", stop_type } } } }, window_));
}

void ObjectActions::continue_deployment()
{
    const auto chosen = deployment();
    const auto* hook = chosen ? waiting_hook(*chosen) : nullptr;
    if (!hook)
        return;
    const auto arn = session_.installation().arns.service_deployment(chosen->cluster, chosen->service, chosen->number);
    session_.call("ContinueServiceDeployment",
        { { "serviceDeploymentArn", arn }, { "hookId", hook->id }, { "action", "CONTINUE" } }, this,
        [](Result<Json>) {});
}

void ObjectActions::delete_services()
{
    std::vector<ActionDialog::Call> calls;
    std::vector<model::Service::Key> keys;
    for (const auto& service : services()) {
        calls.push_back(delete_call(session_, *service));
        keys.push_back(service->key());
    }
    const auto question = [&state = session_.state(), keys] {
        QStringList lines;
        std::int64_t tasks = 0;
        for (const auto& key : keys) {
            const auto count = state.counts_of(key).tasks;
            tasks += count;
            lines << tr("%1: %n tasks stop", nullptr, static_cast<int>(count)).arg(from_utf8(key.name));
        }
        const bool one = keys.size() == 1;
        const QString sentence = tasks == 0
            ? tr("No task of it runs. Its events and deployments are forgotten; its task definitions stay.")
            : tr("%n tasks stop and no replacement starts. Its task definitions stay.", nullptr,
                static_cast<int>(tasks));
        return ConfirmationDialog::Question{ one ? tr("Delete service %1").arg(from_utf8(keys.front().name))
                                                 : tr("Delete %1 services").arg(keys.size()),
            sentence + u' ' + tr("It cannot be undone."), lines, one ? tr("&Delete service") : tr("&Delete services"),
            tr("&Keep") };
    };
    auto* dialog = new ConfirmationDialog(session_, question(), std::move(calls), window_);
    dialog->keep_true(question);
    open(dialog);
}

void ObjectActions::explain()
{
    if (selection_.empty())
        return;
    ObjectRef ref = selection_.front();
    ref.explain = true;
    emit wanted(ref);
}

void ObjectActions::show_logs()
{
    for (const auto& ref : selection_)
        if (ref.kind == Kind::Task || ref.kind == Kind::Service)
            return emit logs_wanted(ref);
}

QString ObjectActions::why_no_terminal() const
{
    const auto task = selection_.size() == 1 ? find_task(session_.state(), selection_.front()) : nullptr;
    return task ? TerminalDialog::why_not(*task) : tr("Select one task");
}

void ObjectActions::open_terminal()
{
    const auto task = selection_.empty() ? nullptr : find_task(session_.state(), selection_.front());
    if (!task)
        return;
    auto* dialog = new TerminalDialog(*task, window_);
    connect(dialog, &QDialog::accepted, this, [this, dialog] { emit terminal_wanted(dialog->target()); });
    open(dialog);
}

QString ObjectActions::why_no_files() const
{
    const auto task = selection_.size() == 1 ? find_task(session_.state(), selection_.front()) : nullptr;
    if (!task)
        return tr("Select one task");
    const bool any = std::any_of(task->containers.begin(), task->containers.end(),
        [](const model::Container& container) { return !container.runtime_id.empty(); });
    return any ? QString() : tr("None of the task's containers has been created");
}

void ObjectActions::show_files()
{
    if (!selection_.empty())
        emit files_wanted(selection_.front());
}

void ObjectActions::protect()
{
    set_protection(true);
}

void ObjectActions::unprotect()
{
    set_protection(false);
}

void ObjectActions::set_protection(bool enabled)
{
    constexpr std::size_t most = 10; // of one call
    std::map<std::string, std::vector<std::string>> by_cluster;
    QStringList names;
    for (const auto& ref : selected(Kind::Task))
        if (const auto task = find_task(session_.state(), ref); task && !task->spec->service.empty()) {
            by_cluster[task->spec->cluster].push_back(ref.id.hex());
            names << title_of(session_.state(), ref);
        }
    std::vector<ActionDialog::Call> calls;
    for (const auto& [cluster, ids] : by_cluster)
        for (std::size_t first = 0; first < ids.size(); first += most) {
            const std::vector<std::string> part(ids.begin() + static_cast<std::ptrdiff_t>(first),
                ids.begin() + static_cast<std::ptrdiff_t>(std::min(ids.size(), first + most)));
            calls.push_back({ "UpdateTaskProtection",
                { { "cluster", cluster }, { "tasks", part }, { "protectionEnabled", enabled } } });
        }
    const QString count = counted(names.size(), tr("task"), tr("tasks"));
    give(session_, *this, enabled ? tr("Protect %1").arg(count) : tr("Unprotect %1").arg(count), names,
        std::move(calls));
}

} // namespace quayside::ui
