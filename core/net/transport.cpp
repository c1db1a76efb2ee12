#include "core/net/transport.h"

#include "core/net/tls.h"

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ssl/stream.hpp>
#include <boost/asio/write.hpp>

#include <fmt/format.h>

#include <array>
#include <utility>

namespace quayside::net {

namespace asio = boost::asio;
using asio::ip::tcp;
using boost::system::error_code;

namespace {

std::string name_of(const tcp::socket& socket)
{
    error_code error;
    const auto peer = socket.remote_endpoint(error);
    if (error)
        return {};
    const std::string address = peer.address().to_string();
    return peer.address().is_v6() ? fmt::format("[{}]:{}", address, peer.port())
                                  : fmt::format("{}:{}", address, peer.port());
}

std::array<asio::const_buffer, 2> both(std::string_view head, std::string_view body)
{
    return { asio::buffer(head.data(), head.size()), asio::buffer(body.data(), body.size()) };
}

auto with_size(Transport::Done done)
{
    return [done = std::move(done)](const error_code& error, std::size_t size) { done(!error, size); };
}

auto without_size(Function<void(bool)> done)
{
    return [done = std::move(done)](const error_code& error) { done(!error); };
}

class Plain final : public Transport {
public:
    explicit Plain(tcp::socket socket)
        : socket_(std::move(socket))
    {
    }

    void open(Function<void(bool)> done) override { done(true); }
    void wait(Function<void(bool)> done) override
    {
        socket_.async_wait(tcp::socket::wait_read, without_size(std::move(done)));
    }
    void read(char* into, std::size_t size, Done done) override
    {
        socket_.async_read_some(asio::buffer(into, size), with_size(std::move(done)));
    }
    void write(std::string_view head, std::string_view body, Done done) override
    {
        asio::async_write(socket_, both(head, body), with_size(std::move(done)));
    }
    void finish() override
    {
        error_code ignored;
        socket_.shutdown(tcp::socket::shutdown_send, ignored);
    }
    void close() override
    {
        error_code ignored;
        socket_.close(ignored);
    }
    bool readable() const override
    {
        error_code error;
        return socket_.available(error) > 0 && !error;
    }
    std::string peer() const override { return name_of(socket_); }

private:
    tcp::socket socket_;
};

class Tls final : public Transport {
public:
    Tls(tcp::socket socket, std::shared_ptr<const TlsIdentity> identity)
        : identity_(std::move(identity))
        , stream_(std::move(socket), identity_->context())
    {
    }

    void open(Function<void(bool)> done) override
    {
        stream_.async_handshake(asio::ssl::stream_base::server, without_size(std::move(done)));
    }
    void wait(Function<void(bool)> done) override { done(true); } // TLS keeps buffers of its own anyway
    void read(char* into, std::size_t size, Done done) override
    {
        if (finished_)
            stream_.next_layer().async_read_some(asio::buffer(into, size), with_size(std::move(done)));
        else
            stream_.async_read_some(asio::buffer(into, size), with_size(std::move(done)));
    }
    void write(std::string_view head, std::string_view body, Done done) override
    {
        asio::async_write(stream_, both(head, body), with_size(std::move(done)));
    }
    // Without TLS's own farewell, for which the client might have to be waited for: an answer says how long it is.
    void finish() override
    {
        finished_ = true;
        error_code ignored;
        stream_.next_layer().shutdown(tcp::socket::shutdown_send, ignored);
    }
    void close() override
    {
        error_code ignored;
        stream_.next_layer().close(ignored);
    }
    bool readable() const override
    {
        error_code error;
        return stream_.next_layer().available(error) > 0 && !error;
    }
    std::string peer() const override { return name_of(stream_.next_layer()); }

private:
    std::shared_ptr<const TlsIdentity> identity_;
    asio::ssl::stream<tcp::socket> stream_;
    bool finished_ = false;
};

} // namespace

std::unique_ptr<Transport> Transport::adopt(
    AsioLoop& loop, int socket, const std::shared_ptr<const TlsIdentity>& identity)
{
    error_code ignored; // a socket that cannot be watched fails its first read
    tcp::socket adopted(loop.context());
    adopted.assign(tcp::v4(), socket, ignored);
    if (identity)
        return std::make_unique<Tls>(std::move(adopted), identity);
    return std::make_unique<Plain>(std::move(adopted));
}

} // namespace quayside::net
