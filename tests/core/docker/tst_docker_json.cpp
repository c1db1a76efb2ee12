#include "core/base/iso_time.h"
#include "core/docker/docker_time.h"
#include "core/docker/json_stream.h"
#include "core/docker/json_types.h"
#include "core/docker/log_frames.h"
#include "core/docker/pull_meter.h"
#include "core/docker/urls.h"

#include <QtTest>

using namespace quayside;
using namespace quayside::docker;
using namespace std::chrono_literals;

namespace {

Json json(const char* text)
{
    return Json::parse(text);
}

// All objects of a stream that comes in pieces of `step` bytes.
std::vector<std::string> objects_of(std::string_view text, std::size_t step)
{
    JsonStream stream;
    std::vector<std::string> objects;
    for (std::size_t i = 0; i < text.size(); i += step) {
        stream.feed(text.substr(i, step));
        for (auto object = stream.next(); object && *object; object = stream.next())
            objects.push_back(**object);
    }
    return objects;
}

} // namespace

class TestDockerJson : public QObject {
    Q_OBJECT

private slots:
    void a_container_is_read_as_the_engine_describes_it()
    {
        const auto state = parse_container(json(
            R"({"Id":"95b7","Created":"2026-11-22T19:24:57.9Z","Name":"/web",)"
            R"("Image":"sha256:e205","State":{"Status":"running","Running":true,"OOMKilled":false,"Pid":26917,)"
            R"("ExitCode":0,)"
            R"("Error":"","StartedAt":"2026-11-22T19:24:58.526925447Z","FinishedAt":"2026-11-22T18:00:00Z",)"
            R"("Health":{"Status":"healthy"}},)"
            R"("Config":{"Tty":false,"Labels":{"io.quayside.task":"abc"}},)"
            R"("NetworkSettings":{"Ports":{"80/tcp":[{"HostIp":"0.0.0.0","HostPort":"32768"},)"
            R"({"HostIp":"::","HostPort":"32768"}],"53/udp":[{"HostIp":"0.0.0.0","HostPort":"1053"}],"443/tcp":null,)"
            R"("9/sctp":[{"HostPort":"9"}]}}})"));
        QVERIFY(state);
        QCOMPARE(state->id, std::string("95b7"));
        QCOMPARE(state->name, std::string("web"));
        QCOMPARE(state->image_id, std::string("sha256:e205"));
        QCOMPARE(state->state, RunState::Running);
        QCOMPARE(state->pid, std::int64_t(26917));
        QCOMPARE(state->labels.at("io.quayside.task"), std::string("abc"));
        QCOMPARE(state->started_at.time_since_epoch(), Duration(1795375498526925));
        QCOMPARE(state->finished_at, kNever);
        QCOMPARE(state->health, std::string("healthy"));
        QCOMPARE(state->ports.size(), std::size_t(3));
        QCOMPARE(state->ports[0], (PublishedPort{ 80, 32768, model::Protocol::Tcp, "0.0.0.0" }));
        QCOMPARE(state->ports[2], (PublishedPort{ 53, 1053, model::Protocol::Udp, "0.0.0.0" }));
    }

    void a_container_that_has_ended_says_why()
    {
        const auto state
            = parse_container(json(R"({"Id":"a","State":{"Status":"exited","Running":false,"OOMKilled":true,)"
                                   R"("ExitCode":137,"Error":"no space left","StartedAt":"0001-01-01T00:00:00Z",)"
                                   R"("FinishedAt":"2026-11-22T18:00:00+01:00"}})"));
        QVERIFY(state);
        QCOMPARE(state->state, RunState::Exited);
        QCOMPARE(state->exit_code, 137);
        QVERIFY(state->out_of_memory);
        QCOMPARE(state->error, std::string("no space left"));
        QCOMPARE(state->started_at, kNever);
        QCOMPARE(state->finished_at, parse_time("2026-11-22T17:00:00Z").value());
    }

    void what_is_no_container_is_refused()
    {
        for (const auto* text : { "{}", "[]", "null", R"({"Id":"a"})", R"({"Id":7,"State":{"Status":"running"}})",
                 R"({"Id":"a","State":{"Status":"dreaming"}})" }) {
            const auto state = parse_container(json(text));
            QVERIFY(!state);
            QCOMPARE(state.error().http_status, 0);
        }
    }

    void a_list_gives_names_states_and_labels()
    {
        const auto list
            = parse_list(json(R"([{"Id":"a","Names":["/one"],"Image":"web:1","State":"exited",)"
                              R"("Labels":{"k":"v"}},{"Id":"b","Names":[],"State":"created","Labels":null}])"));
        QVERIFY(list);
        QCOMPARE((*list)[0].name, std::string("one"));
        QCOMPARE((*list)[0].state, RunState::Exited);
        QCOMPARE((*list)[0].labels.at("k"), std::string("v"));
        QVERIFY((*list)[1].name.empty());
        QVERIFY(!parse_list(json(R"({"message":"x"})")));
    }

    void an_engine_without_identity_or_size_is_none()
    {
        const auto info = parse_info(json(R"({"Version":"20.10.24","ApiVersion":"1.41"})"),
            json(R"({"ID":"YUHH","OperatingSystem":"Debian","OSType":"linux","Architecture":"x86_64","NCPU":2,)"
                 R"("MemTotal":25000000000,"ContainersRunning":3,"CgroupVersion":"1",)"
                 R"("Plugins":{"Log":["json-file","none"]}})"));
        QVERIFY(info);
        QCOMPARE(info->id, std::string("YUHH"));
        const auto beside
            = parse_info(json("{}"), json(R"({"ID":"YUHH","DockerRootDir":"/srv/two","NCPU":2,"MemTotal":1})"));
        QVERIFY(beside && beside->id != info->id);
        QCOMPARE(info->api_version, std::string("1.41"));
        QCOMPARE(info->memory, std::int64_t(25'000'000'000));
        QCOMPARE(info->log_drivers, (std::vector<std::string>{ "json-file", "none" }));
        QVERIFY(!parse_info(json("{}"), json(R"({"NCPU":2,"MemTotal":1})")));
        QVERIFY(!parse_info(json("{}"), json(R"({"ID":"x","NCPU":0,"MemTotal":1})")));
    }

    void volumes_are_known_by_name()
    {
        QCOMPARE(parse_volumes(json(R"({"Volumes":[{"Name":"data"},{"Driver":"local"}],"Warnings":null})")).value(),
            std::vector<std::string>{ "data" });
        QVERIFY(parse_volumes(json(R"({"Volumes":null})")).value().empty());
    }

    void networks_have_labels_and_a_container_has_its_place_in_each()
    {
        const auto networks
            = parse_networks(json(R"([{"Name":"mine","Labels":{"k":"v"}},{"Name":"none","Labels":null}])"));
        QCOMPARE(networks->size(), std::size_t(2));
        QCOMPARE((*networks)[0].name, std::string("mine"));
        QCOMPARE((*networks)[0].labels.at("k"), std::string("v"));
        QVERIFY(!parse_networks(json(R"({"message":"x"})")));
        const auto container
            = parse_container(json(R"({"Id":"a","State":{"Status":"running"},"NetworkSettings":{"Networks":{"mine":)"
                                   R"({"IPAddress":"10.251.0.2","MacAddress":"02:42:0a:fb:00:02"}}}})"));
        QCOMPARE(container->networks.size(), std::size_t(1));
        QCOMPARE(container->networks[0].network, std::string("mine"));
        QCOMPARE(container->networks[0].ipv4_address, std::string("10.251.0.2"));
        QCOMPARE(container->networks[0].mac_address, std::string("02:42:0a:fb:00:02"));
    }

    void an_image_has_a_digest_only_if_it_came_from_a_registry()
    {
        const auto pulled = parse_image(json(R"({"Id":"sha256:1","RepoDigests":["web@sha256:2"],)"
                                             R"("Config":{"ExposedPorts":{"80/tcp":{},"53/udp":{}}}})"));
        QCOMPARE(pulled->digest, std::string("sha256:2"));
        QCOMPARE(pulled->exposed_ports, (std::vector<std::uint16_t>{ 80, 53 }));
        const auto built = parse_image(json(R"({"Id":"sha256:1","RepoDigests":[],"Config":{}})"));
        QVERIFY(built->digest.empty());
    }

    void memory_leaves_out_the_inactive_page_cache()
    {
        const auto v1 = parse_stats(
            json(R"({"read":"2026-11-22T19:27:40.261938044Z","cpu_stats":{"cpu_usage":)"
                 R"({"total_usage":1231775959}},"memory_stats":{"usage":1000,"stats":{"inactive_file":1,)"
                 R"("total_inactive_file":300}},)"
                 R"("networks":{"eth0":{"rx_bytes":736,"tx_bytes":1},"eth1":{"rx_bytes":4,"tx_bytes":2}}})"));
        QVERIFY(v1);
        QCOMPARE(v1->cpu_nanoseconds, std::uint64_t(1231775959));
        QCOMPARE(v1->memory, std::uint64_t(700));
        QCOMPARE(v1->network_received, std::uint64_t(740));
        QCOMPARE(v1->network_sent, std::uint64_t(3));
        const auto v2 = parse_stats(
            json(R"({"read":"2026-11-22T19:27:40Z","memory_stats":{"usage":1000,"stats":{"inactive_file":1}}})"));
        QCOMPARE(v2->memory, std::uint64_t(999));
        const auto odd = parse_stats(
            json(R"({"read":"2026-11-22T19:27:40Z","memory_stats":{"usage":1000,"stats":{"inactive_file":2000}}})"));
        QCOMPARE(odd->memory, std::uint64_t(1000));
        QVERIFY(!parse_stats(json(R"({"read":"0001-01-01T00:00:00Z"})")));
    }

    void events_of_other_things_are_left_out()
    {
        const auto event = parse_event(
            json(R"({"Type":"container","Action":"die","Actor":{"ID":"8dd6","Attributes":)"
                 R"({"exitCode":"143","io.quayside.task":"t"}},"time":1795375501,"timeNano":1795375501664319595})"));
        QVERIFY(event);
        QCOMPARE(event->action, std::string("die"));
        QCOMPARE(event->attributes.at("exitCode"), std::string("143"));
        QCOMPARE(event->at.time_since_epoch(), Duration(1795375501664319));
        QVERIFY(!parse_event(json(R"({"Type":"network","Action":"connect","Actor":{"ID":"x"}})")));
        QVERIFY(!parse_event(json("[1]")));
    }

    void times_have_any_number_of_digits()
    {
        const auto base = sys_days_of_test() + 19h + 24min + 58s;
        QCOMPARE(parse_time("2026-11-22T19:24:58Z").value(), TimePoint(base));
        QCOMPARE(parse_time("2026-11-22T19:24:58.5Z").value(), base + 500ms);
        QCOMPARE(parse_time("2026-11-22T20:24:58.000001999+01:00").value(), base + 1us);
        QCOMPARE(parse_time("0001-01-01T00:00:00Z").value(), kNever);
        for (const auto* text : { "", "yesterday", "2026-11-22", "2026-13-22T19:24:58Z", "2026-11-22T19:24:58",
                 "2026-11-22T19:24:58Zx", "2026-11-22T29:24:58Z" })
            QVERIFY2(!parse_time(text), text);
        QCOMPARE(unix_time(TimePoint(1795375498s + 42us)), std::string("1795375498.000042"));
    }

    void objects_are_found_however_they_are_cut()
    {
        const std::string first = "{\"a\":{\"b\":\"} \\\" {\"},\"c\":\"\\\\\"}";
        const std::string text = first + "\r\n" + "{}" + "{\"d\":[1]}\n";
        for (const std::size_t step : { 1, 2, 3, 7, 1000 })
            QCOMPARE(objects_of(text, step), (std::vector<std::string>{ first, "{}", "{\"d\":[1]}" }));
    }

    void a_stream_of_something_else_is_an_error()
    {
        JsonStream text;
        text.feed("{}\nhello");
        QVERIFY(text.next());
        QVERIFY(!text.next());
        JsonStream endless;
        endless.feed("{\"a\":\"" + std::string(JsonStream::kMaxObject, 'x'));
        QVERIFY(!endless.next());
    }

    void references_are_split_for_the_engine()
    {
        QCOMPARE(split_reference("web"), (ImageReference{ "web", "latest" }));
        QCOMPARE(split_reference("web:1.2"), (ImageReference{ "web", "1.2" }));
        QCOMPARE(split_reference("host:5000/a/web"), (ImageReference{ "host:5000/a/web", "latest" }));
        QCOMPARE(split_reference("host:5000/a/web:1"), (ImageReference{ "host:5000/a/web", "1" }));
        QCOMPARE(split_reference("host:5000/web:1@sha256:ab"), (ImageReference{ "host:5000/web", "sha256:ab" }));
        QCOMPARE(percent_encoded("a/b c?&#%\xc3\xa4~"), std::string("a%2Fb%20c%3F%26%23%25%C3%A4~"));
    }

    void logs_are_cut_into_lines_wherever_their_bytes_are_cut()
    {
        const auto frame = [](char stream, const std::string& payload) {
            return std::string({ stream, 0, 0, 0, 0, 0, 0, static_cast<char>(payload.size()) }) + payload;
        };
        const std::string t = "2026-11-22T19:24:58.53Z ";
        const TimePoint at = *parse_iso_time("2026-11-22T19:24:58.53Z");
        // A long line comes in two pieces, and the other stream between them.
        const auto bytes = frame(2, t + "err\n") + frame(1, t + "lo") + frame(2, t + "\n") + frame(1, t + "ng\n")
            + frame(1, t + "cut");
        const std::vector<LogLine> lines{ { at, true, "err" }, { at, true, "" }, { at, false, "long" } };
        for (std::size_t step = 1; step <= bytes.size(); ++step) {
            LogCutter cutter(true);
            std::vector<LogLine> got;
            for (std::size_t i = 0; i < bytes.size(); i += step) {
                QVERIFY(cutter.feed(std::string_view(bytes).substr(i, step)));
                std::ranges::move(cutter.take(), std::back_inserter(got));
            }
            QCOMPARE(got, lines);
            QCOMPARE(cutter.take_rest(), (std::vector<LogLine>{ { at, false, "cut" } }));
        }
        LogCutter half(true);
        QVERIFY(half.feed(bytes.substr(0, 36)));
        QCOMPARE(half.take_rest(), (std::vector<LogLine>{ { at, true, "err" } }));
    }

    void logs_of_a_terminal_have_no_frames()
    {
        LogCutter cutter(false);
        QVERIFY(cutter.feed("1970-01-01T00:00:02Z one\r\n1970-01-01T00:00:03.5Z t"));
        QCOMPARE(cutter.take(), (std::vector<LogLine>{ { TimePoint(2s), false, "one" } }));
        QVERIFY(cutter.feed("wo"));
        QVERIFY(cutter.take().empty());
        QCOMPARE(cutter.take_rest(), (std::vector<LogLine>{ { TimePoint(3500ms), false, "two" } }));
        QVERIFY(cutter.take_rest().empty());
    }

    void what_is_no_log_is_an_error()
    {
        QVERIFY(!LogCutter(true).feed("HTTP/1.1 200 OK"));
        QVERIFY(!LogCutter(true).feed(std::string("\1\0\0\0\xff\xff\xff\xff!", 9)));
        const auto broken = LogCutter(true).feed(std::string("\3\0\0\0\0\0\0\4disk", 12));
        QCOMPARE(broken.error().message, std::string("disk"));
    }

    void a_pull_adds_up_its_layers()
    {
        PullMeter meter;
        QVERIFY(meter.take(json(R"({"status":"Pulling from library/web","id":"latest"})")));
        QVERIFY(meter.take(json(R"({"status":"Downloading","progressDetail":{"current":10,"total":100},"id":"one"})")));
        auto sum = meter.take(json(R"({"status":"Downloading","progressDetail":{"current":5,"total":50},"id":"two"})"));
        QCOMPARE(sum->current, std::uint64_t(15));
        QCOMPARE(sum->total, std::uint64_t(150));
        QVERIFY(meter.take(json(R"({"status":"Download complete","progressDetail":{},"id":"one"})")));
        sum = meter.take(json(R"({"status":"Extracting","progressDetail":{"current":1,"total":100},"id":"one"})"));
        QCOMPARE(sum->current, std::uint64_t(105));
        QCOMPARE(sum->status, std::string("Extracting"));
        const auto failed = meter.take(json(R"({"errorDetail":{"message":"no such host"},"error":"no such host"})"));
        QVERIFY(!failed);
        QCOMPARE(failed.error().message, std::string("no such host"));
    }

    void a_refused_login_is_none_that_may_pass()
    {
        const auto status = [](const char* words) {
            return registry_error(Error{ "EngineError", words, 500 }).http_status;
        };
        QCOMPARE(status("Head \"http://host:5000/v2/web/manifests/1\": no basic auth credentials"), 401);
        QCOMPARE(status("unauthorized: authentication required"), 401);
        QCOMPARE(status("login attempt to http://host:5000/v2/ failed with status: 401 Unauthorized"), 401);
        QCOMPARE(status("denied: requested access to the resource is denied"), 403);
        QCOMPARE(status("toomanyrequests: You have reached your pull rate limit."), 429);
        QCOMPARE(status("Get \"http://host:5000/v2/\": dial tcp 10.0.0.1:5000: connect: connection refused"), 500);
        PullMeter meter;
        const auto failed = meter.take(json(R"({"error":"unauthorized: authentication required"})"));
        QCOMPARE(failed.error().http_status, 401);
    }

    void a_registry_is_what_a_reference_begins_with()
    {
        QCOMPARE(registry_of("web"), std::string("docker.io"));
        QCOMPARE(registry_of("library/web:1"), std::string("docker.io"));
        QCOMPARE(registry_of("localhost/web"), std::string("localhost"));
        QCOMPARE(registry_of("host:5000/a/web:1"), std::string("host:5000"));
        QCOMPARE(registry_of("quay.test/web@sha256:1"), std::string("quay.test"));
        QCOMPARE(registry_of("web:1.2"), std::string("docker.io"));
    }

    void the_words_of_the_engine_are_kept()
    {
        QCOMPARE(error_message(409, "{\"message\":\"name in use\"}\n"), std::string("name in use"));
        QCOMPARE(error_message(400, "client version 1.5 is too old.\n"), std::string("client version 1.5 is too old."));
        QCOMPARE(error_message(502, ""), std::string("the engine answered with status 502"));
    }

private:
    static std::chrono::sys_days sys_days_of_test() { return std::chrono::year(2026) / 11 / 22; }
};

QTEST_GUILESS_MAIN(TestDockerJson)
#include "tst_docker_json.moc"
