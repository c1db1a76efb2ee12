#include "core/base/arn.h"
#include "core/base/pattern.h"

#include <QTest>

using namespace quayside;

class TestArn : public QObject {
    Q_OBJECT

private slots:
    void names_are_those_of_ecs()
    {
        const ArnScope scope;
        const Id id = *Id::parse("0123456789abcdef0123456789abcdef");
        QCOMPARE(scope.cluster("web"), std::string("arn:aws:ecs:us-east-1:123456789012:cluster/web"));
        QCOMPARE(scope.task("web", id),
            std::string("arn:aws:ecs:us-east-1:123456789012:task/web/0123456789abcdef0123456789abcdef"));
        QCOMPARE(scope.task_definition("f", 3), std::string("arn:aws:ecs:us-east-1:123456789012:task-definition/f:3"));
        QVERIFY(scope.container("web", id, 0) != scope.container("web", id, 1));
    }

    void daemons_have_types_of_their_own()
    {
        const ArnScope scope;
        const std::string start = "arn:aws:ecs:us-east-1:123456789012:";
        const auto name = daemon_name("agent");
        QVERIFY(is_daemon_name(name));
        QVERIFY(!is_daemon_name("agent"));
        QCOMPARE(plain_name(name), std::string_view("agent"));
        QCOMPARE(plain_name("agent"), std::string_view("agent"));
        QCOMPARE(scope.service("web", name), start + "daemon/web/agent");
        QCOMPARE(scope.service("web", "agent"), start + "service/web/agent");
        QCOMPARE(scope.task_definition(name, 3), start + "daemon-task-definition/agent:3");
        QCOMPARE(scope.service_revision("web", name, 7), start + "daemon-revision/web/agent/7");
        QVERIFY(scope.service_deployment("web", name, 7).starts_with(start + "daemon-deployment/web/agent/"));
    }

    void an_arn_comes_apart()
    {
        const auto arn = Arn::parse("arn:aws:ecs:eu-west-1:123456789012:container-instance/web/abc");
        QVERIFY(arn);
        QCOMPARE(arn->type, std::string("container-instance"));
        QCOMPARE(arn->cluster(), std::string_view("web"));
        QCOMPARE(arn->name(), std::string_view("abc"));
        QCOMPARE(Arn::parse("arn:aws:ecs:eu-west-1:123456789012:cluster/web")->cluster(), std::string_view());
        for (const char* bad :
            { "", "web", "arn:", "arn:aws:s3:::bucket/x", "arn:aws:ecs:r:a:cluster", "arn:aws:ecs:r:a:cluster/" })
            QVERIFY2(!Arn::parse(bad), bad);
    }

    void a_pattern_matches_the_whole_text()
    {
        const auto pattern = Pattern::compile("a+|ab").value();
        QVERIFY(pattern.matches("aaa"));
        QVERIFY(pattern.matches("ab"));
        QVERIFY(!pattern.matches("aab"));
        QVERIFY(!pattern.matches("xa"));
    }

    void a_pattern_costs_a_bounded_amount()
    {
        QVERIFY(!Pattern::compile("(a+)+b").value().matches(std::string(100'000, 'a')));
        QVERIFY(!Pattern::compile("\xff"));
        QVERIFY(!Pattern::compile("a").value().matches("\xff"));
    }
};

QTEST_GUILESS_MAIN(TestArn)
#include "tst_arn.moc"
