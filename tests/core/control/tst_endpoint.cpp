#include "core/control/endpoint.h"
#include "core/control/signature.h"
#include "core/net/http_server.h"
#include "tests/support/raw_socket.h"
#include "tests/support/run_loop.h"
#include "tests/support/world.h"

#include <fmt/format.h>

#include <QtTest>

#include <future>

using namespace quayside;
using namespace std::chrono_literals;
using control::read_request;

namespace {

constexpr std::uint16_t kPort = 9470;
const std::string kSignature(64, 'a');

net::HttpRequest request(const std::string& target, std::string body = "{}")
{
    return { "POST", "/",
        { { "Host", "127.0.0.1:9470" }, { "Content-Type", "application/x-amz-json-1.1" }, { "X-Amz-Target", target } },
        std::move(body) };
}

net::HttpRequest list_clusters(std::string body = "{}")
{
    return request("AmazonEC2ContainerServiceV20141113.ListClusters", std::move(body));
}

void set(net::HttpRequest& request, const std::string& name, const std::string& value)
{
    std::erase_if(request.headers, [&](const auto& header) { return net::same_header_name(header.name, name); });
    request.headers.push_back({ name, value });
}

std::string refusal(const net::HttpRequest& request)
{
    const auto read = read_request(request, kPort);
    return read ? "accepted" : fmt::format("{} {}", read.error().http_status, read.error().code);
}

std::string authorization(const std::string& credential, const std::string& signature = kSignature)
{
    return "AWS4-HMAC-SHA256 Credential=" + credential + ", SignedHeaders=host;x-amz-date, Signature=" + signature;
}

} // namespace

class TestEndpoint : public QObject {
    Q_OBJECT

private slots:
    void an_operation_of_either_api_is_found_by_its_target();
    void an_empty_body_is_an_empty_input();
    void only_loopback_names_are_answered();
    void web_pages_are_refused();
    void only_json_is_taken();
    void an_unknown_operation_is_said_to_be_unknown();
    void a_body_that_is_no_object_is_refused();
    void a_signature_may_be_absent_but_not_malformed();
    void an_error_travels_with_its_code_and_status();
    void an_engine_that_did_not_answer_is_a_server_error();
    void calls_over_real_sockets();
};

void TestEndpoint::an_operation_of_either_api_is_found_by_its_target()
{
    QCOMPARE(read_request(list_clusters(), kPort)->operation, std::string("ListClusters"));
    QCOMPARE(read_request(request("QuaysideV1.ListEngines"), kPort)->operation, std::string("ListEngines"));
    QCOMPARE(refusal(request("QuaysideV1.ListClusters")), std::string("400 UnknownOperationException"));
}

void TestEndpoint::an_empty_body_is_an_empty_input()
{
    QCOMPARE(read_request(list_clusters(""), kPort)->input, Json::object());
    QCOMPARE(read_request(list_clusters(R"({"maxResults": 3})"), kPort)->input["maxResults"], 3);
}

void TestEndpoint::only_loopback_names_are_answered()
{
    for (const char* host : { "127.0.0.1:9470", "localhost:9470", "[::1]:9470" }) {
        auto good = list_clusters();
        set(good, "Host", host);
        QCOMPARE(refusal(good), std::string("accepted"));
    }
    for (const char* host : { "evil.example", "evil.example:9470", "0.0.0.0:9470", "127.0.0.1:1",
             "127.0.0.1.nip.io:9470", "localhost.:9470", "LOCALHOST:9470", "127.0.0.1", "" }) {
        auto bad = list_clusters();
        set(bad, "Host", host);
        QCOMPARE(refusal(bad), std::string("421 AccessDeniedException"));
    }
    auto twice = list_clusters();
    twice.headers.push_back({ "host", "127.0.0.1:9470" });
    QCOMPARE(refusal(twice), std::string("421 AccessDeniedException"));
}

void TestEndpoint::web_pages_are_refused()
{
    auto page = list_clusters();
    set(page, "Origin", "http://127.0.0.1:9470");
    QCOMPARE(refusal(page), std::string("403 AccessDeniedException"));
    auto get = list_clusters();
    get.method = "GET";
    QCOMPARE(refusal(get), std::string("405 UnknownOperationException"));
    auto path = list_clusters();
    path.target = "/?Action=ListClusters";
    QCOMPARE(refusal(path), std::string("404 UnknownOperationException"));
}

void TestEndpoint::only_json_is_taken()
{
    for (const char* type : { "application/x-amz-json-1.1", "application/json", "Application/JSON; charset=utf-8" }) {
        auto good = list_clusters();
        set(good, "Content-Type", type);
        QCOMPARE(refusal(good), std::string("accepted"));
    }
    for (const char* type : { "text/plain", "application/x-www-form-urlencoded", "application/x-amz-json-1.10", "" }) {
        auto bad = list_clusters();
        set(bad, "Content-Type", type);
        QCOMPARE(refusal(bad), std::string("415 SerializationException"));
    }
}

void TestEndpoint::an_unknown_operation_is_said_to_be_unknown()
{
    for (const char* target :
        { "AmazonEC2ContainerServiceV20141113.Nonsense", "ListClusters", "", "DynamoDB_20120810.ListTables" })
        QCOMPARE(refusal(request(target)), std::string("400 UnknownOperationException"));
}

void TestEndpoint::a_body_that_is_no_object_is_refused()
{
    for (const std::string body : { "[]", "3", "{\"a\":", "nonsense" })
        QCOMPARE(refusal(list_clusters(body)), std::string("400 SerializationException"));
    QCOMPARE(refusal(list_clusters(std::string(500'000, '['))), std::string("400 SerializationException"));
}

void TestEndpoint::a_signature_may_be_absent_but_not_malformed()
{
    const auto verdict = [](const std::string& header) {
        auto signed_request = list_clusters();
        set(signed_request, "Authorization", header);
        return refusal(signed_request);
    };
    QCOMPARE(verdict(authorization("AKID/20260101/eu-central-1/ecs/aws4_request")), std::string("accepted"));
    for (const auto& header :
        { authorization("AKID/20260101/ecs/aws4_request"), authorization("AKID/today/r/ecs/aws4_request"),
            authorization("/20260101/r/ecs/aws4_request"), authorization("AKID/20260101/r/ecs/aws4_request", "abc"),
            std::string("Basic dXNlcjpwYXNz"), std::string("AWS4-HMAC-SHA256"), std::string() })
        QCOMPARE(verdict(header), std::string("400 IncompleteSignatureException"));
    const auto parsed = control::parse_signature(authorization("AKID/20260101/r/ecs/aws4_request"));
    QCOMPARE(parsed->access_key, std::string("AKID"));
    QCOMPARE(parsed->signed_headers, (std::vector<std::string>{ "host", "x-amz-date" }));
}

void TestEndpoint::an_error_travels_with_its_code_and_status()
{
    const auto response = control::write_response(fail(Error::cluster_not_found()), "some-id");
    QCOMPARE(response.status, 400);
    QCOMPARE(*net::find_header(response.headers, "x-amzn-RequestId"), std::string("some-id"));
    QCOMPARE(*net::find_header(response.headers, "x-amzn-ErrorType"), std::string("ClusterNotFoundException"));
    QCOMPARE(*net::find_header(response.headers, "Content-Type"), std::string("application/x-amz-json-1.1"));
    QCOMPARE(response.body, std::string(R"({"__type":"ClusterNotFoundException","message":"Cluster not found."})"));
    const auto message = [](const std::string& text) {
        const auto body = control::write_response(fail(Error::client(text)), "id").body;
        return parse_json(body)->at("message").get<std::string>();
    };
    // The place is for the window's forms.
    QCOMPARE(message("Empty. (containerDefinitions[0].name)"), std::string("Empty."));
    QCOMPARE(message("In use. (capacityProviders: web)"), std::string("In use."));
    QCOMPARE(message("Missing (ErrorCode: InvalidGroup.NotFound)"),
        std::string("Missing (ErrorCode: InvalidGroup.NotFound)"));
    QCOMPARE(message("Gone (for good)"), std::string("Gone (for good)"));
    const auto conflict = control::write_response(fail(Error{ "ConflictException", "Taken.", 400, { "arn" } }), "id");
    QCOMPARE(conflict.body, std::string(R"({"__type":"ConflictException","message":"Taken.","resourceIds":["arn"]})"));
    Json output;
    output["text"] = "not \xff UTF-8";
    QVERIFY(control::write_response(output, "id").body.starts_with(R"({"text":"not )"));
}

void TestEndpoint::an_engine_that_did_not_answer_is_a_server_error()
{
    const auto response = control::write_response(fail(Error::no_answer("The engine is silent.")), "id");
    QCOMPARE(response.status, 500);
    QVERIFY(response.body.find("ServerException") != std::string::npos);
}

void TestEndpoint::calls_over_real_sockets()
{
    net::AsioLoop loop;
    test::SimulatedEngines engines(loop);
    control::ControlPlane control(
        loop, std::move(*store::Store::open_in_memory()), engines, test::World::default_settings(1));
    control::Endpoint endpoint(control);
    const auto server = net::HttpServer::listen(loop,
        [&](net::HttpRequest asked, net::HttpServer::Respond respond) { endpoint.handle(asked, std::move(respond)); });
    QVERIFY(server);
    const std::uint16_t port = (*server)->port();
    endpoint.set_port(port);
    QVERIFY(control.start());
    const auto message = [port](const std::string& target, const std::string& more, const std::string& body) {
        return fmt::format("POST / HTTP/1.1\r\nHost: localhost:{}\r\nContent-Type: application/x-amz-json-1.1\r\n"
                           "X-Amz-Target: AmazonEC2ContainerServiceV20141113.{}\r\n{}Content-Length: {}\r\n\r\n{}",
            port, target, more, body.size(), body);
    };
    auto play = std::async(std::launch::async, [&] {
        std::vector<std::string> answers;
        auto socket = test::RawSocket::connect(port);
        for (const auto& [target, body] :
            std::vector<std::pair<std::string, std::string>>{ { "CreateCluster", R"({"clusterName": "staging"})" },
                { "ListClusters", "" }, { "StopTask", R"({"task": 3})" },
                { "DescribeTasks", R"({"cluster": "nowhere", "tasks": ["x"]})" }, { "Nonsense", "{}" } }) {
            socket.write(message(target, "", body));
            answers.push_back(socket.read_message());
        }
        auto page = test::RawSocket::connect(port);
        page.write(message("ListClusters", "Origin: https://evil.example\r\n", "{}"));
        answers.push_back(page.read_message());
        return answers;
    });
    QVERIFY(test::run_until(loop, [&] { return play.wait_for(0s) == std::future_status::ready; }));
    const auto answers = play.get();
    QVERIFY(answers[0].starts_with("HTTP/1.1 200"));
    QVERIFY(answers[0].find(R"("clusterName":"staging")") != std::string::npos);
    QVERIFY(answers[1].find("cluster/default") != std::string::npos);
    QVERIFY(answers[1].find("cluster/staging") != std::string::npos);
    QVERIFY(answers[2].starts_with("HTTP/1.1 400"));
    QVERIFY(answers[2].find("SerializationException") != std::string::npos);
    QVERIFY(answers[3].starts_with("HTTP/1.1 400"));
    QVERIFY(answers[3].find(R"({"__type":"ClusterNotFoundException","message":"Cluster not found."})")
        != std::string::npos);
    QVERIFY(answers[4].find("UnknownOperationException") != std::string::npos);
    QVERIFY(answers[5].starts_with("HTTP/1.1 403"));
    QVERIFY(answers[5].find("Access-Control") == std::string::npos);
}

QTEST_GUILESS_MAIN(TestEndpoint)
#include "tst_endpoint.moc"
