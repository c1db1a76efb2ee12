#include "ui/look/work.h"

#include <QCoreApplication>
#include <QThread>
#include <QThreadPool>

namespace quayside::ui {

namespace {

class WorkThread {
public:
    WorkThread()
    {
        pool_.setMaxThreadCount(1);
        pool_.setExpiryTimeout(-1);
        pool_.setObjectName(QStringLiteral("ui-work")); // the pool names its threads after itself
    }
    ~WorkThread() { pool_.waitForDone(); }
    QThreadPool& pool() { return pool_; }

private:
    QThreadPool pool_;
};

} // namespace

void run_in_background(std::function<void()> job, std::function<void()> done)
{
    static WorkThread thread;
    thread.pool().start([job = std::move(job), done = std::move(done)]() mutable {
        job();
        job = nullptr;
        if (QCoreApplication* application = QCoreApplication::instance())
            QMetaObject::invokeMethod(application, std::move(done), Qt::QueuedConnection);
    });
}

} // namespace quayside::ui
