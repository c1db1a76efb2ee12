#include "core/control/local_profiles.h"

#include <fmt/format.h>

#include <cstdlib>
#include <fstream>
#include <iterator>

namespace quayside::control {

namespace {

constexpr Duration kDeadline = std::chrono::seconds{ 10 };
constexpr Duration kEnough = std::chrono::minutes{ 20 }; // SDKs ask again when a quarter of an hour is left
constexpr Duration kLifeOfKeys = std::chrono::hours{ 1 }; // then a program asks again, and sees what has changed

std::string from_environment(const char* name, const std::string& otherwise)
{
    const char* value = std::getenv(name);
    return value && *value ? value : otherwise;
}

AwsSections read_file(const std::string& path)
{
    std::ifstream file(path, std::ios::binary);
    const std::string text{ std::istreambuf_iterator<char>(file), {} };
    return parse_aws_file(text);
}

} // namespace

AwsFiles AwsFiles::of_user()
{
    const auto home = from_environment("HOME", "/nonexistent");
    return { from_environment("AWS_CONFIG_FILE", home + "/.aws/config"),
        from_environment("AWS_SHARED_CREDENTIALS_FILE", home + "/.aws/credentials"),
        from_environment("AWS_CA_BUNDLE", "/etc/ssl/certs/ca-certificates.crt") };
}

struct LocalProfiles::Walk {
    std::string profile;
    std::string session;
    AwsChain chain;
    std::size_t next = 0;
    endpoints::Credentials with;
    Function<void(Result<endpoints::Credentials>)> done;
    Subscription call;
};

LocalProfiles::LocalProfiles(net::AsioLoop& loop, AwsFiles files)
    : loop_(loop)
    , files_(std::move(files))
    , http_(loop)
{
}

void LocalProfiles::credentials(
    const std::string& profile, const std::string& session, Function<void(Result<endpoints::Credentials>)> done)
{
    auto chain = chain_of(read_file(files_.config), read_file(files_.credentials), profile);
    if (!chain)
        return done(fail(chain.error()));
    chain->keys.expires_at = loop_.now() + kLifeOfKeys;
    if (const auto known = known_.find({ profile, session });
        !chain->steps.empty() && known != known_.end() && known->second.expires_at > loop_.now() + kEnough)
        return done(known->second);
    auto walk = std::make_shared<Walk>();
    walk->profile = profile;
    walk->session = session;
    walk->with = chain->keys;
    walk->chain = std::move(*chain);
    walk->done = std::move(done);
    take_step(std::move(walk));
}

void LocalProfiles::take_step(std::shared_ptr<Walk> walk)
{
    if (walk->next == walk->chain.steps.size())
        return ended(walk, walk->with);
    const auto& step = walk->chain.steps[walk->next++];
    auto request = assume_role_request(step, walk->session, walk->with, loop_.now());
    net::HttpCall call;
    call.method = "POST";
    call.url = step.endpoint;
    call.headers = std::move(request.headers);
    call.body = std::move(request.body);
    call.deadline = kDeadline;
    if (step.endpoint.starts_with("https://"))
        call.tls.ca_certificate = files_.ca_certificates;
    walk->call = http_.send(std::move(call), [this, walk](const Result<net::HttpResponse>& answer) {
        auto given = answer ? read_assume_role(answer->status, answer->body) : fail(answer.error());
        const auto& role = walk->chain.steps[walk->next - 1].role_arn;
        if (!given)
            return ended(walk,
                fail(Error::client(fmt::format(
                    "{} cannot be assumed by the AWS profile {}: {}", role, walk->profile, given.error().message))));
        walk->with = std::move(*given);
        take_step(walk);
    });
}

// What was given before is good for a while yet where the STS cannot be asked.
void LocalProfiles::ended(const std::shared_ptr<Walk>& walk, Result<endpoints::Credentials> result)
{
    const auto key = std::pair(walk->profile, walk->session);
    std::erase_if(known_, [this](const auto& entry) { return entry.second.expires_at <= loop_.now(); });
    if (result && !walk->chain.steps.empty())
        known_[key] = *result;
    else if (const auto known = known_.find(key); !result && known != known_.end())
        result = known->second;
    const auto done = std::move(walk->done);
    walk->call = {}; // it holds the walk
    done(std::move(result));
}

} // namespace quayside::control
