#pragma once

#include "ui/pages/page.h"
#include "ui/pages/rollout_data.h"

#include <QTimer>

#include <unordered_map>

class QLabel;
class QPushButton;
class QTabWidget;

namespace quayside::ui {

class Chip;
class DeploymentSide;
class ElidedLabel;
class EmptyState;
class HookStrip;
class LaneTable;
class RecordsTab;
class RolloutChart;
class StatusPill;
class TextLabel;

// One deployment as it goes on or went: tasks over time, a lane for each, what holds it up, and the ways to end it.
// Shows the newest one of the cluster until another is chosen.
class DeploymentPage : public Page {
    Q_OBJECT

public:
    DeploymentPage(Session& session, ObjectActions& actions, QWidget* parent);

    std::vector<ObjectRef> selection() const override;
    bool select(const ObjectRef& ref) override;
    void focus_content() override;
    QString tab_title() const override;
    bool wants_all_room() const override { return true; }
    model::DeploymentPtr deployment() const;

protected:
    void cluster_changed() override;
    void take(const model::ChangeSet& changes) override;
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;

private:
    QWidget* make_header();
    QWidget* make_left();
    QPushButton* make_button(int action, const QString& text);
    void show_deployment(std::uint64_t number);
    std::uint64_t newest() const;
    void collect_tasks();
    void refresh();
    void refresh_header(const model::Deployment& deployment);
    void refresh_lanes(const model::Deployment& deployment);
    void sync_buttons();
    void show_diff();

    std::uint64_t number_ = 0;
    std::unordered_map<Id, model::TaskPtr> tasks_; // of the service, as far as they are known
    QWidget* content_;
    EmptyState* empty_;
    ElidedLabel* title_ = nullptr;
    StatusPill* state_ = nullptr;
    ElidedLabel* since_ = nullptr;
    QPushButton* diff_ = nullptr;
    QPushButton* stop_ = nullptr;
    QPushButton* roll_back_ = nullptr;
    HookStrip* hook_ = nullptr;
    RolloutChart* chart_ = nullptr;
    StatusPill* live_ = nullptr;
    QTabWidget* below_ = nullptr;
    LaneTable* lanes_ = nullptr;
    Chip* all_chip_ = nullptr;
    Chip* new_chip_ = nullptr;
    Chip* failed_chip_ = nullptr;
    RecordsTab* events_ = nullptr;
    RecordsTab* history_ = nullptr;
    DeploymentSide* side_ = nullptr;
    QTimer soon_; // one refresh for many changes
    QTimer second_; // time goes on while it is seen
    QString tab_title_;
};

} // namespace quayside::ui
