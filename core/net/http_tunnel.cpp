#include "core/net/http_tunnel.h"

#include <boost/asio/connect.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/local/stream_protocol.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/ssl/host_name_verification.hpp>
#include <boost/asio/ssl/stream.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http/read.hpp>
#include <boost/beast/http/string_body.hpp>

#include <fmt/format.h>

#include <array>
#include <tuple>
#include <utility>

namespace quayside::net {

namespace asio = boost::asio;
namespace http = boost::beast::http;
namespace ssl = boost::asio::ssl;
using asio::ip::tcp;
using boost::system::error_code;

namespace {

constexpr std::uint32_t kMostHeader = 16 * 1024;
constexpr std::size_t kMostRefusal = 64 * 1024; // bytes of an answer that opens no tunnel
constexpr std::size_t kReadSize = 16 * 1024;

std::string head_of(const TunnelCall& call)
{
    // Of HTTP/1.0, so that the answer comes without chunks.
    if (call.kind == TunnelCall::Kind::Download)
        return fmt::format("GET {} HTTP/1.0\r\nHost: docker\r\n\r\n", call.target);
    if (call.kind == TunnelCall::Kind::Upload)
        return fmt::format("PUT {} HTTP/1.1\r\nHost: docker\r\nContent-Type: application/x-tar\r\n"
                           "Transfer-Encoding: chunked\r\n\r\n",
            call.target);
    return fmt::format("POST {} HTTP/1.1\r\nHost: docker\r\nContent-Type: application/json\r\nContent-Length: {}\r\n"
                       "Connection: Upgrade\r\nUpgrade: tcp\r\n\r\n",
        call.target, call.body.size());
}

std::string place_of(const TunnelCall& call)
{
    return call.unix_socket.empty() ? fmt::format("{}:{}", call.host, call.port) : call.unix_socket;
}

// A tunnel is what the upgrade gives, and an answer of unknown length that ends with the connection; what is fetched
// may be so little that its length is told.
bool opens(const http::response_parser<http::string_body>& parser, TunnelCall::Kind kind)
{
    if (kind != TunnelCall::Kind::Upgrade)
        return kind == TunnelCall::Kind::Download && parser.get().result() == http::status::ok;
    return parser.get().result() == http::status::switching_protocols
        || (parser.get().result() == http::status::ok && parser.need_eof());
}

// How streams of each kind say that the other side has closed them.
bool is_end(const error_code& error)
{
    return error == asio::error::eof || error == asio::error::connection_reset
        || error == asio::ssl::error::stream_truncated;
}

// What a tunnel runs over: each a connection that has yet to be made, with the stream that it then is.
using Connected = Function<void(const error_code&)>;

class UnixStream {
public:
    UnixStream(asio::io_context& context, std::string path);
    void connect(Connected done);
    void close();
    auto& stream() { return socket_; }

private:
    std::string path_;
    asio::local::stream_protocol::socket socket_;
};

class TcpStream {
public:
    TcpStream(asio::io_context& context, std::string host, std::uint16_t port);
    void connect(Connected done);
    void close();
    auto& stream() { return socket_; }

private:
    std::string host_;
    std::uint16_t port_;
    tcp::resolver resolver_;
    tcp::socket socket_;
};

class TlsStream {
public:
    TlsStream(asio::io_context& context, std::string host, std::uint16_t port, const TlsFiles& files);
    void connect(Connected done);
    void close();
    auto& stream() { return stream_; }

private:
    error_code read(const TlsFiles& files);

    std::string host_;
    std::uint16_t port_;
    tcp::resolver resolver_;
    asio::ssl::context context_;
    error_code unusable_;
    asio::ssl::stream<tcp::socket> stream_;
};

void connect_tcp(
    tcp::resolver& resolver, tcp::socket& socket, const std::string& host, std::uint16_t port, Connected done)
{
    resolver.async_resolve(host, std::to_string(port),
        [&socket, done = std::move(done)](const error_code& error, const tcp::resolver::results_type& found) mutable {
            if (error)
                return done(error);
            asio::async_connect(socket, found, [&socket, done = std::move(done)](const error_code& failed, auto&&) {
                error_code ignored;
                if (!failed)
                    socket.set_option(asio::socket_base::keep_alive(true), ignored);
                done(failed);
            });
        });
}

UnixStream::UnixStream(asio::io_context& context, std::string path)
    : path_(std::move(path))
    , socket_(context)
{
}

void UnixStream::connect(Connected done)
{
    socket_.async_connect(asio::local::stream_protocol::endpoint(path_), std::move(done));
}

void UnixStream::close()
{
    error_code ignored;
    socket_.close(ignored);
}

TcpStream::TcpStream(asio::io_context& context, std::string host, std::uint16_t port)
    : host_(std::move(host))
    , port_(port)
    , resolver_(context)
    , socket_(context)
{
}

void TcpStream::connect(Connected done)
{
    connect_tcp(resolver_, socket_, host_, port_, std::move(done));
}

void TcpStream::close()
{
    resolver_.cancel();
    error_code ignored;
    socket_.close(ignored);
}

TlsStream::TlsStream(asio::io_context& context, std::string host, std::uint16_t port, const TlsFiles& files)
    : host_(std::move(host))
    , port_(port)
    , resolver_(context)
    , context_(ssl::context::tls_client)
    , unusable_(read(files))
    , stream_(context, context_) // takes over what the context says by now
{
    stream_.set_verify_callback(ssl::host_name_verification(host_));
    error_code no_address;
    asio::ip::make_address(host_, no_address);
    if (no_address)
        SSL_set_tlsext_host_name(stream_.native_handle(), host_.c_str());
}

error_code TlsStream::read(const TlsFiles& files)
{
    error_code error;
    context_.set_options(ssl::context::no_tlsv1 | ssl::context::no_tlsv1_1, error);
    context_.set_verify_mode(ssl::verify_peer, error);
    context_.set_password_callback(
        [](auto&&...) { return std::string(); }, error); // else it is asked for on the terminal
    context_.load_verify_file(files.ca_certificate, error);
    if (error || files.client_certificate.empty())
        return error;
    context_.use_certificate_chain_file(files.client_certificate, error);
    if (!error)
        context_.use_private_key_file(files.client_key, ssl::context::pem, error);
    return error;
}

void TlsStream::connect(Connected done)
{
    if (unusable_)
        return asio::post(stream_.get_executor(), [this, done = std::move(done)] { done(unusable_); });
    connect_tcp(
        resolver_, stream_.next_layer(), host_, port_, [this, done = std::move(done)](const error_code& error) mutable {
            if (error)
                return done(error);
            stream_.async_handshake(ssl::stream_base::client, std::move(done));
        });
}

void TlsStream::close()
{
    resolver_.cancel();
    error_code ignored;
    stream_.next_layer().close(ignored);
}

} // namespace

class HttpTunnel::Core {
public:
    virtual ~Core() = default;
    virtual void connect() = 0;
    virtual void write(std::string_view bytes) = 0;
    virtual std::size_t unsent() const = 0;
    virtual void pause() = 0;
    virtual void go_on() = 0;
    virtual void abandon() = 0; // no event comes any more
};

namespace {

template <class Stream>
class Over final : public HttpTunnel::Core, public std::enable_shared_from_this<Over<Stream>> {
    // Asio calls back also after the socket was closed.
    template <class F>
    auto guard(F callback)
    {
        return [self = this->shared_from_this(), callback](auto&&... arguments) {
            if (!self->gone_)
                callback(std::forward<decltype(arguments)>(arguments)...);
        };
    }

public:
    template <class... Address>
    Over(AsioLoop& loop, TunnelCall call, TunnelEvents events, const Address&... address)
        : call_(std::move(call))
        , events_(std::move(events))
        , connection_(loop.context(), address...)
    {
        parser_.header_limit(kMostHeader);
        parser_.body_limit(kMostRefusal);
        deadline_ = loop.after(call_.deadline, [this] {
            const auto self = this->shared_from_this();
            fail_with("did not answer in time");
        });
    }

    void connect() override
    {
        head_ = head_of(call_) + call_.body;
        connection_.connect(guard([this](const error_code& error) {
            if (error)
                return fail_with(error.message());
            asio::async_write(
                connection_.stream(), asio::buffer(head_), guard([this](const error_code& failed, std::size_t) {
                    if (failed)
                        return fail_with(failed.message());
                    if (is_upload())
                        open();
                    if (!gone_)
                        read_head();
                }));
        }));
    }

    void write(std::string_view bytes) override
    {
        waiting_ += bytes;
        if (open_ && writing_.empty())
            write_next();
    }
    std::size_t unsent() const override { return waiting_.size() + writing_.size(); }

    void pause() override { paused_ = true; }
    void go_on() override
    {
        if (std::exchange(paused_, false) && open_ && !reading_)
            read();
    }

    void abandon() override
    {
        gone_ = true;
        deadline_.cancel();
        connection_.close();
    }

private:
    void read_head()
    {
        http::async_read_header(
            connection_.stream(), buffer_, parser_, guard([this](const error_code& error, std::size_t) {
                if (error)
                    return fail_with(error.message());
                if (opens(parser_, call_.kind))
                    return begin();
                http::async_read(
                    connection_.stream(), buffer_, parser_, guard([this](const error_code& failed, std::size_t) {
                        failed ? fail_with(failed.message()) : end(answer());
                    }));
            }));
    }

    HttpResponse answer() const { return { static_cast<int>(parser_.get().result_int()), {}, parser_.get().body() }; }

    bool is_upload() const { return call_.kind == TunnelCall::Kind::Upload; }

    void open()
    {
        open_ = true;
        deadline_.cancel();
        if (events_.opened)
            events_.opened();
        if (!gone_ && !waiting_.empty())
            write_next();
    }

    // Output may have come together with the head.
    void begin()
    {
        open();
        if (gone_)
            return;
        const std::string early(static_cast<const char*>(buffer_.data().data()), buffer_.data().size());
        buffer_.clear();
        if (!early.empty())
            events_.data(early);
        if (!gone_ && !paused_ && !reading_)
            read();
    }

    void read()
    {
        reading_ = true;
        connection_.stream().async_read_some(
            asio::buffer(piece_), guard([this](const error_code& error, std::size_t size) {
                reading_ = false;
                if (is_end(error))
                    return end(answer());
                if (error)
                    return fail_with(error.message());
                events_.data({ piece_.data(), size });
                if (!gone_ && !paused_ && !reading_)
                    read();
            }));
    }

    void write_next()
    {
        writing_ = std::exchange(waiting_, {});
        asio::async_write(
            connection_.stream(), asio::buffer(writing_), guard([this](const error_code& error, std::size_t) {
                writing_.clear();
                if (error)
                    return; // reading finds out that the other side has gone
                if (!waiting_.empty())
                    write_next();
                else if (events_.drained)
                    events_.drained();
            }));
    }

    void fail_with(const std::string& why)
    {
        end(quayside::fail(Error::no_answer(fmt::format("{}: {}.", place_of(call_), why))));
    }

    void end(Result<HttpResponse> result)
    {
        if (std::exchange(gone_, true))
            return;
        abandon();
        events_.ended(std::move(result));
    }

    TunnelCall call_;
    TunnelEvents events_;
    Stream connection_;
    TimerHandle deadline_;
    std::string head_;
    boost::beast::flat_buffer buffer_;
    http::response_parser<http::string_body> parser_;
    std::array<char, kReadSize> piece_{};
    std::string writing_;
    std::string waiting_;
    bool open_ = false;
    bool reading_ = false;
    bool paused_ = false;
    bool gone_ = false;
};

std::shared_ptr<HttpTunnel::Core> core_over(AsioLoop& loop, TunnelCall call, TunnelEvents events)
{
    if (const auto path = call.unix_socket; !path.empty())
        return std::make_shared<Over<UnixStream>>(loop, std::move(call), std::move(events), path);
    const auto [host, port, tls] = std::tuple(call.host, call.port, call.tls);
    if (tls.ca_certificate.empty())
        return std::make_shared<Over<TcpStream>>(loop, std::move(call), std::move(events), host, port);
    return std::make_shared<Over<TlsStream>>(loop, std::move(call), std::move(events), host, port, tls);
}

} // namespace

std::string chunk_of(std::string_view bytes)
{
    return fmt::format("{:x}\r\n{}\r\n", bytes.size(), bytes);
}

HttpTunnel::HttpTunnel(AsioLoop& loop, TunnelCall call, TunnelEvents events)
    : core_(core_over(loop, std::move(call), std::move(events)))
{
    core_->connect();
}

HttpTunnel::~HttpTunnel()
{
    core_->abandon();
}

void HttpTunnel::write(std::string_view bytes)
{
    core_->write(bytes);
}

std::size_t HttpTunnel::unsent() const
{
    return core_->unsent();
}

void HttpTunnel::pause()
{
    core_->pause();
}

void HttpTunnel::go_on()
{
    core_->go_on();
}

} // namespace quayside::net
