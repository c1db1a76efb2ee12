#include "core/docker/engine_connection.h"
#include "core/docker/http_engine.h"
#include "core/net/http_client.h"
#include "tests/support/raw_socket.h"
#include "tests/support/run_loop.h"

#include <QtTest>

#include <map>
#include <mutex>
#include <optional>

using namespace quayside;
using namespace quayside::docker;
using namespace std::chrono_literals;
using test::RawServer;
using test::RawSocket;
using test::run_until;

namespace {

const std::string kVersion = R"({"Version":"20.10.24","ApiVersion":"1.41","MinAPIVersion":"1.12"})";
const std::string kInfo = R"({"ID":"YUHH:1","OSType":"linux","NCPU":2,"MemTotal":1000000})";
const std::string kStream = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n";

std::string answer(int status, const std::string& body)
{
    return "HTTP/1.1 " + std::to_string(status) + " Status\r\nContent-Type: application/json\r\nContent-Length: "
        + std::to_string(body.size()) + "\r\n\r\n" + body;
}

std::string chunk(const std::string& bytes)
{
    char size[32];
    std::snprintf(size, sizeof size, "%zx\r\n", bytes.size());
    return size + bytes + "\r\n";
}

// An engine of recorded answers: "GET /v1.41/info" -> bytes to send. Remembers what it was asked.
class FakeEngine {
public:
    explicit FakeEngine(const std::string& path)
        : server_(path, [this](RawSocket& peer) { serve(peer); })
    {
    }

    void on(const std::string& request, std::string bytes, bool then_close = false)
    {
        const std::lock_guard lock(mutex_);
        answers_[request] = { std::move(bytes), then_close };
    }

    std::vector<std::string> asked()
    {
        const std::lock_guard lock(mutex_);
        return asked_;
    }

private:
    struct Answer {
        std::string bytes;
        bool then_close = false;
    };

    Answer take(const std::string& message)
    {
        const std::lock_guard lock(mutex_);
        asked_.push_back(message);
        const auto line = message.substr(0, message.find(" HTTP/"));
        const auto found = answers_.find(line.substr(0, line.find('?')));
        return found == answers_.end() ? Answer{ answer(404, R"({"message":"page not found"})") } : found->second;
    }

    void serve(RawSocket& peer)
    {
        for (auto message = peer.read_message(); !message.empty(); message = peer.read_message()) {
            const auto reply = take(message);
            if (!peer.write(reply.bytes) || reply.then_close)
                return;
        }
    }

    std::mutex mutex_;
    std::map<std::string, Answer> answers_;
    std::vector<std::string> asked_;
    RawServer server_; // last: its threads use the others
};

model::EngineAddress at(std::string endpoint)
{
    return { std::move(endpoint), {}, {}, false };
}

} // namespace

class TestHttpEngine : public QObject {
    Q_OBJECT

    net::AsioLoop loop_;
    std::optional<net::HttpClient> client_;
    std::optional<QTemporaryDir> dir_;
    std::unique_ptr<FakeEngine> fake_;
    std::unique_ptr<HttpEngine> engine_;

    std::string socket_path() const { return dir_->filePath("d.sock").toStdString(); }

    // Runs one call of the engine to its end.
    template <class T, class Call>
    Result<T> result_of(Call call)
    {
        std::optional<Result<T>> result;
        call([&](Result<T> r) { result = std::move(r); });
        if (result || !run_until(loop_, [&] { return result.has_value(); }))
            return fail(Error::server("answered from inside the call, or never"));
        return std::move(*result);
    }
    Result<ContainerState> inspect(const std::string& name)
    {
        return result_of<ContainerState>([&](auto done) { engine_->inspect(name, std::move(done)); });
    }
    Result<void> ping()
    {
        return result_of<void>([&](auto done) { engine_->ping(std::move(done)); });
    }

private slots:
    void init()
    {
        dir_.emplace();
        client_.emplace(loop_);
        fake_ = std::make_unique<FakeEngine>(socket_path());
        fake_->on("GET /version", answer(200, kVersion));
        engine_ = std::move(*HttpEngine::make(*client_, at("unix://" + socket_path())));
    }
    void cleanup()
    {
        engine_.reset();
        client_.reset();
        fake_.reset();
    }

    void an_address_names_a_way_or_what_is_wrong_with_it_data()
    {
        QTest::addColumn<QString>("endpoint");
        QTest::addColumn<QString>("files"); // CA, client certificate, client key; or identity, known hosts
        QTest::addColumn<QString>("problem");
        const auto row = [](const char* endpoint, const char* files, const char* problem) {
            QTest::newRow(qPrintable(QString("%1 %2").arg(endpoint, files))) << endpoint << files << problem;
        };
        for (const auto* endpoint : { "", "/var/run/docker.sock", "http://127.0.0.1:2375", "tcp:127.0.0.1:2375" })
            row(endpoint, "", "endpoint: ");
        for (const auto* endpoint : { "unix://", "unix://relative", "tcp://", "tcp://host", "tcp://host:0",
                 "tcp://host:70000", "tcp://host:2375/path", "tcp://-host:2375", "tcp://ho st:2375", "tcp://[::1:2375",
                 "ssh://", "ssh://-oProxyCommand=x", "ssh://-x@host", "ssh://@host", "ssh://a;b@host", "ssh://host:x",
                 "ssh://host/run/$(x)", "ssh://host/a b" })
            row(endpoint, "", "endpoint: ");
        for (const auto* endpoint : { "unix:///run/d.sock", "tcp://127.0.0.1:2375", "tcp://localhost:2375",
                 "tcp://[::1]:2375", "ssh://host", "ssh://a.b-c@10.0.0.1:2222/run/user/1000/docker.sock" })
            row(endpoint, "", "");
        row("tcp://10.0.0.1:2375", "", "allowPlaintext: ");
        row("tcp://10.0.0.1:2376", "/ca.pem", "");
        row("tcp://10.0.0.1:2376", "/ca.pem,/cert.pem,/key.pem", "");
        row("tcp://10.0.0.1:2376", "ca.pem", "tls.caCertificate: ");
        row("tcp://10.0.0.1:2376", ",/cert.pem,/key.pem", "tls.caCertificate: ");
        row("tcp://10.0.0.1:2376", "/ca.pem,/cert.pem", "tls.clientKey: ");
        row("tcp://10.0.0.1:2376", "/ca.pem,,/key.pem", "tls.clientCertificate: ");
        row("unix:///run/d.sock", "/ca.pem", "tls: ");
        row("ssh://host", "/id,/known_hosts", "");
        row("ssh://host", "id", "ssh.identityFile: ");
        row("ssh://host", "/id,/with\"quote", "ssh.knownHostsFile: ");
    }
    void an_address_names_a_way_or_what_is_wrong_with_it()
    {
        QFETCH(QString, endpoint);
        QFETCH(QString, files);
        QFETCH(QString, problem);
        const auto file = [&](int index) { return files.section(',', index, index).toStdString(); };
        model::EngineAddress address{ endpoint.toStdString(), {}, {}, false };
        if (endpoint.startsWith("ssh:"))
            address.ssh = { file(0), file(1) };
        else
            address.tls = { file(0), file(1), file(2) };
        const auto made = HttpEngine::make(*client_, address);
        QCOMPARE(made.has_value(), problem.isEmpty());
        if (!made)
            QVERIFY2(made.error().message.starts_with(problem.toStdString()), made.error().message.c_str());
        QVERIFY(!HttpEngine::make(*client_, at("unix:///" + std::string(120, 'x'))));
    }

    void plain_tcp_may_go_elsewhere_only_when_that_is_allowed()
    {
        model::EngineAddress address{ "tcp://10.0.0.1:2375", {}, {}, true };
        QVERIFY(HttpEngine::make(*client_, address));
        address.endpoint = "unix:///run/d.sock";
        QVERIFY(HttpEngine::make(*client_, address).error().message.starts_with("allowPlaintext: "));
    }

    void the_version_is_asked_for_once_and_both_descriptions_are_merged()
    {
        fake_->on("GET /v1.41/info", answer(200, kInfo));
        for (int i = 0; i < 2; ++i) {
            const auto info = result_of<EngineInfo>([&](auto done) { engine_->info(std::move(done)); });
            QVERIFY2(info, info ? "" : info.error().message.c_str());
            QCOMPARE(info->version, std::string("20.10.24"));
            QCOMPARE(info->id, std::string("YUHH:1"));
        }
        fake_->on("GET /v1.41/containers/json", answer(200, "[]"));
        QVERIFY(result_of<std::vector<ContainerSummary>>([&](auto done) { engine_->list({}, std::move(done)); }));
        QVERIFY(fake_->asked().back().starts_with("GET /v1.41/containers/json?all=1 "));
    }

    void versions_are_chosen_within_what_both_know()
    {
        QCOMPARE(choose_api_version("1.12", "1.41").value(), std::string("1.41"));
        QCOMPARE(choose_api_version("1.24", "1.47").value(), std::string("1.44"));
        QCOMPARE(choose_api_version("1.44", "1.52").value(), std::string("1.44"));
        QCOMPARE(choose_api_version("", "1.40").value(), std::string("1.40"));
        QVERIFY(!choose_api_version("", "new"));
        QVERIFY(!choose_api_version("", "1.41-beta"));
        const auto too_new = choose_api_version("1.45", "1.60");
        QVERIFY(!too_new && too_new.error().message.find("from 1.45 on, and Quayside up to 1.44") != std::string::npos);
        const auto too_old = choose_api_version("1.12", "1.24");
        QVERIFY(!too_old && too_old.error().message.find("up to 1.24, and Quayside from 1.25") != std::string::npos);
    }

    void an_engine_of_another_age_is_refused_in_a_sentence()
    {
        fake_->on("GET /version", answer(200, R"({"ApiVersion":"1.60","MinAPIVersion":"1.50","Version":"99"})"));
        const auto info = result_of<EngineInfo>([&](auto done) { engine_->info(std::move(done)); });
        QVERIFY(!info);
        QVERIFY2(info.error().message.find("too new") != std::string::npos, info.error().message.c_str());
    }

    void filters_and_names_arrive_as_they_were_meant()
    {
        fake_->on("GET /v1.41/containers/json", answer(200, "[]"));
        QVERIFY(result_of<std::vector<ContainerSummary>>(
            [&](auto done) { engine_->list({ "io.quayside.installation=a&b" }, std::move(done)); }));
        QVERIFY(fake_->asked().back().starts_with(
            "GET "
            "/v1.41/containers/json?all=1&filters=%7B%22label%22%3A%5B%22io.quayside.installation%3Da%26b%22%5D%7D "));
        QCOMPARE(inspect("../images/x?y").error().http_status, 404);
        QVERIFY(fake_->asked().back().starts_with("GET /v1.41/containers/..%2Fimages%2Fx%3Fy/json "));
    }

    void a_container_goes_through_its_life()
    {
        fake_->on("POST /v1.41/containers/create", answer(201, R"({"Id":"abc","Warnings":["no swap limit"]})"));
        fake_->on("POST /v1.41/containers/abc/start", "HTTP/1.1 304 Not Modified\r\n\r\n");
        fake_->on("POST /v1.41/containers/abc/stop", "HTTP/1.1 204 No Content\r\n\r\n");
        fake_->on("DELETE /v1.41/containers/abc", "HTTP/1.1 204 No Content\r\n\r\n");
        fake_->on("POST /v1.41/containers/abc/rename", "HTTP/1.1 204 No Content\r\n\r\n");
        ContainerConfig config;
        config.name = "quayside-web";
        config.body = { { "Image", "web:1" }, { "Cmd", Json::array({ "sh" }) } };
        const auto id = result_of<std::string>([&](auto done) { engine_->create(config, std::move(done)); });
        QCOMPARE(*id, std::string("abc"));
        const auto creation = fake_->asked().back();
        QVERIFY(creation.starts_with("POST /v1.41/containers/create?name=quayside-web "));
        QVERIFY(creation.find("Content-Type: application/json\r\n") != std::string::npos);
        QVERIFY(creation.ends_with(R"({"Image":"web:1","Cmd":["sh"]})"));
        QVERIFY(result_of<void>([&](auto done) { engine_->start("abc", std::move(done)); }));
        QVERIFY(result_of<void>([&](auto done) { engine_->rename("abc", "another/one", std::move(done)); }));
        QVERIFY(fake_->asked().back().starts_with("POST /v1.41/containers/abc/rename?name=another%2Fone "));
        QVERIFY(result_of<void>([&](auto done) { engine_->stop("abc", 1500ms, std::move(done)); }));
        QVERIFY(fake_->asked().back().starts_with("POST /v1.41/containers/abc/stop?t=2 "));
        QVERIFY(result_of<void>([&](auto done) { engine_->remove("abc", std::move(done)); }));
        QVERIFY(fake_->asked().back().starts_with("DELETE /v1.41/containers/abc?force=1&v=1 "));
    }

    void refusals_keep_the_words_and_status_of_the_engine()
    {
        fake_->on("GET /v1.41/containers/a/json", answer(404, "{\"message\":\"No such container: a\"}\n"));
        fake_->on("POST /v1.41/containers/a/start", answer(500, R"({"message":"port is already allocated"})"));
        const auto missing = inspect("a").error();
        QCOMPARE(missing, (Error{ "EngineError", "No such container: a", 404 }));
        const auto start = result_of<void>([&](auto done) { engine_->start("a", std::move(done)); });
        QCOMPARE(start.error(), (Error{ "EngineError", "port is already allocated", 500 }));
    }

    void an_answer_that_makes_no_sense_is_no_answer_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::newRow("no HTTP") << QByteArray("\x05garbage\r\n\r\n");
        QTest::newRow("a page") << QByteArray::fromStdString(answer(200, "<html>welcome</html>"));
        QTest::newRow("other JSON") << QByteArray::fromStdString(answer(200, R"({"hello":"world"})"));
        QTest::newRow("a list") << QByteArray::fromStdString(answer(200, "[]"));
        QTest::newRow("cut") << QByteArray("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"Id\"");
    }

    void an_answer_that_makes_no_sense_is_no_answer()
    {
        QFETCH(QByteArray, bytes);
        for (const auto* request : { "GET /v1.41/containers/a/json", "GET /version" }) {
            fake_->on(request, bytes.toStdString(), true);
            const auto state = inspect("a");
            QVERIFY(!state);
            QCOMPARE(state.error().http_status, 0);
            QVERIFY2(state.error().message.find(socket_path()) != std::string::npos, state.error().message.c_str());
        }
    }

    void an_engine_may_go_and_come_back_as_another_version()
    {
        QVERIFY(!ping());
        fake_->on("GET /_ping", "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nOK");
        QVERIFY(ping());
        fake_->on("GET /v1.41/containers/json", answer(200, "[]"));
        fake_->on("GET /v1.42/containers/json", answer(200, "[]"));
        const auto list = [this] {
            return result_of<std::vector<ContainerSummary>>([&](auto done) { engine_->list({}, std::move(done)); });
        };
        QVERIFY(list());
        fake_.reset();
        const auto gone = list();
        QCOMPARE(gone.error().http_status, 0);
        QVERIFY2(gone.error().message.find(socket_path()) != std::string::npos, gone.error().message.c_str());
        std::remove(socket_path().c_str());
        fake_ = std::make_unique<FakeEngine>(socket_path());
        fake_->on("GET /version", answer(200, R"({"ApiVersion":"1.42"})"));
        fake_->on("GET /v1.42/containers/json", answer(200, "[]"));
        QVERIFY(list());
    }

    void events_arrive_whole_however_they_are_cut()
    {
        const std::string start
            = R"({"Type":"container","Action":"start","Actor":{"ID":"a"},"timeNano":1795375498000000000})";
        const std::string die
            = R"({"Type":"container","Action":"die","Actor":{"ID":"a","Attributes":{"exitCode":"1"}}})";
        const std::string network = R"({"Type":"network","Action":"connect","Actor":{"ID":"n"}})";
        const auto all = start + "\n" + network + "\n" + die + "\n";
        fake_->on("GET /v1.41/events",
            kStream + chunk(all.substr(0, 10)) + chunk(all.substr(10, 150)) + chunk(all.substr(160)) + "0\r\n\r\n");
        std::vector<std::string> seen;
        std::optional<Error> ended;
        const auto stream = engine_->events(
            TimePoint(1795375498s), "io.quayside.installation=i", [&](Event event) { seen.push_back(event.action); },
            [&](Error error) { ended = std::move(error); });
        QVERIFY(run_until(loop_, [&] { return ended.has_value(); }));
        QCOMPARE(seen, (std::vector<std::string>{ "start", "die" }));
        QCOMPARE(ended->http_status, 0);
        const auto asked = QUrl(QString::fromStdString(fake_->asked().back()).section(' ', 1, 1));
        const QUrlQuery query(asked);
        QCOMPARE(query.queryItemValue("since"), QString("1795375498.000000"));
        const auto filters = Json::parse(query.queryItemValue("filters", QUrl::FullyDecoded).toStdString());
        QCOMPARE(filters["type"], Json::array({ "container" }));
        QCOMPARE(filters["label"], Json::array({ "io.quayside.installation=i" }));
    }

    void a_stream_of_garbage_ends()
    {
        fake_->on("GET /v1.41/events", kStream + chunk("{}\nwhat?"));
        std::optional<Error> ended;
        const auto stream = engine_->events(
            kNever, "", [](Event) {}, [&](Error error) { ended = std::move(error); });
        QVERIFY(run_until(loop_, [&] { return ended.has_value(); }));
        QVERIFY2(
            ended->message.find("does not answer like a Docker engine") != std::string::npos, ended->message.c_str());
    }

    void a_stream_that_is_dropped_at_one_reading_brings_no_second()
    {
        const std::string reading = R"({"read":"2026-11-22T19:27:40Z","memory_stats":{"usage":7}})";
        fake_->on("GET /v1.41/containers/a/stats", kStream + chunk(reading + reading + reading));
        int readings = 0;
        Subscription stream;
        stream = engine_->stats(
            "a",
            [&](Stats stats) {
                readings += static_cast<int>(stats.memory);
                stream.reset();
            },
            [](Error) {});
        QVERIFY(run_until(loop_, [&] { return readings > 0; }));
        QVERIFY(!ping()); // one more round trip, in which a second one would come
        QCOMPARE(readings, 7);
    }

    void a_pull_reports_progress_and_the_failure_inside_its_success()
    {
        fake_->on("POST /v1.41/images/create",
            kStream
                + chunk(R"({"status":"Downloading","progressDetail":{"current":1,"total":4},"id":"x"})"
                        "\r\n")
                + chunk(R"({"errorDetail":{"message":"disk full"},"error":"disk full"})"
                        "\r\n")
                + "0\r\n\r\n");
        std::vector<PullProgress> progress;
        std::optional<Result<void>> done;
        const auto pull = engine_->pull(
            "host:5000/web:2", {}, [&](PullProgress p) { progress.push_back(p); },
            [&](Result<void> r) { done = std::move(r); });
        QVERIFY(run_until(loop_, [&] { return done.has_value(); }));
        QVERIFY(fake_->asked().back().starts_with("POST /v1.41/images/create?fromImage=host%3A5000%2Fweb&tag=2 "));
        QCOMPARE(progress.size(), std::size_t(1));
        QCOMPARE(progress[0].total, std::uint64_t(4));
        QCOMPARE(done->error().message, std::string("disk full"));

        fake_->on("POST /v1.41/images/create", answer(404, R"({"message":"manifest unknown"})"));
        const auto refused = result_of<void>([&](auto callback) {
            static Subscription kept;
            kept = engine_->pull(
                "web", {}, [](PullProgress) {}, std::move(callback));
        });
        QCOMPARE(refused.error().http_status, 404);
    }

    void networks_come_and_go()
    {
        fake_->on("GET /v1.41/networks", answer(200, R"([{"Name":"mine","Labels":{}}])"));
        fake_->on("POST /v1.41/networks/create", answer(403, R"({"message":"Pool overlaps with other one"})"));
        fake_->on("DELETE /v1.41/networks/mine", "HTTP/1.1 204 No Content\r\n\r\n");
        const auto networks
            = result_of<std::vector<Network>>([&](auto done) { engine_->list_networks({ "a=b" }, std::move(done)); });
        QCOMPARE(networks->at(0).name, std::string("mine"));
        QVERIFY(
            fake_->asked().back().starts_with("GET /v1.41/networks?filters=%7B%22label%22%3A%5B%22a%3Db%22%5D%7D "));
        const NetworkConfig config{ "mine", "10.251.0.0/22", { { "a", "b" } } };
        const auto made = result_of<void>([&](auto done) { engine_->create_network(config, std::move(done)); });
        QCOMPARE(made.error().http_status, 403);
        QVERIFY(fake_->asked().back().ends_with(R"({"Name":"mine","Driver":"bridge","CheckDuplicate":true,)"
                                                R"("Internal":false,"IPAM":{"Config":[{"Subnet":"10.251.0.0/22"}]},)"
                                                R"("Labels":{"a":"b"}})"));
        QVERIFY(result_of<void>([&](auto done) { engine_->remove_network("mine", std::move(done)); }));
    }

    void an_import_sends_a_tar_and_may_fail_inside_its_success()
    {
        const auto import = [&] {
            return result_of<void>([&](auto done) {
                engine_->import_image({ "quayside/pause", "1", "the tar", { "/pause" } }, std::move(done));
            });
        };
        fake_->on("POST /v1.41/images/create", answer(200, R"({"status":"sha256:1"})"));
        QVERIFY(import());
        const auto sent = fake_->asked().back();
        QVERIFY(sent.starts_with("POST /v1.41/images/create?fromSrc=-&repo=quayside%2Fpause&tag=1"
                                 "&changes=ENTRYPOINT%20%5B%22%2Fpause%22%5D "));
        QVERIFY(sent.find("Content-Type: application/x-tar\r\n") != std::string::npos);
        QVERIFY(sent.ends_with("the tar"));
        fake_->on("POST /v1.41/images/create", answer(200, R"({"errorDetail":{},"error":"unexpected EOF"})"));
        QCOMPARE(import().error().message, std::string("unexpected EOF"));
    }

    void what_the_disk_holds_is_summed_by_kind()
    {
        fake_->on("GET /v1.41/system/df",
            answer(200,
                R"({"LayersSize":1000,"Images":[{"Size":700,"SharedSize":200,"Containers":1},)"
                R"({"Size":500,"SharedSize":200,"Containers":0},{"Size":50,"SharedSize":-1,"Containers":-1}],)"
                R"("Containers":[{"SizeRw":30,"State":"running"},{"State":"exited","SizeRw":4}],)"
                R"("Volumes":[{"UsageData":{"Size":9,"RefCount":0}},{"UsageData":{"Size":-1,"RefCount":2}}],)"
                R"("BuildCache":null})"));
        const auto use = result_of<DiskUse>([&](auto done) { engine_->disk_use(std::move(done)); });
        QVERIFY(use);
        QVERIFY((use->images == DiskShare{ 3, 1000, 500 }));
        QVERIFY((use->containers == DiskShare{ 2, 34, 4 }));
        QVERIFY((use->volumes == DiskShare{ 2, 9, 9 }));
        QVERIFY((use->build_cache == DiskShare{}));
        fake_->on("GET /v1.41/system/df", answer(200, "[]"));
        QVERIFY(!result_of<DiskUse>([&](auto done) { engine_->disk_use(std::move(done)); }));
    }

    void images_are_listed_named_and_removed()
    {
        fake_->on("GET /v1.41/images/json",
            answer(200,
                R"([{"Id":"sha256:1","RepoTags":["web:1","web:2"],"RepoDigests":["web@sha256:d"],"Size":4096,)"
                R"("Created":1700000000},{"Id":"sha256:2","RepoTags":["<none>:<none>"],"RepoDigests":["<none>@<none>"],)"
                R"("Size":1,"Created":1}])"));
        const auto images
            = result_of<std::vector<ImageSummary>>([&](auto done) { engine_->list_images(std::move(done)); });
        QVERIFY(images);
        QCOMPARE(images->size(), std::size_t(2));
        QVERIFY((images->front().references == std::vector<std::string>{ "web:1", "web:2" }));
        QCOMPARE(images->front().digest, std::string("sha256:d"));
        QCOMPARE(images->front().size, std::int64_t(4096));
        QVERIFY(images->front().created_at == TimePoint(1'700'000'000s));
        QVERIFY(images->back().references.empty());
        QVERIFY(images->back().digest.empty());

        fake_->on("POST /v1.41/images/web%3A1/tag", answer(201, ""));
        QVERIFY(result_of<void>([&](auto done) { engine_->tag_image("web:1", "host:5000/web:9", std::move(done)); }));
        QVERIFY(fake_->asked().back().starts_with("POST /v1.41/images/web%3A1/tag?repo=host%3A5000%2Fweb&tag=9 "));
        fake_->on("DELETE /v1.41/images/web%3A1", answer(409, R"({"message":"conflict: unable to remove"})"));
        const auto kept = result_of<void>([&](auto done) { engine_->remove_image("web:1", std::move(done)); });
        QCOMPARE(kept.error().http_status, 409);
        QCOMPARE(kept.error().message, std::string("conflict: unable to remove"));
    }

    void a_login_goes_along_with_a_push()
    {
        fake_->on("POST /v1.41/images/host%3A5000%2Fweb/push",
            kStream + chunk(R"({"status":"Pushing","progressDetail":{"current":1,"total":4},"id":"a"})")
                + chunk(R"({"status":"Pushed","progressDetail":{},"id":"a"})") + "0\r\n\r\n");
        std::vector<PullProgress> progress;
        std::optional<Result<void>> done;
        const auto push = engine_->push(
            "host:5000/web:2", { "me", "?>~" }, [&](PullProgress p) { progress.push_back(p); },
            [&](Result<void> r) { done = std::move(r); });
        QVERIFY(run_until(loop_, [&] { return done.has_value(); }));
        QVERIFY(*done);
        QCOMPARE(progress.back().current, std::uint64_t(4));
        const auto asked = fake_->asked().back();
        QVERIFY(asked.starts_with("POST /v1.41/images/host%3A5000%2Fweb/push?tag=2 "));
        // {"username":"me","password":"?>~"}
        QVERIFY(
            asked.find("X-Registry-Auth: eyJ1c2VybmFtZSI6Im1lIiwicGFzc3dvcmQiOiI_Pn4ifQ==\r\n") != std::string::npos);
    }

    void a_build_writes_and_names_its_image()
    {
        fake_->on("POST /v1.41/build",
            kStream + chunk(R"({"stream":"Step 1/1 : FROM busybox\n"})") + chunk(R"({"aux":{"ID":"sha256:77"}})")
                + "0\r\n\r\n");
        std::string output;
        std::optional<Result<std::string>> done;
        ImageBuild build;
        build.context = "tar";
        build.reference = "web:2";
        build.arguments["A"] = "1";
        auto running = engine_->build(
            build, [&](std::string text) { output += text; }, [&](Result<std::string> r) { done = std::move(r); });
        QVERIFY(run_until(loop_, [&] { return done.has_value(); }));
        QCOMPARE(**done, std::string("sha256:77"));
        QCOMPARE(output, std::string("Step 1/1 : FROM busybox\n"));
        const auto asked = fake_->asked().back();
        QVERIFY(asked.starts_with("POST /v1.41/build?rm=1&forcerm=1&t=web%3A2&dockerfile=Dockerfile"
                                  "&buildargs=%7B%22A%22%3A%221%22%7D "));
        QVERIFY(asked.find("Content-Type: application/x-tar\r\n") != std::string::npos);
        QVERIFY(asked.ends_with("tar"));

        fake_->on("POST /v1.41/build",
            kStream + chunk(R"({"errorDetail":{"code":1,"message":"no"},"error":"no"})") + "0\r\n\r\n");
        done.reset();
        running = engine_->build(
            build, [](std::string) {}, [&](Result<std::string> r) { done = std::move(r); });
        QVERIFY(run_until(loop_, [&] { return done.has_value(); }));
        QCOMPARE(done->error().message, std::string("no"));
    }

    void logs_have_frames_unless_there_is_a_terminal()
    {
        const std::string frames("\2\0\0\0\0\0\0\x19"
                                 "1970-01-01T00:00:02Z err\n",
            33);
        fake_->on("GET /v1.41/containers/a/json", answer(200, R"({"Config":{"Tty":false}})"));
        fake_->on("GET /v1.41/containers/a/logs", answer(200, frames));
        fake_->on("GET /v1.41/containers/t/json", answer(200, R"({"Config":{"Tty":true}})"));
        fake_->on("GET /v1.41/containers/t/logs", answer(200, "1970-01-01T00:00:03Z raw"));
        fake_->on("GET /v1.41/containers/n/json", answer(200, R"({"Config":{"Tty":false}})"));
        fake_->on("GET /v1.41/containers/n/logs", answer(501, R"({"message":"driver does not support reading"})"));
        std::vector<LogLine> lines;
        Subscription kept;
        const auto read = [&](LogRequest request) {
            lines.clear();
            return result_of<void>([&](auto done) {
                kept = engine_->logs(
                    std::move(request),
                    [&](std::vector<LogLine> some) { std::ranges::move(some, std::back_inserter(lines)); },
                    std::move(done));
            });
        };
        LogRequest request;
        request.container = "a";
        request.since = TimePoint(std::chrono::milliseconds(1500));
        request.tail = 10;
        QVERIFY(read(request));
        QCOMPARE(lines, (std::vector<LogLine>{ { TimePoint(std::chrono::seconds(2)), true, "err" } }));
        QVERIFY(fake_->asked().back().starts_with(
            "GET /v1.41/containers/a/logs?stdout=1&stderr=1&timestamps=1&follow=0&since=1.500000&tail=10 "));
        request.container = "t";
        QVERIFY(read(request));
        QCOMPARE(lines, (std::vector<LogLine>{ { TimePoint(std::chrono::seconds(3)), false, "raw" } }));
        request.container = "n";
        QCOMPARE(read(request).error().message, std::string("driver does not support reading"));
    }

    void an_engine_may_be_destroyed_from_inside_an_answer()
    {
        fake_->on("GET /v1.41/containers/a/json", answer(404, R"({"message":"no"})"));
        int answered = 0;
        for (int i = 0; i < 3; ++i)
            engine_->inspect("a", [&](auto) {
                ++answered;
                engine_.reset();
            });
        QVERIFY(run_until(loop_, [&] { return answered > 0; }));
        QVERIFY(!engine_);
        QCOMPARE(answered, 1);
    }
};

QTEST_GUILESS_MAIN(TestHttpEngine)
#include "tst_http_engine.moc"
