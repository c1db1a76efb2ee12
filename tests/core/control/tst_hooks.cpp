#include "core/control/local_hooks.h"
#include "core/net/asio_loop.h"
#include "core/net/http_server.h"
#include "tests/support/run_loop.h"

#include <QTemporaryDir>
#include <QtTest>

#include <nlohmann/json.hpp>

#include <filesystem>
#include <fstream>
#include <optional>

using namespace quayside;
using control::HookAnswer;
using control::LocalHooks;

namespace {

// A directory of handlers, and what they answer.
class Handlers {
public:
    void program(const std::string& name, const std::string& script)
    {
        const std::string path = directory_.path().toStdString() + "/" + name;
        std::ofstream(path) << "#!/bin/sh\n" << script << "\n";
        std::filesystem::permissions(path, std::filesystem::perms::owner_all);
    }

    void address(const std::string& name, const std::string& url)
    {
        std::ofstream(directory_.path().toStdString() + "/" + name + ".url") << url << "\n";
    }

    // "SUCCEEDED", "FAILED", "IN_PROGRESS after N s", or the error.
    std::string ask(const std::string& target, const Json& payload = Json::object())
    {
        LocalHooks hooks(loop, directory_.path().toStdString());
        std::optional<Result<HookAnswer>> answer;
        hooks.ask(target, payload, [&](Result<HookAnswer> given) { answer = std::move(given); });
        if (!test::run_until(loop, [&] { return answer.has_value(); }))
            return "no answer";
        if (!*answer)
            return answer->error().message;
        const HookAnswer& given = **answer;
        if (given.status == HookAnswer::Status::InProgress)
            return "IN_PROGRESS after "
                + std::to_string(
                    given.call_back ? std::chrono::duration_cast<std::chrono::seconds>(*given.call_back).count() : 0)
                + " s";
        return given.status == HookAnswer::Status::Succeeded ? "SUCCEEDED" : "FAILED";
    }

    std::string path(const std::string& name) const { return directory_.path().toStdString() + "/" + name; }

    net::AsioLoop loop;

private:
    QTemporaryDir directory_;
};

constexpr const char* kCheck = "arn:aws:lambda:us-east-1:123456789012:function:check";

} // namespace

class TestHooks : public QObject {
    Q_OBJECT

private slots:
    void a_program_gets_the_payload_and_answers();
    void an_address_gets_the_payload_and_answers();
    void a_program_that_fails_or_says_nothing_is_an_error();
    void a_program_that_writes_without_end_is_stopped_short();
    void a_hook_without_a_handler_says_where_one_belongs();
    void a_name_that_is_no_file_name_is_refused();
    void answers_are_taken_apart();
};

void TestHooks::a_program_gets_the_payload_and_answers()
{
    Handlers handlers;
    handlers.program(
        "check", "grep -q '\"lifecycleStage\":\"POST_SCALE_UP\"' && echo '{\"hookStatus\": \"SUCCEEDED\"}'");
    QCOMPARE(handlers.ask(kCheck, { { "lifecycleStage", "POST_SCALE_UP" } }), std::string("SUCCEEDED"));
    QVERIFY(handlers.ask(kCheck, { { "lifecycleStage", "SCALE_UP" } }) != "SUCCEEDED");
    handlers.program("later", "echo '{\"hookStatus\": \"IN_PROGRESS\", \"callBackDelay\": 7}'");
    QCOMPARE(handlers.ask("later"), std::string("IN_PROGRESS after 7 s"));
}

void TestHooks::an_address_gets_the_payload_and_answers()
{
    Handlers handlers;
    std::string body;
    auto server
        = net::HttpServer::listen(handlers.loop, [&](net::HttpRequest request, net::HttpServer::Respond respond) {
              body = request.method + " " + request.body;
              net::HttpResponse response;
              response.body = R"({"hookStatus": "FAILED"})";
              respond(std::move(response));
          });
    QVERIFY(server);
    handlers.address("check", "http://127.0.0.1:" + std::to_string((*server)->port()) + "/hook");
    QCOMPARE(handlers.ask(kCheck, { { "executionId", "1" } }), std::string("FAILED"));
    QCOMPARE(body, std::string(R"(POST {"executionId":"1"})"));
}

void TestHooks::a_program_that_fails_or_says_nothing_is_an_error()
{
    Handlers handlers;
    handlers.program("check", "echo '{\"hookStatus\": \"SUCCEEDED\"}'; exit 3");
    QCOMPARE(handlers.ask(kCheck), std::string("The program of a lifecycle hook ended with an error."));
    handlers.program("check", "true");
    QCOMPARE(handlers.ask(kCheck), std::string("The handler of a lifecycle hook gave no hookStatus."));
    std::ofstream(handlers.path("text")) << "no program";
    QVERIFY(handlers.ask("text").find("could not be started") != std::string::npos);
}

void TestHooks::a_program_that_writes_without_end_is_stopped_short()
{
    Handlers handlers;
    handlers.program("check", "yes");
    QCOMPARE(handlers.ask(kCheck), std::string("The program of a lifecycle hook ended with an error."));
}

void TestHooks::a_hook_without_a_handler_says_where_one_belongs()
{
    Handlers handlers;
    QVERIFY(handlers.ask(kCheck).find("put a program at " + handlers.path("check")) != std::string::npos);
}

void TestHooks::a_name_that_is_no_file_name_is_refused()
{
    Handlers handlers;
    for (const char* target : { "", "../../bin/sh", "arn:aws:lambda:us-east-1:123456789012:function:a/b" })
        QVERIFY(handlers.ask(target).find("names no function") != std::string::npos);
}

void TestHooks::answers_are_taken_apart()
{
    using Status = HookAnswer::Status;
    QCOMPARE(control::read_hook_answer(R"({"hookStatus": "SUCCEEDED"})")->status, Status::Succeeded);
    QCOMPARE(control::read_hook_answer(R"({"hookStatus": "anything"})")->status, Status::Failed);
    QVERIFY(!control::read_hook_answer(R"({"hookStatus": "IN_PROGRESS"})")->call_back);
    QVERIFY(!control::read_hook_answer(R"({"hookStatus": "IN_PROGRESS", "callBackDelay": -1})")->call_back);
    for (const char* text : { "", "[]", "{}", R"({"hookStatus": 1})", "{" })
        QVERIFY(!control::read_hook_answer(text));
}

QTEST_GUILESS_MAIN(TestHooks)
#include "tst_hooks.moc"
