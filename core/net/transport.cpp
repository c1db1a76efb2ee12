#include "core/net/transport.h"

#include "core/net/tls.h"

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ssl/host_name_verification.hpp>
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
    Tls(tcp::socket socket, std::shared_ptr<asio::ssl::context> context, asio::ssl::stream_base::handshake_type side)
        : context_(std::move(context))
        , stream_(std::move(socket), *context_)
        , side_(side)
    {
    }

    asio::ssl::stream<tcp::socket>& stream() { return stream_; }

    void open(Function<void(bool)> done) override
    {
        stream_.async_handshake(side_, [this, done = std::move(done)](const error_code& error) {
            if (error)
                failure_ = error.message();
            done(!error);
        });
    }
    std::string failure() const override { return failure_; }
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
    std::shared_ptr<asio::ssl::context> context_;
    asio::ssl::stream<tcp::socket> stream_;
    asio::ssl::stream_base::handshake_type side_;
    std::string failure_;
    bool finished_ = false;
};

tcp::socket adopted(AsioLoop& loop, int socket)
{
    error_code ignored; // a socket that cannot be watched fails its first read
    tcp::socket made(loop.context());
    made.assign(tcp::v4(), socket, ignored);
    return made;
}

// Beside what the system trusts nothing, or this certificate alone.
Result<std::shared_ptr<asio::ssl::context>> client_context(const Trust& trust)
{
    auto context = std::make_shared<asio::ssl::context>(asio::ssl::context::tls_client);
    error_code error;
    context->set_options(asio::ssl::context::no_tlsv1 | asio::ssl::context::no_tlsv1_1, error);
    context->set_verify_mode(asio::ssl::verify_peer, error);
    const auto& file = trust.own_certificate.empty() ? trust.ca_certificate : trust.own_certificate;
    if (file.empty()) {
        context->set_default_verify_paths(error);
        return context;
    }
    if (!trust.own_certificate.empty())
        X509_VERIFY_PARAM_set_flags(SSL_CTX_get0_param(context->native_handle()), X509_V_FLAG_PARTIAL_CHAIN);
    context->load_verify_file(file, error);
    if (error)
        return fail(Error::client(fmt::format("{} cannot be read: {}", file, error.message())));
    return context;
}

} // namespace

std::unique_ptr<Transport> Transport::adopt(
    AsioLoop& loop, int socket, const std::shared_ptr<const TlsIdentity>& identity)
{
    if (identity)
        return std::make_unique<Tls>(adopted(loop, socket),
            std::shared_ptr<asio::ssl::context>(identity, &identity->context()), asio::ssl::stream_base::server);
    return std::make_unique<Plain>(adopted(loop, socket));
}

Result<std::unique_ptr<Transport>> Transport::adopt_as_client(
    AsioLoop& loop, int socket, const std::string& host, const Trust& trust)
{
    auto taken = adopted(loop, socket); // closed also where the file is of no use
    auto context = client_context(trust);
    if (!context)
        return fail(context.error());
    auto transport = std::make_unique<Tls>(std::move(taken), *context, asio::ssl::stream_base::client);
    error_code error;
    if (trust.own_certificate.empty())
        transport->stream().set_verify_callback(asio::ssl::host_name_verification(host), error);
    asio::ip::make_address(host, error);
    if (error) // it is a name
        SSL_set_tlsext_host_name(transport->stream().native_handle(), host.c_str());
    return std::unique_ptr<Transport>(std::move(transport));
}

} // namespace quayside::net
