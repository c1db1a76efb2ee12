#include "core/api/service_model.h"
#include "core/api/shape_reply.h"
#include "core/api/skeleton.h"
#include "core/api/validate.h"
#include "core/api/write_reply.h"

#include <QTest>

#include <nlohmann/json.hpp>

using namespace quayside;

namespace {

const api::Shape& input_of(const char* operation)
{
    return *api::find_operation(operation)->input;
}

QStringList problems(const char* operation, const Json& input)
{
    QStringList sentences;
    for (const auto& problem : api::validate(input, input_of(operation)))
        sentences << QString::fromStdString(sentence(problem));
    return sentences;
}

} // namespace

class TestApi : public QObject {
    Q_OBJECT

private slots:
    void both_models_are_understood()
    {
        QCOMPARE(api::ecs_model().operations().size(), std::size_t(77));
        QCOMPARE(api::find_operation("RunTask")->target_prefix, std::string("AmazonEC2ContainerServiceV20141113"));
        QCOMPARE(api::find_operation("AddEngine")->target_prefix, std::string("QuaysideV1"));
        QVERIFY(!api::find_operation("Runtask"));
        for (const auto& operation : api::quayside_model().operations())
            QVERIFY2(!api::ecs_model().operation(operation.name), operation.name.c_str());
        const auto& run = input_of("RunTask");
        QVERIFY(run.find("taskDefinition")->required);
        QVERIFY(run.find("clientToken")->idempotency_token);
        QVERIFY(api::ecs_model().shape("SensitiveString")->sensitive);
    }

    void a_broken_model_is_refused()
    {
        QVERIFY(!api::ServiceModel::load("nonsense"));
        const auto dangling
            = api::ServiceModel::load(R"({"metadata":{},"operations":{},"shapes":{"A":{"type":"list","member":"B"}}})");
        QVERIFY(!dangling);
        QVERIFY(dangling.error().message.find("unknown shape B") != std::string::npos);
    }

    void every_problem_names_its_field_data()
    {
        QTest::addColumn<QByteArray>("operation");
        QTest::addColumn<QByteArray>("input");
        QTest::addColumn<QString>("sentence");
        QTest::newRow("a member is missing")
            << QByteArray("RunTask") << QByteArray("{}") << "taskDefinition is required.";
        QTest::newRow("null is missing") << QByteArray("RunTask") << QByteArray(R"({"taskDefinition":null})")
                                         << "taskDefinition is required.";
        QTest::newRow("deep inside") << QByteArray("RegisterTaskDefinition")
                                     << QByteArray(R"({"family":"f","containerDefinitions":[{},{"memory":"64"}]})")
                                     << "containerDefinitions[1].memory must be a whole number.";
        QTest::newRow("a fraction") << QByteArray("RunTask") << QByteArray(R"({"taskDefinition":"f","count":1.5})")
                                    << "count must be a whole number.";
        QTest::newRow("too large") << QByteArray("RunTask")
                                   << QByteArray(R"({"taskDefinition":"f","count":3000000000})")
                                   << "count is too large a number.";
        QTest::newRow("a time that no clock has")
            << QByteArray("ListServiceDeployments") << QByteArray(R"({"service":"s","createdAt":{"after":1e300}})")
            << "createdAt.after must be a time, in seconds since 1970 or as in 2026-11-22T19:24:58Z.";
        QTest::newRow("an enumeration") << QByteArray("RunTask")
                                        << QByteArray(R"({"taskDefinition":"f","launchType":"ec2"})")
                                        << "launchType should be one of [EC2, FARGATE, EXTERNAL, MANAGED_INSTANCES].";
        QTest::newRow("an element") << QByteArray("DescribeTasks") << QByteArray(R"({"tasks":["a",7]})")
                                    << "tasks[1] must be text.";
        QTest::newRow("a value of a map")
            << QByteArray("RegisterTaskDefinition")
            << QByteArray(R"({"family":"f","containerDefinitions":[{"dockerLabels":{"a":1}}]})")
            << "containerDefinitions[0].dockerLabels.a must be text.";
        QTest::newRow("a range") << QByteArray("AddEngine")
                                 << QByteArray(R"({"name":"a","kind":"docker","slices":[{"name":"s","cpu":1}]})")
                                 << "slices[0].cpu must be between 128 and 1048576.";
        QTest::newRow("a length") << QByteArray("TagResource")
                                  << QByteArray(R"({"resourceArn":"a","tags":[{"key":""}]})")
                                  << "tags[0].key must have between 1 and 128 characters.";
        QTest::newRow("a pattern") << QByteArray("AddEngine") << QByteArray(R"({"name":"-x","kind":"docker"})")
                                   << "name has characters that are not allowed; it must match "
                                      "[a-zA-Z0-9][a-zA-Z0-9_-]*.";
        QTest::newRow("no object") << QByteArray("ListClusters") << QByteArray("[]") << "The input must be an object.";
    }
    void every_problem_names_its_field()
    {
        QFETCH(QByteArray, operation);
        QFETCH(QByteArray, input);
        QFETCH(QString, sentence);
        QCOMPARE(problems(operation, Json::parse(input.toStdString())), QStringList{ sentence });
    }

    void unknown_members_are_not_its_business()
    {
        QCOMPARE(problems("ListClusters", { { "fromTheFuture", { 1, 2 } } }), QStringList());
    }

    void tags_may_have_letters_of_any_script()
    {
        const auto tag = [](const char* key) {
            return Json{ { "resourceArn", "a" }, { "tags", Json::array({ { { "key", key } } }) } };
        };
        QCOMPARE(problems("TagResource", tag("größe/ミナト 1")), QStringList());
        QCOMPARE(problems("TagResource", tag("a\"b")).size(), 1);
    }

    void many_problems_are_cut_short()
    {
        const Json input = { { "tasks", Json(std::vector<int>(1000)) } };
        QCOMPARE(api::validate(input, input_of("DescribeTasks"), 5).size(), std::size_t(5));
    }

    void nulls_are_dropped_where_the_model_knows_the_member()
    {
        Json input = Json::parse(R"({"family":null,"mine":null,"containerDefinitions":[{"name":"a","cpu":null}]})");
        api::normalize(input, input_of("RegisterTaskDefinition"));
        QCOMPARE(input.dump(), std::string(R"({"mine":null,"containerDefinitions":[{"name":"a"}]})"));
    }

    void times_may_be_numbers_or_iso_8601()
    {
        Json input = Json::parse(R"({"service":"s","createdAt":{"after":"2026-11-22T19:24:58.5+01:00","before":3}})");
        QCOMPARE(problems("ListServiceDeployments", input), QStringList());
        api::normalize(input, input_of("ListServiceDeployments"));
        QCOMPARE(input["createdAt"].dump(), std::string(R"({"after":1795371898.5,"before":3})"));
        for (const char* bad : { "yesterday", "2026-13-01T00:00:00Z", "2026-11-22", "" }) {
            input["createdAt"]["after"] = bad;
            QCOMPARE(problems("ListServiceDeployments", input).size(), 1);
        }
    }

    void a_reply_is_written_as_it_would_be_dumped_data()
    {
        QTest::addColumn<QByteArray>("reply");
        QTest::newRow("nothing") << QByteArray("{}");
        QTest::newRow("unknown and null")
            << QByteArray(R"({"x":1,"tasks":[{"version":3,"secret":2,"group":null},{}],"failures":[]})");
        QTest::newRow("numbers") << QByteArray(
            R"({"tasks":[{"version":-9007199254740993,"createdAt":1795396280.123,"startedAt":2.0,"stoppedAt":1}]})");
        QTest::newRow("flags") << QByteArray(R"({"tasks":[{"enableExecuteCommand":true,"startedAt":0.1}]})");
        const Json task{ { "group", "\"quoted\" \\ \n\x01 \xc3\xb6 \x7f" }, { "startedBy", "" } };
        QTest::newRow("texts") << QByteArray::fromStdString(Json{ { "tasks", Json::array({ task }) } }.dump());
        QTest::newRow("a value of another kind") << QByteArray(R"({"tasks":{"a":[1,"x",null,1.5]},"failures":"none"})");
    }

    void a_reply_is_written_as_it_would_be_dumped()
    {
        QFETCH(QByteArray, reply);
        const auto& shape = *api::find_operation("DescribeTasks")->output;
        Json value = Json::parse(reply.toStdString());
        const auto text = api::write_reply(value, shape);
        api::keep_known(value, shape);
        QCOMPARE(text, value.dump());
    }

    void parts_that_are_text_already_stay_or_become_values()
    {
        const auto& shape = *api::find_operation("DescribeTasks")->output;
        Json reply{ { "tasks", Json::array({ api::written(R"({"version":3})") }) }, { "failures", Json::array() } };
        const std::string expected = R"({"tasks":[{"version":3}],"failures":[]})";
        QCOMPARE(api::write_reply(reply, shape), expected);
        api::keep_known(reply, shape);
        QCOMPARE(reply.dump(), expected);
    }

    void text_that_is_no_utf_8_can_be_written()
    {
        std::string out;
        api::append_text(out, "a\xffz");
        QCOMPARE(out, std::string("\"a\xef\xbf\xbdz\""));
    }

    void replies_have_only_what_the_model_knows()
    {
        Json reply = Json::parse(R"({"x":1,"tasks":[{"version":3,"secret":2,"group":null}],"failures":[]})");
        api::keep_known(reply, *api::find_operation("DescribeTasks")->output);
        QCOMPARE(reply.dump(), std::string(R"({"tasks":[{"version":3}],"failures":[]})"));
    }

    void a_skeleton_has_the_right_types()
    {
        for (const auto* model : { &api::ecs_model(), &api::quayside_model() })
            for (const auto& operation : model->operations()) {
                const Json document = api::skeleton(*operation.input);
                for (const auto& problem : api::validate(document, *operation.input))
                    QVERIFY2(problem.kind == api::Problem::Kind::Length || problem.kind == api::Problem::Kind::Pattern,
                        (operation.name + ": " + sentence(problem)).c_str());
            }
        QCOMPARE(api::skeleton(input_of("StopTask"), true).dump(), std::string(R"({"task":""})"));
    }
};

QTEST_GUILESS_MAIN(TestApi)
#include "tst_api.moc"
