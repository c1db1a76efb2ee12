#pragma once

#include "app/file_thread.h"
#include "app/options.h"
#include "app/single_instance.h"
#include "core/client/web_terminal.h"
#include "core/control/control_plane.h"
#include "core/control/embedded_client.h"
#include "core/control/endpoint.h"
#include "core/control/known_endpoints.h"
#include "core/control/local_engines.h"
#include "core/net/asio_loop.h"
#include "core/net/http_server.h"
#include "core/net/own_address.h"

#include <memory>
#include <optional>
#include <string>

namespace quayside::app {

// Why the program cannot go on.
struct Failure {
    ExitCode code = kFailed;
    std::string message; // a sentence that names the path or port and what to do
};

// The core of the running program: state, control plane, API. The same with and without a window.
class Runtime {
public:
    // Opens the state. `lock` is that of options.state_directory.
    static Expected<std::unique_ptr<Runtime>, Failure> open(const Options& options, InstanceLock lock);
    ~Runtime(); // while the loop does not run

    // On the loop's thread: listens, reads the state, adds what the options ask for, writes the ready file. `done` gets
    // the address of the API.
    using Started = Function<void(Expected<std::string, Failure>)>;
    void start(Started done);
    // On the loop's thread: answers what has arrived, then stops the loop, after two seconds at the latest.
    void stop();

    net::AsioLoop& loop() { return loop_; }
    std::shared_ptr<control::EmbeddedClient> client() { return client_; }
    // For windows: they reach sessions the way that any client does.
    std::shared_ptr<client::Terminals> terminals() { return terminals_; }
    std::shared_ptr<client::Endpoints> endpoints() { return endpoints_known_; }
    const std::string& url() const { return url_; }
    std::string ready() const; // {"endpoint", "stateDir", "pid"}

private:
    Runtime(const Options& options, InstanceLock lock, std::unique_ptr<store::Store> store);
    Expected<net::HttpServerSettings, Failure> server_settings();
    Expected<void, Failure> listen();
    void serve_at(bool tls);
    Result<void> listen_for_tasks();
    Expected<void, Failure> write_ready_file() const;

    Options options_;
    InstanceLock lock_;
    net::AsioLoop loop_;
    FileThread files_; // before what gives it work, and after whom it answers
    control::LocalEngines engines_;
    control::ControlPlane control_;
    control::Endpoint endpoint_;
    std::unique_ptr<net::HttpServer> server_;
    std::unique_ptr<net::OwnAddress> task_address_;
    std::unique_ptr<net::HttpServer> task_server_;
    std::string url_;
    std::shared_ptr<control::EmbeddedClient> client_;
    std::shared_ptr<client::WebTerminals> terminals_;
    std::shared_ptr<control::KnownEndpoints> endpoints_known_;
    TimerHandle deadline_;
};

} // namespace quayside::app
