#pragma once

#include "core/control/aws_profiles.h"
#include "core/control/profile_source.h"
#include "core/net/http_client.h"

#include <map>
#include <memory>
#include <string>
#include <utility>

namespace quayside::control {

// Where the AWS configuration of a user is.
struct AwsFiles {
    std::string config;
    std::string credentials;
    std::string ca_certificates; // who vouches for an STS

    static AwsFiles of_user(); // as the SDKs of AWS find them
};

// Profiles as the files say them at the moment of each question; what an STS gave is kept in memory and asked for anew
// twenty minutes before it expires. On the loop's thread.
class LocalProfiles final : public ProfileSource {
public:
    LocalProfiles(net::AsioLoop& loop, AwsFiles files);

    void credentials(const std::string& profile, const std::string& session,
        Function<void(Result<endpoints::Credentials>)> done) override;

private:
    struct Walk; // from role to role

    void take_step(std::shared_ptr<Walk> walk);
    void ended(const std::shared_ptr<Walk>& walk, Result<endpoints::Credentials> result);

    net::AsioLoop& loop_;
    AwsFiles files_;
    net::HttpClient http_;
    std::map<std::pair<std::string, std::string>, endpoints::Credentials> known_; // by profile and session
};

} // namespace quayside::control
