#pragma once

#include "core/base/error.h"
#include "core/base/json.h"
#include "core/base/time.h"
#include "core/docker/types.h"
#include "core/images/repositories.h"
#include "core/net/digest.h"
#include "core/net/http.h"
#include "core/net/signing_key.h"

#include <string>

namespace quayside::images {

// Who may push to our registry and pull from it: whoever has a password of ours that has not expired. The registry
// sends them here (GET /token), and believes the tokens that they get, which are for repositories that there are.
class RegistryTokens {
public:
    static constexpr const char* kUser = "AWS";
    static constexpr const char* kService = "quayside"; // as the registry calls itself to those whom it sends here

    // Passwords outlive the program, tokens do not. `account` is told in errors.
    static Result<RegistryTokens> make(const std::string& installation_secret, const std::string& account);

    struct Password {
        std::string text;
        TimePoint expires_at;
    };
    Password password(TimePoint now) const; // for twelve hours
    // For our own pulls and pushes: the same for half a day, so that those which are alike are known to be.
    docker::RegistryLogin own_login(TimePoint now) const;

    // By what the registry knows our tokens.
    std::string certificate() const { return key_.certificate_pem(); }

    net::HttpResponse answer(const net::HttpRequest& request, const Repositories& repositories, TimePoint now) const;
    // Whether a request is for the right to push.
    static bool asks_to_push(const net::HttpRequest& request);

private:
    RegistryTokens(net::SigningKey key, const std::string& installation_secret, std::string account);
    std::string password_until(TimePoint expires_at) const;
    net::HttpResponse check_password(const net::HttpRequest& request, TimePoint now) const; // status 200: it is right
    std::string token(const Json& access, TimePoint now) const;

    net::SigningKey key_;
    net::Digest secret_;
    std::string account_;
};

} // namespace quayside::images
