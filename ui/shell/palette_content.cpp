#include "ui/shell/palette_content.h"

#include "ui/look/text.h"
#include "ui/pages/object_actions.h"
#include "ui/session/change_gate.h"
#include "ui/session/session.h"

#include <QCoreApplication>
#include <QMenu>
#include <QMenuBar>
#include <QPointer>
#include <QRegularExpression>
#include <QSet>

#include <nlohmann/json.hpp>

#include <memory>

namespace quayside::ui {

namespace {

using Kind = ObjectRef::Kind;
constexpr int kMostTasks = 5'000; // of a service

// What the palette says by itself.
struct Words {
    Q_DECLARE_TR_FUNCTIONS(quayside::ui::Palette)
};

// "&1  Overview" in a menu is "Overview".
QString plain(QString title)
{
    static const QRegularExpression digit(QStringLiteral("^\\d  "));
    return title.remove(u'&').remove(digit);
}

void add_menu(std::vector<PaletteEntry>& entries, const QList<QAction*>& actions, const QString& where)
{
    for (QAction* action : actions) {
        const auto title = plain(action->text());
        if (const auto* menu = action->menu()) {
            add_menu(entries, menu->actions(), where.isEmpty() ? title : where + QStringLiteral(", ") + title);
            continue;
        }
        if (action->isSeparator() || !action->isVisible())
            continue;
        PaletteEntry entry;
        entry.title = title;
        entry.note = where;
        entry.keys = action->shortcut().toString(QKeySequence::NativeText);
        entry.reason = action->isEnabled() ? QString() : action->toolTip();
        entry.icon = action->icon();
        entry.run = [action = QPointer<QAction>(action)] {
            if (action)
                action->trigger();
        };
        entries.push_back(std::move(entry));
    }
}

// An action that is in two menus is found once.
void drop_repeated(std::vector<PaletteEntry>& entries)
{
    std::vector<PaletteEntry> once;
    QSet<QString> titles;
    for (auto& entry : entries) {
        const auto count = titles.size();
        titles.insert(entry.title);
        if (titles.size() != count)
            once.push_back(std::move(entry));
    }
    entries = std::move(once);
}

PaletteEntry scale_entry(Session& session, const model::Service& service)
{
    PaletteEntry entry;
    entry.title = Words::tr("Scale %1 to").arg(from_utf8(service.name));
    entry.note = Words::tr("Service");
    entry.icon = icon(Glyph::Service);
    entry.reason = ChangeGate::of(session).why_not(service.cluster);
    entry.argument.prompt = Words::tr("how many tasks");
    entry.argument.run = [&session, cluster = service.cluster, name = service.name](const QString& typed) {
        bool is_number = false;
        const int count = typed.trimmed().toInt(&is_number);
        if (!is_number || count < 0 || count > kMostTasks)
            return Words::tr("A number of tasks from 0 to %1").arg(kMostTasks);
        session.call("UpdateService", { { "cluster", cluster }, { "service", name }, { "desiredCount", count } },
            &session, [](const Result<Json>&) {});
        return QString();
    };
    return entry;
}

// What is selected comes first.
void add_scaling(std::vector<PaletteEntry>& entries, Session& session, const ObjectActions& actions)
{
    const auto& state = session.state();
    std::vector<model::ServicePtr> services;
    for (const auto& ref : actions.selection())
        if (const auto service = find_service(state, ref))
            services.push_back(service);
    for (const auto& name : state.services_in(actions.cluster()))
        services.push_back(state.services().find({ actions.cluster(), name }));
    for (const auto& service : services)
        if (service->status == model::ServiceStatus::Active
            && service->scheduling_strategy == model::SchedulingStrategy::Replica)
            entries.push_back(scale_entry(session, *service));
}

struct Objects {
    std::vector<ObjectRef> refs;
    std::vector<PaletteObject> names;
};

template <class T>
void add_all(Objects& objects, const model::State& state)
{
    for (const auto& [key, record] : state.of<T>()) {
        objects.refs.push_back(ObjectRef::to(*record));
        const auto name = title_of(state, objects.refs.back());
        objects.names.push_back({ name, name.toLower(), std::is_same_v<T, model::TaskDefinition> });
    }
}

QString note_of(const model::State& state, const ObjectRef& ref)
{
    const auto in = [](const QString& what, const std::string& cluster) {
        return Words::tr("%1 in %2").arg(what, from_utf8(cluster));
    };
    if (const auto service = find_service(state, ref))
        return in(Words::tr("Service"), service->cluster);
    if (const auto instance = find_instance(state, ref))
        return in(Words::tr("Container instance"), instance->cluster);
    if (const auto task = find_task(state, ref))
        return Words::tr("%1 in %2")
            .arg(from_utf8(ObjectRef::to(*task->spec->definition).name), from_utf8(task->spec->cluster));
    switch (ref.kind) {
    case Kind::Cluster:
        return Words::tr("Cluster");
    case Kind::TaskDefinition:
        return Words::tr("Task definition");
    case Kind::Engine:
        return Words::tr("Engine");
    default:
        return Words::tr("Capacity provider");
    }
}

void add_objects(PaletteContent& content, const model::State& state, std::function<void(const ObjectRef&)> show)
{
    const auto objects = std::make_shared<Objects>();
    add_all<model::Service>(*objects, state);
    add_all<model::TaskDefinition>(*objects, state);
    add_all<model::ContainerInstance>(*objects, state);
    add_all<model::Cluster>(*objects, state);
    add_all<model::Engine>(*objects, state);
    add_all<model::CapacityProvider>(*objects, state);
    add_all<model::Task>(*objects, state);
    content.objects = std::move(objects->names);
    content.entry_of = [&state, objects, show = std::move(show)](std::size_t index) {
        const auto& ref = objects->refs[index];
        PaletteEntry entry;
        entry.title = title_of(state, ref);
        entry.note = note_of(state, ref);
        entry.icon = icon(glyph_of(ref.kind));
        entry.run = [show, ref] { show(ref); };
        return entry;
    };
}

} // namespace

PaletteContent palette_content(
    const QMenuBar& menus, Session& session, const ObjectActions& actions, std::function<void(const ObjectRef&)> show)
{
    PaletteContent content;
    add_scaling(content.actions, session, actions);
    add_menu(content.actions, menus.actions(), {});
    drop_repeated(content.actions);
    add_objects(content, session.state(), std::move(show));
    return content;
}

} // namespace quayside::ui
