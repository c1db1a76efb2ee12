#include "app/runtime.h"

#include "app/bootstrap.h"
#include "app/port_owner.h"
#include "core/base/log.h"
#include "core/control/local_hooks.h"
#include "core/control/local_profiles.h"
#include "core/images/machine_registry_host.h"
#include "core/net/channel_message.h"
#include "core/net/web_socket.h"

#include <nlohmann/json.hpp>

#include <fmt/format.h>

#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <unistd.h>
#include <utility>

namespace quayside::app {

namespace {

constexpr Duration kStopTime = std::chrono::seconds{ 2 };
constexpr const char* kTaskAddress = "169.254.170.2";

control::Settings settings_of(
    const Options& options, net::AsioLoop& loop, Loop& files, control::TaskAccess::Listen listen_for_tasks)
{
    control::Settings settings;
    settings.files = &files;
    settings.listen_for_tasks = std::move(listen_for_tasks);
    settings.housekeeping.lost_after = options.lost_after;
    settings.housekeeping.cleanup_wait = options.cleanup_wait;
    settings.past_tasks.age = options.keep_stopped;
    settings.account = options.account;
    settings.region = options.region;
    settings.state_directory = options.state_directory;
    if (!options.state_directory.empty())
        settings.hooks = std::make_shared<control::LocalHooks>(loop, options.state_directory + "/hooks");
    settings.profiles = std::make_shared<control::LocalProfiles>(loop, control::AwsFiles::of_user());
    settings.registry = std::make_shared<images::MachineRegistryHost>(loop);
    if (options.aws_timing)
        settings.services.healthy_after = std::chrono::seconds{ 40 };
    return settings;
}

Unexpected<Failure> failure(ExitCode code, std::string message)
{
    return Unexpected{ Failure{ code, std::move(message) } };
}

// An address as a URL has it; for all of this machine's the name that others know it by.
std::string host_in_url(const std::string& address)
{
    if (address != "0.0.0.0" && address != "::")
        return address.find(':') == std::string::npos ? address : "[" + address + "]";
    char name[256] = "";
    return ::gethostname(name, sizeof name - 1) == 0 && *name ? name : address;
}

// Under whichever name the endpoint is reached, it has to show its own certificate.
client::WebTerminals::Connect sessions_over(net::AsioLoop& loop, const std::string& certificate)
{
    return [&loop, certificate](const std::string& url, auto done) {
        return net::connect_web_socket(loop, url, { certificate, {} }, 2 * net::kLongestPayload, std::move(done));
    };
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
    , control_(loop_, std::move(store), engines_,
          settings_of(options, loop_, files_.loop(), [this] { return listen_for_tasks(); }))
    , endpoint_(control_)
    , client_(std::make_shared<control::EmbeddedClient>(loop_, control_))
    , terminals_(std::make_shared<client::WebTerminals>(loop_, sessions_over(loop_, options_.tls_certificate)))
    , endpoints_known_(std::make_shared<control::KnownEndpoints>(loop_, options_.state_directory,
          std::make_shared<control::LocalProfiles>(loop_, control::AwsFiles::of_user())))
{
}

Runtime::~Runtime()
{
    client_->detach();
}

Expected<net::HttpServerSettings, Failure> Runtime::server_settings()
{
    net::HttpServerSettings settings;
    settings.host = options_.listen;
    settings.port = options_.port;
    settings.only_own_user = options_.signatures != control::Signatures::Strict;
    settings.refuse = [this](int status, const std::string& why, const net::HttpRequest& request) {
        return endpoint_.refuse(status, why, request);
    };
    settings.upgrade = [this](const net::HttpRequest& request) { return endpoint_.upgrade(request); };
    if (options_.tls_certificate.empty())
        return settings;
    auto identity = net::TlsIdentity::load(options_.tls_certificate, options_.tls_key);
    if (!identity)
        return failure(kTlsUnusable, identity.error().message);
    settings.tls = std::move(identity).value();
    return settings;
}

Expected<void, Failure> Runtime::listen()
{
    auto settings = server_settings();
    if (!settings)
        return Unexpected{ settings.error() };
    const bool tls = settings->tls != nullptr;
    auto server = net::HttpServer::listen(
        loop_,
        [this](net::HttpRequest request, net::HttpServer::Respond respond) {
            endpoint_.handle(request, std::move(respond));
        },
        std::move(settings).value());
    if (!server && server.error().code == "AddressInUse") {
        const std::string owner = port_owner(options_.port);
        return failure(kPortTaken,
            fmt::format(
                "Port {} of {} is taken{}. End that program, or choose another port with --port (0 takes any free "
                "one).",
                options_.port, options_.listen, owner.empty() ? "" : " by " + owner));
    }
    if (!server)
        return failure(kPortTaken, server.error().message);
    server_ = std::move(*server);
    serve_at(tls);
    return {};
}

void Runtime::serve_at(bool tls)
{
    const std::string host = host_in_url(options_.listen);
    url_ = fmt::format("{}://{}:{}", tls ? "https" : "http", host, server_->port());
    control::RequestRules rules;
    rules.port = server_->port();
    rules.host = host;
    rules.any_host = tls && options_.signatures == control::Signatures::Strict;
    rules.signatures = options_.signatures;
    rules.region = options_.region;
    endpoint_.set_rules(std::move(rules));
    control_.set_endpoint(url_, std::string(control::name_of(options_.signatures)));
}

// Where programs in containers expect the ECS agent. Containers on a local engine reach addresses of this machine
// through their gateway.
Result<void> Runtime::listen_for_tasks()
{
    if (std::getenv("AWS_CONTAINER_CREDENTIALS_RELATIVE_URI"))
        return fail({ "AddressInUse", "Quayside itself runs inside of a task, whose agent has the address.", 0 });
    auto address = net::OwnAddress::add(kTaskAddress);
    if (!address)
        return fail(address.error());
    net::HttpServerSettings settings;
    settings.host = kTaskAddress;
    settings.port = 80;
    settings.plain_beyond_loopback = true;
    auto server = net::HttpServer::listen(
        loop_,
        [this](const net::HttpRequest& request, net::HttpServer::Respond respond) {
            control_.task_access()->endpoint().handle(request, std::move(respond));
        },
        std::move(settings));
    if (!server)
        return fail(server.error());
    task_address_ = std::move(*address);
    task_server_ = std::move(*server);
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

std::string Runtime::ready() const
{
    Json ready;
    ready["endpoint"] = url_;
    ready["stateDir"] = options_.state_directory;
    ready["pid"] = ::getpid();
    return ready.dump();
}

// Written beside and renamed, so that whoever waits for the file never reads half of it.
Expected<void, Failure> Runtime::write_ready_file() const
{
    if (options_.ready_file.empty())
        return {};
    const std::string beside = options_.ready_file + ".new";
    std::ofstream file(beside);
    file << ready() << '\n';
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
    if (auto* sessions = control_.sessions())
        sessions->end_all("Quayside ends.");
    deadline_ = loop_.after(kStopTime, [this] { loop_.stop(); });
    server_->close([this] { loop_.stop(); });
}

} // namespace quayside::app
