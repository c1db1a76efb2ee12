#pragma once

#include "core/base/time.h"
#include "core/net/http.h"

#include <string>
#include <string_view>

// AWS Signature Version 4, as far as both ends need it. Pure.
namespace quayside::net {

struct SigningKeys {
    std::string access_key_id;
    std::string secret_access_key;
    std::string session_token; // empty: none
};

// What the owner of `secret` signs a request with: 64 hex digits. `scope` is DATE/REGION/SERVICE/aws4_request, `date`
// that of the request, 20150830T123600Z.
std::string signature_v4(
    std::string_view canonical_request, std::string_view scope, std::string_view secret, std::string_view date);

// Adds X-Amz-Date, X-Amz-Security-Token and Authorization; every header that is there by then is signed, Host among
// them. The target of the request is a path alone.
void sign_request(HttpRequest& request, const SigningKeys& keys, const std::string& region, const std::string& service,
    TimePoint now);

// "http://127.0.0.1:4566/x" -> 127.0.0.1:4566, as the Host header has it.
std::string host_of_url(std::string_view url);

} // namespace quayside::net
