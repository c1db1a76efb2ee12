#pragma once

#include "core/model/state.h"
#include "ui/forms/action_dialog.h"
#include "ui/pages/move_rows.h"
#include "ui/tables/row_model_of.h"

#include <map>

class QLabel;

namespace quayside::ui {

class TableView;

// Drains container instances, and shows before what moves where. GUI thread; the preview comes as the answers do.
class DrainDialog : public ActionDialog {
    Q_OBJECT

public:
    DrainDialog(Session& session, std::vector<Id> instances, QWidget* parent = nullptr);
    ~DrainDialog() override;

    RowModelOf<MoveRow>& rows() { return *rows_; }

signals:
    void answered(); // about every instance

protected:
    std::optional<std::vector<Call>> calls() override;

private:
    void ask();
    void take(const Result<Json>& reply);
    void show_rows();
    MoveRow row_of(const model::Task& task) const;

    const model::State& state_;
    std::vector<Id> instances_;
    std::vector<model::TaskPtr> tasks_;
    std::map<Id, TaskMove> moves_; // by task
    QString problem_; // why there is no preview
    std::size_t waiting_ = 0;
    std::unique_ptr<RowModelOf<MoveRow>> rows_;
    TableView* table_;
    QLabel* sentence_;
};

} // namespace quayside::ui
