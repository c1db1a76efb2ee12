#include "tests/support/fake_client.h"
#include "ui/charts/chart.h"
#include "ui/look/file_chooser.h"
#include "ui/look/theme.h"
#include "ui/pages/metrics_tab.h"
#include "ui/session/instant.h"
#include "ui/session/session.h"

#include <QApplication>
#include <QImage>
#include <QMenu>
#include <QSignalSpy>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>

using namespace quayside;
using namespace quayside::test;
using namespace quayside::ui;
using namespace std::chrono_literals;

namespace {

// Says what was chosen before it was asked.
class Named : public FileChooser {
public:
    explicit Named(QString path)
        : path_(std::move(path))
    {
    }
    void ask(const FileQuestion&, QWidget&, Chosen chosen) override { chosen(path_); }

private:
    QString path_;
};

// The graphs of the cluster of an invented fleet.
struct Graphs {
    Graphs()
        : client(std::make_shared<FakeClient>())
        , session(client)
        , tab(session)
    {
        client->show(fake_fleet({}, std::chrono::time_point_cast<Duration>(std::chrono::system_clock::now())));
        if (!QTest::qWaitFor([this] { return !session.state().clusters().empty(); }))
            qFatal("no fleet");
        tab.resize(600, 700);
        tab.set_object({ ObjectRef::Kind::Cluster, "harbour", {} });
        tab.show();
        tab.activateWindow();
        if (!QTest::qWaitForWindowActive(&tab) || !QTest::qWaitFor([this] { return tab.has_data(); }, 10'000))
            qFatal("no samples");
    }
    QAction* action(const QString& begin, QMenu* menu)
    {
        for (auto* one : menu->actions())
            if (one->text().remove(u'&').startsWith(begin))
                return one;
        return nullptr;
    }
    QAction* action(const QString& begin)
    {
        emit tab.menu()->aboutToShow();
        return action(begin, tab.menu());
    }
    QString save(const QString& begin, const QString& path)
    {
        FileChooser::replace(std::make_unique<Named>(path));
        QSignalSpy said(&tab, &MetricsTab::said);
        action(begin)->trigger();
        const bool told = !said.empty() || said.wait();
        FileChooser::replace(nullptr);
        return told ? said.front().front().toString() : QStringLiteral("nothing was said");
    }

    std::shared_ptr<FakeClient> client;
    Session session;
    MetricsTab tab;
};

} // namespace

class TestGraphs : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { Theme::get().install(*qApp); }

    void a_cluster_is_the_sum_of_its_instances_and_is_saved()
    {
        Graphs g;
        QTemporaryDir folder;
        const QString csv = folder.filePath("graphs.csv");
        QCOMPARE(g.save("Save as CSV", csv), "Saved " + csv);
        QFile file(csv);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const auto lines = file.readAll().split('\n');
        QVERIFY2(lines.front().startsWith("time,\"CPU used (vCPU, 8 instances)\",\"CPU reserved (vCPU, 8 instances)\""),
            lines.front().constData());
        QVERIFY(lines.size() > 60);
        const QString png = folder.filePath("graphs.png");
        QCOMPARE(g.save("Save as picture", png), "Saved " + png);
        QVERIFY(QImage(png).width() > 300);
        QVERIFY(g.save("Save as CSV", folder.filePath("none/graphs.csv")).contains("cannot be written"));
    }

    void what_is_drawn_is_shown_as_a_table()
    {
        Graphs g;
        g.action("Show as table")->trigger();
        auto* table = g.tab.findChild<QTableView*>();
        QVERIFY(table && table->isVisible() && !table->accessibleName().isEmpty());
        QVERIFY(table->model()->rowCount() > 60);
    }

    void a_line_is_hidden_from_the_menu()
    {
        Graphs g;
        auto* lines = g.action("Lines")->menu();
        auto* limit = g.action("CPU, limit", lines);
        QVERIFY(limit && limit->isChecked());
        limit->trigger();
        for (const auto* chart : g.tab.findChildren<Chart*>())
            for (const auto& [label, shown] : chart->lines())
                QCOMPARE(shown, label != "limit" || chart->accessibleName() != "CPU");
    }

    void a_moment_is_gone_to_and_shared_by_key()
    {
        Graphs g;
        auto& instant = Instant::of(g.session);
        const auto before = g.tab.line().range().end - 40min;
        instant.go_to(before);
        QVERIFY(g.tab.line().held() == before && !g.tab.line().is_live());
        auto* chart = g.tab.findChild<Chart*>();
        chart->setFocus();
        QTest::keyClick(chart, Qt::Key_Left); // from there on
        const auto chosen = g.tab.line().crosshair();
        QVERIFY(chosen && *chosen < before && instant.hovered() == chosen);
        QTest::keyClick(chart, Qt::Key_J, Qt::ControlModifier);
        QVERIFY(instant.at() == chosen);
        QTest::keyClick(chart, Qt::Key_Escape);
        QVERIFY(g.tab.line().is_live());
    }
};

QTEST_MAIN(TestGraphs)
#include "tst_graphs.moc"
