#include "core/net/http_client.h"

#include "core/net/curl_driver.h"
#include "core/net/http_transfer.h"

#include <unordered_map>
#include <utility>
#include <vector>

namespace quayside::net {

class HttpClient::Core : public std::enable_shared_from_this<Core> {
public:
    explicit Core(AsioLoop& loop)
        : loop_(loop)
        , driver_(std::make_shared<CurlDriver>(loop, [this] { deliver(); }))
    {
    }

    Subscription send(HttpCall call, Done done);
    void abandon();

private:
    struct Running {
        std::shared_ptr<HttpTransfer> transfer;
        TimerHandle watchdog;
    };

    void drop(void* easy);
    void finish(void* easy, Result<HttpResponse> result);
    void deliver();
    void deliver_data();
    void watch(void* easy, Duration wait);
    void check_silence(void* easy);

    AsioLoop& loop_;
    std::unordered_map<void*, Running> running_;
    std::vector<void*> received_; // have data that is to be handed over
    std::shared_ptr<CurlDriver> driver_; // shared: it outlives the callback in which the client is destroyed
};

Subscription HttpClient::Core::send(HttpCall call, Done done)
{
    auto transfer = std::make_shared<HttpTransfer>(
        std::move(call), std::move(done), [this](HttpTransfer& t) { received_.push_back(t.easy()); });
    auto* easy = transfer->easy();
    running_.emplace(easy, Running{ transfer, {} });
    if (transfer->watched())
        watch(easy, transfer->silence_left(HttpTransfer::Clock::now()));
    if (!driver_->add(easy))
        watch(easy, Duration::zero());
    return Subscription([core = weak_from_this(), weak = std::weak_ptr(transfer)] {
        const auto client = core.lock();
        if (const auto alive = weak.lock(); client && alive)
            client->drop(alive->easy());
    });
}

void HttpClient::Core::drop(void* easy)
{
    const auto found = running_.find(easy);
    if (found == running_.end())
        return;
    const auto removed = std::move(found->second);
    running_.erase(found);
    std::erase(received_, easy);
    driver_->remove(easy);
}

void HttpClient::Core::finish(void* easy, Result<HttpResponse> result)
{
    const auto found = running_.find(easy);
    if (found == running_.end())
        return;
    const auto transfer = found->second.transfer;
    drop(easy);
    transfer->deliver(std::move(result));
}

void HttpClient::Core::deliver()
{
    const auto self = shared_from_this();
    const auto driver = driver_;
    deliver_data();
    while (const auto finished = driver->next_finished()) {
        const auto found = running_.find(finished->easy);
        if (found == running_.end())
            continue;
        finish(finished->easy, found->second.transfer->result(finished->code));
    }
}

void HttpClient::Core::deliver_data()
{
    while (!received_.empty()) {
        auto* easy = received_.front();
        received_.erase(received_.begin());
        const auto transfer = running_.at(easy).transfer;
        transfer->deliver_data();
    }
}

void HttpClient::Core::watch(void* easy, Duration wait)
{
    running_.at(easy).watchdog = loop_.after(wait, [this, easy] { check_silence(easy); });
}

void HttpClient::Core::check_silence(void* easy)
{
    const auto self = shared_from_this();
    const auto transfer = running_.at(easy).transfer;
    const auto left = transfer->silence_left(HttpTransfer::Clock::now());
    if (left > Duration::zero())
        watch(easy, left);
    else
        finish(easy, fail(transfer->too_silent()));
}

void HttpClient::Core::abandon()
{
    while (!running_.empty())
        drop(running_.begin()->first);
}

HttpClient::HttpClient(AsioLoop& loop)
    : loop_(loop)
    , core_(std::make_shared<Core>(loop))
{
}

HttpClient::~HttpClient()
{
    core_->abandon();
}

Subscription HttpClient::send(HttpCall call, Done done)
{
    return core_->send(std::move(call), std::move(done));
}

} // namespace quayside::net
