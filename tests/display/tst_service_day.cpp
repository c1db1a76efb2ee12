// A day with a service: created, scaled, brought to a new revision, rolled back, and let past a hook, with the keys and
// the mouse of a real display. What came of it is asked from the API of the same process, never from the window.

#include "tests/support/display/person.h"

#include <QTest>

using namespace quayside;
using namespace quayside::test;

namespace {

constexpr int kPatience = 20'000;
const QString kConsole = QStringLiteral("(.* - )?Quayside");

Json definition(int memory)
{
    Json container = { { "name", "web" }, { "image", "harbour/web:1" }, { "memory", memory } };
    return { { "family", "web" }, { "containerDefinitions", Json::array({ std::move(container) }) } };
}

} // namespace

// Each part goes on where the one before has ended.
class TestServiceDay : public QObject {
    Q_OBJECT

private slots:
    void initTestCase();
    void init() { QVERIFY2(!broken_, "the part before this one failed"); }
    void cleanup();
    void a_service_is_created_in_its_dialog();
    void its_desired_count_is_changed_in_the_table();
    void it_is_brought_to_a_revision_that_fits_nowhere();
    void its_deployment_is_rolled_back_by_keys();
    void a_deployment_that_waits_at_a_hook_is_let_go_on();

private:
    Json ask(const QString& operation, Json input = Json::object()) const
    {
        return program_->call(operation, input).body;
    }
    Json service() const;
    // Of the deployment that brings its revision now.
    QString definition_of_service() const;
    QString rollout() const;
    Json deployment() const;
    QString hook_status() const;
    Heard cell(const QString& name_pattern) { return person_->see("cell", name_pattern); }
    bool fill(const QString& field, const QString& text);

    std::unique_ptr<Program> program_;
    std::unique_ptr<Person> person_;
    bool broken_ = false;
};

void TestServiceDay::initTestCase()
{
    program_ = std::make_unique<Program>();
    person_ = std::make_unique<Person>(*program_);
    if (!person_->problem().isEmpty())
        QSKIP(qPrintable(person_->problem()));
    QVERIFY2(program_->start_with_window({ "--simulate", "3" }), qPrintable(program_->output()));
    QVERIFY(person_->is_at(kConsole));
    QCOMPARE(program_->call("RegisterTaskDefinition", definition(256)).status, 200);
    constexpr int too_large = 1'000'000;
    QCOMPARE(program_->call("RegisterTaskDefinition", definition(too_large)).status, 200);
}

void TestServiceDay::cleanup()
{
    broken_ = QTest::currentTestFailed();
    person_->photograph(QStringLiteral("service-day-") + QTest::currentTestFunction());
}

Json TestServiceDay::service() const
{
    const Json services = ask("DescribeServices", { { "services", { "web" } } }).value("services", Json::array());
    return services.empty() ? Json::object() : services[0];
}

QString TestServiceDay::definition_of_service() const
{
    return QString::fromStdString(service().value("taskDefinition", "none")).section('/', -1);
}

QString TestServiceDay::rollout() const
{
    const Json deployments = service().value("deployments", Json::array());
    return deployments.empty() ? "none" : QString::fromStdString(deployments[0].value("rolloutState", "none"));
}

Json TestServiceDay::deployment() const
{
    const Json wanted = { { "serviceDeploymentArns", { service().value("currentServiceDeployment", "none") } } };
    const Json found = ask("DescribeServiceDeployments", wanted).value("serviceDeployments", Json::array());
    return found.empty() ? Json::object() : found[0];
}

QString TestServiceDay::hook_status() const
{
    const Json hooks = deployment().value("lifecycleHookDetails", Json::array());
    return hooks.empty() ? "none" : QString::fromStdString(hooks[0].value("status", "none"));
}

bool TestServiceDay::fill(const QString& field, const QString& text)
{
    const Heard line = person_->see("text", field);
    if (!line || !person_->click(line)
        || !QTest::qWaitFor([&] { return person_->reader().is_focused(line); }, kPatience))
        return false;
    person_->press("ctrl+a");
    person_->type(text);
    person_->press("Tab");
    return true;
}

void TestServiceDay::a_service_is_created_in_its_dialog()
{
    person_->press("ctrl+2");
    QVERIFY(person_->click("push button", "Create service…"));
    QVERIFY(person_->is_at("Create service"));
    QVERIFY(fill("Name", "web"));
    QVERIFY(fill("Task definition", "web:1"));
    QVERIFY(fill("Desired tasks", "2"));
    person_->press("alt+c");
    QVERIFY(person_->is_at(kConsole));
    QTRY_COMPARE_WITH_TIMEOUT(service().value("runningCount", 0), 2, kPatience);
    QTRY_COMPARE_WITH_TIMEOUT(rollout(), QString("COMPLETED"), kPatience);
    QVERIFY(cell("Health Healthy"));
}

void TestServiceDay::its_desired_count_is_changed_in_the_table()
{
    QVERIFY(person_->click(cell("Desired 2")));
    person_->press("F2");
    QVERIFY(person_->see("spin box", "Desired"));
    person_->press("ctrl+a");
    person_->type("4");
    person_->press("Return");
    QTRY_COMPARE_WITH_TIMEOUT(service().value("desiredCount", 0), 4, kPatience);
    QTRY_COMPARE_WITH_TIMEOUT(service().value("runningCount", 0), 4, kPatience);
    QVERIFY(cell("Running 4"));
}

void TestServiceDay::it_is_brought_to_a_revision_that_fits_nowhere()
{
    QVERIFY(person_->click(cell("Name web")));
    person_->press("alt+s");
    QVERIFY(person_->see_usable("menu item", "Update service…"));
    person_->press("u");
    QVERIFY(person_->is_at("Update service web"));
    QVERIFY(fill("Task definition", "web:2"));
    person_->press("alt+u");
    QVERIFY(person_->is_at(kConsole));
    QTRY_COMPARE_WITH_TIMEOUT(definition_of_service(), QString("web:2"), kPatience);
    QCOMPARE(rollout(), QString("IN_PROGRESS"));
}

void TestServiceDay::its_deployment_is_rolled_back_by_keys()
{
    person_->press("alt+s");
    QVERIFY(person_->see_usable("menu item", "Show deployment"));
    person_->press("y");
    QVERIFY(person_->see("push button", "Roll back to 1…"));
    person_->press("alt+b");
    QVERIFY(person_->is_at("Roll web back to web:1"));
    person_->press("alt+r");
    QVERIFY(person_->is_at(kConsole));
    QTRY_COMPARE_WITH_TIMEOUT(definition_of_service(), QString("web:1"), kPatience);
    QTRY_COMPARE_WITH_TIMEOUT(rollout(), QString("COMPLETED"), 3 * kPatience);
    QCOMPARE(service().value("runningCount", 0), 4);
}

void TestServiceDay::a_deployment_that_waits_at_a_hook_is_let_go_on()
{
    const Json hook = { { "targetType", "PAUSE" }, { "lifecycleStages", { "POST_SCALE_UP" } } };
    const Json configuration
        = { { "strategy", "BLUE_GREEN" }, { "bakeTimeInMinutes", 0 }, { "lifecycleHooks", Json::array({ hook }) } };
    const Json change
        = { { "service", "web" }, { "forceNewDeployment", true }, { "deploymentConfiguration", configuration } };
    QCOMPARE(program_->call("UpdateService", change).status, 200);
    QTRY_COMPARE_WITH_TIMEOUT(hook_status(), QString("AWAITING_ACTION"), 3 * kPatience);
    person_->press("ctrl+2");
    QVERIFY(person_->click(cell("Name web")));
    person_->press("alt+s");
    QVERIFY(person_->see_usable("menu item", "Show deployment"));
    person_->press("y");
    QVERIFY(person_->click("push button", "Continue"));
    QTRY_COMPARE_WITH_TIMEOUT(
        QString::fromStdString(deployment().value("status", "none")), QString("SUCCESSFUL"), 3 * kPatience);
    QVERIFY(person_->sees_no_more("push button", "Continue"));
}

QTEST_MAIN(TestServiceDay)
#include "tst_service_day.moc"
