#include "core/net/dial.h"

#include "core/net/transport.h"

#include <boost/asio/connect.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>

#include <fmt/format.h>

#include <utility>

namespace quayside::net {

namespace asio = boost::asio;
using asio::ip::tcp;
using boost::system::error_code;

namespace {

constexpr Duration kPatience = std::chrono::seconds(15); // for all of it

class Attempt : public std::enable_shared_from_this<Attempt> {
public:
    Attempt(AsioLoop& loop, Destination destination, Function<void(Result<std::unique_ptr<Transport>>)> done)
        : loop_(loop)
        , destination_(std::move(destination))
        , done_(std::move(done))
        , resolver_(loop.context())
        , socket_(loop.context())
    {
    }

    void start()
    {
        deadline_ = loop_.after(kPatience, [self = shared_from_this()] { self->fail_with("it does not answer"); });
        resolver_.async_resolve(destination_.host, destination_.port,
            [self = shared_from_this()](const error_code& error, const tcp::resolver::results_type& found) {
                if (error)
                    return self->fail_with(error.message());
                if (self->done_)
                    self->connect(found);
            });
    }

    void abandon()
    {
        done_ = nullptr;
        deadline_.cancel();
        resolver_.cancel();
        error_code ignored;
        socket_.close(ignored);
        if (transport_)
            transport_->close();
    }

private:
    void connect(const tcp::resolver::results_type& found)
    {
        asio::async_connect(socket_, found, [self = shared_from_this()](const error_code& error, const tcp::endpoint&) {
            if (error)
                return self->fail_with(error.message());
            if (self->done_)
                self->open();
        });
    }

    void open()
    {
        error_code ignored;
        socket_.set_option(tcp::no_delay(true), ignored);
        const int file = socket_.release(ignored);
        auto opened = destination_.tls
            ? Transport::adopt_as_client(loop_, file, destination_.host, destination_.trust)
            : Result<std::unique_ptr<Transport>>(Transport::adopt(loop_, file, nullptr));
        if (!opened)
            return fail_with(opened.error().message);
        transport_ = std::move(*opened);
        transport_->open([self = shared_from_this()](bool ok) {
            if (!ok)
                return self->fail_with(self->transport_->failure());
            if (self->done_)
                self->finish(std::move(self->transport_));
        });
    }

    void fail_with(const std::string& why)
    {
        if (done_)
            finish(fail(Error::client(
                fmt::format("{} port {} cannot be reached: {}.", destination_.host, destination_.port, why))));
    }

    void finish(Result<std::unique_ptr<Transport>> result)
    {
        const auto done = std::exchange(done_, nullptr);
        abandon();
        done(std::move(result));
    }

    AsioLoop& loop_;
    Destination destination_;
    Function<void(Result<std::unique_ptr<Transport>>)> done_; // empty once it is over
    TimerHandle deadline_;
    tcp::resolver resolver_;
    tcp::socket socket_;
    std::unique_ptr<Transport> transport_;
};

} // namespace

Subscription dial(AsioLoop& loop, Destination destination, Function<void(Result<std::unique_ptr<Transport>>)> done)
{
    auto attempt = std::make_shared<Attempt>(loop, std::move(destination), std::move(done));
    attempt->start();
    return Subscription([attempt = std::weak_ptr(attempt)] {
        if (const auto live = attempt.lock())
            live->abandon();
    });
}

} // namespace quayside::net
