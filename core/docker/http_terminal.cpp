#include "core/docker/http_terminal.h"

#include "core/base/alive.h"
#include "core/base/random.h"
#include "core/docker/engine_connection.h"
#include "core/docker/json_access.h"
#include "core/docker/json_types.h"
#include "core/docker/stream_frames.h"
#include "core/docker/urls.h"
#include "core/net/http_tunnel.h"

#include <fmt/format.h>

#include <optional>

namespace quayside::docker {

using net::HttpResponse;
using Connection = std::shared_ptr<EngineConnection>;

namespace {

constexpr Duration kDeadline = std::chrono::seconds(30);
// The output may end a little before the engine knows that the command has.
constexpr Duration kExitPause = std::chrono::milliseconds(50);
constexpr int kExitTries = 100;

// An engine has no call that ends a command, and closing its connection leaves it running. So each command gets a mark
// in its environment, which what it starts inherits, and at the end whatever carries the mark is told to hang up, and
// after a second killed. Needs a shell in the container; without one the command runs until it ends by itself.
constexpr const char* kMark = "QUAYSIDE_SESSION";
constexpr const char* kHangUp = R"(marked() {
  for process in /proc/[0-9]*; do
    tr '\0' '\n' < "$process/environ" 2>/dev/null | grep -qx "$1" && kill -"$2" "${process#/proc/}"
  done
}
marked "$1" HUP; sleep 1; marked "$1" KILL)";

EngineConnection::Request post(std::string path, const Json& body)
{
    EngineConnection::Request request;
    request.method = "POST";
    request.path = std::move(path);
    request.body = body.dump(-1, ' ', false, Json::error_handler_t::replace);
    request.deadline = kDeadline;
    return request;
}

std::string exec_path(const std::string& exec, std::string_view rest)
{
    return fmt::format("/exec/{}{}", percent_encoded(exec), rest);
}

std::string container_exec_path(const std::string& container)
{
    return fmt::format("/containers/{}/exec", percent_encoded(container));
}

Result<std::string> id_of(const EngineConnection& connection, const Result<HttpResponse>& answer)
{
    if (!answer)
        return fail(answer.error());
    const auto json = parse_json(answer->body, kEngineJson);
    std::string id = json ? text(*json, "Id") : std::string();
    if (id.empty())
        return fail(connection.not_understood("a command has no id"));
    return id;
}

void hang_up(const Connection& connection, const std::string& container, const std::string& mark)
{
    const Json body = { { "AttachStdin", false }, { "AttachStdout", false }, { "AttachStderr", false },
        { "Cmd", { "/bin/sh", "-c", kHangUp, "sh", mark } } };
    connection->call(
        post(container_exec_path(container), body), [weak = std::weak_ptr(connection)](Result<HttpResponse> answer) {
            const auto alive = weak.lock();
            const auto exec = alive ? id_of(*alive, answer) : fail(Error::no_answer("the engine was closed"));
            if (exec)
                alive->call(post(exec_path(*exec, "/start"), { { "Detach", true }, { "Tty", false } }),
                    [](const Result<HttpResponse>&) {});
        });
}

class HttpTerminal final : public Terminal {
public:
    HttpTerminal(Connection connection, TerminalRequest request, TerminalEvents events)
        : connection_(std::move(connection))
        , request_(std::move(request))
        , events_(std::make_shared<TerminalEvents>(std::move(events)))
        , mark_(fmt::format("{}={}", kMark, Random::from_system().id().hex()))
    {
    }
    ~HttpTerminal() override
    {
        if (tunnel_ && !ended_ && !request_.plain)
            hang_up(connection_, request_.container, mark_);
    }

    void create()
    {
        Json body = { { "AttachStdin", true }, { "AttachStdout", true }, { "AttachStderr", !request_.plain },
            { "Tty", !request_.plain }, { "Cmd", request_.command } };
        if (!request_.plain)
            body["Env"] = { "TERM=xterm-256color", mark_ };
        connection_->call(post(container_exec_path(request_.container), body),
            alive_.guard([this](const Result<HttpResponse>& answer) {
                auto exec = id_of(*connection_, answer);
                if (!exec)
                    return end(fail(exec.error()));
                exec_ = std::move(exec).value();
                start();
            }));
    }

    void type(std::string_view bytes) override
    {
        if (tunnel_)
            tunnel_->write(bytes);
        else
            early_ += bytes;
    }
    std::size_t unsent() const override { return tunnel_ ? tunnel_->unsent() : early_.size(); }
    void resize(TerminalSize size) override
    {
        request_.size = size;
        if (open_ && !ended_ && !request_.plain)
            send_size();
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

private:
    void start()
    {
        net::TunnelEvents events;
        events.opened = [this] {
            open_ = true;
            if (!request_.plain)
                send_size();
        };
        events.data = [this](std::string_view bytes) { take(bytes); };
        events.ended = [this](Result<HttpResponse> answer) { closed(std::move(answer)); };
        const Json body = { { "Detach", false }, { "Tty", !request_.plain } };
        tunnel_ = connection_->open_tunnel(exec_path(exec_, "/start"), body.dump(), std::move(events));
        tunnel_->write(early_);
        early_.clear();
        if (paused_)
            tunnel_->pause();
    }

    void take(std::string_view bytes)
    {
        const auto events = events_;
        if (!request_.plain)
            return events->output(bytes);
        auto end_if_alive = alive_.guard([this](const Error& error) { end(fail(error)); });
        const auto frames = ended_ ? nullptr : frames_;
        const auto taken = frames
            ? frames->feed(bytes, alive_.guard([events](std::string_view piece) { events->output(piece); }))
            : Result<void>();
        if (!taken)
            end_if_alive(taken.error());
    }

    // It has ended perhaps, and then it has no size any more.
    void send_size()
    {
        const auto path = fmt::format("/resize?h={}&w={}", request_.size.rows, request_.size.columns);
        connection_->call(post(exec_path(exec_, path), Json::object()), [](const Result<HttpResponse>&) {});
    }

    void closed(Result<HttpResponse> answer)
    {
        if (ended_)
            return;
        if (!answer)
            return end(fail(std::move(answer).error()));
        if (answer->status != 101 && answer->status != 200)
            return end(fail(Error{ "EngineError", error_message(answer->status, answer->body), answer->status }));
        ask_for_exit_code(kExitTries);
    }

    void ask_for_exit_code(int tries)
    {
        EngineConnection::Request request;
        request.path = exec_path(exec_, "/json");
        connection_->call(std::move(request), alive_.guard([this, tries](const Result<HttpResponse>& answer) {
            if (!answer)
                return end(fail(answer.error()));
            const auto json = parse_json(answer->body, kEngineJson);
            const auto* code = json && json->is_object() && json->contains("ExitCode") ? &(*json)["ExitCode"] : nullptr;
            if (code && code->is_number_integer() && !flag(*json, "Running"))
                return end(code->get<int>());
            if (tries == 0)
                return end(fail(connection_->not_understood("a command that has ended has no exit code")));
            again_ = connection_->after(kExitPause, [this, tries] { ask_for_exit_code(tries - 1); });
        }));
    }

    void end(Result<int> result)
    {
        ended_ = true;
        const auto events = events_;
        events->ended(std::move(result));
    }

    Connection connection_;
    TerminalRequest request_;
    std::shared_ptr<TerminalEvents> events_; // shared: an event may destroy the terminal
    std::string mark_;
    std::string exec_;
    std::shared_ptr<StreamFrames> frames_ = std::make_shared<StreamFrames>(); // of a plain one; shared likewise
    std::string early_; // typed before there was anything to type into
    std::unique_ptr<net::HttpTunnel> tunnel_;
    TimerHandle again_;
    bool open_ = false;
    bool paused_ = false;
    bool ended_ = false;
    Alive alive_;
};

} // namespace

std::unique_ptr<Terminal> open_http_terminal(Connection connection, TerminalRequest request, TerminalEvents events)
{
    auto terminal = std::make_unique<HttpTerminal>(std::move(connection), std::move(request), std::move(events));
    terminal->create();
    return terminal;
}

} // namespace quayside::docker
