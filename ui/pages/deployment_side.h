#pragma once

#include "ui/pages/object_ref.h"
#include "ui/pages/rollout_data.h"
#include "ui/tables/row_model_of.h"

#include <QScrollArea>
#include <QWidget>

#include <memory>

class QGridLayout;
class QVBoxLayout;

namespace quayside::ui {

class BreakerGauge;
class ProgressBar;
class StatusPill;
class TableView;
class TextLabel;

// Beside the timeline of a deployment: progress, circuit breaker, stages, why it waits, what changes, what failed.
class DeploymentSide : public QScrollArea {
    Q_OBJECT

public:
    explicit DeploymentSide(const model::State& state, QWidget* parent = nullptr);
    ~DeploymentSide() override;

    void show_deployment(const model::State& state, const model::Deployment& deployment,
        const std::vector<TaskLane>& lanes, TimePoint now);

signals:
    void opened(const quayside::ui::ObjectRef& ref);

private:
    struct Section {
        QWidget* widget = nullptr;
        TextLabel* note = nullptr;
        StatusPill* state = nullptr;
        QVBoxLayout* content = nullptr;
    };
    Section add_section(QVBoxLayout& column, const QString& title);
    void show_progress(const model::State& state, const model::Deployment& deployment,
        const std::vector<TaskLane>& lanes, TimePoint now);
    void show_breaker(const model::Deployment& deployment);
    void show_stages(const model::Deployment& deployment, TimePoint now);
    void show_reasons(const model::State& state, const model::Deployment& deployment,
        const std::vector<TaskLane>& lanes, TimePoint now);
    void show_changes(const model::State& state, const model::Deployment& deployment);
    void show_failures(const std::vector<TaskLane>& lanes);

    Section progress_;
    Section breaker_;
    Section stages_;
    Section reasons_;
    Section changes_;
    Section failures_;
    ProgressBar* bar_;
    QGridLayout* pairs_;
    BreakerGauge* gauge_;
    TextLabel* trips_at_;
    TextLabel* left_;
    std::unique_ptr<RowModelOf<DefinitionChange>> change_rows_;
    TableView* change_table_;
    std::uint64_t changes_of_ = 0; // the deployment whose changes are shown
    QStringList shown_; // what the lists say, so that they are made anew only when that changes
};

} // namespace quayside::ui
