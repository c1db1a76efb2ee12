#pragma once

#include <QObject>
#include <QPointer>

#include <functional>
#include <memory>
#include <type_traits>
#include <utility>

namespace quayside::ui {

// The thread "ui-work": sorting, filtering, searching and parsing of what is too large for the GUI thread. One job at a
// time, in order. Jobs work on values of their own or on immutable ones.

// Runs `job` there, then `done` on the GUI thread. From any thread.
void run_in_background(std::function<void()> job, std::function<void()> done);

// The same with a result, which `done` gets unless `receiver` is gone by then. `receiver` lives on the GUI thread.
template <class Job, class Done>
void in_background(QObject* receiver, Job job, Done done)
{
    using R = std::invoke_result_t<Job>;
    auto result = std::make_shared<R>();
    run_in_background([result, job = std::move(job)]() mutable { *result = job(); },
        [result, receiver = QPointer<QObject>(receiver), done = std::move(done)]() mutable {
            if (receiver)
                done(std::move(*result));
        });
}

} // namespace quayside::ui
