#include "tests/core/control/ops_world.h"

#include <QTest>

using quayside::Json;

namespace {

Json update(int count)
{
    return { { "operation", "UpdateService" }, { "input", { { "service", "web" }, { "desiredCount", count } } } };
}

} // namespace

class TestOpsPreview : public QObject {
    Q_OBJECT

private slots:
    void what_is_tried_is_undone()
    {
        OpsWorld world;
        world.engine("laptop");
        world.definition("web");
        world.ok("CreateService", { { "serviceName", "web" }, { "taskDefinition", "web" }, { "desiredCount", 1 } });
        const auto revision = world.store->revision();
        const Json reply = world.ok("PreviewCalls", { { "calls", Json::array({ update(7), update(-1) }) } });
        const Json& results = reply["results"];
        QCOMPARE(results.size(), std::size_t(2));
        QVERIFY(results[0]["accepted"].get<bool>());
        QCOMPARE(results[0]["reply"]["service"]["desiredCount"].get<int>(), 7);
        QVERIFY(!results[1]["accepted"].get<bool>());
        QCOMPARE(results[1]["code"].get<std::string>(), std::string("InvalidParameterException"));
        QVERIFY(results[1]["reason"].get<std::string>().find("desiredCount") != std::string::npos);
        QCOMPARE(world.store->state().services().find({ "default", "web" })->desired_count, 1);
        QCOMPARE(world.store->revision(), revision);
        QVERIFY2(world.shape_problem.empty(), world.shape_problem.c_str());
    }

    void what_is_no_call_is_told_where_it_stands()
    {
        OpsWorld world;
        const Json calls = Json::array({ { { "operation", "NoSuch" } }, { { "operation", "FindEngines" } } });
        const Json reply = world.ok("PreviewCalls", { { "calls", calls } });
        QCOMPARE(reply["results"][0]["code"].get<std::string>(), std::string("UnknownOperationException"));
        QVERIFY(reply["results"][1]["reason"].get<std::string>().starts_with("operation: FindEngines"));
        QVERIFY(world.error("PreviewCalls").starts_with("InvalidParameterException"));
        QVERIFY(world.ok("PreviewCalls", { { "calls", Json::array() } })["results"].empty());
    }
};

QTEST_GUILESS_MAIN(TestOpsPreview)
#include "tst_ops_preview.moc"
