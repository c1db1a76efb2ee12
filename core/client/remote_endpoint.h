#pragma once

#include "core/base/error.h"

#include <string>

namespace quayside::client {

// An ECS endpoint elsewhere, as somebody typed it.
struct RemoteEndpoint {
    std::string name; // for people
    std::string url; // http or https, a host, perhaps a port
    std::string region;
    std::string profile; // of the AWS configuration, which gives the keys; empty: those that follow
    std::string access_key_id; // empty, with the secret: calls are not signed
    std::string secret_access_key;
    std::string session_token; // empty: none
    std::string ca_certificate; // a file with who vouches for an https endpoint; empty: those that the system trusts

    bool operator==(const RemoteEndpoint&) const = default;
    static void fields(auto& self, auto&& v)
    {
        v("name", self.name);
        v("url", self.url);
        v("region", self.region);
        v("profile", self.profile);
        v("accessKeyId", self.access_key_id);
        v("secretAccessKey", self.secret_access_key);
        v("sessionToken", self.session_token);
        v("caCertificate", self.ca_certificate);
    }
};

// The code of the Error is the member that has to be changed, "url"; the message a sentence about it. Pure.
Result<void> check_endpoint(const RemoteEndpoint& endpoint);

// What kept a call from being answered, said of the member that it has to do with, as check_endpoint does. Pure.
Error endpoint_problem(const Error& error, const RemoteEndpoint& endpoint);

} // namespace quayside::client
