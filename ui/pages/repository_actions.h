#pragma once

#include "ui/session/repository_feed.h"

#include <QObject>

#include <array>

class QAction;
class QDialog;
class QMenu;

namespace quayside::ui {

class ObjectActions;

// What can be done to the repositories of our registry, as actions that buttons and the context menu share. One that
// cannot be used says why in its tool tip. GUI thread.
class RepositoryActions : public QObject {
    Q_OBJECT

public:
    enum class Id { Create, Push, CopyUri, DeleteImages, DeleteRepository };
    static constexpr int kActions = static_cast<int>(Id::DeleteRepository) + 1;

    // Dialogs are children of `window`.
    RepositoryActions(Session& session, ObjectActions& objects, QWidget* window);

    QAction* action(Id id) const { return actions_[static_cast<std::size_t>(id)]; }
    void set_selection(RepositoryFeed::Rows selection);
    void fill_menu(QMenu& menu) const;

private:
    QAction* add(Id id, const QString& text, const QString& icon, const QString& tip, void (RepositoryActions::*run)());
    void refresh();
    void block(Id id, const QString& reason); // empty: it can be used
    void confirm(QDialog* dialog);

    void create();
    void push();
    void copy_uri();
    void delete_images();
    void delete_repository();

    Session& session_;
    ObjectActions& objects_;
    QWidget* window_;
    std::array<QAction*, kActions> actions_{};
    RepositoryFeed::Rows selection_;
};

} // namespace quayside::ui
