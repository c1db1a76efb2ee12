#pragma once

#include "ui/pages/explanation.h"
#include "ui/tables/row_model_of.h"

#include <QWidget>

#include <memory>

class QLabel;
class QToolButton;
class QVBoxLayout;

namespace quayside::ui {

class EmptyState;
class PipelineStrip;
class TableView;
class TextLabel;

// An explanation of a placement: how many instances each rule leaves, what every rule says of every instance, and what
// would make it fit. GUI thread.
class ExplainView : public QWidget {
    Q_OBJECT

public:
    // `view_id` names the saved layout of the table.
    ExplainView(const QString& view_id, const model::State& state, QWidget* parent = nullptr);

    void show_explanation(Explanation explanation);
    void show_error(const Error& error);
    void show_nothing(const QString& why);
    const Explanation& explanation() const { return explanation_; }
    TableView* table() const { return table_; }

signals:
    void opened(const QString& instance); // the id of the row that was opened

private:
    void rebuild_table();
    void rebuild_remedies();
    void copy_text();

    QString view_id_;
    const model::State& state_;
    Explanation explanation_;
    QString problem_; // the error, in words; empty: none
    std::unique_ptr<RowModelOf<Explanation::Row>> rows_;
    PipelineStrip* steps_;
    QLabel* sentence_;
    QToolButton* copy_;
    QVBoxLayout* column_;
    TableView* table_ = nullptr;
    QWidget* remedies_;
    EmptyState* empty_;
    QWidget* head_;
};

// "8 candidates › 7 active › 0 port 8080": the step that leaves none stands out. Wraps where it does not fit.
class PipelineStrip : public QWidget {
    Q_OBJECT

public:
    explicit PipelineStrip(QWidget* parent = nullptr);
    void set_steps(std::vector<Explanation::Step> steps);
    QSize sizeHint() const override;
    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    struct Chip {
        QRect area;
        std::size_t step;
    };
    std::vector<Chip> arrange(int width) const;

    std::vector<Explanation::Step> steps_;
};

} // namespace quayside::ui
