#include "tests/support/fake_client.h"
#include "ui/pages/api_page.h"
#include "ui/pages/object_actions.h"
#include "ui/pages/shell_box.h"
#include "ui/session/session.h"
#include "ui/tables/table_view.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QTest>

#include <nlohmann/json.hpp>

using namespace quayside;
using namespace quayside::test;
using namespace quayside::ui;

namespace {

constexpr int kSoon = 5'000;

Json request(int number, const char* operation, int status, const char* error)
{
    return { { "number", number }, { "startedAt", 1'790'000'000.25 }, { "milliseconds", 0.4 },
        { "operation", operation }, { "peer", "127.0.0.1" }, { "status", status }, { "error", error } };
}

Json installation(const char* signatures)
{
    return { { "endpoint", "http://127.0.0.1:9470" }, { "region", "eu-west-3" }, { "signatures", signatures } };
}

struct World {
    std::shared_ptr<FakeClient> client = std::make_shared<FakeClient>();
    std::unique_ptr<Session> session;
    std::unique_ptr<ObjectActions> actions;
    std::unique_ptr<ApiPage> page;

    explicit World(const char* signatures)
    {
        client->answer("DescribeInstallation", installation(signatures));
        session = std::make_unique<Session>(client);
        actions = std::make_unique<ObjectActions>(*session, nullptr);
        page = std::make_unique<ApiPage>(*session, *actions, nullptr);
    }
    QString cell(int row, const char* column) const
    {
        auto* rows = page->table()->rows();
        return rows->index(row, rows->column_of(QLatin1String(column))).data().toString();
    }
};

} // namespace

class TestApiPage : public QObject {
    Q_OBJECT

private slots:
    void requests_come_while_somebody_looks()
    {
        World world("lenient");
        world.client->answer("ListRequests",
            Json{ { "count", 2 },
                { "requests",
                    Json::array({ request(1, "ListClusters", 200, ""),
                        request(2, "RunTask", 400, "ClusterNotFoundException") }) } });
        world.page->show();
        QTRY_COMPARE_WITH_TIMEOUT(world.page->table()->rows()->rowCount(), 2, kSoon);
        QCOMPARE(world.cell(0, "operation"), QString("RunTask"));
        QCOMPARE(world.cell(0, "error"), QString("ClusterNotFoundException"));
        QCOMPARE(world.cell(1, "took"), QString("0.40 ms"));
        world.client->answer(
            "ListRequests", Json{ { "count", 1 }, { "requests", Json::array({ request(1, "StopTask", 200, "") }) } });
        QTRY_COMPARE_WITH_TIMEOUT(world.cell(0, "operation"), QString("StopTask"), kSoon); // it was started anew
    }

    void the_lines_for_a_shell_name_any_key_where_none_is_verified()
    {
        World world("lenient");
        QTRY_VERIFY_WITH_TIMEOUT(world.page->shell()->text().contains("eu-west-3"), kSoon);
        world.page->shell()->copy();
        const QString copied = QGuiApplication::clipboard()->text();
        QVERIFY2(copied.contains("AWS_ENDPOINT_URL=http:"
                                 "//127.0.0.1:9470\n"),
            qPrintable(copied));
        QVERIFY2(copied.contains("AWS_ACCESS_KEY_ID=quayside\n"), qPrintable(copied));
    }

    void a_secret_is_copied_and_not_shown_until_asked_for()
    {
        World world("strict");
        world.client->answer("ListAccessKeys",
            Json{ { "accessKeys",
                Json::array({ { { "accessKeyId", "AKIAQUAY" }, { "secretAccessKey", "of-the-sea" } } }) } });
        QTRY_VERIFY_WITH_TIMEOUT(world.session->installation().verifies_signatures(), kSoon);
        QVERIFY(!world.page->shell()->text().contains("quayside"));
        world.page->shell()->copy();
        QTRY_VERIFY_WITH_TIMEOUT(QGuiApplication::clipboard()->text().contains("KEY=of-the-sea"), kSoon);
        QVERIFY(!world.page->shell()->text().contains("of-the-sea"));
    }
};

QTEST_MAIN(TestApiPage)
#include "tst_api_page.moc"
