#pragma once

#include "core/base/error.h"

#include <memory>
#include <string>

namespace boost::asio::ssl {
class context;
}

namespace quayside::net {

// The certificate with which a server of ours shows who it is, and its key. TLS 1.2 and newer.
class TlsIdentity {
public:
    // Of two PEM files: the certificate, followed by those that vouch for it, and the key, without a passphrase. Errors
    // name the file.
    static Result<std::shared_ptr<const TlsIdentity>> load(const std::string& certificate, const std::string& key);
    ~TlsIdentity();

    // For the other parts of this room.
    boost::asio::ssl::context& context() const { return *context_; }

private:
    TlsIdentity();
    std::unique_ptr<boost::asio::ssl::context> context_;
};

} // namespace quayside::net
