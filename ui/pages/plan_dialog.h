#pragma once

#include "core/base/error.h"
#include "core/base/json.h"
#include "ui/tables/columns.h"

#include <QDialog>

#include <vector>

class QPushButton;
class QTreeWidget;

namespace quayside::ui {

class Session;
class TextLabel;

// An edit that waits, in words, and the calls by which it is made.
struct PlannedEdit {
    QString object; // "web"
    QString column; // "Min"
    QString before;
    QString after;
    std::vector<EditCall> calls;
    QString problem; // why it cannot be asked for at all; empty: it can
};

// What waits, one line each, and what the API says to it: the calls are tried there without effect. Accepted: apply.
// GUI thread.
class PlanDialog : public QDialog {
    Q_OBJECT

public:
    PlanDialog(Session& session, std::vector<PlannedEdit> edits, QWidget* parent);

    QTreeWidget* lines() const { return lines_; }
    QPushButton* apply_button() const { return apply_; }

private:
    void ask();
    void show_answer(const Result<Json>& reply);
    void tell(int line, bool accepted, const QString& words);

    Session& session_;
    std::vector<PlannedEdit> edits_;
    QTreeWidget* lines_;
    TextLabel* summary_;
    QPushButton* apply_;
};

} // namespace quayside::ui
