#pragma once

#include <QObject>
#include <QPointer>
#include <QThreadPool>

#include <functional>
#include <memory>
#include <type_traits>
#include <utility>

namespace quayside::ui {

// The window's one thread for work that would hold up painting: sorting and filtering, building the replica, long JSON.
// Work runs in the order in which it was given and may touch only immutable values and what it owns.
// Used on the GUI thread; the destructor waits for the work that is running and forgets the rest.
class UiWork : public QObject {
    Q_OBJECT

public:
    explicit UiWork(QObject* parent = nullptr);
    ~UiWork() override;

    // Runs `work()` on the thread and then `done(result)` on the GUI thread, unless `context` is gone by then.
    template <class Work, class Done>
    void run(QObject* context, Work work, Done done)
    {
        start([this, guard = QPointer<QObject>(context), work = std::move(work), done = std::move(done)]() mutable {
            auto result = std::make_shared<std::invoke_result_t<Work&>>(work());
            deliver([guard, result, done = std::move(done)]() mutable {
                if (guard)
                    done(std::move(*result));
            });
        });
    }

    // Destroys a large value where it disturbs nobody.
    template <class T>
    void discard(T value)
    {
        start([shared = std::make_shared<T>(std::move(value))] {});
    }

private:
    void start(std::function<void()> work);
    void deliver(std::function<void()> done);

    QThreadPool pool_;
};

} // namespace quayside::ui
