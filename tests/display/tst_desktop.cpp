// The real window on a real X display, driven by key and mouse events of the server; what came of it is asked from the
// API of the same process, never from the window.

#include "tests/support/program.h"

#include <QProcess>
#include <QTest>

using namespace quayside;
using namespace quayside::test;

namespace {

constexpr int kPatience = 20'000;

QString output_of(const QString& program, const QStringList& arguments)
{
    QProcess process;
    process.start(program, arguments);
    process.waitForFinished(kPatience);
    return QString::fromUtf8(process.readAllStandardOutput()).trimmed();
}

QString xdotool(const QStringList& arguments)
{
    return output_of("xdotool", arguments);
}

// What a failure needs: every window that the server knows, and which one is active.
QString screen()
{
    return output_of("xwininfo", { "-root", "-tree" }) + "\nactive: " + xdotool({ "getactivewindow", "getwindowname" });
}

#define WAIT_FOR(condition)                                                                                            \
    do {                                                                                                               \
        if (!QTest::qWaitFor(condition, kPatience)) {                                                                  \
            std::puts(qPrintable(screen() + '\n' + program_->output()));                                               \
            QFAIL(#condition);                                                                                         \
        }                                                                                                              \
    } while (false)

// The X id of the console, once it is on the screen; its title is "<cluster> - Quayside".
QString console()
{
    return xdotool({ "search", "--onlyvisible", "--name", "Quayside$" }).section('\n', 0, 0);
}

QString active_window()
{
    return xdotool({ "getactivewindow", "getwindowname" });
}

void press(const QString& keys)
{
    xdotool({ "key", "--clearmodifiers", keys });
}

} // namespace

class TestDesktop : public QObject {
    Q_OBJECT

private slots:
    void init();
    void the_demo_by_keyboard_then_a_task_is_stopped_by_mouse_and_key();
    void a_second_start_raises_the_first_window();
    void what_was_there_is_there_after_kill_9();

private:
    Json tasks(const std::string& desired_status) const;
    std::size_t stopped_by_user() const;
    bool rollout_is_over() const;
    void start_demo();

    std::unique_ptr<Program> program_;
};

void TestDesktop::init()
{
    program_ = std::make_unique<Program>();
    QVERIFY2(program_->start_with_window(), qPrintable(program_->output()));
    QTRY_VERIFY_WITH_TIMEOUT(!console().isEmpty(), kPatience);
    xdotool({ "windowactivate", "--sync", console() });
}

Json TestDesktop::tasks(const std::string& desired_status) const
{
    Json input = Json::object();
    input["cluster"] = "harbour";
    input["desiredStatus"] = desired_status;
    return program_->call("ListTasks", input).body.value("taskArns", Json::array());
}

std::size_t TestDesktop::stopped_by_user() const
{
    Json input = Json::object();
    input["cluster"] = "harbour";
    input["tasks"] = tasks("STOPPED");
    if (input["tasks"].empty())
        return 0;
    std::size_t count = 0;
    for (const auto& task : program_->call("DescribeTasks", input).body.value("tasks", Json::array()))
        count += task.value("stopCode", std::string()) == "UserInitiated" ? 1 : 0;
    return count;
}

// The demo begins with a service in the middle of a deployment: until that is over, tasks come and go.
bool TestDesktop::rollout_is_over() const
{
    Json input = Json::object();
    input["cluster"] = "harbour";
    input["services"] = Json::array({ "web" });
    const Json services = program_->call("DescribeServices", input).body.value("services", Json::array());
    if (services.size() != 1 || services[0]["deployments"].size() != 1)
        return false;
    return services[0]["deployments"][0].value("rolloutState", std::string()) == "COMPLETED";
}

void TestDesktop::start_demo()
{
    press("alt+d");
    QTRY_VERIFY_WITH_TIMEOUT(!tasks("RUNNING").empty(), kPatience);
}

void TestDesktop::the_demo_by_keyboard_then_a_task_is_stopped_by_mouse_and_key()
{
    start_demo();
    QTRY_VERIFY_WITH_TIMEOUT(rollout_is_over(), 3 * kPatience); // from here on only the person stops tasks
    QCOMPARE(stopped_by_user(), std::size_t{ 0 });
    // Rows begin under the tab bar, the filter bar and the table's header, right of the navigator.
    const auto asks_to_stop = [] { return active_window().startsWith("Stop "); };
    const auto delete_asks = [&] {
        press("Delete");
        return QTest::qWaitFor(asks_to_stop, 2'000);
    };
    WAIT_FOR([&] {
        press("ctrl+3");
        xdotool({ "mousemove", "--window", console(), "420", "190", "click", "1" });
        return delete_asks();
    });
    press("Escape");
    WAIT_FOR([&] { return active_window().endsWith("Quayside"); });
    QCOMPARE(stopped_by_user(), std::size_t{ 0 });

    WAIT_FOR(delete_asks);
    press("alt+s");
    WAIT_FOR([&] { return stopped_by_user() == 1; });
}

void TestDesktop::a_second_start_raises_the_first_window()
{
    QProcess second;
    second.start(QCoreApplication::applicationDirPath() + "/quayside", { "--state-dir", program_->state_directory() });
    QVERIFY(second.waitForFinished(kPatience));
    QCOMPARE(second.exitCode(), 0);
    QTRY_VERIFY_WITH_TIMEOUT(active_window().endsWith("Quayside"), kPatience);
}

void TestDesktop::what_was_there_is_there_after_kill_9()
{
    start_demo();
    QTRY_VERIFY_WITH_TIMEOUT(rollout_is_over(), 3 * kPatience);
    const Json before = tasks("RUNNING");
    program_->kill_9();
    QVERIFY2(program_->start_with_window(), qPrintable(program_->output()));
    WAIT_FOR([] { return !console().isEmpty(); });
    QCOMPARE(QString::fromStdString(tasks("RUNNING").dump()), QString::fromStdString(before.dump()));
}

QTEST_GUILESS_MAIN(TestDesktop)
#include "tst_desktop.moc"
