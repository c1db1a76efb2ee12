#pragma once

#include "tests/support/docker_cli.h"
#include "tests/support/program.h"

#include <memory>
#include <string>

// The program with the engine of tests/run.sh: what tests of it have in common. They inherit it beside QObject.
namespace quayside::test {

// The engine is added as "local", and stopped tasks are gone after a second. A test may kill the program in between.
class LocalEngine {
protected:
    // Both say that the test has failed if they do not succeed.
    void start_program();
    void start_with_engine();

    std::unique_ptr<Program> program_;
};

// One task at a time, on an engine that is there from the start.
class EngineTask {
protected:
    explicit EngineTask(std::string family)
        : family_(std::move(family))
    {
    }

    // The next three say that the test has failed if they do not succeed.
    void start(const QStringList& more_arguments = {});
    void run(const Json& containers, const Json& more = Json::object());
    bool reaches(const std::string& status) const;
    void end(); // with all that is left on the engine

    Json task() const;
    Json part(const std::string& name) const; // of the task
    QString id(const std::string& name) const { return QString::fromStdString(part(name).value("runtimeId", "")); }
    int exit_code(const std::string& name) const { return part(name).value("exitCode", -1); }
    QString on_engine(const std::string& name, const QString& format) const
    {
        return docker({ "inspect", "--format", format, id(name) });
    }
    QStringList containers() const; // of the task, that the engine has

    std::unique_ptr<Program> program_;
    std::string task_;

private:
    std::string family_;
    std::string installation_;
};

} // namespace quayside::test
