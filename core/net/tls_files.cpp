#include "core/net/tls_files.h"

#include <curl/curl.h>
#include <fmt/format.h>
#include <openssl/x509_vfy.h>

#include <cerrno>
#include <cstring>
#include <string_view>
#include <unistd.h>

namespace quayside::net {

namespace {

Error about(const char* code, std::string sentence)
{
    return { code, std::move(sentence), 0 };
}

// Empty if the file can be read.
std::string unreadable(const std::string& file)
{
    if (::access(file.c_str(), R_OK) == 0)
        return {};
    return fmt::format("{} cannot be read: {}.", file, std::strerror(errno));
}

Error ca_unusable(const TlsFiles& files)
{
    const auto why = unreadable(files.ca_certificate);
    return about(kCaCertificateError, why.empty() ? files.ca_certificate + " holds no certificate in PEM." : why);
}

Error client_unusable(const TlsFiles& files)
{
    for (const auto* file : { &files.client_certificate, &files.client_key })
        if (auto why = unreadable(*file); !why.empty())
            return about(kClientCertificateError, std::move(why));
    return about(kClientCertificateError,
        fmt::format("{} and {} are no certificate in PEM and the key that belongs to it, without a passphrase.",
            files.client_certificate, files.client_key));
}

Error not_trusted(const TlsEnd& end, const TlsFiles& files)
{
    // libcurl looks at the name before it asks what OpenSSL found.
    if (end.verify_result == X509_V_OK || end.verify_result == X509_V_ERR_UNSPECIFIED)
        return Error::no_answer(
            fmt::format("The certificate of {} is for another name: reach it by a name that it is for.", end.place));
    return about(kCaCertificateError,
        fmt::format("{} does not vouch for the certificate of {}: {}.", files.ca_certificate, end.place,
            X509_verify_cert_error_string(end.verify_result)));
}

// TLS 1.3 tells a client that it is not trusted only after the handshake.
bool refuses_client(const TlsEnd& end)
{
    const auto says = [&end](std::string_view word) { return end.words.find(word) != std::string::npos; };
    return says("alert") && (says("certificate") || says("unknown ca"));
}

Error refused(const TlsEnd& end, const TlsFiles& files)
{
    return about(kClientCertificateError,
        files.client_certificate.empty()
            ? fmt::format("{} serves only clients that show a certificate.", end.place)
            : fmt::format("{} does not accept the certificate {}.", end.place, files.client_certificate));
}

} // namespace

std::optional<Error> tls_problem(const TlsEnd& end, const TlsFiles& files)
{
    switch (end.curl_code) {
    case CURLE_PEER_FAILED_VERIFICATION:
        return not_trusted(end, files);
    case CURLE_SSL_CACERT_BADFILE:
        return ca_unusable(files);
    case CURLE_SSL_CERTPROBLEM:
        return client_unusable(files);
    case CURLE_SSL_CONNECT_ERROR:
        if (end.words.find("wrong version number") != std::string::npos)
            return Error::no_answer(
                fmt::format("{} speaks no TLS: choose its port for TLS, or leave out the certificates.", end.place));
        [[fallthrough]];
    case CURLE_RECV_ERROR:
    case CURLE_SEND_ERROR:
        return refuses_client(end) ? std::optional(refused(end, files)) : std::nullopt;
    default:
        return {};
    }
}

} // namespace quayside::net
