#include "core/control/endpoint.h"
#include "core/control/request_log.h"
#include "core/control/signature_check.h"
#include "core/control/used_signatures.h"
#include "core/net/http_server.h"
#include "tests/support/raw_socket.h"
#include "tests/support/run_loop.h"
#include "tests/support/world.h"

#include <fmt/format.h>

#include <QtTest>

#include <future>

using namespace quayside;
using namespace std::chrono_literals;

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

Result<control::ApiRequest> read(const net::HttpRequest& request)
{
    control::RequestRules rules;
    rules.port = kPort;
    return control::read_request(request, rules, {}, kNever);
}

std::string refusal(const net::HttpRequest& request)
{
    const auto got = read(request);
    return got ? "accepted" : fmt::format("{} {}", got.error().http_status, got.error().code);
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
    void signatures_are_those_of_the_published_examples_data();
    void signatures_are_those_of_the_published_examples();
    void a_signature_is_good_for_what_was_signed_only();
    void strict_signatures_need_a_key();
    void a_signature_is_good_for_one_request_or_equal_ones_of_a_moment();
    void signatures_that_are_off_are_not_looked_at();
    void the_last_requests_are_on_record();
    void an_error_travels_with_its_code_and_status();
    void an_engine_that_did_not_answer_is_a_server_error();
    void calls_over_real_sockets();
};

void TestEndpoint::an_operation_of_either_api_is_found_by_its_target()
{
    QCOMPARE(read(list_clusters())->operation, std::string("ListClusters"));
    QCOMPARE(read(request("QuaysideV1.ListEngines"))->operation, std::string("ListEngines"));
    QCOMPARE(refusal(request("QuaysideV1.ListClusters")), std::string("400 UnknownOperationException"));
}

void TestEndpoint::an_empty_body_is_an_empty_input()
{
    QCOMPARE(read(list_clusters(""))->input, Json::object());
    QCOMPARE(read(list_clusters(R"({"maxResults": 3})"))->input["maxResults"], 3);
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

namespace {

// The examples that AWS gives for version 4: one key, one moment, and signatures that others have computed.
constexpr const char* kExampleSecret = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";
const TimePoint kExampleTime = std::chrono::sys_days(std::chrono::year(2015) / 8 / 30) + 12h + 36min;

struct Example {
    net::HttpRequest request;
    control::Signature signature;
};

Example example(const std::string& method, std::vector<std::string> names, const std::string& hex)
{
    return { { method, "/", { { "Host", "example.amazonaws.com" }, { "X-Amz-Date", "20150830T123600Z" } }, "" },
        { "AKIDEXAMPLE", "20150830", "us-east-1", "service", std::move(names), hex } };
}

Example vanilla()
{
    return example("GET", { "host", "x-amz-date" }, "5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31");
}

std::string verdict(const Example& example, TimePoint now = kExampleTime)
{
    const auto checked
        = control::check_signature(example.request, example.signature, { kExampleSecret, "us-east-1", "service", now });
    return checked ? "good" : checked.error().code + ": " + checked.error().message;
}

const std::string kMismatch = "InvalidSignatureException: The request signature we calculated does not match";

} // namespace

void TestEndpoint::signatures_are_those_of_the_published_examples_data()
{
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QByteArray>("header");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QByteArray>("signature");
    QTest::newRow("get-vanilla") << QByteArray("GET") << QByteArray() << QByteArray()
                                 << QByteArray("5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31");
    QTest::newRow("post-vanilla") << QByteArray("POST") << QByteArray() << QByteArray()
                                  << QByteArray("5da7c1a2acd57cee7505fc6676e4e544621c30862966e37dddb68e92efbe5d6b");
    QTest::newRow("get-header-value-trim")
        << QByteArray("GET") << QByteArray("My-Header1: value1\nMy-Header2:  \"a   b   c\"") << QByteArray()
        << QByteArray("acc3ed3afb60bb290fc8d2dd0098b9911fcaa05412b367055dee359757a9c736");
    QTest::newRow("post-x-www-form-urlencoded")
        << QByteArray("POST") << QByteArray("Content-Type: application/x-www-form-urlencoded")
        << QByteArray("Param1=value1")
        << QByteArray("ff11897932ad3f4e8b18135d722051e5ac45fc38421b1da7b9d196a0fe09473a");
}

void TestEndpoint::signatures_are_those_of_the_published_examples()
{
    QFETCH(QByteArray, method);
    QFETCH(QByteArray, header);
    QFETCH(QByteArray, body);
    QFETCH(QByteArray, signature);
    auto made = example(method.toStdString(), { "host", "x-amz-date" }, signature.toStdString());
    made.request.body = body.toStdString();
    for (const auto& line : header.isEmpty() ? QByteArrayList() : header.split('\n')) {
        const auto colon = line.indexOf(':');
        made.request.headers.push_back({ line.left(colon).toStdString(), line.mid(colon + 1).toStdString() });
        made.signature.signed_headers.push_back(line.left(colon).toLower().toStdString());
    }
    std::ranges::sort(made.signature.signed_headers);
    QCOMPARE(verdict(made), std::string("good"));
}

void TestEndpoint::a_signature_is_good_for_what_was_signed_only()
{
    const auto starts = [](const Example& made, const std::string& expected, TimePoint now = kExampleTime) {
        const auto said = verdict(made, now);
        QVERIFY2(said.starts_with(expected), said.c_str());
    };
    auto made = vanilla();
    starts(made, "good", kExampleTime + 5min);
    starts(made, "good", kExampleTime - 5min);
    starts(made,
        "InvalidSignatureException: Signature expired: 20150830T123600Z is now earlier than 20150830T123601Z "
        "(20150830T124101Z - 5 min.)",
        kExampleTime + 5min + 1s);
    starts(made, "InvalidSignatureException: Signature not yet current", kExampleTime - 5min - 1s);
    made.request.body = "x";
    starts(made, kMismatch);
    made = vanilla();
    made.request.method = "POST";
    starts(made, kMismatch);
    made = vanilla();
    set(made.request, "Host", "example.amazonaws.co");
    starts(made, kMismatch);
    made = vanilla();
    made.request.headers.push_back({ "Host", "example.amazonaws.com" });
    starts(made, kMismatch);
    made = vanilla();
    made.request.headers.push_back({ "X-Amz-Target", "Other.Thing" });
    starts(made, "InvalidSignatureException: 'x-amz-target' must be a 'SignedHeader'");
    made = vanilla();
    made.signature.region = "eu-central-1";
    starts(made, "InvalidSignatureException: Credential should be scoped to a valid region");
    made = vanilla();
    made.signature.date = "20150831";
    starts(made, "InvalidSignatureException: Date in Credential scope");
    made = vanilla();
    set(made.request, "X-Amz-Date", "20150830T126000Z");
    starts(made, "IncompleteSignatureException");
    made = vanilla();
    made.signature.signature[63] = '0';
    starts(made, kMismatch);
}

void TestEndpoint::strict_signatures_need_a_key()
{
    control::RequestRules rules;
    rules.port = kPort;
    rules.signatures = control::Signatures::Strict;
    auto keys = *store::AccessKeys::open("");
    const auto secret_of = [&keys](std::string_view id, std::string_view) {
        const auto* key = keys.find(id);
        return key ? std::optional(key->secret) : std::nullopt;
    };
    const auto strict = [&](const net::HttpRequest& asked) {
        const auto got = control::read_request(asked, rules, secret_of, kExampleTime);
        return got ? std::string("accepted") : fmt::format("{} {}", got.error().http_status, got.error().code);
    };
    auto unsigned_request = list_clusters();
    QCOMPARE(strict(unsigned_request), std::string("403 MissingAuthenticationTokenException"));
    auto signed_request = list_clusters();
    set(signed_request, "Authorization", authorization("AKID/20150830/us-east-1/ecs/aws4_request"));
    QCOMPARE(strict(signed_request), std::string("403 UnrecognizedClientException"));
    const auto key = keys.create(kExampleTime);
    set(signed_request, "X-Amz-Date", "20150830T123600Z");
    set(signed_request, "Authorization", authorization(key->id + "/20150830/us-east-1/ecs/aws4_request"));
    QCOMPARE(strict(signed_request), std::string("403 InvalidSignatureException"));
    // Beyond loopback the signature vouches for the name.
    set(unsigned_request, "Host", "ecs.example:9470");
    QCOMPARE(strict(unsigned_request), std::string("421 AccessDeniedException"));
    rules.any_host = true;
    QCOMPARE(strict(unsigned_request), std::string("403 MissingAuthenticationTokenException"));
}

void TestEndpoint::a_signature_is_good_for_one_request_or_equal_ones_of_a_moment()
{
    control::UsedSignatures used;
    const auto other = std::string(64, 'b');
    QVERIFY(used.use(kSignature, kExampleTime));
    QVERIFY(used.use(kSignature, kExampleTime + 1s)); // two clients that ask the same in the same second
    QVERIFY(!used.use(kSignature, kExampleTime + 3s));
    QVERIFY(used.use(other, kExampleTime + 9min));
    QVERIFY(!used.use(kSignature, kExampleTime + 9min));
    QVERIFY(used.use(std::string(64, 'c'), kExampleTime + 11min));
    QVERIFY(!used.use(other, kExampleTime + 19min)); // dated as far ahead as may be
}

void TestEndpoint::signatures_that_are_off_are_not_looked_at()
{
    control::RequestRules rules;
    rules.port = kPort;
    rules.signatures = control::Signatures::Off;
    auto asked = list_clusters();
    set(asked, "Authorization", "Basic dXNlcjpwYXNz");
    QVERIFY(control::read_request(asked, rules, {}, kNever));
}

void TestEndpoint::the_last_requests_are_on_record()
{
    control::RequestLog log(3);
    QVERIFY(log.since(0, 10).empty());
    for (int i = 1; i <= 5; ++i) {
        control::RequestRecord record;
        record.operation = std::to_string(i);
        log.add(record);
    }
    const auto numbers = [&](std::uint64_t after, std::size_t most) {
        QList<std::uint64_t> found;
        for (const auto& record : log.since(after, most)) {
            found << record.number;
            if (record.operation != std::to_string(record.number))
                found << 0;
        }
        return found;
    };
    QCOMPARE(log.count(), std::uint64_t(5));
    QCOMPARE(numbers(0, 10), (QList<std::uint64_t>{ 3, 4, 5 }));
    QCOMPARE(numbers(4, 10), (QList<std::uint64_t>{ 5 }));
    QCOMPARE(numbers(0, 2), (QList<std::uint64_t>{ 4, 5 }));
    QCOMPARE(numbers(5, 10), (QList<std::uint64_t>{}));
    QCOMPARE(numbers(99, 10), (QList<std::uint64_t>{}));
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
    endpoint.set_rules({ .port = port });
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
    const auto requests = control.access().requests.since(0, 10);
    QCOMPARE(requests.size(), std::size_t(5)); // the page's was refused by the server, which here words that itself
    QCOMPARE(requests[3].operation, std::string("DescribeTasks"));
    QCOMPARE(requests[3].status, 400);
    QCOMPARE(requests[3].error, std::string("ClusterNotFoundException"));
    QVERIFY(requests[3].peer.starts_with("127.0.0.1:"));
    QCOMPARE(requests[1].error, std::string());
}

QTEST_GUILESS_MAIN(TestEndpoint)
#include "tst_endpoint.moc"
