#pragma once

#include "core/base/function.h"

#include <QCoreApplication>
#include <QMetaObject>
#include <QPointer>

#include <functional>
#include <memory>

namespace quayside::ui {

// Takes an answer on whatever thread it comes; `done` runs on the GUI thread, unless `context` is gone by then.
template <class R>
Function<void(R)> on_gui_thread(QObject* context, std::function<void(R)> done)
{
    return [guard = QPointer<QObject>(context), done = std::move(done)](R reply) {
        auto shared = std::make_shared<R>(std::move(reply));
        QMetaObject::invokeMethod(
            qApp,
            [guard, done, shared] {
                if (guard)
                    done(std::move(*shared));
            },
            Qt::QueuedConnection);
    };
}

} // namespace quayside::ui
