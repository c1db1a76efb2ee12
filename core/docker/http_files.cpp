// The files of containers, of HttpEngine.
#include "core/base/alive.h"
#include "core/docker/docker_time.h"
#include "core/docker/http_calls.h"
#include "core/docker/http_engine.h"
#include "core/docker/json_access.h"
#include "core/net/base64.h"
#include "core/net/http_tunnel.h"

#include <utility>

namespace quayside::docker {

using namespace http_calls;
using net::TunnelCall;

namespace {

constexpr Duration kStat = std::chrono::seconds{ 30 };
constexpr const char* kStatHeader = "X-Docker-Container-Path-Stat"; // base64 of JSON

// Of the mode that the engine tells.
enum : std::uint32_t { kFolder = 1U << 31, kLink = 1U << 27, kOther = 1U << 26 | 1U << 25 | 1U << 24 | 1U << 21 };

FileStat::Kind kind_of(std::uint32_t mode)
{
    if ((mode & kFolder) != 0)
        return FileStat::Kind::Folder;
    if ((mode & kLink) != 0)
        return FileStat::Kind::Link;
    return (mode & kOther) != 0 ? FileStat::Kind::Other : FileStat::Kind::File;
}

std::string archive_path(const std::string& container, const std::string& path)
{
    return container_path(container, "/archive?path=") + percent_encoded(path);
}

Result<FileStat> parse_stat(const net::HttpResponse& answer)
{
    const auto* header = net::find_header(answer.headers, kStatHeader);
    const auto decoded = header ? net::from_base64(*header) : std::nullopt;
    const auto json = decoded ? parse_json(*decoded, kEngineJson) : fail(Error::no_answer("a path has no properties"));
    if (!json)
        return fail(json.error());
    FileStat stat;
    stat.name = text(*json, "name");
    stat.kind = kind_of(number<std::uint32_t>(*json, "mode"));
    stat.size = number(*json, "size");
    stat.modified_at = parse_time(text(*json, "mtime")).value_or(kNever);
    stat.link_target = text(*json, "linkTarget");
    return stat;
}

// A refusal has no words of the engine's: the answer has no body.
Error in_words(Error error, const std::string& path)
{
    if (error.http_status == 404)
        error.message = fmt::format("There is no {} in the container.", path);
    else if (error.http_status != 0)
        error.message = fmt::format("{} cannot be looked at: {}.", path, error.message);
    return error;
}

// Asks for the path first: so what is refused is refused in words, and the version is known that the tunnel speaks.
class HttpArchive final : public ArchiveStream {
public:
    HttpArchive(Connection connection, ArchiveRequest request, ArchiveEvents events)
        : connection_(std::move(connection))
        , request_(std::move(request))
        , events_(std::make_shared<ArchiveEvents>(std::move(events)))
    {
    }

    void begin()
    {
        connection_->call(send("HEAD", archive_path(request_.container, request_.path), kStat),
            alive_.guard([this](Result<net::HttpResponse> answer) {
                if (!answer)
                    return end(fail(in_words(std::move(answer).error(), request_.path)));
                open();
            }));
    }

    void pause() override
    {
        paused_ = true;
        if (tunnel_)
            tunnel_->pause();
    }
    void go_on() override
    {
        paused_ = false;
        if (tunnel_)
            tunnel_->go_on();
    }
    void write(std::string_view bytes) override
    {
        if (bytes.empty())
            return; // it would be the end
        if (tunnel_)
            tunnel_->write(net::chunk_of(bytes));
        else
            early_ += net::chunk_of(bytes);
    }
    void finish() override
    {
        if (tunnel_)
            tunnel_->write(net::chunk_of({}));
        else
            early_ += net::chunk_of({});
    }
    std::size_t unsent() const override { return tunnel_ ? tunnel_->unsent() : early_.size(); }

private:
    void open()
    {
        net::TunnelEvents events;
        events.data = [events = events_](std::string_view bytes) { events->bytes(bytes); };
        events.drained = [events = events_] {
            if (events->drained)
                events->drained();
        };
        events.ended = [this](Result<net::HttpResponse> answer) { closed(std::move(answer)); };
        tunnel_ = connection_->open_tunnel(archive_path(request_.container, request_.path), {}, std::move(events),
            request_.upload ? TunnelCall::Kind::Upload : TunnelCall::Kind::Download);
        if (!early_.empty())
            tunnel_->write(std::exchange(early_, {}));
        if (paused_)
            tunnel_->pause();
    }

    void closed(Result<net::HttpResponse> answer)
    {
        if (!answer)
            return end(fail(std::move(answer).error()));
        if (answer->status != 200)
            return end(fail(Error{ "EngineError", error_message(answer->status, answer->body), answer->status }));
        end({});
    }

    void end(Result<void> result)
    {
        const auto events = events_;
        events->ended(std::move(result));
    }

    Connection connection_;
    ArchiveRequest request_;
    std::shared_ptr<ArchiveEvents> events_; // shared: an event may destroy the stream
    std::string early_; // written before there was anything to write to
    std::unique_ptr<net::HttpTunnel> tunnel_;
    bool paused_ = false;
    Alive alive_;
};

} // namespace

void HttpEngine::stat_file(std::string id, std::string path, Callback<FileStat> done)
{
    connection_->call(
        send("HEAD", archive_path(id, path), kStat), [path, done = std::move(done)](Result<net::HttpResponse> answer) {
            if (answer)
                done(parse_stat(*answer));
            else
                done(fail(in_words(std::move(answer).error(), path)));
        });
}

std::unique_ptr<ArchiveStream> HttpEngine::open_archive(ArchiveRequest request, ArchiveEvents events)
{
    auto stream = std::make_unique<HttpArchive>(connection_, std::move(request), std::move(events));
    stream->begin();
    return stream;
}

} // namespace quayside::docker
