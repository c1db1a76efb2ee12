#include "ops_world.h"

#include <QTest>

using Json = quayside::Json;

namespace {

Json containers(Json more = Json::object())
{
    Json container = { { "name", "main" }, { "image", "busybox" }, { "memory", 64 } };
    container.update(more);
    return Json::array({ container });
}

// Random documents that follow a shape, with every member likely to occur.
class Generator {
public:
    explicit Generator(std::uint64_t seed)
        : random_(seed)
    {
    }

    Json value(const quayside::api::Shape& shape)
    {
        using quayside::api::Kind;
        switch (shape.kind) {
        case Kind::Structure:
            return structure(shape);
        case Kind::List:
            return list(shape);
        case Kind::Map:
            return Json{ { text(), value(*shape.element) }, { text() + "2", value(*shape.element) } };
        case Kind::String:
            return shape.enumeration.empty() ? text() : shape.enumeration[random_.below(shape.enumeration.size())];
        case Kind::Integer:
        case Kind::Long:
            return static_cast<std::int64_t>(60 + random_.below(40));
        case Kind::Double:
            return random_.fraction();
        case Kind::Boolean:
            return random_.below(2) == 0;
        case Kind::Timestamp:
            return 1'700'000'000.5;
        }
        return {};
    }

private:
    Json structure(const quayside::api::Shape& shape)
    {
        Json json = Json::object();
        for (const auto& member : shape.members)
            if (member.required || random_.below(4) > 0)
                json[member.name] = value(*member.shape);
        return json;
    }
    Json list(const quayside::api::Shape& shape)
    {
        Json json = Json::array();
        for (auto left = random_.below(3); left > 0; --left)
            json.push_back(value(*shape.element));
        return json;
    }
    std::string text() { return "t" + random_.id().hex().substr(0, 6) + (random_.below(3) == 0 ? " ü\n\"" : ""); }

    quayside::Random random_;
};

// Makes a random document one that keeps the rules: the members that have rules beyond their shape get good values.
void obey_the_rules(Json& document, quayside::Random& random)
{
    document["family"] = "generated";
    const bool sizes = random.below(2) == 0;
    for (const char* size :
        { "cpu", "memory", "networkMode", "requiresCompatibilities", "placementConstraints", "tags" })
        document.erase(size);
    if (sizes)
        document.update({ { "cpu", "4096" }, { "memory", "8192" } });
    document["executionRoleArn"] = "role";
    document["networkMode"] = "bridge";
    if (document["containerDefinitions"].empty())
        document["containerDefinitions"].push_back(Json::object());
    document["volumes"] = Json::array({ { { "name", "data" }, { "host", { { "sourcePath", "/srv" } } } } });
    int index = 0;
    for (auto& container : document["containerDefinitions"]) {
        container["name"] = "c" + std::to_string(index++);
        container["image"] = "registry.example:5000/a/b@sha256:00";
        container["essential"] = true;
        container["memory"] = 100;
        for (const char* member : { "links", "dependsOn", "environmentFiles", "restartPolicy" })
            container.erase(member);
        if (container.contains("mountPoints"))
            for (auto& mount : container["mountPoints"])
                mount["sourceVolume"] = "data";
        if (index == 1)
            container.erase("volumesFrom");
        if (container.contains("volumesFrom"))
            for (auto& from : container["volumesFrom"])
                from["sourceContainer"] = "c0";
        if (container.contains("healthCheck"))
            container["healthCheck"] = { { "command", { "CMD-SHELL", "true" } }, { "interval", 30 }, { "retries", 3 } };
        int port = 8000;
        if (container.contains("portMappings"))
            for (auto& mapping : container["portMappings"]) {
                mapping.erase("containerPortRange");
                mapping["containerPort"] = port++;
            }
    }
}

// Whether everything in `given` is in `shown` with the same value; lists have the same length.
bool contains(const Json& shown, const Json& given)
{
    if (given.is_object()) {
        for (const auto& [name, value] : given.items())
            if (!shown.contains(name) || !contains(shown[name], value))
                return false;
        return true;
    }
    if (!given.is_array())
        return shown == given;
    if (shown.size() != given.size())
        return false;
    for (std::size_t i = 0; i < given.size(); ++i)
        if (!contains(shown[i], given[i]))
            return false;
    return true;
}

} // namespace

class TestOpsDefinitions : public QObject {
    Q_OBJECT

private slots:
    void every_member_comes_back()
    {
        OpsWorld world;
        const auto& shape = *quayside::api::find_operation("RegisterTaskDefinition")->input;
        for (std::uint64_t seed = 1; seed <= 200; ++seed) {
            quayside::Random random(seed);
            Json document = Generator(seed).value(shape);
            obey_the_rules(document, random);
            const auto registered = world.call("RegisterTaskDefinition", document);
            QVERIFY2(registered, registered ? "" : (registered.error().message + document.dump()).c_str());
            const Json described = world.ok("DescribeTaskDefinition", { { "taskDefinition", "generated" } });
            QVERIFY2(contains(described["taskDefinition"], document), document.dump().c_str());
            QVERIFY(described == Json({ { "taskDefinition", (*registered)["taskDefinition"] } }));
        }
        QCOMPARE(world.shape_problem, std::string());
    }

    void unknown_members_are_kept_but_not_shown()
    {
        OpsWorld world;
        const Json document = { { "family", "web" }, { "x-owner", "ops" },
            { "containerDefinitions", containers({ { "x-note", { { "deep", nullptr } } } }) } };
        auto input = document;
        input["tags"] = Json::array({ { { "key", "team" }, { "value", "sea" } } });
        const auto reply = world.ok("RegisterTaskDefinition", input);
        QVERIFY(!reply["taskDefinition"].contains("x-owner"));
        QVERIFY(!reply["taskDefinition"]["containerDefinitions"][0].contains("x-note"));
        QCOMPARE(reply["tags"].size(), std::size_t(1));
        const auto full = world.ok("GetTaskDefinitionDocument", { { "taskDefinition", "web:1" } });
        QCOMPARE(full["document"].dump(), document.dump());
        world.ok("UpdateTaskDefinitionNote", { { "taskDefinition", "web:1" }, { "note", "before the move" } });
        QCOMPARE(world.ok("GetTaskDefinitionDocument", { { "taskDefinition", "web" } })["note"].get<std::string>(),
            std::string("before the move"));
    }

    void ecs_fills_in_what_was_not_given()
    {
        OpsWorld world;
        const auto reply = world.ok("RegisterTaskDefinition",
            { { "family", "web" }, { "cpu", "0.5 vCPU" }, { "memory", "1GB" },
                { "containerDefinitions", containers({ { "portMappings", { { { "containerPort", 80 } } } } }) } });
        const Json definition = reply["taskDefinition"];
        const Json container = definition["containerDefinitions"][0];
        QCOMPARE(definition["cpu"].get<std::string>(), std::string("512"));
        QCOMPARE(definition["memory"].get<std::string>(), std::string("1024"));
        QCOMPARE(definition["status"].get<std::string>(), std::string("ACTIVE"));
        QCOMPARE(definition["registeredAt"].get<double>(), 1'700'000'000.0);
        QCOMPARE(
            container["portMappings"].dump(), std::string(R"([{"containerPort":80,"protocol":"tcp","hostPort":0}])"));
        QCOMPARE(container["essential"].get<bool>(), true);
        for (const char* list : { "environment", "mountPoints", "volumesFrom", "systemControls" })
            QVERIFY(container[list].is_array());
    }

    void bad_definitions_are_refused_with_the_words_of_ecs_data()
    {
        QTest::addColumn<QByteArray>("change");
        QTest::addColumn<QByteArray>("message");
        const std::pair<const char*, const char*> rows[] = {
            { R"({"family":""})", "ClientException: Family should not be null or empty." },
            { R"({"family":"a b"})", "ClientException: Family contains invalid characters." },
            { R"({"family":null})", "ClientException: family is required." },
            { R"({"containerDefinitions":[]})", "ClientException: Container list cannot be empty." },
            { R"({"containerDefinitions":[{"image":"x"}]})",
                "Container.name should not be null or empty. (containerDefinitions[0].name)" },
            { R"({"containerDefinitions":[{"name":"x"}]})",
                "Container.image should not be null or empty. (containerDefinitions[0].image)" },
            { R"({"containerDefinitions":[{"name":"x","image":"a b"}]})",
                "Container.image contains invalid characters." },
            { R"({"containerDefinitions":[{"name":"x","image":"a"}]})",
                "Invalid setting for container 'x'. At least one of 'memory' or 'memoryReservation' must be "
                "specified." },
            { R"({"containerDefinitions":[{"name":"x","image":"a","memory":3}]})", "'memory' must be at least 4 MiB." },
            { R"({"containerDefinitions":[{"name":"x","image":"a","memory":8,"memoryReservation":9}]})",
                "The 'memoryReservation' must not be larger" },
            { R"({"containerDefinitions":[{"name":"x","image":"a","memory":8,"essential":false}]})",
                "does not have any essential containers" },
            { R"({"containerDefinitions":[{"name":"x","image":"a","memory":8},{"name":"x","image":"a","memory":8}]})",
                "Container.name contains duplicates: x. (containerDefinitions[1].name)" },
            { R"({"cpu":"lots"})", "Invalid 'cpu' setting for task." },
            { R"({"cpu":"64"})", "Invalid 'cpu' setting for task." },
            { R"({"memory":"2 TB"})", "Invalid 'memory' setting for task." },
            { R"({"memory":"32"})", "'memory' exceeds the memory of the task." },
            { R"({"networkMode":"host","containerDefinitions":[{"name":"x","image":"a","memory":8,
                "portMappings":[{"containerPort":80,"hostPort":81}]}]})",
                "When networkMode=host, the host ports and container ports in port mappings must match." },
            { R"({"containerDefinitions":[{"name":"x","image":"a","memory":8,"portMappings":[{"containerPort":70000}]}]})",
                "A port must be between 1 and 65535" },
            { R"({"containerDefinitions":[{"name":"x","image":"a","memory":8,
                "portMappings":[{"containerPortRange":"90-80"}]}]})",
                "A range of ports is written as 8000-8010. "
                "(containerDefinitions[0].portMappings[0].containerPortRange)" },
            { R"({"containerDefinitions":[{"name":"x","image":"a","memory":8,
                "portMappings":[{"containerPortRange":"80-90","hostPort":80}]}]})",
                "A range of ports has no hostPort" },
            { R"({"networkMode":"awsvpc","containerDefinitions":[{"name":"x","image":"a","memory":8,"links":["y"]}]})",
                "Links are not supported when networkMode=awsvpc." },
            { R"({"containerDefinitions":[{"name":"x","image":"a","memory":8,
                "mountPoints":[{"sourceVolume":"v","containerPath":"/v"}]}]})",
                "Unknown volume 'v'." },
            { R"({"containerDefinitions":[{"name":"x","image":"a","memory":8,
                "dependsOn":[{"containerName":"y","condition":"START"}]}]})",
                "dependsOn names the unknown container y." },
            { R"({"containerDefinitions":[{"name":"x","image":"a","memory":8,"links":["y"]},
                {"name":"y","image":"a","memory":8,"volumesFrom":[{"sourceContainer":"x"}]}]})",
                "The dependencies of the containers go round in a circle." },
            { R"({"containerDefinitions":[{"name":"x","image":"a","memory":8,
                "secrets":[{"name":"s","valueFrom":"p"}]}]})",
                "you must also specify a value for 'executionRoleArn'" },
            { R"({"placementConstraints":[{"type":"memberOf","expression":"a =="}]})",
                "placementConstraints[0].expression: The expression is not valid at character 1" },
            { R"({"requiresCompatibilities":["FARGATE"]})", "Fargate only supports network mode" },
            { R"({"containerDefinitions":[{"name":"x","image":"a","memory":"8"}]})",
                "SerializationException: containerDefinitions[0].memory must be a whole number." },
            { R"({"tags":[{"key":"AWS:x","value":""}]})", "reserved" },
        };
        for (const auto& [change, message] : rows)
            QTest::newRow(message) << QByteArray(change) << QByteArray(message);
    }
    void bad_definitions_are_refused_with_the_words_of_ecs()
    {
        QFETCH(QByteArray, change);
        QFETCH(QByteArray, message);
        OpsWorld world;
        Json input = { { "family", "web" }, { "containerDefinitions", containers() } };
        input.update(Json::parse(change.toStdString()));
        const auto error = world.error("RegisterTaskDefinition", input);
        QVERIFY2(error.find(message.toStdString()) != std::string::npos, error.c_str());
        QVERIFY(world.state().task_definitions().empty());
        QVERIFY(world.state().events().empty());
    }

    void a_definition_that_is_too_large_is_refused()
    {
        OpsWorld world;
        const auto error = world.error("RegisterTaskDefinition",
            { { "family", "web" }, { "containerDefinitions", containers({ { "user", std::string(70'000, 'u') } }) } });
        QVERIFY(error.find("Max allowed length is '65536' bytes.") != std::string::npos);
    }

    void a_family_goes_through_its_life()
    {
        OpsWorld world;
        world.definition("web");
        world.definition("web");
        world.definition("api");
        const auto arn = [](const char* name) {
            return "arn:aws:ecs:us-east-1:123456789012:task-definition/" + std::string(name);
        };
        QCOMPARE(world.ok("ListTaskDefinitions")["taskDefinitionArns"].dump(),
            Json({ arn("api:1"), arn("web:1"), arn("web:2") }).dump());
        QCOMPARE(
            world.ok("ListTaskDefinitions", { { "familyPrefix", "web" }, { "sort", "DESC" } })["taskDefinitionArns"]
                .dump(),
            Json({ arn("web:2"), arn("web:1") }).dump());
        QVERIFY(world.ok("ListTaskDefinitions", { { "familyPrefix", "we" } })["taskDefinitionArns"].empty());
        QCOMPARE(world.ok("ListTaskDefinitionFamilies", { { "familyPrefix", "w" } })["families"].dump(),
            std::string(R"(["web"])"));

        QCOMPARE(world.error("DeregisterTaskDefinition", { { "taskDefinition", "web" } }),
            std::string("ClientException: Revision is missing."));
        QCOMPARE(world.error("DeregisterTaskDefinition", { { "taskDefinition", "web:x" } }),
            std::string("InvalidParameterException: Invalid revision number. Number: x"));
        auto gone = world.ok("DeregisterTaskDefinition", { { "taskDefinition", arn("web:2") } })["taskDefinition"];
        QCOMPARE(gone["status"].get<std::string>(), std::string("INACTIVE"));
        QVERIFY(gone.contains("deregisteredAt"));
        QCOMPARE(world.ok("DescribeTaskDefinition", { { "taskDefinition", "web" } })["taskDefinition"]["revision"]
                     .get<int>(),
            1);

        const auto deleted
            = world.ok("DeleteTaskDefinitions", { { "taskDefinitions", { "web:2", "web:1", "no:7", "web" } } });
        QCOMPARE(deleted["taskDefinitions"][0]["status"].get<std::string>(), std::string("DELETE_IN_PROGRESS"));
        QCOMPARE(deleted["failures"].size(), std::size_t(3));
        world.ok("DeregisterTaskDefinition", { { "taskDefinition", "web:1" } });
        QCOMPARE(world.ok("ListTaskDefinitionFamilies", { { "status", "ACTIVE" } })["families"].dump(),
            std::string(R"(["api"])"));
        QCOMPARE(world.error("DescribeTaskDefinition", { { "taskDefinition", "web" } }),
            std::string("ClientException: Unable to describe task definition."));
        QCOMPARE(world.definition("web"), std::string("web:3"));
    }

    void lists_come_in_pages()
    {
        OpsWorld world;
        for (int i = 0; i < 25; ++i)
            world.definition("web");
        Json seen = Json::array();
        Json input = { { "maxResults", 10 } };
        int pages = 0;
        for (bool more = true; more; ++pages) {
            const auto reply = world.ok("ListTaskDefinitions", input);
            seen.insert(seen.end(), reply["taskDefinitionArns"].begin(), reply["taskDefinitionArns"].end());
            more = reply.contains("nextToken");
            if (more)
                input["nextToken"] = reply["nextToken"];
        }
        QCOMPARE(pages, 3);
        QVERIFY(seen == world.ok("ListTaskDefinitions")["taskDefinitionArns"]);
        input["sort"] = "DESC";
        QCOMPARE(world.error("ListTaskDefinitions", input), std::string("ClientException: nextToken: Invalid token."));
        QCOMPARE(world.error("ListClusters", { { "nextToken", "garbage" } }),
            std::string("InvalidParameterException: nextToken: Invalid token."));
        QCOMPARE(world.error("ListClusters", { { "maxResults", 101 } }),
            std::string("InvalidParameterException: maxResults must be between 1 and 100."));
    }
};

QTEST_GUILESS_MAIN(TestOpsDefinitions)
#include "tst_ops_definitions.moc"
