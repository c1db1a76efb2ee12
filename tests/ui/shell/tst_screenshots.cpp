#include "tests/support/fake_client.h"
#include "tests/support/fake_terminals.h"
#include "ui/look/theme.h"
#include "ui/shell/main_window.h"

#include <QApplication>
#include <QDir>
#include <QImage>
#include <QTemporaryDir>
#include <QTest>

#include <nlohmann/json.hpp>

#include <set>

using namespace quayside;
using namespace quayside::test;

namespace {

// How many colours a picture has, up to a few; a blank one has one or two.
std::size_t colours_in(const QImage& picture)
{
    std::set<QRgb> seen;
    for (int y = 0; y < picture.height(); y += 3)
        for (int x = 0; x < picture.width() && seen.size() < 20; x += 3)
            seen.insert(picture.pixel(x, y));
    return seen.size();
}

} // namespace

// Leaves the pictures in the directory that QUAYSIDE_SCREENSHOTS names, for somebody to look at.
class TestScreenshots : public QObject {
    Q_OBJECT

private slots:
    void every_view_is_pictured_in_every_theme()
    {
        ui::Theme::get().install(*qApp);
        QTemporaryDir state;
        QTemporaryDir temporary;
        const QString kept = qEnvironmentVariable("QUAYSIDE_SCREENSHOTS");
        const QDir directory(kept.isEmpty() ? temporary.path() : kept);
        const auto client = std::make_shared<FakeClient>();
        const Json line{ { "at", 1'790'000'000.5 }, { "stream", "stderr" }, { "text", "error: no route" } };
        client->answer("GetContainerLogs", Json{ { "lines", Json::array({ line, line }) } });
        const Json session_of_shell{ { "streamUrl", "ws://127.0.0.1/" }, { "tokenValue", "token" } };
        client->answer("ExecuteCommand", Json{ { "session", session_of_shell } });
        FleetSize size;
        size.services = true;
        client->show(fake_fleet(size, fake_now()));
        ui::Session session(client);
        ui::MainWindow window(
            session, { state.path(), true, std::make_shared<FakeTerminals>("# ls\r\nls: not found\r\n# ") });
        QVERIFY(window.render_screenshots(directory.path()));
        for (const char* view :
            { "first-run", "overview", "clusters", "instances", "task-definitions", "services", "tasks",
                "task-containers", "task-metrics", "task-events", "task-json", "instance-metrics", "engines", "images",
                "events", "editor", "editor-diff", "run-task", "note", "deregister", "stop", "edit-attributes",
                "add-engine", "remove-engine", "create-cluster", "secrets", "roles", "capacity-providers",
                "service-overview", "service-tasks", "service-deployments", "service-events", "deployments",
                "deployment", "roll-back", "explain", "task-explain", "create-service", "update-service",
                "scale-service", "force-deployment", "delete-service", "drain", "keys", "key-sheet", "pending", "plan",
                "open-terminal", "terminal", "undo", "grace", "jobs", "read-only", "delete-cluster" }) {
            for (const char* theme : { "light", "dark", "contrast-light", "contrast-dark" }) {
                const QString name = QString("%1-%2.png").arg(view, theme);
                const QImage picture(directory.filePath(name));
                QVERIFY2(picture.size() == QSize(1440, 900), qPrintable(name));
                QVERIFY2(colours_in(picture) >= 8, qPrintable(name));
            }
        }
    }
};

QTEST_MAIN(TestScreenshots)
#include "tst_screenshots.moc"
