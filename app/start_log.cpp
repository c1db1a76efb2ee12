#include "app/start_log.h"

#include "core/base/log.h"
#include "ui/session/session.h"
#include "ui/shell/main_window.h"

#include <QEvent>
#include <QTimer>

namespace quayside::app {

StartLog::StartLog(ui::MainWindow& window, ui::Session& session)
    : QObject(&window)
    , session_(session)
{
    window.installEventFilter(this);
    connect(&session, &ui::Session::changed, this, [this] {
        if (std::exchange(state_seen_, true))
            return;
        say_when_painted(QString("state shown: %1 tasks").arg(session_.state().tasks().size()));
    });
}

bool StartLog::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::Paint && !std::exchange(frame_seen_, true))
        say_when_painted("first frame painted");
    return QObject::eventFilter(watched, event);
}

// The paint that is due comes before a timer of nothing.
void StartLog::say_when_painted(const QString& what)
{
    QTimer::singleShot(0, this, [what] { log::info("app", "{}", what.toStdString()); });
}

} // namespace quayside::app
