#pragma once

#include "ui/pages/object_actions.h"

#include <QWidget>

#include <vector>

class QLabel;

namespace quayside::ui {

class TextLink;

// A few things to try, each ticked off once it was done, in this window or an earlier one. A step that can be done now
// is a link. GUI thread.
class FirstSteps : public QWidget {
    Q_OBJECT

public:
    explicit FirstSteps(ObjectActions& actions, QWidget* parent = nullptr);

    int done() const; // how many

private:
    struct Step {
        QAction* action;
        QString text;
        QLabel* tick = nullptr;
        TextLink* link = nullptr;
        bool done = false;
    };

    void add_row(Step& step);
    void show_step(Step& step);
    QString key_of(const Step& step) const;

    std::vector<Step> steps_;
};

} // namespace quayside::ui
