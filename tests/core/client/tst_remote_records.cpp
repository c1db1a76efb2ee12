// Records of what an ECS endpoint answers, and what keeps one away.

#include "core/base/arn.h"
#include "core/client/remote_caller.h"
#include "core/client/remote_endpoint.h"
#include "core/client/remote_records.h"
#include "tests/core/client/look_of_prod.h"

#include <QTest>

using namespace quayside;
using namespace quayside::client;

class TestRemoteRecords : public QObject {
    Q_OBJECT

private slots:
    void a_look_becomes_records()
    {
        RemoteRecords records;
        const auto changes = records.take(look_of_prod());
        QVERIFY(changes.full);
        const auto& state = records.state();
        QCOMPARE(records.account(), std::string("42"));
        QCOMPARE(state.clusters().find("prod")->tags.at(0).value, std::string("shop"));

        const auto instance = state.container_instances().find(*Id::parse("ffffffffffffffffffffffffffffffff"));
        QCOMPARE(instance->name, std::string("i-0abc"));
        QCOMPARE(instance->cluster, std::string("prod"));
        QCOMPARE(instance->availability_zone, std::string("eu-west-1b"));
        QVERIFY(instance->status == model::ContainerInstanceStatus::Draining);
        QCOMPARE(instance->registered.memory, std::int64_t(3900));
        QCOMPARE(instance->registered.ports.front().number, std::uint16_t(22));

        const auto service = state.services().find({ "prod", "web" });
        QCOMPARE(service->desired_count, std::int64_t(2));
        QVERIFY(service->deployment_configuration.circuit_breaker_rollback);
        const auto deployment = state.deployments().find(service->deployments.at(0));
        QVERIFY(deployment->circuit_breaker == model::MonitorStatus::Monitoring);
        QCOMPARE(deployment->circuit_breaker_threshold, std::int64_t(3));
        QCOMPARE(deployment->revision->definition_key.revision, std::int64_t(7));

        const auto task = state.tasks().find(*Id::parse("0123456789abcdef0123456789abcdef"));
        QVERIFY(task->last_status == model::TaskStatus::Running);
        QCOMPARE(to_epoch_seconds(task->created_at), 1764000000.25);
        QCOMPARE(task->spec->service, std::string("web"));
        QCOMPARE(task->containers.at(0).network_bindings.at(0).host_port, std::uint16_t(32768));
        QCOMPARE(state.counts_of(deployment->number).running, std::uint32_t(1));
        QCOMPARE(state.usage_of(instance->id).memory, std::int64_t(64));
        const auto definition = state.task_definitions().find({ "web", 7 });
        QVERIFY(!definition->document.contains("requiresAttributes"));

        QCOMPARE(state.events_of(service->key()).size(), std::size_t(2));
        const auto last = state.events().find(*state.events_of(service->key()).rbegin());
        QVERIFY(last->severity == model::Severity::Warning);
        QCOMPARE(to_epoch_seconds(last->at), 1764000020.0);
    }

    void only_what_is_different_changes()
    {
        RemoteRecords records;
        auto look = look_of_prod();
        auto other = look.tasks[0];
        other["taskArn"] = "arn:aws:ecs:eu-west-1:42:task/prod/11111111-1111-1111-1111-111111111111";
        look.tasks.push_back(other);
        records.take(look);
        QCOMPARE(records.state().tasks().size(), std::size_t(2));
        QCOMPARE(records.state().task_specs().size(), std::size_t(1));
        look.definitions.clear(); // they are not asked for again
        QVERIFY(records.take(look).empty());

        look.tasks[0]["lastStatus"] = "STOPPED";
        look.services.clear();
        const auto changes = records.take(look);
        QCOMPARE(changes.of<model::Task>().size(), std::size_t(1));
        QVERIFY(changes.of<model::Task>()[0].before->last_status == model::TaskStatus::Running);
        QCOMPARE(changes.of<model::TaskSpec>().size(), std::size_t(0));
        QVERIFY(!changes.of<model::Service>().at(0).after);
        QVERIFY(records.state().services().empty());
    }

    void what_cannot_be_described_is_made_of_what_is_seen()
    {
        RemoteRecords records;
        auto look = look_of_prod();
        look.definitions.clear();
        look.listed.clear();
        records.take(look);
        const auto task = records.state().tasks().begin()->second;
        QCOMPARE(task->spec->definition->containers.at(0).image, std::string("nginx"));
    }

    void a_deployment_is_named_as_its_endpoint_does()
    {
        RemoteRecords records;
        records.take(look_of_prod());
        const ArnScope scope{ "42", "eu-west-1" };
        QCOMPARE(records.own_arn(scope.service_deployment("prod", "web", 1234567890123456789)),
            std::string("arn:aws:ecs:eu-west-1:42:service-deployment/prod/web/AbCdEfGhIjKlMnOpQrStU"));
        QCOMPARE(records.own_arn("web"), std::string("web"));
    }

    void answers_of_any_kind_do_no_harm()
    {
        for (const char* text : kOddAnswers) {
            RemoteRecords records;
            const auto json = parsed(text);
            records.take({ { json }, { json }, { json }, { json }, { json }, {}, { json }, { json }, { json }, { json },
                { json } });
        }
    }

    void an_answer_is_read_or_says_what_is_wrong()
    {
        QVERIFY(read_reply({ 200, {}, "{\"a\": 1}" }));
        const auto refused
            = read_reply({ 400, {}, kRefusal });
        QCOMPARE(refused.error().code, std::string("ClusterNotFoundException"));
        QCOMPARE(refused.error().message, std::string("No."));
        QCOMPARE(read_reply({ 404, {}, "<html>" }).error().http_status, 0);
        QCOMPARE(read_reply({ 200, {}, "hello" }).error().http_status, 0);
    }

    void input_is_refused_at_its_member_data()
    {
        QTest::addColumn<QString>("member");
        QTest::addColumn<RemoteEndpoint>("endpoint");
        const RemoteEndpoint good{ "prod", "https://ecs.example.com:8443/", "eu-west-1", {}, "AKIA", "secret", {}, {} };
        const auto row = [&](const char* name, const char* member, auto change) {
            auto endpoint = good;
            change(endpoint);
            QTest::newRow(name) << QString(member) << endpoint;
        };
        row("good", "", [](RemoteEndpoint&) {});
        row("unsigned", "", [](RemoteEndpoint& e) { e.access_key_id = e.secret_access_key = {}; });
        row("profile", "", [](RemoteEndpoint& e) {
            e = { "p", "http://[::1]:9470", "us-east-1", "work", {}, {}, {}, {} };
        });
        row("no name", "name", [](RemoteEndpoint& e) { e.name.clear(); });
        row("no scheme", "url", [](RemoteEndpoint& e) { e.url = "ecs.example.com"; });
        row("path", "url", [](RemoteEndpoint& e) { e.url = "https://a/b"; });
        row("user", "url", [](RemoteEndpoint& e) { e.url = "https://me@a"; });
        row("line break", "url", [](RemoteEndpoint& e) { e.url = "https://a\r\nX: 1"; });
        row("region", "region", [](RemoteEndpoint& e) { e.region = "eu west"; });
        row("key alone", "secretAccessKey", [](RemoteEndpoint& e) { e.secret_access_key.clear(); });
        row("secret alone", "accessKeyId", [](RemoteEndpoint& e) { e.access_key_id.clear(); });
        row("odd key", "accessKeyId", [](RemoteEndpoint& e) { e.access_key_id = "a\nb"; });
    }
    void input_is_refused_at_its_member()
    {
        QFETCH(QString, member);
        QFETCH(RemoteEndpoint, endpoint);
        const auto checked = check_endpoint(endpoint);
        QCOMPARE(checked ? QString() : QString::fromStdString(checked.error().code), member);
    }

    void requests_are_signed_as_the_documents_of_aws_do()
    {
        // The example of "Signature Version 4 signing process" for ListUsers of IAM.
        const auto canonical = "GET\n/\nAction=ListUsers&Version=2010-05-08\n"
                               "content-type:application/x-www-form-urlencoded; charset=utf-8\n"
                               "host:iam.amazonaws.com\nx-amz-date:20150830T123600Z\n\ncontent-type;host;x-amz-date\n"
                               "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
        QCOMPARE(net::signature_v4(canonical, "20150830/us-east-1/iam/aws4_request",
                     "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY", "20150830T123600Z"),
            std::string("5d672d79c15b13162d9279b0855cfba6789a8edb4c82c400e06b5924a6f2b5d7"));
    }
};

QTEST_GUILESS_MAIN(TestRemoteRecords)
#include "tst_remote_records.moc"
