#pragma once

#include <QTimer>
#include <QWidget>

class QPushButton;

namespace quayside::ui {

class ElidedLabel;
class Session;

// Under the views: what is about to be sent and can still be called off, with the seconds that are left; else the last
// change with a button that takes it back, for a while. Not there while there is neither. GUI thread.
class ActionBar : public QWidget {
    Q_OBJECT

public:
    explicit ActionBar(Session& session, QWidget* parent = nullptr);

    QString sentence() const;
    QPushButton* cancel_button() const { return cancel_; }
    QPushButton* now_button() const { return now_; }
    QPushButton* undo_button() const { return undo_; }
    bool holds() const; // something is about to be sent

    // Calls off what will be sent next.
    void cancel();

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void refresh();
    void offer_undo(const QString& title);

    Session& session_;
    ElidedLabel* sentence_;
    QPushButton* undo_;
    QPushButton* now_;
    QPushButton* cancel_;
    QString offered_; // the title of the step that can be undone
    QTimer tick_; // while something is held
    QTimer offer_ends_;
};

} // namespace quayside::ui
