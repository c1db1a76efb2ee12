#pragma once

#include "ui/look/states.h"

#include <QIcon>
#include <QWidget>

#include <vector>

namespace quayside::ui {

// What a card says of an instance or a task.
struct TopologyFacts {
    struct Line {
        QString label;
        QString value;
        QString note;
    };
    QIcon icon;
    QString title;
    StateWord state;
    QString note; // at the right of the title
    std::vector<Line> lines;
    QString hint; // what can be done: "Enter opens, Menu has more"

    QString text() const; // all of it, for screen readers
};

// Explains what the pointer or the keyboard is at, beside it. Takes neither keyboard nor pointer.
class TopologyCard : public QWidget {
    Q_OBJECT

public:
    explicit TopologyCard(QWidget* parent);

    // Beside `area`, within the parent.
    void show_beside(const QRect& area, TopologyFacts facts);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    int row_height() const;

    TopologyFacts facts_;
};

} // namespace quayside::ui
