#pragma once

#include "core/base/error.h"

#include <optional>
#include <string>

namespace quayside::net {

// Files in PEM with which a client and a server prove to each other who they are. They are read anew for every
// connection.
struct TlsFiles {
    std::string ca_certificate; // who vouches for the server; nobody else does
    std::string client_certificate; // both or neither
    std::string client_key; // without a passphrase
};

// What TLS has to do with the end of a transfer, if anything. The code of the Error is the file that is to be looked at
// (one of these two), or as for other failures.
constexpr const char* kCaCertificateError = "CaCertificateError";
constexpr const char* kClientCertificateError = "ClientCertificateError";

struct TlsEnd {
    int curl_code = 0;
    long verify_result = 0;
    std::string words; // of libcurl
    std::string place; // host and port, for sentences
};
std::optional<Error> tls_problem(const TlsEnd& end, const TlsFiles& files);

} // namespace quayside::net
