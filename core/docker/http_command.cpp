// Commands of HttpEngine that nobody types to.
#include "core/docker/http_calls.h"
#include "core/docker/http_engine.h"
#include "core/docker/json_access.h"

#include <utility>

namespace quayside::docker {

using namespace http_calls;

namespace {

constexpr Duration kDeadline = std::chrono::seconds{ 15 }; // for each of the three calls
constexpr std::size_t kHeaderSize = 8; // of a frame: the stream, three zeros and the length

std::string exec_path(const std::string& exec, std::string_view rest)
{
    return fmt::format("/exec/{}{}", percent_encoded(exec), rest);
}

// What the frames of standard output hold.
std::string standard_output(std::string_view frames)
{
    std::string output;
    while (frames.size() >= kHeaderSize) {
        std::size_t size = 0;
        for (const char c : frames.substr(4, 4))
            size = size << 8 | static_cast<unsigned char>(c);
        const bool wanted = frames[0] == 1;
        frames.remove_prefix(kHeaderSize);
        if (wanted)
            output += frames.substr(0, size);
        frames.remove_prefix(std::min(size, frames.size()));
    }
    return output;
}

struct Run {
    std::weak_ptr<EngineConnection> connection;
    Engine::Callback<CommandOutput> done;
    std::string exec;
    CommandOutput output;

    // The connection, if there is something to go on with.
    template <class T>
    Connection go_on(const Result<T>& result)
    {
        auto live = connection.lock();
        if (result && live)
            return live;
        done(fail(result ? Error::no_answer("the engine was closed") : result.error()));
        return nullptr;
    }
};

void ask_for_exit_code(const std::shared_ptr<Run>& run, const Connection& connection)
{
    connection->call(get(exec_path(run->exec, "/json"), kDeadline), [run](const Result<net::HttpResponse>& answer) {
        const auto json = answer ? parse_json(answer->body, kEngineJson) : Result<Json>(fail(answer.error()));
        if (!run->go_on(json))
            return;
        run->output.exit_code = number<int>(*json, "ExitCode");
        run->done(std::move(run->output));
    });
}

void start_exec(const std::shared_ptr<Run>& run, const Connection& connection)
{
    connection->call(send("POST", exec_path(run->exec, "/start"), kDeadline, R"({"Detach":false,"Tty":false})"),
        [run](const Result<net::HttpResponse>& answer) {
            const auto live = run->go_on(answer);
            if (!live)
                return;
            run->output.text = standard_output(answer->body);
            ask_for_exit_code(run, live);
        });
}

} // namespace

void HttpEngine::run_command(std::string id, std::vector<std::string> command, Callback<CommandOutput> done)
{
    const Json body = { { "AttachStdin", false }, { "AttachStdout", true }, { "AttachStderr", true }, { "Tty", false },
        { "User", "0" }, { "Env", { "LC_ALL=C", "TZ=UTC" } }, { "Cmd", std::move(command) } };
    auto run = std::make_shared<Run>();
    run->connection = connection_;
    run->done = std::move(done);
    connection_->call(
        send("POST", container_path(id, "/exec"), kDeadline, body.dump(-1, ' ', false, Json::error_handler_t::replace)),
        [run](const Result<net::HttpResponse>& answer) {
            const auto json = answer ? parse_json(answer->body, kEngineJson) : Result<Json>(fail(answer.error()));
            const auto live = run->go_on(json);
            if (!live)
                return;
            run->exec = text(*json, "Id");
            start_exec(run, live);
        });
}

} // namespace quayside::docker
