// The first day of somebody who has no Docker: an engine, a task definition, a task and its end, with the keys and the
// mouse of a real display. What came of it is asked from the API of the same process, never from the window.

#include "tests/support/display/person.h"

#include <QTest>

#include <algorithm>

using namespace quayside;
using namespace quayside::test;

namespace {

constexpr int kPatience = 20'000;
const QString kConsole = QStringLiteral("(.* - )?Quayside");

} // namespace

// Each part goes on where the one before has ended.
class TestFirstDay : public QObject {
    Q_OBJECT

private slots:
    void initTestCase();
    void init() { QVERIFY2(!broken_, "the part before this one failed"); }
    void cleanup();
    void an_engine_is_added_by_keys();
    void a_bad_field_is_named_and_its_error_can_be_copied();
    void a_task_definition_is_registered_through_its_form();
    void a_task_is_run_and_seen_to_run();
    void rows_are_copied_for_people_and_for_programs();
    void cells_are_changed_where_they_stand();
    void the_task_is_stopped_after_a_question();

private:
    Json ask(const QString& operation, Json input = Json::object()) const;
    Json first_instance() const;
    Json first_task() const;
    Heard cell(const QString& name_pattern) { return person_->see("cell", name_pattern); }
    // Another text in a field of the form.
    bool fill(const QString& field, const QString& text);

    std::unique_ptr<Program> program_;
    std::unique_ptr<Person> person_;
    bool broken_ = false;
};

void TestFirstDay::initTestCase()
{
    program_ = std::make_unique<Program>();
    person_ = std::make_unique<Person>(*program_);
    if (!person_->problem().isEmpty())
        QSKIP(qPrintable(person_->problem()));
    QVERIFY2(program_->start_with_window(), qPrintable(program_->output()));
}

void TestFirstDay::cleanup()
{
    broken_ = QTest::currentTestFailed();
    person_->photograph(QStringLiteral("first-day-") + QTest::currentTestFunction());
}

Json TestFirstDay::ask(const QString& operation, Json input) const
{
    return program_->call(operation, input).body;
}

Json TestFirstDay::first_instance() const
{
    const Json arns = ask("ListContainerInstances").value("containerInstanceArns", Json::array());
    if (arns.empty())
        return Json::object();
    const Json reply = ask("DescribeContainerInstances", { { "containerInstances", arns } });
    return reply.value("containerInstances", Json::array({ Json::object() }))[0];
}

Json TestFirstDay::first_task() const
{
    for (const char* status : { "RUNNING", "STOPPED" }) {
        const Json arns = ask("ListTasks", { { "desiredStatus", status } }).value("taskArns", Json::array());
        if (!arns.empty())
            return ask("DescribeTasks", { { "tasks", arns } }).value("tasks", Json::array({ Json::object() }))[0];
    }
    return Json::object();
}

bool TestFirstDay::fill(const QString& field, const QString& text)
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

void TestFirstDay::an_engine_is_added_by_keys()
{
    QVERIFY(person_->see("push button", "Start demo"));
    person_->press("alt+c");
    QVERIFY(person_->see_usable("menu item", "Add engine…"));
    person_->press("e");
    QVERIFY(person_->is_at("Add engine"));
    person_->press("alt+i");
    QVERIFY(person_->see("text", "CPUs"));
    person_->press("alt+n");
    person_->type("quay-1");
    person_->press("alt+z");
    person_->type("local-1a");
    person_->press("alt+a");
    QVERIFY(person_->is_at(kConsole));
    QTRY_COMPARE_WITH_TIMEOUT(
        QString::fromStdString(first_instance().value("status", "none")), QString("ACTIVE"), kPatience);
    const Json engines = ask("QuaysideV1.ListEngines").value("engines", Json::array());
    QCOMPARE(engines.size(), std::size_t{ 1 });
    QCOMPARE(QString::fromStdString(engines[0].value("name", "")), QString("quay-1"));
    QCOMPARE(QString::fromStdString(engines[0].value("kind", "")), QString("simulated"));
    QVERIFY(person_->sees_no_more("push button", "Start demo"));
}

void TestFirstDay::a_bad_field_is_named_and_its_error_can_be_copied()
{
    person_->press("ctrl+n");
    QVERIFY(person_->see("text", "Family"));
    QVERIFY(fill("Family", "hello"));
    QVERIFY(person_->click("push button", "Add a container"));
    QVERIFY(fill("Name", "web site"));
    QVERIFY(fill("Image", "harbour/web:1"));
    person_->press("ctrl+Return");
    QVERIFY(person_->click(cell("Problem A name has letters.*")));
    person_->press("ctrl+c");
    QVERIFY(person_->has_copied("ECS-111"));
    QVERIFY(ask("ListTaskDefinitions").value("taskDefinitionArns", Json::array()).empty());
}

void TestFirstDay::a_task_definition_is_registered_through_its_form()
{
    const auto arns = [this] { return ask("ListTaskDefinitions").value("taskDefinitionArns", Json::array()); };
    QVERIFY(fill("Name", "web"));
    person_->press("ctrl+Return");
    QVERIFY(QTest::qWaitFor([&] { return arns().size() == 1; }, kPatience));
    QVERIFY(QString::fromStdString(arns()[0]).endsWith("task-definition/hello:1"));
    QVERIFY(person_->see("push button", "Create a service…"));
    person_->press("ctrl+w");
}

void TestFirstDay::a_task_is_run_and_seen_to_run()
{
    QVERIFY(person_->see_usable("push button", "Run task…"));
    person_->press("ctrl+r");
    QVERIFY(person_->is_at("Run task"));
    person_->press("alt+r");
    QVERIFY(person_->is_at(kConsole));
    QTRY_COMPARE_WITH_TIMEOUT(
        QString::fromStdString(first_task().value("lastStatus", "none")), QString("RUNNING"), kPatience);
    person_->press("ctrl+3");
    QVERIFY(cell("Status Running"));
}

void TestFirstDay::rows_are_copied_for_people_and_for_programs()
{
    QVERIFY(person_->click(cell("Status Running")));
    person_->press("ctrl+c");
    QVERIFY(person_->has_copied("^Status\\t.*\\nRunning\\t.*hello:1"));
    person_->press("ctrl+shift+c");
    QVERIFY(person_->has_copied("^\\["));
}

void TestFirstDay::cells_are_changed_where_they_stand()
{
    const auto status = [this] { return QString::fromStdString(first_instance().value("status", "none")); };
    person_->press("ctrl+4");
    QVERIFY(person_->click(cell("Status Active")));
    person_->press("F2");
    QVERIFY(person_->see("combo box", "Active"));
    person_->type("d");
    person_->press("Return");
    QTRY_COMPARE_WITH_TIMEOUT(status(), QString("DRAINING"), kPatience);
    QVERIFY(cell("Status Draining"));
    QVERIFY(person_->click(cell("Attributes.*")));
    person_->press("F2");
    QVERIFY(person_->see("text", "Attributes"));
    person_->press("ctrl+a");
    person_->type("tier=front");
    person_->press("Return");
    const auto has_tier = [this] {
        const Json attributes = first_instance().value("attributes", Json::array());
        return std::ranges::any_of(attributes, [](const Json& attribute) {
            return attribute.value("name", "") == "tier" && attribute.value("value", "") == "front";
        });
    };
    QVERIFY(!has_tier()); // it waits to be applied
    person_->press("ctrl+Return");
    QVERIFY(QTest::qWaitFor(has_tier, kPatience));
    QVERIFY(cell("Attributes tier=front"));
}

void TestFirstDay::the_task_is_stopped_after_a_question()
{
    person_->press("ctrl+3");
    QVERIFY(person_->click(cell("Status Running")));
    person_->press("Delete");
    QVERIFY(person_->is_at("Stop 1 task"));
    person_->press("Escape");
    QVERIFY(person_->is_at(kConsole));
    QCOMPARE(QString::fromStdString(first_task().value("lastStatus", "none")), QString("RUNNING"));
    person_->press("Delete");
    QVERIFY(person_->is_at("Stop 1 task"));
    person_->press("alt+s");
    QTRY_COMPARE_WITH_TIMEOUT(
        QString::fromStdString(first_task().value("lastStatus", "none")), QString("STOPPED"), kPatience);
    QCOMPARE(QString::fromStdString(first_task().value("stopCode", "")), QString("UserInitiated"));
    QVERIFY(cell("Status Stopped"));
}

QTEST_MAIN(TestFirstDay)
#include "tst_first_day.moc"
