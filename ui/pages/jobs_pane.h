#pragma once

#include "ui/pages/job_list.h"
#include "ui/tables/row_model_of.h"

#include <QWidget>

class QPushButton;

namespace quayside::ui {

class TableView;
class TextLabel;

// The jobs as a table, and what can be done about the one that is selected. GUI thread.
class JobsPane : public QWidget {
    Q_OBJECT

public:
    JobsPane(Session& session, JobList& jobs, QWidget* parent = nullptr);
    ~JobsPane() override;

    TableView* table() const { return table_; }
    RowModelOf<JobRow>& rows() { return rows_; }
    QPushButton* stop_button() const { return stop_; }
    QPushButton* retry_button() const { return retry_; }
    QPushButton* copy_button() const { return copy_; }

signals:
    void said(const QString& text); // for the status bar
    void link_opened(const quayside::ui::ObjectRef& ref);

protected:
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;

private:
    void show_jobs();
    void refresh_buttons();
    void show_menu(const QPoint& at);
    void copy();
    std::shared_ptr<const JobRow> current() const;

    Session& session_;
    JobList& jobs_;
    RowModelOf<JobRow> rows_;
    TableView* table_;
    TextLabel* summary_;
    QPushButton* stop_;
    QPushButton* retry_;
    QPushButton* copy_;
};

} // namespace quayside::ui
