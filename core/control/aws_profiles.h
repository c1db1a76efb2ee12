#pragma once

#include "core/base/error.h"
#include "core/base/time.h"
#include "core/endpoints/task_credentials.h"
#include "core/net/http.h"

#include <map>
#include <string>
#include <string_view>
#include <vector>

// What the AWS configuration of a user says, and how a role is assumed with it. Pure.
namespace quayside::control {

using AwsSection = std::map<std::string, std::string>; // members of a nested one as "sts.endpoint_url"
using AwsSections = std::map<std::string, AwsSection>; // "default", "profile work", "services local"

AwsSections parse_aws_file(std::string_view text);

// By which a profile gets its credentials: keys, and the roles that are assumed with them, one by the other.
struct AwsChain {
    endpoints::Credentials keys; // of a user; the token may be empty
    struct Step {
        std::string role_arn;
        std::string external_id; // empty: none
        std::string region;
        std::string endpoint; // of the STS of that region
    };
    std::vector<Step> steps;
};

// `config` is what ~/.aws/config says, `credentials` what ~/.aws/credentials does, which counts more. An error names
// the profile, and what of it Quayside does not do: it runs no credential_process and knows no single sign-on.
Result<AwsChain> chain_of(const AwsSections& config, const AwsSections& credentials, const std::string& profile);

// The call of AssumeRole, signed.
net::HttpRequest assume_role_request(
    const AwsChain::Step& step, const std::string& session, const endpoints::Credentials& with, TimePoint now);
// Its answer. An error has the words of the STS.
Result<endpoints::Credentials> read_assume_role(int status, std::string_view body);

} // namespace quayside::control
