#pragma once

#include "core/base/time.h"
#include "core/net/http.h"

#include <string>
#include <string_view>

namespace quayside::net {

// The status line and headers of an answer, up to and with the empty line. Line breaks inside header values are taken
// out, so that no value can add a header.
std::string response_head(const HttpResponse& response, std::string_view date, bool keep_alive);

std::string_view reason_phrase(int status);

// "Mon, 23 Nov 2026 01:11:20 GMT"
std::string http_date(TimePoint at);

// Whether a web page in a browser caused this request: programs send none of these headers.
bool comes_from_web_page(const Headers& headers);

} // namespace quayside::net
