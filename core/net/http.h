#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace quayside::net {

struct Header {
    std::string name; // compared without regard to case
    std::string value;
};
using Headers = std::vector<Header>;

bool same_header_name(std::string_view a, std::string_view b);
// The value of the first header of that name; nullptr if there is none.
const std::string* find_header(const Headers& headers, std::string_view name);

struct HttpRequest {
    std::string method;
    std::string target; // path and query, as sent
    Headers headers; // as sent: a name may occur more than once
    std::string body;
    std::string peer{}; // who sent it, "127.0.0.1:53412"; a server's handler gets it
};

struct HttpResponse {
    int status = 200;
    Headers headers; // a server adds Content-Length, Connection and Date itself
    std::string body;
};

} // namespace quayside::net
