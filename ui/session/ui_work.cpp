#include "ui/session/ui_work.h"

#include <QMetaObject>

namespace quayside::ui {

UiWork::UiWork(QObject* parent)
    : QObject(parent)
{
    pool_.setMaxThreadCount(1);
    pool_.setObjectName("ui-work");
    pool_.setThreadPriority(QThread::LowPriority);
}

UiWork::~UiWork()
{
    pool_.clear();
    pool_.waitForDone();
}

void UiWork::start(std::function<void()> work)
{
    pool_.start(std::move(work));
}

void UiWork::deliver(std::function<void()> done)
{
    QMetaObject::invokeMethod(this, std::move(done), Qt::QueuedConnection);
}

} // namespace quayside::ui
