#pragma once

#include <QObject>

namespace quayside::ui {
class MainWindow;
class Session;
} // namespace quayside::ui

namespace quayside::app {

// Says in the log how long the start took: "first frame painted" and "state shown: 3 tasks", once each, so that a slow
// start can be seen and measured from outside. GUI thread.
class StartLog : public QObject {
public:
    StartLog(ui::MainWindow& window, ui::Session& session);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void say_when_painted(const QString& what);

    ui::Session& session_;
    bool frame_seen_ = false;
    bool state_seen_ = false;
};

} // namespace quayside::app
