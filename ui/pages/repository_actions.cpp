#include "ui/pages/repository_actions.h"

#include "ui/forms/confirmation_dialog.h"
#include "ui/forms/repository_dialogs.h"
#include "ui/look/icons.h"
#include "ui/look/text.h"
#include "ui/pages/object_actions.h"
#include "ui/session/image_feed.h"
#include "ui/session/session.h"

#include <QAction>
#include <QClipboard>
#include <QGuiApplication>
#include <QMenu>

#include <algorithm>
#include <set>

namespace quayside::ui {

namespace {

constexpr std::size_t kMostImages = 100; // of one call

bool has_image(const std::shared_ptr<const RepositoryRow>& row)
{
    return !row->digest.empty();
}

Json id_of(const RepositoryRow& row)
{
    Json id{ { "imageDigest", row.digest } };
    if (!row.tag.empty())
        id["imageTag"] = row.tag;
    return id;
}

// What can be pushed: the images of engines that reach this machine's loopback.
std::vector<PushToRepositoryDialog::Source> sources(Session& session)
{
    QStringList engines;
    for (const auto& [id, engine] : session.state().engines())
        if (engine->connected && engine->endpoint.starts_with("unix://"))
            engines << from_utf8(engine->name);
    std::vector<PushToRepositoryDialog::Source> found;
    for (const auto& image : ImageFeed::of(session).images())
        for (const auto& engine : image->engines)
            if (!image->reference.empty() && engines.contains(engine))
                found.push_back({ from_utf8(image->reference), engine });
    return found;
}

} // namespace

RepositoryActions::RepositoryActions(Session& session, ObjectActions& objects, QWidget* window)
    : QObject(window)
    , session_(session)
    , objects_(objects)
    , window_(window)
{
    add(Id::Create, tr("&Create repository…"), "list-add", tr("Make a place to push images to"),
        &RepositoryActions::create);
    add(Id::Push, tr("&Push image…"), "document-export", tr("Send an image of an engine to it"),
        &RepositoryActions::push);
    add(Id::CopyUri, tr("Copy &URI"), "edit-copy", tr("Copy by what engines and task definitions name it"),
        &RepositoryActions::copy_uri);
    add(Id::DeleteImages, tr("&Delete images…"), "edit-delete", tr("Delete these tags, and images with their last tag"),
        &RepositoryActions::delete_images);
    add(Id::DeleteRepository, tr("Delete &repository…"), "edit-delete", tr("Delete it with all its images"),
        &RepositoryActions::delete_repository);
    action(Id::DeleteImages)->setShortcut(QKeySequence::Delete);
    action(Id::DeleteImages)->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    refresh();
}

QAction* RepositoryActions::add(
    Id id, const QString& text, const QString& icon_name, const QString& tip, void (RepositoryActions::*run)())
{
    auto* action = new QAction(theme_icon(icon_name), text, this);
    action->setData(tip);
    connect(action, &QAction::triggered, this, run);
    actions_[static_cast<std::size_t>(id)] = action;
    return action;
}

void RepositoryActions::set_selection(RepositoryFeed::Rows selection)
{
    selection_ = std::move(selection);
    refresh();
}

void RepositoryActions::block(Id id, const QString& reason)
{
    auto* action = this->action(id);
    action->setEnabled(reason.isEmpty());
    const QString tip = action->data().toString();
    action->setToolTip(reason.isEmpty() ? tip : tip + QStringLiteral(": ") + reason);
}

void RepositoryActions::refresh()
{
    std::set<std::string> repositories;
    for (const auto& row : selection_)
        repositories.insert(row->uri);
    const QString none = selection_.empty() ? tr("nothing is selected") : QString();
    const QString several = repositories.size() > 1 ? tr("several repositories are selected") : none;
    block(Id::Create, {});
    block(Id::Push, several);
    block(Id::CopyUri, none);
    block(Id::DeleteImages,
        none.isEmpty() && std::ranges::none_of(selection_, has_image) ? tr("the repository has no images") : none);
    block(Id::DeleteRepository, several);
}

void RepositoryActions::fill_menu(QMenu& menu) const
{
    menu.setToolTipsVisible(true);
    for (const Id id : { Id::Push, Id::CopyUri, Id::DeleteImages, Id::DeleteRepository })
        menu.addAction(action(id));
    menu.addSeparator();
    menu.addAction(action(Id::Create));
}

void RepositoryActions::confirm(QDialog* dialog)
{
    connect(dialog, &QDialog::finished, &RepositoryFeed::of(session_), &RepositoryFeed::look);
    objects_.open(dialog);
}

void RepositoryActions::create()
{
    confirm(new CreateRepositoryDialog(session_, window_));
}

void RepositoryActions::push()
{
    confirm(new PushToRepositoryDialog(session_, from_utf8(selection_.front()->uri), sources(session_), window_));
}

void RepositoryActions::copy_uri()
{
    QStringList names;
    for (const auto& row : selection_)
        names << from_utf8(row->name());
    QGuiApplication::clipboard()->setText(names.join(u'\n'));
}

void RepositoryActions::delete_images()
{
    QStringList objects;
    std::map<std::string, Json> by_repository;
    std::vector<ActionDialog::Call> calls;
    const auto flush = [&calls](const std::string& repository, Json& ids) {
        if (!ids.empty())
            calls.push_back({ "BatchDeleteImage", { { "repositoryName", repository }, { "imageIds", ids } } });
        ids = Json::array();
    };
    for (const auto& row : selection_) {
        if (!has_image(row))
            continue;
        objects << from_utf8(row->name());
        auto& ids = by_repository.try_emplace(row->repository, Json::array()).first->second;
        ids.push_back(id_of(*row));
        if (ids.size() == kMostImages)
            flush(row->repository, ids);
    }
    for (auto& [repository, ids] : by_repository)
        flush(repository, ids);
    const QString what = objects.size() == 1 ? objects.front() : tr("%1 images").arg(objects.size());
    confirm(new ConfirmationDialog(session_,
        { tr("Delete %1").arg(what),
            tr("Nobody can pull it by that name any more. An image goes with its last tag; engines that have it keep "
               "it."),
            objects, tr("&Delete"), tr("&Keep") },
        std::move(calls), window_));
}

void RepositoryActions::delete_repository()
{
    const auto& repository = selection_.front()->repository;
    QStringList images;
    for (const auto& row : RepositoryFeed::of(session_).rows())
        if (row->repository == repository && has_image(row))
            images << from_utf8(row->name());
    const QString sentence = images.isEmpty() ? tr("It has no images.")
                                              : tr("Its images go with it: nobody can pull them any more. Engines that "
                                                   "have them keep them.");
    const auto name = from_utf8(repository);
    confirm(new ConfirmationDialog(session_,
        { tr("Delete repository %1").arg(name), sentence, images, tr("&Delete repository"), tr("&Keep repository") },
        { { "DeleteRepository", { { "repositoryName", repository }, { "force", !images.isEmpty() } } } }, window_));
}

} // namespace quayside::ui
