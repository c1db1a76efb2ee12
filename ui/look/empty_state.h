#pragma once

#include <QIcon>
#include <QWidget>

class QLabel;
class QPushButton;

namespace quayside::ui {

// What an empty view says: an icon, the real cause in one sentence, and one action at most.
class EmptyState : public QWidget {
    Q_OBJECT
public:
    explicit EmptyState(QWidget* parent = nullptr);
    void set_icon(const QIcon& icon);
    void set_sentence(const QString& sentence); // plain text
    void set_action(const QString& text); // empty: no button
    QString sentence() const;
    QPushButton* button() const { return button_; }

signals:
    void action_triggered();

private:
    QLabel* picture_;
    QLabel* sentence_;
    QPushButton* button_;
};

} // namespace quayside::ui
