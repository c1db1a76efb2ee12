#include "core/net/tls.h"

#include <boost/asio/ssl/context.hpp>

#include <fmt/format.h>

namespace quayside::net {

namespace ssl = boost::asio::ssl;
using boost::system::error_code;

namespace {

Unexpected<Error> unusable(const char* what, const std::string& file, const error_code& error)
{
    return fail({ "TlsUnusable", fmt::format("The {} in {} cannot be used: {}.", what, file, error.message()), 0 });
}

} // namespace

TlsIdentity::TlsIdentity()
    : context_(std::make_unique<ssl::context>(ssl::context::tls_server))
{
}

TlsIdentity::~TlsIdentity() = default;

Result<std::shared_ptr<const TlsIdentity>> TlsIdentity::load(const std::string& certificate, const std::string& key)
{
    std::shared_ptr<TlsIdentity> identity(new TlsIdentity);
    auto& context = *identity->context_;
    error_code error;
    context.set_options(ssl::context::no_tlsv1 | ssl::context::no_tlsv1_1, error);
    SSL_CTX_set_mode(context.native_handle(), SSL_MODE_RELEASE_BUFFERS);
    context.use_certificate_chain_file(certificate, error);
    if (error)
        return unusable("TLS certificate", certificate, error);
    // The key that does not belong to the certificate is refused here too.
    context.use_private_key_file(key, ssl::context::pem, error);
    if (error)
        return unusable("TLS key", key, error);
    return std::shared_ptr<const TlsIdentity>(std::move(identity));
}

} // namespace quayside::net
