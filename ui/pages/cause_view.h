#pragma once

#include "ui/pages/diagnosis.h"

#include <QWidget>

class QLabel;
class QVBoxLayout;

namespace quayside::ui {

class StatusPill;
class WrapLayout;

// One cause: its state, what it is in plain words, what shows it, and what helps as buttons. GUI thread.
class CauseView : public QWidget {
    Q_OBJECT

public:
    explicit CauseView(QWidget* parent = nullptr);

    // The first button of the first cause asks most to be pressed. Why one cannot be pressed is its tool tip.
    void set_cause(const Cause& cause, const std::vector<QString>& blocked, bool is_first);
    const Cause& cause() const { return cause_; }

signals:
    void remedy_wanted(const quayside::ui::Remedy& remedy);
    void link_opened(const quayside::ui::ObjectRef& ref);

private:
    void fill_evidence();
    void fill_remedies(const std::vector<QString>& blocked, bool is_first);

    Cause cause_;
    StatusPill* state_;
    QLabel* title_;
    QLabel* detail_;
    QWidget* evidence_;
    QWidget* remedies_;
    QStringList verbs_; // of the buttons that are there
};

} // namespace quayside::ui
