// The verdicts about members of a definition, and that none is missing.

#include "core/api/service_model.h"
#include "core/model/field_effects.h"
#include "core/scheduler/attributes.h"
#include "core/scheduler/requirements.h"
#include "tests/core/control/ops_world.h"

#include <QTest>

#include <set>

using namespace quayside;
using model::FieldEffect;
using model::KeptField;

namespace {

// Every member of a shape, with what is inside of it.
void add_paths(const api::Shape& shape, const std::string& path, std::vector<std::string>& paths)
{
    if (shape.kind == api::Kind::List)
        return add_paths(*shape.element, path + "[]", paths);
    if (shape.kind != api::Kind::Structure)
        return;
    for (const auto& member : shape.members) {
        const auto inside = path.empty() ? member.name : path + "." + member.name;
        paths.push_back(inside);
        add_paths(*member.shape, inside, paths);
    }
}

std::vector<std::string> paths_of(const char* shape, const std::string& path = {})
{
    std::vector<std::string> paths;
    add_paths(*api::ecs_model().shape(shape), path, paths);
    return paths;
}

std::vector<std::string> words(const std::vector<KeptField>& fields)
{
    std::vector<std::string> list;
    for (const auto& field : fields)
        list.push_back(field.path + " " + std::string(to_string(field.effect)));
    return list;
}

} // namespace

class TestKeptFields : public QObject {
    Q_OBJECT

private slots:
    void every_member_of_the_api_has_a_verdict();
    void only_what_is_not_as_on_ecs_is_told();
    void what_is_inside_of_a_member_without_effect_is_covered_by_it();
    void a_member_that_the_api_does_not_know_is_told();
    void whatever_a_definition_asks_for_an_engine_has_the_capability();
    void the_operation_tells_of_definitions_and_of_tasks();
};

void TestKeptFields::every_member_of_the_api_has_a_verdict()
{
    // What a reply adds by itself nobody can give.
    const std::set<std::string> added{ "taskDefinitionArn", "revision", "status", "requiresAttributes",
        "compatibilities", "registeredAt", "deregisteredAt", "deleteRequestedAt", "registeredBy" };
    auto paths = paths_of("TaskDefinition");
    for (auto more : { paths_of("RegisterTaskDefinitionRequest"), paths_of("TaskOverride", "overrides") })
        paths.insert(paths.end(), more.begin(), more.end());
    QVERIFY(paths.size() > 200);
    QStringList missing;
    for (const auto& path : paths)
        if (!added.contains(path.substr(0, path.find_first_of("[."))) && !model::has_verdict(path))
            missing.append(QString::fromStdString(path));
    QVERIFY2(missing.isEmpty(), qPrintable("no verdict about " + missing.join(", ")));
    QVERIFY(!model::has_verdict("containerDefinitions[].colour"));
    QVERIFY(!model::has_verdict("volumes[].efsVolumeConfiguration.colour")); // it differs, but has an effect
}

void TestKeptFields::only_what_is_not_as_on_ecs_is_told()
{
    const Json document = Json::parse(R"({
        "family": "web", "cpu": "256", "memory": "512", "executionRoleArn": "arn:aws:iam::1:role/x",
        "containerDefinitions": [
            { "name": "web", "image": "web", "logConfiguration": { "logDriver": "awslogs", "options": { "awslogs-group": "g" } },
              "dockerLabels": { "team": "blue" }, "portMappings": [ { "containerPort": 80, "name": "http" } ] }
        ],
        "volumes": [ { "name": "v", "efsVolumeConfiguration": { "fileSystemId": "fs-1", "transitEncryption": "ENABLED" } } ]
    })");
    const auto kept = model::kept_fields(document);
    QCOMPARE(words(kept),
        (std::vector<std::string>{ "executionRoleArn none",
            "containerDefinitions[0].logConfiguration.logDriver differs",
            "containerDefinitions[0].logConfiguration.options none",
            "containerDefinitions[0].portMappings[0].name none", "volumes[0].efsVolumeConfiguration differs",
            "volumes[0].efsVolumeConfiguration.transitEncryption none" }));
    for (const auto& field : kept)
        QVERIFY(field.reason.size() > 20 && field.reason.ends_with('.'));
    Json local = document;
    local["containerDefinitions"][0]["logConfiguration"]["logDriver"] = "json-file";
    local["containerDefinitions"].push_back({ { "name", "second" }, { "image", "s" } });
    const auto told = words(model::kept_fields(local));
    QCOMPARE(told[0], std::string("cpu differs")); // of two containers, each may have the whole as its limit
    QCOMPARE(told[3], std::string("containerDefinitions[0].portMappings[0].name none"));
}

void TestKeptFields::what_is_inside_of_a_member_without_effect_is_covered_by_it()
{
    const Json document
        = Json::parse(R"({ "proxyConfiguration": { "type": "APPMESH", "properties": [ { "name": "a" } ] } })");
    QCOMPARE(words(model::kept_fields(document)), std::vector<std::string>{ "proxyConfiguration none" });
    QVERIFY(model::has_verdict("proxyConfiguration.properties[].name"));
}

void TestKeptFields::a_member_that_the_api_does_not_know_is_told()
{
    const Json document
        = Json::parse(R"({ "family": "web", "containerDefinitions": [ { "name": "w", "colour": { "a": 1 } } ] })");
    QCOMPARE(words(model::kept_fields(document)), std::vector<std::string>{ "containerDefinitions[0].colour none" });
    QVERIFY(model::kept_fields(Json(3)).empty());
}

void TestKeptFields::whatever_a_definition_asks_for_an_engine_has_the_capability()
{
    model::TaskDefinition definition;
    definition.document = Json::parse(R"({ "executionRoleArn": "r", "taskRoleArn": "r", "pidMode": "task", "cpu": "256",
        "proxyConfiguration": { "containerName": "w" }, "networkMode": "awsvpc",
        "containerDefinitions": [
            { "image": "1.dkr.ecr.eu-west-1.amazonaws.com/a", "privileged": true, "memoryReservation": 4,
              "healthCheck": { "command": [ "CMD" ] }, "dependsOn": [ { "containerName": "x" } ],
              "repositoryCredentials": { "credentialsParameter": "s" }, "environmentFiles": [ { "value": "v" } ],
              "firelensConfiguration": { "type": "fluentbit" }, "restartPolicy": { "enabled": true },
              "logConfiguration": { "logDriver": "awslogs" }, "portMappings": [ { "containerPortRange": "1-2" } ],
              "secrets": [ { "valueFrom": "/p" }, { "valueFrom": "arn:aws:secretsmanager:r:a:secret:s" } ] },
            { "firelensConfiguration": { "type": "fluentd" }, "logConfiguration": { "logDriver": "awsfirelens" } } ],
        "volumes": [ { "name": "a", "dockerVolumeConfiguration": { "scope": "task" } },
            { "name": "b", "efsVolumeConfiguration": { "authorizationConfig": { "iam": "ENABLED" } } },
            { "name": "c", "fsxWindowsFileServerVolumeConfiguration": { "fileSystemId": "f" } } ] })");
    read_document(definition);
    model::ContainerInstance instance; // of an engine of ours: that has another id
    instance.id.bytes[0] = 1;
    QStringList missing;
    for (const auto& [name, value] : scheduler::required_attributes(definition))
        if (!scheduler::attribute_of(instance, name).found)
            missing.append(QString::fromStdString(name));
    QVERIFY2(missing.isEmpty(), qPrintable(missing.join(", ")));
}

void TestKeptFields::the_operation_tells_of_definitions_and_of_tasks()
{
    OpsWorld world;
    Json document = Json::parse(R"({ "family": "web", "containerDefinitions":
        [ { "name": "web", "image": "web", "memory": 64, "firelensConfiguration": { "type": "fluentbit" } } ] })");
    world.ok("RegisterTaskDefinition", document);
    const Json kept = world.ok("DescribeKeptFields", { { "taskDefinition", "web" } })["keptFields"];
    QCOMPARE(kept.size(), std::size_t(1));
    QVERIFY(kept[0]["path"] == Json("containerDefinitions[0].firelensConfiguration"));
    QVERIFY(kept[0]["effect"] == Json("none"));
    QVERIFY(kept[0]["reason"].get<std::string>().find("log router") != std::string::npos);
    QVERIFY(world.error("DescribeKeptFields", { { "taskDefinition", "none" } }).starts_with("ClientException"));
    world.ok("CreateCluster");
    QVERIFY(world.error("DescribeKeptFields", { { "task", "none" } }).starts_with("InvalidParameterException"));
    QVERIFY2(world.shape_problem.empty(), world.shape_problem.c_str());
}

QTEST_GUILESS_MAIN(TestKeptFields)
#include "tst_kept_fields.moc"
