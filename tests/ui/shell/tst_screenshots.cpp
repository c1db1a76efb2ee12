#include "tests/ui/shell/toured_window.h"
#include "ui/look/theme.h"

#include <QApplication>
#include <QDir>
#include <QImage>
#include <QTest>

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
        QTemporaryDir temporary;
        const QString kept = qEnvironmentVariable("QUAYSIDE_SCREENSHOTS");
        const QDir directory(kept.isEmpty() ? temporary.path() : kept);
        TouredWindow toured;
        QVERIFY(toured.window.render_screenshots(directory.path()));
        for (const char* view : { "first-run", "overview", "clusters", "instances", "task-definitions", "services",
                 "tasks", "task-containers", "task-metrics", "task-events", "task-json", "instance-metrics",
                 "cluster-metrics", "engines", "images", "events", "topology", "api", "editor", "editor-diff",
                 "editor-diff-text", "run-task", "note", "deregister", "stop", "edit-attributes", "add-engine",
                 "remove-engine", "create-cluster", "secrets", "roles", "capacity-providers", "service-overview",
                 "service-tasks", "service-deployments", "service-events", "deployments", "deployment", "roll-back",
                 "explain", "task-explain", "create-service", "update-service", "scale-service", "force-deployment",
                 "delete-service", "drain", "what-if", "save-view", "keys", "key-sheet", "pending", "plan", "logs",
                 "logs-errors", "logs-found", "files", "open-terminal", "terminal", "undo", "grace", "jobs",
                 "read-only", "delete-cluster", "pull-image", "build-image", "tag-image", "remove-image",
                 "registry-logins", "repositories", "create-repository", "palette" }) {
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
