#pragma once

#include "core/base/error.h"

#include <memory>
#include <string>
#include <string_view>

struct evp_pkey_st;

namespace quayside::net {

// A fresh key to sign tokens with (ECDSA over P-256), and a certificate by which others know them. It is kept nowhere.
class SigningKey {
public:
    static Result<SigningKey> make(const std::string& name);
    ~SigningKey();
    SigningKey(SigningKey&&) noexcept;
    SigningKey& operator=(SigningKey&&) noexcept;

    const std::string& certificate() const { return certificate_; } // DER
    std::string certificate_pem() const;
    std::string sign(std::string_view text) const; // 64 bytes, as JSON web signatures have them (ES256)

private:
    struct Free {
        void operator()(evp_pkey_st* key) const;
    };
    SigningKey() = default;

    std::unique_ptr<evp_pkey_st, Free> key_;
    std::string certificate_;
};

} // namespace quayside::net
