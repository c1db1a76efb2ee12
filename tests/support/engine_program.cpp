#include "tests/support/engine_program.h"

#include <QTest>

namespace quayside::test {

namespace {

constexpr int kPatience = 60'000;

} // namespace

void LocalEngine::start_program()
{
    QVERIFY2(program_->start({ "--cleanup-wait", "1" }), qPrintable(program_->output()));
}

void LocalEngine::start_with_engine()
{
    program_ = std::make_unique<Program>();
    start_program();
    const auto added = program_->call("QuaysideV1.AddEngine",
        { { "name", "local" }, { "kind", "docker" }, { "endpoint", engine_endpoint().toStdString() } });
    QVERIFY2(added.status == 200, added.body.dump().c_str());
    const Json query{ { "containerInstances", added.body["containerInstanceArns"] } };
    QVERIFY(QTest::qWaitFor(
        [&] {
            const auto answer = program_->call("DescribeContainerInstances", query);
            const Json& instances = answer.body["containerInstances"];
            return !instances.empty() && instances[0].value("agentConnected", false);
        },
        kPatience));
}

void EngineTask::start(const QStringList& more_arguments)
{
    program_ = std::make_unique<Program>();
    QVERIFY2(
        program_->start(QStringList{ "--engine", engine_endpoint() } + more_arguments), qPrintable(program_->output()));
    installation_
        = program_->call("QuaysideV1.DescribeInstallation", Json::object()).body["installation"].get<std::string>();
    QVERIFY(QTest::qWaitFor(
        [&] {
            const auto answer = program_->call("ListContainerInstances", Json::object());
            return answer.status == 200 && !answer.body["containerInstanceArns"].empty();
        },
        kPatience));
}

void EngineTask::end()
{
    program_.reset();
    if (installation_.empty())
        return;
    const QString label = "label=io.quayside.installation=" + QString::fromStdString(installation_);
    for (const auto& each : docker_lines({ "ps", "-aq", "--filter", label }))
        docker({ "rm", "-f", each });
    for (const auto& each : docker_lines({ "volume", "ls", "-q", "--filter", label }))
        docker({ "volume", "rm", each });
}

void EngineTask::run(const Json& containers, const Json& more)
{
    Json definition{ { "family", family_ } };
    definition["containerDefinitions"] = containers;
    definition.update(more);
    const auto registered = program_->call("RegisterTaskDefinition", definition);
    QVERIFY2(registered.status == 200, registered.body.dump().c_str());
    std::string arn;
    QVERIFY(QTest::qWaitFor( // the engine may still be on its way
        [&] {
            const auto answer = program_->call("RunTask", Json{ { "taskDefinition", family_ } });
            const Json tasks = answer.body.value("tasks", Json::array());
            if (!tasks.empty())
                arn = tasks[0]["taskArn"].get<std::string>();
            return !arn.empty();
        },
        kPatience));
    task_ = arn.substr(arn.rfind('/') + 1);
}

Json EngineTask::task() const
{
    Json input = Json::object();
    input["tasks"] = Json::array({ task_ });
    const auto answer = program_->call("DescribeTasks", input);
    return answer.status == 200 && !answer.body["tasks"].empty() ? answer.body["tasks"][0] : Json::object();
}

bool EngineTask::reaches(const std::string& status) const
{
    const bool reached = QTest::qWaitFor([&] { return task().value("lastStatus", "") == status; }, kPatience);
    if (!reached)
        qWarning("%s", task().dump().c_str());
    return reached;
}

Json EngineTask::part(const std::string& name) const
{
    const Json shown = task();
    if (shown.contains("containers"))
        for (const auto& each : shown["containers"])
            if (each["name"] == name)
                return each;
    return Json::object();
}

QStringList EngineTask::containers() const
{
    return docker_lines({ "ps", "-aq", "--filter", "label=io.quayside.task=" + QString::fromStdString(task_) });
}

} // namespace quayside::test
