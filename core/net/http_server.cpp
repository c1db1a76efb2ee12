#include "core/net/http_server.h"

#include "core/net/http_connection.h"
#include "core/net/http_wire.h"
#include "core/net/peer_user.h"

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/address.hpp>
#include <boost/asio/ip/tcp.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <unistd.h>
#include <unordered_map>
#include <utility>

namespace quayside::net {

namespace asio = boost::asio;
using asio::ip::tcp;
using boost::system::error_code;

// The listener and the connections it has accepted. Kept alive by its connections until the last one has ended.
class HttpServer::Core final : public HttpConnection::Server, public std::enable_shared_from_this<Core> {
public:
    Core(AsioLoop& loop, Handler handler, HttpServerSettings settings);

    Result<void> listen();
    std::uint16_t port() const { return port_; }
    void close(Function<void()> closed);
    void abandon();

    void handle(HttpRequest request, Respond respond) override;
    void ended(HttpConnection* connection) override;
    std::string_view date() override;
    bool closing() const override { return !acceptor_.is_open(); }
    const HttpServerSettings& settings() const override { return settings_; }

private:
    void accept();
    void admit(tcp::socket socket);
    void admit_waiting();
    void stop_listening();
    void make_room();
    void watch_deadlines();

    AsioLoop& loop_;
    const HttpServerSettings settings_;
    tcp::acceptor acceptor_;
    std::uint16_t port_ = 0;
    std::shared_ptr<Handler> handler_; // shared: it may end the server while it runs
    std::unordered_map<HttpConnection*, std::shared_ptr<HttpConnection>> connections_;
    Function<void()> closed_;
    TimerHandle watch_;
    TimerHandle retry_accept_;
    std::chrono::sys_seconds date_second_{};
    std::string date_;
};

namespace {

Error cannot_listen(const std::string& host, std::uint16_t port, const error_code& error)
{
    if (error == asio::error::address_in_use)
        return { "AddressInUse", fmt::format("Port {} of {} is already in use by another program.", port, host), 0 };
    if (error == asio::error::access_denied)
        return { "AccessDenied", fmt::format("This user may not listen on port {}: choose one above 1023.", port), 0 };
    return { "CannotListen", fmt::format("Cannot listen on port {} of {}: {}.", port, host, error.message()), 0 };
}

bool is_own_user(int socket)
{
    const auto user = peer_user(socket);
    return user && (*user == ::geteuid() || *user == 0);
}

} // namespace

HttpResponse plain_refusal(int status, const std::string& why, const HttpRequest&)
{
    return { status, { { "Content-Type", "text/plain" } }, why + "\n" };
}

HttpServer::Core::Core(AsioLoop& loop, Handler handler, HttpServerSettings settings)
    : loop_(loop)
    , settings_(std::move(settings))
    , acceptor_(loop.context())
    , handler_(std::make_shared<Handler>(std::move(handler)))
{
}

Result<void> HttpServer::Core::listen()
{
    error_code error;
    const auto address = asio::ip::make_address(settings_.host, error);
    if (error)
        return fail({ "InvalidAddress", fmt::format("{} is not an address such as 127.0.0.1.", settings_.host), 0 });
    if (!address.is_loopback() && !settings_.tls && !settings_.plain_beyond_loopback)
        return fail({ "InvalidAddress",
            fmt::format("Without TLS only 127.0.0.1 and ::1 may be listened on, not {}.", settings_.host), 0 });
    const tcp::endpoint endpoint(address, settings_.port);
    acceptor_.open(endpoint.protocol(), error);
    if (!error)
        acceptor_.set_option(tcp::acceptor::reuse_address(true), error);
    if (!error)
        acceptor_.bind(endpoint, error);
    if (!error)
        acceptor_.listen(tcp::acceptor::max_listen_connections, error);
    if (error)
        return fail(cannot_listen(settings_.host, settings_.port, error));
    port_ = acceptor_.local_endpoint(error).port();
    accept();
    return {};
}

void HttpServer::Core::accept()
{
    acceptor_.async_accept([weak = weak_from_this()](const error_code& error, tcp::socket socket) {
        const auto self = weak.lock();
        if (!self || self->closing())
            return;
        if (!error) {
            self->admit(std::move(socket));
            return self->accept();
        }
        // Mostly no file descriptor left: wait until something is closed.
        self->retry_accept_
            = self->loop_.after(std::chrono::milliseconds(100), [core = self.get()] { core->accept(); });
    });
}

void HttpServer::Core::admit(tcp::socket socket)
{
    if (connections_.size() >= settings_.limits.connections)
        make_room();
    if (connections_.size() >= settings_.limits.connections)
        return;
    error_code ignored;
    socket.set_option(tcp::no_delay(true), ignored);
    const int descriptor = socket.release(ignored);
    const bool welcome = !settings_.only_own_user || is_own_user(descriptor);
    auto connection = HttpConnection::adopt(loop_, descriptor, shared_from_this());
    connections_.emplace(connection.get(), connection);
    if (welcome)
        connection->start();
    else
        connection->turn_away("Only programs of the user that runs Quayside, and root's, are served.");
    if (!watch_.active())
        watch_deadlines();
}

// Those whose clients are connected already, for whom the system has accepted them.
void HttpServer::Core::admit_waiting()
{
    error_code error;
    acceptor_.non_blocking(true, error);
    while (!error) {
        tcp::socket socket(loop_.context());
        acceptor_.accept(socket, error);
        if (!error)
            admit(std::move(socket));
    }
}

void HttpServer::Core::make_room()
{
    std::shared_ptr<HttpConnection> oldest;
    for (const auto& [key, connection] : connections_)
        if (connection->expendable() && (!oldest || connection->waiting_since() < oldest->waiting_since()))
            oldest = connection;
    if (oldest)
        oldest->drop();
}

void HttpServer::Core::watch_deadlines()
{
    const auto& limits = settings_.limits;
    const auto shortest = std::min({ limits.header_time, limits.body_time, limits.idle_time, limits.write_time });
    const auto interval
        = std::clamp<Duration>(shortest / 4, std::chrono::milliseconds(10), std::chrono::milliseconds(500));
    watch_ = loop_.after(interval, [this] {
        const auto now = HttpConnection::Clock::now();
        std::vector<std::shared_ptr<HttpConnection>> late;
        for (const auto& [key, connection] : connections_)
            if (connection->late(now))
                late.push_back(connection);
        for (const auto& connection : late)
            connection->expire();
        if (connections_.empty())
            watch_.cancel();
        else
            watch_deadlines();
    });
}

void HttpServer::Core::handle(HttpRequest request, Respond respond)
{
    if (const auto handler = handler_)
        (*handler)(std::move(request), std::move(respond));
}

void HttpServer::Core::ended(HttpConnection* connection)
{
    connections_.erase(connection);
    if (connections_.empty() && closed_)
        loop_.post(std::exchange(closed_, nullptr));
}

std::string_view HttpServer::Core::date()
{
    const auto second = std::chrono::floor<std::chrono::seconds>(loop_.now());
    if (second != date_second_) {
        date_second_ = second;
        date_ = http_date(second);
    }
    return date_;
}

void HttpServer::Core::stop_listening()
{
    error_code ignored;
    acceptor_.close(ignored);
    retry_accept_.cancel();
}

void HttpServer::Core::close(Function<void()> closed)
{
    admit_waiting();
    stop_listening();
    const auto connections = connections_;
    for (const auto& [key, connection] : connections)
        connection->close_if_idle();
    if (connections_.empty())
        loop_.post(std::move(closed));
    else
        closed_ = std::move(closed);
}

void HttpServer::Core::abandon()
{
    closed_ = nullptr;
    handler_.reset();
    watch_.cancel();
    stop_listening();
    const auto connections = connections_;
    for (const auto& [key, connection] : connections)
        connection->drop();
}

HttpServer::HttpServer(std::shared_ptr<Core> core)
    : core_(std::move(core))
{
}

HttpServer::~HttpServer()
{
    core_->abandon();
}

Result<std::unique_ptr<HttpServer>> HttpServer::listen(AsioLoop& loop, Handler handler, HttpServerSettings settings)
{
    auto core = std::make_shared<Core>(loop, std::move(handler), std::move(settings));
    if (auto listening = core->listen(); !listening)
        return fail(std::move(listening).error());
    return std::unique_ptr<HttpServer>(new HttpServer(std::move(core)));
}

std::uint16_t HttpServer::port() const
{
    return core_->port();
}

void HttpServer::close(Function<void()> closed)
{
    core_->close(std::move(closed));
}

} // namespace quayside::net
