#pragma once

#include "ui/pages/page.h"
#include "ui/pages/topology_data.h"
#include "ui/session/live_use.h"

#include <QTimer>

class QPushButton;
class QStackedWidget;

namespace quayside::ui {

class Chip;
class TopologyView;

// Where the tasks of a cluster are: its zones and container instances as a picture, live.
class TopologyPage : public Page {
    Q_OBJECT

public:
    TopologyPage(Session& session, ObjectActions& actions, QWidget* parent);

    std::vector<ObjectRef> selection() const override;
    bool select(const ObjectRef& ref) override;
    void focus_content() override;
    TopologyView* view() const { return view_; }

protected:
    void cluster_changed() override;
    void take(const model::ChangeSet& changes) override;
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;

private:
    QWidget* make_bar();
    QWidget* make_empty();
    Chip* add_size(const QString& text, const QString& tip, TopologySize size);
    void watch();
    void refresh();
    void show_menu(const TopologyItem& item, const QPoint& place);

    LiveUse instances_;
    LiveUse tasks_;
    TopologyChoice choice_;
    TopologyView* view_;
    Chip* cpu_;
    Chip* memory_;
    QPushButton* unplaced_;
    QStackedWidget* stack_;
    QTimer soon_; // one refresh for many changes
};

} // namespace quayside::ui
