#include "ui/pages/image_actions.h"

#include "ui/forms/build_image_dialog.h"
#include "ui/forms/confirmation_dialog.h"
#include "ui/forms/image_dialogs.h"
#include "ui/forms/registry_logins_dialog.h"
#include "ui/look/icons.h"
#include "ui/look/text.h"
#include "ui/pages/columns_of.h"
#include "ui/pages/object_actions.h"
#include "ui/session/batches.h"
#include "ui/session/change_gate.h"
#include "ui/session/session.h"

#include <QAction>
#include <QClipboard>
#include <QGuiApplication>
#include <QMenu>

#include <algorithm>

namespace quayside::ui {

namespace {

QString name_of(const ImageRow& image)
{
    return image.reference.empty() ? short_image_id(image) : from_utf8(image.reference);
}

QString users_of(const ImageRow& image)
{
    QStringList users = image.definitions;
    if (!image.tasks.isEmpty())
        users << QObject::tr("%n running tasks", nullptr, static_cast<int>(image.tasks.size()));
    return users.isEmpty() ? QString() : QObject::tr("used by %1").arg(users.join(QStringLiteral(", ")));
}

} // namespace

bool any_engine(const model::State& state)
{
    const auto& engines = state.engines();
    return std::any_of(engines.begin(), engines.end(), [](const auto& entry) { return entry.second->connected; });
}

ImageActions::ImageActions(Session& session, ObjectActions& objects, QWidget* window)
    : QObject(window)
    , session_(session)
    , objects_(objects)
    , window_(window)
{
    add(Id::Pull, tr("&Pull…"), "document-import", tr("Fetch an image from its registry to an engine"),
        &ImageActions::pull);
    add(Id::Build, tr("&Build…"), "system-run", tr("Build an image from a folder with a Dockerfile"),
        &ImageActions::build);
    add(Id::Push, tr("P&ush"), "document-export", tr("Send it to the registry that its name begins with"),
        &ImageActions::push);
    add(Id::Tag, tr("&Tag…"), "document-edit", tr("Give it another name"), &ImageActions::tag);
    add(Id::Remove, tr("&Remove…"), "edit-delete", tr("Remove it from its engines, after asking; it cannot be undone"),
        &ImageActions::remove);
    add(Id::Logins, tr("Registry &logins…"), "object-locked", tr("With what Quayside logs in to registries"),
        &ImageActions::edit_logins);
    add(Id::CopyName, tr("&Copy name"), "edit-copy", tr("Copy the name, or the whole id"), &ImageActions::copy_name);
    action(Id::Remove)->setShortcut(QKeySequence::Delete);
    action(Id::Remove)->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    connect(&session, &Session::changed, this, &ImageActions::refresh);
    connect(&ChangeGate::of(session), &ChangeGate::changed, this, &ImageActions::refresh);
    connect(&Batches::of(session), &Batches::finished, &ImageFeed::of(session), &ImageFeed::look);
    refresh();
}

QAction* ImageActions::add(
    Id id, const QString& text, const QString& icon_name, const QString& tip, void (ImageActions::*run)())
{
    auto* action = new QAction(theme_icon(icon_name), text, this);
    action->setObjectName("image-action"); // has a place in the window's menus
    action->setData(tip);
    connect(action, &QAction::triggered, this, run);
    actions_[static_cast<std::size_t>(id)] = action;
    return action;
}

void ImageActions::set_selection(ImageFeed::Images selection)
{
    selection_ = std::move(selection);
    refresh();
}

void ImageActions::block(Id id, const QString& why)
{
    auto* action = this->action(id);
    const bool changes = id != Id::CopyName && id != Id::Logins; // the logins can be looked at
    const QString reason = why.isEmpty() && changes ? ChangeGate::of(session_).why_not({}) : why;
    action->setEnabled(reason.isEmpty());
    const QString tip = action->data().toString();
    action->setToolTip(reason.isEmpty() ? tip : tip + QStringLiteral(": ") + reason);
}

void ImageActions::refresh()
{
    const QString none = selection_.empty() ? tr("no image is selected") : QString();
    const bool named = std::ranges::any_of(selection_, [](const auto& image) { return !image->reference.empty(); });
    const QString no_engine = any_engine(session_.state()) ? QString() : tr("no engine is connected");
    for (const Id id : { Id::Pull, Id::Build })
        block(id, no_engine);
    block(Id::Push, none.isEmpty() && !named ? tr("it has no name") : none);
    block(Id::Tag, selection_.size() > 1 ? tr("more than one is selected") : none);
    for (const Id id : { Id::Remove, Id::CopyName })
        block(id, none);
}

void ImageActions::fill_menu(QMenu& menu) const
{
    menu.setToolTipsVisible(true);
    for (const Id id : { Id::Push, Id::Tag, Id::Remove, Id::CopyName })
        menu.addAction(action(id));
    menu.addSeparator();
    for (const Id id : { Id::Pull, Id::Build, Id::Logins })
        menu.addAction(action(id));
}

void ImageActions::pull()
{
    const QString image = selection_.size() == 1 ? from_utf8(selection_.front()->reference) : QString();
    objects_.open(new PullImageDialog(session_, image, window_));
}

void ImageActions::build()
{
    objects_.open(new BuildImageDialog(session_, window_));
}

// One engine that has it is enough: what a registry has, it has from anywhere.
void ImageActions::push()
{
    for (const auto& image : selection_)
        if (!image->reference.empty() && !image->engines.isEmpty())
            session_.call("PushImage",
                { { "engine", image->engines.front().toStdString() }, { "image", image->reference } }, this,
                [](Result<Json>) {});
}

void ImageActions::tag()
{
    const auto& image = *selection_.front();
    auto* dialog = new TagImageDialog(session_, from_utf8(image.handle()), image.engines, window_);
    connect(dialog, &ActionDialog::done_with, &ImageFeed::of(session_), &ImageFeed::look);
    objects_.open(dialog);
}

void ImageActions::remove()
{
    QStringList objects;
    std::vector<ActionDialog::Call> calls;
    bool used = false;
    for (const auto& image : selection_) {
        const QString users = users_of(*image);
        used = used || !users.isEmpty();
        const QString where = image->engines.join(QStringLiteral(", "));
        objects << name_of(*image) + tr(" on %1").arg(where) + (users.isEmpty() ? users : QStringLiteral(", ") + users);
        for (const auto& engine : image->engines)
            calls.push_back({ "RemoveImage", { { "engine", engine.toStdString() }, { "image", image->handle() } } });
    }
    const QString what = selection_.size() == 1 ? name_of(*selection_.front()) : tr("%1 images").arg(selection_.size());
    const QString sentence = used
        ? tr("What uses it must pull it again to start anew. An engine refuses while one of its containers needs it.")
        : tr("Nothing that Quayside knows of uses it. An engine refuses while one of its containers needs it.");
    auto* dialog = new ConfirmationDialog(session_,
        { tr("Remove %1").arg(what), sentence, objects, tr("&Remove"), tr("&Keep") }, std::move(calls), window_);
    connect(dialog, &QDialog::finished, &ImageFeed::of(session_), &ImageFeed::look);
    objects_.open(dialog);
}

void ImageActions::edit_logins()
{
    objects_.open(new RegistryLoginsDialog(session_, window_));
}

void ImageActions::copy_name()
{
    QStringList names;
    for (const auto& image : selection_)
        names << from_utf8(image->handle());
    QGuiApplication::clipboard()->setText(names.join(u'\n'));
}

} // namespace quayside::ui
