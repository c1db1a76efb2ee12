#include "ui/pages/object_actions.h"

#include "ui/forms/add_engine_dialog.h"
#include "ui/forms/attributes_dialog.h"
#include "ui/forms/blast_radius.h"
#include "ui/forms/create_cluster_dialog.h"
#include "ui/forms/run_task_dialog.h"
#include "ui/forms/stop_confirmation.h"
#include "ui/forms/update_engine_dialog.h"
#include "ui/look/icons.h"
#include "ui/look/text.h"
#include "ui/pages/drain_dialog.h"
#include "ui/pages/note_dialog.h"
#include "ui/pages/placement_preview.h"
#include "ui/pages/remedies.h"
#include "ui/pages/service_state.h"
#include "ui/pages/what_if_dialog.h"
#include "ui/session/change_gate.h"
#include "ui/session/session.h"

#include <QAction>
#include <QClipboard>
#include <QGuiApplication>
#include <QMenu>
#include <QMetaEnum>

#include <nlohmann/json.hpp>

#include <algorithm>
#include <chrono>
#include <map>

namespace quayside::ui {

using Kind = ObjectRef::Kind;

namespace {

TimePoint now()
{
    return std::chrono::time_point_cast<Duration>(std::chrono::system_clock::now());
}

} // namespace

ObjectActions::ObjectActions(Session& session, QWidget* window)
    : QObject(window)
    , session_(session)
    , window_(window)
{
    add(Id::RunTask, tr("&Run task…"), "system-run", tr("Run tasks of a task definition"), &ObjectActions::run_task)
        ->setShortcut(QKeySequence(Qt::CTRL | Qt::Key_R));
    add(Id::StopTasks, tr("&Stop…"), "process-stop", tr("Stop the selected tasks, after asking; it cannot be undone"),
        &ObjectActions::stop_tasks)
        ->setShortcut(QKeySequence(Qt::Key_Delete));
    add_service_actions();
    add(Id::RegisterTaskDefinition, tr("New &task definition"), "document-new", tr("Write a new task definition"),
        &ObjectActions::register_definition)
        ->setShortcut(QKeySequence(Qt::CTRL | Qt::Key_N));
    add(Id::ImportTaskDefinition, tr("&Import task definition…"), "document-import",
        tr("Start from a compose file, a docker run line, JSON or another revision"), &ObjectActions::import_wanted);
    add(Id::NewRevision, tr("New re&vision"), "list-add", tr("Write a revision that starts from this one"),
        &ObjectActions::new_revision)
        ->setShortcut(QKeySequence(Qt::CTRL | Qt::Key_E)); // Explain has it where a task or a service is selected
    add(Id::EditNote, tr("Edit n&ote…"), "document-edit", tr("Write a note beside this revision"),
        &ObjectActions::edit_note);
    add(Id::Deregister, tr("&Deregister…"), "edit-delete",
        tr("Make this revision inactive, after asking; it cannot be undone"), &ObjectActions::deregister);
    add(Id::AddEngine, tr("Add &engine…"), "list-add", tr("Add a Docker engine or a simulated one"),
        &ObjectActions::add_engine);
    add(Id::UpdateEngine, tr("C&hange engine…"), "document-edit", tr("Change how this engine is reached"),
        &ObjectActions::update_engine);
    add(Id::RemoveEngine, tr("Re&move engine…"), "list-remove",
        tr("Forget this engine, after asking; it cannot be undone"), &ObjectActions::remove_engine);
    add(Id::CreateCluster, tr("&Create cluster…"), "list-add", tr("Create a cluster"), &ObjectActions::create_cluster);
    add(Id::DeleteCluster, tr("De&lete cluster…"), "edit-delete",
        tr("Delete this cluster, after asking; it cannot be undone"), &ObjectActions::delete_cluster);
    add(Id::Drain, tr("Dra&in…"), "media-playback-pause", tr("Move the tasks of services elsewhere, after a preview"),
        &ObjectActions::drain);
    add(Id::Activate, tr("&Activate"), "media-playback-start", tr("Place tasks on this container instance again"),
        &ObjectActions::activate);
    add(Id::EditAttributes, tr("Edit attri&butes…"), "document-edit", tr("Add, change or remove attributes"),
        &ObjectActions::edit_attributes);
    add(Id::WhatIf, tr("&What if…"), "question",
        tr("What becomes of the tasks of a zone or a container instance that is lost"), &ObjectActions::show_what_if)
        ->setIcon(icon(Glyph::WhatIf));
    add(Id::CopyArn, tr("Copy AR&N"), "edit-copy", tr("Copy the ARN of what is selected"), &ObjectActions::copy_arn);
    add(Id::CopyName, tr("Copy na&me or id"), "edit-copy", tr("Copy the name, or the whole id"),
        &ObjectActions::copy_name);
    connect(&ChangeGate::of(session_), &ChangeGate::changed, this, &ObjectActions::refresh);
    refresh();
}

QAction* ObjectActions::add(
    Id id, const QString& text, const QString& icon_name, const QString& tip, void (ObjectActions::*run)())
{
    auto* action = new QAction(theme_icon(icon_name), text, this);
    action->setObjectName(QLatin1String(QMetaEnum::fromType<Id>().valueToKey(static_cast<int>(id))));
    action->setData(tip);
    action->setIconText(QString(text).remove(u'&').remove(u'…'));
    connect(action, &QAction::triggered, this, run);
    actions_[static_cast<std::size_t>(id)] = action;
    return action;
}

void ObjectActions::set_context(const std::string& cluster, std::vector<ObjectRef> selection)
{
    cluster_ = cluster;
    selection_ = std::move(selection);
    refresh();
}

std::vector<ObjectRef> ObjectActions::selected(Kind kind) const
{
    std::vector<ObjectRef> found;
    std::copy_if(selection_.begin(), selection_.end(), std::back_inserter(found),
        [kind](const ObjectRef& ref) { return ref.kind == kind; });
    return found;
}

// What cannot be done anyway says so, whatever the window may.
void ObjectActions::block(Id id, const QString& why)
{
    auto* blocked = action(id);
    const QString reason = why.isEmpty() ? refused(session_, *this, id) : why;
    const QString tip = blocked->data().toString();
    const QString keys = blocked->shortcut().toString(QKeySequence::NativeText);
    blocked->setEnabled(reason.isEmpty());
    blocked->setToolTip(!reason.isEmpty() ? reason : keys.isEmpty() ? tip : tip + QStringLiteral(" (") + keys + u')');
    blocked->setStatusTip(reason.isEmpty() ? tip : reason);
}

void ObjectActions::refresh()
{
    const auto& state = session_.state();
    const auto any = [](const ObjectRef&) { return true; };
    block(Id::RunTask,
        state.task_definitions().empty() ? tr("There is no task definition to run: register one first") : QString());
    block(Id::StopTasks, why_not(Kind::Task, tr("Select tasks that have not stopped"), [&state](const ObjectRef& ref) {
        const auto task = find_task(state, ref);
        return task && task->desired_status != model::DesiredStatus::Stopped;
    }));
    refresh_services();
    block(Id::NewRevision,
        why_not(Kind::TaskDefinition, tr("Select a task definition that is not a daemon's"),
            [](const ObjectRef& ref) { return !is_daemon_name(ref.name); }));
    block(Id::EditNote, why_not(Kind::TaskDefinition, tr("Select a task definition"), any));
    block(Id::Deregister,
        why_not(Kind::TaskDefinition, tr("Select a task definition that is active"), [&state](const ObjectRef& ref) {
            const auto definition = find_definition(state, ref);
            return definition && definition->status == model::TaskDefinitionStatus::Active;
        }));
    block(Id::UpdateEngine, why_not(Kind::Engine, tr("Select a Docker engine"), [&state](const ObjectRef& ref) {
        const auto engine = find_engine(state, ref);
        return engine && engine->kind == model::EngineKind::Docker;
    }));
    block(Id::RemoveEngine, why_not(Kind::Engine, tr("Select an engine"), any));
    block(Id::DeleteCluster, why_not(Kind::Cluster, tr("Select a cluster"), any));
    const auto has_status = [&state](model::ContainerInstanceStatus status) {
        return [&state, status](const ObjectRef& ref) {
            const auto instance = find_instance(state, ref);
            return instance && instance->status == status;
        };
    };
    block(Id::Drain,
        why_not(Kind::Instance, tr("Select an active container instance"),
            has_status(model::ContainerInstanceStatus::Active)));
    block(Id::Activate,
        why_not(Kind::Instance, tr("Select a container instance that is draining"),
            has_status(model::ContainerInstanceStatus::Draining)));
    block(Id::EditAttributes, why_not(Kind::Instance, tr("Select a container instance"), any));
    block(Id::WhatIf,
        state.instances_in(cluster_).empty() ? tr("This cluster has no container instance that could be lost")
                                             : QString());
    const bool none = selection_.empty();
    const bool has_arn = std::any_of(
        selection_.begin(), selection_.end(), [this](const ObjectRef& ref) { return !arn_of(ref).empty(); });
    block(Id::CopyArn, none ? tr("Select something first") : has_arn ? QString() : tr("What is selected has no ARN"));
    block(Id::CopyName, none ? tr("Select something first") : QString());
    for (const Id id : { Id::RegisterTaskDefinition, Id::AddEngine, Id::CreateCluster })
        block(id, {});
}

std::vector<ObjectActions::Id> ObjectActions::actions_for(Kind kind)
{
    switch (kind) {
    case Kind::Task:
        return { Id::ShowLogs, Id::OpenTerminal, Id::ShowFiles, Id::Explain, Id::Protect, Id::Unprotect, Id::RunTask,
            Id::StopTasks };
    case Kind::Service:
        return { Id::UpdateService, Id::ScaleService, Id::ForceDeployment, Id::ShowDeployment, Id::ShowLogs,
            Id::Explain, Id::RollBack, Id::DeleteService };
    case Kind::Deployment:
        return { Id::ShowDeployment, Id::ContinueDeployment, Id::UpdateService, Id::RollBack, Id::StopDeployment };
    case Kind::Instance:
        return { Id::Explain, Id::Drain, Id::Activate, Id::EditAttributes };
    case Kind::TaskDefinition:
        return { Id::CreateService, Id::RunTask, Id::NewRevision, Id::EditNote, Id::Deregister };
    case Kind::Engine:
        return { Id::UpdateEngine, Id::RemoveEngine };
    case Kind::Cluster:
        return { Id::CreateService, Id::RunTask, Id::DeleteCluster };
    default:
        return {};
    }
}

void ObjectActions::fill_menu(QMenu& menu, const ObjectRef& object, PageKind page) const
{
    for (const Id id : actions_for(object.kind))
        menu.addAction(action(id));
    if (object) {
        menu.addSeparator();
        menu.addAction(action(Id::CopyArn));
        menu.addAction(action(Id::CopyName));
        return;
    }
    if (page == PageKind::Services || page == PageKind::Deployments)
        menu.addAction(action(Id::CreateService));
    if (page == PageKind::Tasks)
        menu.addAction(action(Id::RunTask));
    if (page == PageKind::TaskDefinitions)
        menu.addAction(action(Id::RegisterTaskDefinition));
    if (page == PageKind::Instances || page == PageKind::Engines)
        menu.addAction(action(Id::AddEngine));
    if (page == PageKind::Clusters)
        menu.addAction(action(Id::CreateCluster));
}

void ObjectActions::open(QDialog* dialog)
{
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    if (!dialog->parentWidget())
        dialog->setParent(window_, dialog->windowFlags());
    dialog->open();
    emit dialog_opened(dialog);
}

model::TaskDefinition::Key ObjectActions::definition_to_run() const
{
    const auto& state = session_.state();
    if (const auto chosen = selected(Kind::TaskDefinition); !chosen.empty())
        if (const auto definition = find_definition(state, chosen.front()))
            return definition->key();
    if (const auto tasks = selected(Kind::Task); !tasks.empty())
        if (const auto task = find_task(state, tasks.front()))
            return task->spec->definition_key;
    if (const auto chosen = services(); !chosen.empty())
        if (const auto primary = primary_of(state, *chosen.front()); primary && primary->revision)
            return primary->revision->definition_key;
    return {};
}

void ObjectActions::run_task()
{
    auto* dialog = new RunTaskDialog(session_, from_utf8(cluster_), window_);
    if (const auto key = definition_to_run(); !key.family.empty())
        dialog->set_task_definition(QStringLiteral("%1:%2").arg(from_utf8(key.family)).arg(key.revision));
    auto* preview = new PlacementPreview(session_, dialog);
    dialog->set_preview(preview);
    connect(dialog, &RunTaskDialog::request_changed, preview, &PlacementPreview::ask);
    preview->ask(dialog->request());
    open(dialog);
}

void ObjectActions::stop_tasks()
{
    std::vector<quayside::Id> ids;
    for (const auto& ref : selected(Kind::Task))
        ids.push_back(ref.id);
    open(new StopConfirmation(session_, ids, window_));
}

void ObjectActions::register_definition()
{
    emit draft_wanted({});
}

void ObjectActions::new_revision()
{
    emit draft_wanted(selected(Kind::TaskDefinition).front());
}

void ObjectActions::edit_note()
{
    if (const auto definition = find_definition(session_.state(), selected(Kind::TaskDefinition).front()))
        open(new NoteDialog(session_, *definition, window_));
}

void ObjectActions::deregister()
{
    std::vector<ActionDialog::Call> calls;
    QStringList names;
    for (const auto& ref : selected(Kind::TaskDefinition)) {
        calls.push_back(is_daemon_name(ref.name)
                ? ActionDialog::Call{ "DeleteDaemonTaskDefinition", { { "daemonTaskDefinition", arn_of(ref) } } }
                : ActionDialog::Call{ "DeregisterTaskDefinition", { { "taskDefinition", ref.name } } });
        names << from_utf8(ref.name);
    }
    const QString title = names.size() == 1 ? tr("Deregister %1").arg(names.front())
                                            : tr("Deregister %1 task definitions").arg(names.size());
    open(new ConfirmationDialog(session_,
        { title, tr("No new task can be run with it. Tasks that run go on, and it can still be looked at."), names,
            tr("&Deregister"), tr("&Keep") },
        std::move(calls), window_));
}

void ObjectActions::add_engine()
{
    open(new AddEngineDialog(session_, from_utf8(cluster_), window_));
}

void ObjectActions::add_docker(const QString& endpoint)
{
    auto* dialog = new AddEngineDialog(session_, from_utf8(cluster_), window_);
    dialog->set_endpoint(endpoint);
    open(dialog);
}

void ObjectActions::update_engine()
{
    if (const auto engine = find_engine(session_.state(), selected(Kind::Engine).front()))
        open(new UpdateEngineDialog(session_, *engine, window_));
}

void ObjectActions::remove_engine()
{
    const auto engine = find_engine(session_.state(), selected(Kind::Engine).front());
    if (!engine)
        return;
    const auto question = [&state = session_.state(), id = engine->id, name = from_utf8(engine->name)] {
        QStringList instances;
        std::vector<model::TaskPtr> tasks;
        for (const auto& instance : state.instances_of(id)) {
            instances << from_utf8(state.container_instances().find(instance)->name);
            for (const auto& key : state.tasks_on(instance))
                if (auto task = state.tasks().find(key); task && task->last_status < model::TaskStatus::Stopped)
                    tasks.push_back(std::move(task));
        }
        const QString sentence = tr("Its container instances leave their clusters. %n tasks run on it.", nullptr,
                                     static_cast<int>(tasks.size()))
            + u' ' + consequences_of_stopping(state, tasks, now());
        return ConfirmationDialog::Question{ tr("Remove engine %1").arg(name), sentence.trimmed(), instances,
            tr("&Remove engine"), tr("&Keep") };
    };
    bool has_tasks = false;
    for (const auto& instance : session_.state().instances_of(engine->id))
        has_tasks = has_tasks || session_.state().usage_of(instance).tasks > 0;
    auto* dialog = new ConfirmationDialog(
        session_, question(), { { "RemoveEngine", { { "engine", engine->name }, { "force", has_tasks } } } }, window_);
    dialog->keep_true(question);
    open(dialog);
}

void ObjectActions::create_cluster()
{
    open(new CreateClusterDialog(session_, window_));
}

void ObjectActions::delete_cluster()
{
    const auto ref = selected(Kind::Cluster).front();
    const auto question = [&state = session_.state(), name = ref.name] {
        const auto in_it = QStringList{ counted(static_cast<std::int64_t>(state.services_in(name).size()),
                                            tr("service"), tr("services")),
            counted(state.counts_in(name).tasks, tr("task"), tr("tasks")),
            counted(static_cast<std::int64_t>(state.instances_in(name).size()), tr("container instance"),
                tr("container instances")) };
        return ConfirmationDialog::Question{ tr("Delete cluster %1").arg(from_utf8(name)),
            tr("In it are %1. It is refused while there are any. It cannot be undone.")
                .arg(in_it.join(QStringLiteral(", "))),
            { from_utf8(name) }, tr("&Delete cluster"), tr("&Keep") };
    };
    auto* dialog
        = new ConfirmationDialog(session_, question(), { { "DeleteCluster", { { "cluster", ref.name } } } }, window_);
    dialog->keep_true(question);
    open(dialog);
}

void ObjectActions::drain()
{
    std::vector<quayside::Id> ids;
    for (const auto& ref : selected(Kind::Instance))
        ids.push_back(ref.id);
    open(new DrainDialog(session_, ids, window_));
}

void ObjectActions::show_what_if()
{
    open(new WhatIfDialog(session_, cluster_, window_));
}

void ObjectActions::activate()
{
    set_instances("ACTIVE");
}

void ObjectActions::set_instances(const char* status)
{
    std::map<std::string, Json> by_cluster;
    QStringList names;
    for (const auto& ref : selected(Kind::Instance))
        if (const auto instance = find_instance(session_.state(), ref)) {
            by_cluster.try_emplace(instance->cluster, Json::array()).first->second.push_back(ref.id.hex());
            names << from_utf8(instance->name);
        }
    std::vector<ActionDialog::Call> calls;
    for (auto& [cluster, ids] : by_cluster)
        calls.push_back({ "UpdateContainerInstancesState",
            { { "cluster", cluster }, { "containerInstances", std::move(ids) }, { "status", status } } });
    give(session_, *this, tr("Activate %1 container instances").arg(names.size()), names, std::move(calls));
}

void ObjectActions::edit_attributes()
{
    if (const auto instance = find_instance(session_.state(), selected(Kind::Instance).front()))
        open(new AttributesDialog(session_, instance, window_));
}

std::string ObjectActions::arn_of(const ObjectRef& ref) const
{
    const auto& state = session_.state();
    const auto& arns = session_.installation().arns;
    if (const auto cluster = find_cluster(state, ref))
        return arns.cluster(cluster->name);
    if (const auto instance = find_instance(state, ref))
        return arns.container_instance(instance->cluster, instance->id);
    if (const auto definition = find_definition(state, ref))
        return arns.task_definition(definition->family, definition->revision);
    if (const auto task = find_task(state, ref))
        return arns.task(task->spec->cluster, task->id);
    if (const auto service = find_service(state, ref))
        return arns.service(service->cluster, service->name);
    if (const auto deployment = find_deployment(state, ref))
        return arns.service_deployment(deployment->cluster, deployment->service, deployment->number);
    if (const auto provider = find_provider(state, ref))
        return arns.capacity_provider(provider->name);
    return {};
}

void ObjectActions::copy_arn()
{
    QStringList lines;
    for (const auto& ref : selection_)
        if (const auto arn = arn_of(ref); !arn.empty())
            lines << from_utf8(arn);
    copy(lines);
}

void ObjectActions::copy_name()
{
    QStringList lines;
    for (const auto& ref : selection_)
        lines << (ref.kind == Kind::Task ? from_utf8(ref.id.hex()) : title_of(session_.state(), ref));
    copy(lines);
}

void ObjectActions::copy(const QStringList& lines)
{
    QGuiApplication::clipboard()->setText(lines.join(u'\n'));
    emit said(lines.size() == 1 ? tr("Copied %1").arg(lines.front()) : tr("Copied %1 lines").arg(lines.size()));
}

} // namespace quayside::ui
