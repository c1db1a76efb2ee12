// Why something is not steady: records in, causes out, and the list of what needs attention says the same.

#include "ui/look/language.h"
#include "ui/pages/attention.h"
#include "ui/pages/diagnosis.h"
#include "ui/pages/exit_words.h"

#include <QTest>

#include <nlohmann/json.hpp>

#include <algorithm>
#include <functional>

using namespace quayside;
using namespace quayside::ui;
using Kind = Cause::Kind;
using Help = Remedy::Kind;
using model::Task;

namespace {

const TimePoint kNow{ std::chrono::hours(480'000) };
const TimePoint kBefore = kNow - std::chrono::minutes(5);

Id id_of(unsigned number)
{
    return *Id::parse(QStringLiteral("%1").arg(number, 32, 16, QLatin1Char('0')).toStdString());
}

// A cluster with one instance and the service web of three tasks, of which one revision is being replaced or not.
struct Yard {
    model::Service service;
    model::Deployment deployment; // the PRIMARY one, number 2
    model::ContainerInstance instance;
    model::Engine engine;
    std::vector<Task> tasks;
    std::vector<model::Event> events;
    std::shared_ptr<model::TaskDefinition> definition = std::make_shared<model::TaskDefinition>();

    Yard()
    {
        definition->family = "web";
        definition->revision = 2;
        definition->document = { { "family", "web" },
            { "containerDefinitions",
                { { { "name", "app" }, { "image", "harbour/web:2" }, { "memory", 64 },
                      { "healthCheck", { { "command", { "CMD", "check" } } } } },
                    { { "name", "side" }, { "image", "harbour/side:1" }, { "memory", 64 },
                        { "dependsOn", { { { "containerName", "app" }, { "condition", "HEALTHY" } } } } } } } };
        model::read_document(*definition);
        service.cluster = "harbour";
        service.name = "web";
        service.desired_count = 3;
        service.deployments = { 2 };
        deployment.number = 2;
        deployment.cluster = "harbour";
        deployment.service = "web";
        deployment.desired_count = 3;
        deployment.revision_number = 2;
        deployment.rollout_state = model::RolloutState::Completed;
        deployment.service_deployment_status = model::ServiceDeploymentStatus::Successful;
        instance.id = id_of(900);
        instance.name = "quay-a1";
        instance.cluster = "harbour";
        instance.agent_connected = true;
        instance.engine = id_of(901);
        instance.registered.cpu = 4096;
        instance.registered.memory = 4096;
        engine.id = id_of(901);
        engine.name = "quay-a";
        engine.connected = true;
        for (unsigned i = 1; i <= 3; ++i)
            add_task(i, 2);
    }

    Task& add_task(unsigned number, std::uint64_t of)
    {
        auto spec = std::make_shared<model::TaskSpec>();
        spec->row = of;
        spec->cluster = "harbour";
        spec->service = "web";
        spec->deployment = of;
        spec->definition_key = definition->key();
        spec->definition = definition;
        Task task;
        task.id = id_of(number);
        task.container_instance = instance.id;
        task.spec_row = spec->row;
        task.spec = spec;
        task.last_status = model::TaskStatus::Running;
        task.created_at = task.started_at = kBefore;
        task.containers.resize(2);
        for (auto& container : task.containers)
            container.last_status = model::ContainerStatus::Running;
        tasks.push_back(std::move(task));
        return tasks.back();
    }

    Task& fail_task(unsigned number, int code, const std::string& reason,
        model::StopCode stop = model::StopCode::EssentialContainerExited)
    {
        auto& task = add_task(number, 2);
        task.last_status = model::TaskStatus::Stopped;
        task.desired_status = model::DesiredStatus::Stopped;
        task.stop_code = stop;
        task.stopped_at = kBefore;
        task.stopped_reason = "Essential container in task exited";
        task.containers[0].last_status = model::ContainerStatus::Stopped;
        if (code != 0)
            task.containers[0].exit_code = code;
        task.containers[0].reason = reason;
        return task;
    }

    void roll()
    {
        deployment.rollout_state = model::RolloutState::InProgress;
        deployment.service_deployment_status = model::ServiceDeploymentStatus::InProgress;
    }

    // All three run the revision before, and two thirds of nothing may be changed.
    void stick()
    {
        roll();
        service.deployment_configuration.maximum_percent = 100;
        service.deployment_configuration.minimum_healthy_percent = 100;
        tasks.clear();
        for (unsigned i = 1; i <= 3; ++i)
            add_task(i, 1);
    }

    void lose_place()
    {
        tasks.pop_back();
        model::Event event;
        event.row = 1;
        event.kind = model::EventKind::Service;
        event.cluster = "harbour";
        event.object = "web";
        event.at = kBefore;
        event.message = "(service web) was unable to place a task because no container instance met all of its "
                        "requirements. The closest matching (container-instance 1) has insufficient memory available.";
        events.push_back(event);
    }

    model::State state() const
    {
        model::ChangeSet set;
        const auto add = [&set]<class T>(T record) {
            set.of<T>().push_back({ nullptr, std::make_shared<const T>(std::move(record)) });
        };
        model::Cluster cluster;
        cluster.name = "harbour";
        add(cluster);
        add(engine);
        add(instance);
        set.of<model::TaskDefinition>().push_back({ nullptr, definition });
        auto revision = std::make_shared<model::ServiceRevision>();
        revision->number = 2;
        revision->cluster = "harbour";
        revision->service = "web";
        revision->definition_key = definition->key();
        set.of<model::ServiceRevision>().push_back({ nullptr, revision });
        add(service);
        auto primary = deployment;
        primary.revision = revision;
        add(std::move(primary));
        for (const auto& task : tasks)
            add(task);
        for (const auto& event : events)
            add(event);
        model::State made;
        made.apply(set);
        return made;
    }
};

ObjectRef web()
{
    return { ObjectRef::Kind::Service, "harbour/web", {} };
}

bool offers(const Cause& cause, Help kind)
{
    return std::ranges::any_of(cause.remedies, [kind](const Remedy& remedy) { return remedy.kind == kind; });
}

using Prepare = std::function<void(Yard&)>;

} // namespace

Q_DECLARE_METATYPE(Prepare)

class TestDiagnosis : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { install_english(); }

    void a_service_is_not_steady_because_data()
    {
        QTest::addColumn<Prepare>("prepare");
        QTest::addColumn<int>("kind");
        QTest::addColumn<int>("help");
        QTest::addColumn<QString>("says");
        const auto row = [](const char* name, Kind kind, Help help, const char* says, Prepare prepare) {
            QTest::newRow(name) << std::move(prepare) << static_cast<int>(kind) << static_cast<int>(help)
                                << QString::fromUtf8(says);
        };
        row("a hook waits", Kind::AwaitsApproval, Help::Continue, "waits for an answer", [](Yard& yard) {
            yard.roll();
            model::HookRun hook;
            hook.status = model::HookStatus::AwaitingAction;
            hook.stage = model::LifecycleStage::PreScaleUp;
            yard.deployment.hooks.push_back(hook);
        });
        row("the breaker tripped", Kind::RolloutFailed, Help::ForceDeployment, "the breaker trips at 3",
            [](Yard& yard) {
                yard.deployment.rollout_state = model::RolloutState::Failed;
                yard.deployment.circuit_breaker = model::MonitorStatus::Triggered;
                yard.deployment.failed_tasks = 3;
                yard.deployment.circuit_breaker_threshold = 3;
                yard.fail_task(10, 1, "");
            });
        row("an alarm rings", Kind::AlarmRaised, Help::ForceDeployment, "Alarm too-slow", [](Yard& yard) {
            yard.deployment.rollout_state = model::RolloutState::Failed;
            yard.deployment.alarms = model::MonitorStatus::Triggered;
            yard.deployment.triggered_alarms = { "too-slow" };
        });
        row("percents", Kind::PercentsAllowNoStep, Help::RaiseMaximum, "allow no step", &Yard::stick);
        row("no place", Kind::NoPlace, Help::Scale, "insufficient memory", &Yard::lose_place);
        row("no instance", Kind::NoInstance, Help::AddEngine, "no container instance", [](Yard& yard) {
            yard.lose_place();
            yard.instance.status = model::ContainerInstanceStatus::Draining;
        });
        row("image", Kind::ImageNotPulled, Help::PullImage, "manifest unknown", [](Yard& yard) {
            yard.roll();
            yard.fail_task(10, 0, "CannotPullContainerError: Error response from daemon: manifest unknown",
                model::StopCode::TaskFailedToStart);
        });
        row("memory", Kind::OutOfMemory, Help::NewRevision, "killed by SIGKILL", [](Yard& yard) {
            yard.roll();
            yard.fail_task(10, 137, "OutOfMemoryError: Container killed due to memory usage");
        });
        row("exit", Kind::TasksFail, Help::ShowLogs, "not in the image", [](Yard& yard) {
            yard.roll();
            yard.fail_task(10, 127, "");
        });
        row("unhealthy", Kind::Unhealthy, Help::OpenTerminal, "fails the health check",
            [](Yard& yard) { yard.tasks[0].health = model::HealthStatus::Unhealthy; });
        row("silence", Kind::EngineSilent, Help::Show, "does not answer",
            [](Yard& yard) { yard.tasks[0].unknown = true; });
        row("protected", Kind::ProtectedTasks, Help::Unprotect, "protected", [](Yard& yard) {
            yard.roll();
            yard.add_task(20, 1).protected_until = kNow + std::chrono::hours(1);
        });
        row("too few", Kind::TooFew, Help::Explain, "2 of 3", [](Yard& yard) { yard.tasks.pop_back(); });
        row("starting", Kind::Starting, Help::ShowLogs, "1 task is starting",
            [](Yard& yard) { yard.tasks[2].last_status = model::TaskStatus::Pending; });
        row("zero", Kind::ScaledToZero, Help::Scale, "to run no task", [](Yard& yard) {
            yard.service.desired_count = 0;
            yard.tasks.clear();
        });
        row("put off", Kind::StartPutOff, Help::NewRevision, "put off", [](Yard& yard) {
            yard.roll();
            yard.deployment.next_start_at = kNow + std::chrono::seconds(30);
        });
    }

    void a_service_is_not_steady_because()
    {
        QFETCH(Prepare, prepare);
        QFETCH(int, kind);
        QFETCH(int, help);
        QFETCH(QString, says);
        Yard yard;
        prepare(yard);
        const auto state = yard.state();
        const auto diagnosis = diagnose(state, web(), kNow);
        QVERIFY(!diagnosis.is_steady());
        const auto& cause = diagnosis.causes.front();
        QCOMPARE(static_cast<int>(cause.kind), kind);
        QVERIFY2(offers(cause, static_cast<Help>(help)), qPrintable(as_text(diagnosis)));
        QVERIFY2(as_text(diagnosis).contains(says), qPrintable(as_text(diagnosis)));
        for (const auto& remedy : cause.remedies)
            QVERIFY2(!remedy.verb.isEmpty(), qPrintable(cause.title));
        // The list says the same, of what needs somebody.
        Attention attention;
        attention.set_cluster("harbour", state);
        const auto rows = attention.rows(state, kNow);
        const auto row = std::ranges::find_if(rows, [](const auto& each) { return each.object == web(); });
        QCOMPARE(row != rows.end(), cause.needs_somebody());
        if (row == rows.end())
            return;
        QVERIFY2(row->what.startsWith(cause.title), qPrintable(row->what));
        QCOMPARE(row->state.word, cause.state.word);
        QVERIFY(row->next.explain);
    }

    void a_service_that_is_steady_says_so()
    {
        Yard yard;
        auto& failed = yard.fail_task(10, 1, ""); // which was replaced
        failed.stopped_at = kBefore;
        const auto state = yard.state();
        const auto diagnosis = diagnose(state, web(), kNow);
        QVERIFY2(diagnosis.is_steady(), qPrintable(as_text(diagnosis)));
        QCOMPARE(diagnosis.sentence, QString("web is steady: 3 of 3 tasks run."));
    }

    void percents_that_allow_one_step_are_not_blamed()
    {
        Yard yard;
        yard.stick();
        auto& percents = yard.service.deployment_configuration;
        const auto kind = [&yard] { return static_cast<int>(diagnose(yard.state(), web(), kNow).causes.front().kind); };
        percents.maximum_percent = 134; // four of three
        QCOMPARE(kind(), static_cast<int>(Kind::RollingOut));
        percents.maximum_percent = 100;
        percents.minimum_healthy_percent = 66; // two of three
        QCOMPARE(kind(), static_cast<int>(Kind::RollingOut));
        percents.minimum_healthy_percent = 67; // three of three
        QCOMPARE(kind(), static_cast<int>(Kind::PercentsAllowNoStep));
        const auto stuck = diagnose(yard.state(), web(), kNow);
        const auto& remedies = stuck.causes.front().remedies;
        const auto lower = std::ranges::find(remedies, Help::LowerMinimum, &Remedy::kind);
        QVERIFY(lower != remedies.end());
        percents.minimum_healthy_percent = lower->percent;
        QCOMPARE(kind(), static_cast<int>(Kind::RollingOut)); // what is offered helps
    }

    void a_task_tells_how_it_ended_data()
    {
        QTest::addColumn<int>("code");
        QTest::addColumn<QString>("reason");
        QTest::addColumn<int>("kind");
        QTest::addColumn<QString>("says");
        const auto row = [](const char* name, int code, const char* reason, Kind kind, const char* says) {
            QTest::newRow(name) << code << QString(reason) << static_cast<int>(kind) << QString(says);
        };
        row("own error", 1, "", Kind::TasksFail, "exit code 1, the program's own error");
        row("segfault", 139, "", Kind::TasksFail, "SIGSEGV");
        row("unknown signal", 190, "", Kind::TasksFail, "signal 62");
        row("no words", 77, "", Kind::TasksFail, "exit code 77");
        row("memory", 137, "OutOfMemoryError: Container killed due to memory usage", Kind::OutOfMemory,
            "more memory than its limit");
        row("image", 0, "CannotPullContainerError: no such host", Kind::ImageNotPulled, "no such host");
    }

    void a_task_tells_how_it_ended()
    {
        QFETCH(int, code);
        QFETCH(QString, reason);
        QFETCH(int, kind);
        QFETCH(QString, says);
        Yard yard;
        const auto task = yard.fail_task(10, code, reason.toStdString(),
            code == 0 ? model::StopCode::TaskFailedToStart : model::StopCode::EssentialContainerExited);
        const auto diagnosis = diagnose(yard.state(), ObjectRef::to(task), kNow);
        QCOMPARE(static_cast<int>(diagnosis.causes.front().kind), kind);
        QVERIFY2(as_text(diagnosis).contains(says), qPrintable(as_text(diagnosis)));
    }

    void a_task_that_was_stopped_by_a_wish_needs_nobody()
    {
        Yard yard;
        auto& task = yard.fail_task(10, 143, "", model::StopCode::UserInitiated);
        const auto diagnosis = diagnose(yard.state(), ObjectRef::to(task), kNow);
        QVERIFY(!diagnosis.causes.front().needs_somebody());
        QCOMPARE(diagnosis.causes.front().title, QString("Somebody stopped it"));
    }

    void a_task_on_its_way_says_what_it_waits_for()
    {
        Yard yard;
        auto& task = yard.tasks[0];
        task.last_status = model::TaskStatus::Pending;
        task.containers[1].last_status = model::ContainerStatus::Pending;
        auto diagnosis = diagnose(yard.state(), ObjectRef::to(task), kNow);
        QCOMPARE(static_cast<int>(diagnosis.causes.front().kind), static_cast<int>(Kind::WaitsForContainer));
        QVERIFY(as_text(diagnosis).contains("side waits until app is HEALTHY"));
        task.pull_started_at = kBefore;
        diagnosis = diagnose(yard.state(), ObjectRef::to(task), kNow);
        QCOMPARE(static_cast<int>(diagnosis.causes.front().kind), static_cast<int>(Kind::Pulling));
        task.container_instance = {};
        diagnosis = diagnose(yard.state(), ObjectRef::to(task), kNow);
        QCOMPARE(static_cast<int>(diagnosis.causes.front().kind), static_cast<int>(Kind::NoPlace));
    }

    void an_unhealthy_task_names_its_check()
    {
        Yard yard;
        yard.tasks[0].health = model::HealthStatus::Unhealthy;
        yard.tasks[0].containers[0].health = model::HealthStatus::Unhealthy;
        const auto diagnosis = diagnose(yard.state(), ObjectRef::to(yard.tasks[0]), kNow);
        QVERIFY2(as_text(diagnosis).contains("Container app, by the check: CMD check"), qPrintable(as_text(diagnosis)));
    }

    void an_instance_tells_of_its_engine_and_of_what_keeps_it()
    {
        Yard yard;
        QVERIFY(diagnose(yard.state(), ObjectRef::to(yard.instance), kNow).is_steady());
        yard.instance.agent_connected = false;
        yard.engine.connected = false;
        yard.engine.problem = "connection refused";
        auto diagnosis = diagnose(yard.state(), ObjectRef::to(yard.instance), kNow);
        QCOMPARE(static_cast<int>(diagnosis.causes.front().kind), static_cast<int>(Kind::EngineSilent));
        QVERIFY(offers(diagnosis.causes.front(), Help::ChangeEngine));
        QVERIFY(as_text(diagnosis).contains("connection refused"));
        yard.instance.agent_connected = true;
        yard.instance.status = model::ContainerInstanceStatus::Draining;
        yard.tasks[1].protected_until = kNow + std::chrono::minutes(20);
        diagnosis = diagnose(yard.state(), ObjectRef::to(yard.instance), kNow);
        QCOMPARE(static_cast<int>(diagnosis.causes.front().kind), static_cast<int>(Kind::Draining));
        QVERIFY(offers(diagnosis.causes.front(), Help::Activate));
        QVERIFY(as_text(diagnosis).contains("is protected for 20 min"));
    }
};

QTEST_GUILESS_MAIN(TestDiagnosis)
#include "tst_diagnosis.moc"
