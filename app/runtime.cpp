#include "app/runtime.h"

#include "app/bootstrap.h"
#include "app/port_owner.h"
#include "core/base/log.h"
#include "core/control/local_hooks.h"

#include <nlohmann/json.hpp>

#include <fmt/format.h>

#include <cstdio>
#include <fstream>
#include <unistd.h>
#include <utility>

namespace quayside::app {

namespace {

constexpr Duration kStopTime = std::chrono::seconds{ 2 };

control::Settings settings_of(const Options& options, net::AsioLoop& loop)
{
    control::Settings settings;
    settings.housekeeping.lost_after = options.lost_after;
    settings.housekeeping.cleanup_wait = options.cleanup_wait;
    settings.account = options.account;
    settings.region = options.region;
    settings.state_directory = options.state_directory;
    if (!options.state_directory.empty())
        settings.hooks = std::make_shared<control::LocalHooks>(loop, options.state_directory + "/hooks");
    if (options.aws_timing)
        settings.services.healthy_after = std::chrono::seconds{ 40 };
    return settings;
}

Unexpected<Failure> failure(ExitCode code, std::string message)
{
    return Unexpected{ Failure{ code, std::move(message) } };
}

} // namespace

Expected<std::unique_ptr<Runtime>, Failure> Runtime::open(const Options& options, InstanceLock lock)
{
    auto store = options.state_directory.empty() ? store::Store::open_in_memory()
                                                 : store::Store::open(options.state_directory);
    if (!store)
        return failure(kStateUnusable, store.error().message);
    return std::unique_ptr<Runtime>(new Runtime(options, std::move(lock), std::move(*store)));
}

Runtime::Runtime(const Options& options, InstanceLock lock, std::unique_ptr<store::Store> store)
    : options_(options)
    , lock_(std::move(lock))
    , engines_(loop_)
    , control_(loop_, std::move(store), engines_, settings_of(options, loop_))
    , endpoint_(control_)
    , client_(std::make_shared<control::EmbeddedClient>(loop_, control_))
{
}

Runtime::~Runtime()
{
    client_->detach();
}

Expected<void, Failure> Runtime::listen()
{
    net::HttpServerSettings settings;
    settings.port = options_.port;
    settings.only_own_user = true;
    settings.refuse
        = [this](int status, const std::string& why, const net::HttpRequest&) { return endpoint_.refuse(status, why); };
    auto server = net::HttpServer::listen(
        loop_,
        [this](net::HttpRequest request, net::HttpServer::Respond respond) {
            endpoint_.handle(request, std::move(respond));
        },
        std::move(settings));
    if (!server && server.error().code == "AddressInUse") {
        const std::string owner = port_owner(options_.port);
        return failure(kPortTaken,
            fmt::format(
                "Port {} of 127.0.0.1 is taken{}. End that program, or choose another port with --port (0 takes any "
                "free one).",
                options_.port, owner.empty() ? "" : " by " + owner));
    }
    if (!server)
        return failure(kPortTaken, server.error().message);
    server_ = std::move(*server);
    url_ = fmt::format("http://127.0.0.1:{}", server_->port());
    endpoint_.set_port(server_->port());
    control_.set_endpoint(url_);
    return {};
}

void Runtime::start(Started done)
{
    if (auto listening = listen(); !listening) {
        done(Unexpected{ listening.error() });
        return;
    }
    if (auto started = control_.start(); !started) {
        done(failure(kStateUnusable, started.error().message));
        return;
    }
    lock_.announce(url_);
    bootstrap(client_, options_, [this, done = std::move(done)] {
        if (auto written = write_ready_file(); !written) {
            done(Unexpected{ written.error() });
            return;
        }
        log::info("app", "serving {}", url_);
        done(url_);
    });
}

// Written beside and renamed, so that whoever waits for the file never reads half of it.
Expected<void, Failure> Runtime::write_ready_file() const
{
    if (options_.ready_file.empty())
        return {};
    Json ready;
    ready["endpoint"] = url_;
    ready["stateDir"] = options_.state_directory;
    ready["pid"] = ::getpid();
    const std::string beside = options_.ready_file + ".new";
    std::ofstream file(beside);
    file << ready.dump() << '\n';
    file.close();
    if (!file || std::rename(beside.c_str(), options_.ready_file.c_str()) != 0)
        return failure(kFailed,
            fmt::format("The ready file {} cannot be written. Name a file in a directory that exists and is writable.",
                options_.ready_file));
    return {};
}

void Runtime::stop()
{
    if (!server_) {
        loop_.stop();
        return;
    }
    deadline_ = loop_.after(kStopTime, [this] { loop_.stop(); });
    server_->close([this] { loop_.stop(); });
}

} // namespace quayside::app
