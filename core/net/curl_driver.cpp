#include "core/net/curl_driver.h"

#include <boost/asio/io_context.hpp>
#include <boost/asio/posix/stream_descriptor.hpp>

#include <curl/curl.h>

#include <unordered_map>
#include <utility>

namespace quayside::net {

namespace asio = boost::asio;
using Descriptor = asio::posix::stream_descriptor;

namespace {

// A socket of libcurl's that is being waited for. The descriptor is borrowed: released, never closed.
struct Watch {
    explicit Watch(asio::io_context& context)
        : descriptor(context)
    {
    }
    ~Watch() { descriptor.release(); }
    Watch(const Watch&) = delete;
    Watch& operator=(const Watch&) = delete;

    Descriptor descriptor;
    int wanted = CURL_POLL_NONE;
    int waiting = CURL_POLL_NONE;
};

} // namespace

class CurlDriver::Impl : public std::enable_shared_from_this<Impl> {
public:
    Impl(AsioLoop& loop, Function<void()> acted)
        : loop_(loop)
        , acted_(std::move(acted))
        , multi_(curl_multi_init())
    {
        curl_multi_setopt(multi_, CURLMOPT_SOCKETFUNCTION, &Impl::on_socket);
        curl_multi_setopt(multi_, CURLMOPT_SOCKETDATA, this);
        curl_multi_setopt(multi_, CURLMOPT_TIMERFUNCTION, &Impl::on_timer);
        curl_multi_setopt(multi_, CURLMOPT_TIMERDATA, this);
        curl_multi_setopt(multi_, CURLMOPT_MAXCONNECTS, 64L); // that are kept for later calls
    }

    ~Impl()
    {
        watches_.clear(); // before libcurl closes the sockets
        curl_multi_setopt(multi_, CURLMOPT_SOCKETFUNCTION, nullptr);
        curl_multi_setopt(multi_, CURLMOPT_TIMERFUNCTION, nullptr);
        curl_multi_cleanup(multi_);
    }

    Impl(const Impl&) = delete;
    Impl& operator=(const Impl&) = delete;

    CURLM* multi() const { return multi_; }

private:
    static int on_socket(CURL*, curl_socket_t socket, int what, void* self, void*)
    {
        static_cast<Impl*>(self)->watch(socket, what);
        return 0;
    }

    static int on_timer(CURLM*, long milliseconds, void* self)
    {
        static_cast<Impl*>(self)->set_timer(milliseconds);
        return 0;
    }

    void watch(curl_socket_t socket, int what)
    {
        if (what == CURL_POLL_REMOVE) {
            // At once, also while its event is being handled: the next socket may have the same number.
            if (const auto found = watches_.extract(socket))
                found.mapped()->descriptor.release();
            return;
        }
        auto& entry = watches_[socket];
        if (!entry) {
            boost::system::error_code ignored; // then libcurl's own timeout ends the transfer
            entry = std::make_shared<Watch>(loop_.context());
            entry->descriptor.assign(socket, ignored);
        }
        entry->wanted = what;
        wait(entry);
    }

    void wait(const std::shared_ptr<Watch>& entry)
    {
        wait_for(entry, CURL_POLL_IN, CURL_CSELECT_IN, Descriptor::wait_read);
        wait_for(entry, CURL_POLL_OUT, CURL_CSELECT_OUT, Descriptor::wait_write);
    }

    void wait_for(const std::shared_ptr<Watch>& entry, int direction, int selected, Descriptor::wait_type type)
    {
        if (!(entry->wanted & direction) || entry->waiting & direction)
            return;
        entry->waiting |= direction;
        entry->descriptor.async_wait(
            type, [self = weak_from_this(), weak = std::weak_ptr(entry), direction, selected](const auto& error) {
                const auto driver = self.lock();
                if (const auto alive = weak.lock(); driver && alive && !error)
                    driver->ready(alive, direction, selected);
            });
    }

    void ready(const std::shared_ptr<Watch>& entry, int direction, int selected)
    {
        entry->waiting &= ~direction;
        if (!(entry->wanted & direction))
            return;
        const auto socket = entry->descriptor.native_handle();
        act(socket, selected);
        if (const auto found = watches_.find(socket); found != watches_.end() && found->second == entry)
            wait(entry);
    }

    void set_timer(long milliseconds)
    {
        if (milliseconds < 0)
            timer_.cancel();
        else
            timer_ = loop_.after(std::chrono::milliseconds(milliseconds), [this] {
                const auto self = shared_from_this();
                act(CURL_SOCKET_TIMEOUT, 0);
            });
    }

    void act(curl_socket_t socket, int selected)
    {
        int running = 0;
        curl_multi_socket_action(multi_, socket, selected, &running);
        acted_();
    }

    AsioLoop& loop_;
    Function<void()> acted_;
    CURLM* multi_;
    std::unordered_map<curl_socket_t, std::shared_ptr<Watch>> watches_;
    TimerHandle timer_;
};

CurlDriver::CurlDriver(AsioLoop& loop, Function<void()> acted)
{
    static const auto initialised = curl_global_init(CURL_GLOBAL_DEFAULT);
    static_cast<void>(initialised);
    impl_ = std::make_shared<Impl>(loop, std::move(acted));
}

CurlDriver::~CurlDriver() = default;

bool CurlDriver::add(void* easy)
{
    return curl_multi_add_handle(impl_->multi(), easy) == CURLM_OK;
}

void CurlDriver::remove(void* easy)
{
    curl_multi_remove_handle(impl_->multi(), easy);
}

std::optional<CurlDriver::Finished> CurlDriver::next_finished()
{
    int left = 0;
    while (const auto* message = curl_multi_info_read(impl_->multi(), &left))
        if (message->msg == CURLMSG_DONE)
            return Finished{ message->easy_handle, static_cast<int>(message->data.result) };
    return {};
}

} // namespace quayside::net
