#pragma once

#include "core/model/state.h"
#include "ui/session/image_feed.h"

#include <QObject>

#include <array>

class QAction;
class QMenu;

namespace quayside::ui {

class ObjectActions;

bool any_engine(const model::State& state); // that is connected

// What can be done to images, as actions that buttons and the context menu share. One that cannot be used says why in
// its tool tip. GUI thread.
class ImageActions : public QObject {
    Q_OBJECT

public:
    enum class Id { Pull, Build, Push, Tag, Remove, Logins, CopyName };
    static constexpr int kActions = static_cast<int>(Id::CopyName) + 1;

    // Dialogs are children of `window`.
    ImageActions(Session& session, ObjectActions& objects, QWidget* window);

    QAction* action(Id id) const { return actions_[static_cast<std::size_t>(id)]; }
    void set_selection(ImageFeed::Images selection);
    void fill_menu(QMenu& menu) const;

private:
    QAction* add(Id id, const QString& text, const QString& icon, const QString& tip, void (ImageActions::*run)());
    void refresh();
    void block(Id id, const QString& reason); // empty: it can be used

    void pull();
    void build();
    void push();
    void tag();
    void remove();
    void edit_logins();
    void copy_name();

    Session& session_;
    ObjectActions& objects_;
    QWidget* window_;
    std::array<QAction*, kActions> actions_{};
    ImageFeed::Images selection_;
};

} // namespace quayside::ui
