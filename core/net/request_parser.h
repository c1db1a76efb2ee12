#pragma once

#include "core/net/http.h"

#include <memory>
#include <string_view>

namespace quayside::net {

struct RequestLimits {
    std::size_t header = 16 * 1024; // bytes
    std::size_t header_lines = 100;
    std::size_t body = 1 << 20; // bytes
};

// Reads one HTTP/1.x request out of untrusted bytes. Pure: no socket, no clock.
class RequestParser {
public:
    enum class State { Header, Body, Done, Refused };

    explicit RequestParser(const RequestLimits& limits);
    ~RequestParser();
    RequestParser(RequestParser&&) noexcept;
    RequestParser& operator=(RequestParser&&) noexcept;

    // Takes what it can use from the front of `bytes` and says how much that was; the rest has to be given again, with
    // more behind it unless the state has changed. Stops where the headers end, so that they can be judged first.
    std::size_t feed(std::string_view bytes);

    State state() const;
    int refusal() const; // when Refused: 400, 413 or 431
    const HttpRequest& request() const;
    HttpRequest take();
    // Known once the headers are.
    bool keep_alive() const;
    bool expects_continue() const;
    bool wants_upgrade() const;

private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

} // namespace quayside::net
