#pragma once

#include "core/base/json.h"

#include <nlohmann/json.hpp>

#include <QProcess>
#include <QStringList>
#include <QTemporaryDir>
#include <QUrl>

namespace quayside::test {

// The program, headless or not, as a process of its own with a state directory of its own, and calls to its API over
// HTTP. Killed when destroyed.
class Program {
public:
    Program();
    ~Program();

    // Starts it and waits until it answers. False after 20 s or when it ended; output() then says why.
    bool start(QStringList more_arguments = {});
    // The same with its window on the display of the environment.
    bool start_with_window(QStringList more_arguments = {});
    void kill_9();
    bool stop(); // SIGTERM; true if it ended with exit code 0
    QString output(); // what it has written since its last start
    QString state_directory() const { return directory_.filePath("state"); }
    QUrl endpoint() const { return endpoint_; }
    qint64 pid() const { return process_.processId(); }

    struct Answer {
        int status = 0; // 0: no answer
        Json body;
    };
    // One call; `target` is "RunTask" of ECS or "QuaysideV1.AddEngine".
    Answer call(const QString& target, const Json& input) const;

private:
    bool run(const QStringList& arguments);

    QTemporaryDir directory_;
    QProcess process_;
    QUrl endpoint_;
    QString output_;
    bool killed_ = false; // by us
};

} // namespace quayside::test
