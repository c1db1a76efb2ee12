#include "ops_world.h"

#include <QTest>

using Json = quayside::Json;

namespace {

const std::string kRoot = "arn:aws:iam::123456789012:root";
const std::string kUser = "arn:aws:iam::123456789012:user/me";

Json put(const std::string& name, const std::string& value, Json more = Json::object())
{
    Json input = { { "name", name }, { "value", value } };
    input.update(more);
    return input;
}

} // namespace

class TestOpsAccountSettings : public QObject {
    Q_OBJECT

private slots:
    void a_setting_of_ones_own_comes_first_then_the_accounts_then_that_of_ecs()
    {
        OpsWorld world;
        const auto held = [&](const std::string& principal) {
            const auto reply = world.ok("ListAccountSettings",
                { { "name", "awsvpcTrunking" }, { "principalArn", principal }, { "effectiveSettings", true } });
            return reply["settings"][0]["value"].get<std::string>();
        };
        QCOMPARE(held(kUser), std::string("disabled"));
        const auto made = world.ok("PutAccountSettingDefault", put("awsvpcTrunking", "enabled"))["setting"];
        QCOMPARE(made["principalArn"].get<std::string>(), kRoot);
        QCOMPARE(made["type"].get<std::string>(), std::string("user"));
        QCOMPARE(held(kUser), std::string("enabled"));
        world.ok("PutAccountSetting", put("awsvpcTrunking", "disabled", { { "principalArn", kUser } }));
        QCOMPARE(held(kUser), std::string("disabled"));
        QCOMPARE(held(kRoot), std::string("enabled"));
        const auto left
            = world.ok("DeleteAccountSetting", { { "name", "awsvpcTrunking" }, { "principalArn", kUser } })["setting"];
        QCOMPARE(left["value"].get<std::string>(), std::string("enabled"));
        world.ok("DeleteAccountSetting", { { "name", "awsvpcTrunking" } });
        world.ok("DeleteAccountSetting", { { "name", "awsvpcTrunking" } });
        QCOMPARE(held(kUser), std::string("disabled"));
        QCOMPARE(world.state().account_settings().size(), std::size_t(0));
        QCOMPARE(world.shape_problem, std::string());
    }

    void lists_show_what_was_set_or_what_holds_in_pages()
    {
        OpsWorld world;
        QVERIFY(world.ok("ListAccountSettings")["settings"].empty());
        world.ok("PutAccountSetting", put("fargateTaskRetirementWaitPeriod", "14"));
        QCOMPARE(world.ok("ListAccountSettings")["settings"].size(), std::size_t(1));
        const auto first = world.ok("ListAccountSettings", { { "effectiveSettings", true } });
        QCOMPARE(first["settings"].size(), std::size_t(10));
        const auto rest
            = world.ok("ListAccountSettings", { { "effectiveSettings", true }, { "nextToken", first["nextToken"] } });
        QCOMPARE(rest["settings"].size(), std::size_t(1));
        QVERIFY(!rest.contains("nextToken"));
        const Json wanted = { { "name", "guardDutyActivate" }, { "value", "off" }, { "effectiveSettings", true } };
        QCOMPARE(world.ok("ListAccountSettings", wanted)["settings"][0]["type"].get<std::string>(),
            std::string("aws_managed"));
        QVERIFY(world.error("ListAccountSettings", { { "value", "enabled" } }).find("name is required")
            != std::string::npos);
        QVERIFY(
            world.error("ListAccountSettings", { { "maxResults", 11 } }).find("between 1 and 10") != std::string::npos);
    }

    void values_that_are_none_are_refused()
    {
        OpsWorld world;
        QVERIFY(world.error("PutAccountSetting", put("containerInsights", "loud"))
                    .starts_with("InvalidParameterException: value should be one of [enabled, disabled, enhanced]"));
        QVERIFY(world.error("PutAccountSetting", put("guardDutyActivate", "on")).find("managed by AWS")
            != std::string::npos);
        QVERIFY(world.error("PutAccountSetting", put("moonPhase", "full")).find("name should be one of")
            != std::string::npos);
        QVERIFY(world.error("PutAccountSetting", put("awsvpcTrunking", "enabled", { { "principalArn", "me" } }))
                    .find("principalArn must be")
            != std::string::npos);
    }

    void new_clusters_follow_the_account()
    {
        OpsWorld world;
        world.ok("PutAccountSettingDefault", put("containerInsights", "enhanced"));
        const auto cluster = world.ok("CreateCluster", { { "clusterName", "watched" } })["cluster"];
        QCOMPARE(cluster["settings"][0]["value"].get<std::string>(), std::string("enhanced"));
    }
};

QTEST_GUILESS_MAIN(TestOpsAccountSettings)
#include "tst_ops_account_settings.moc"
