#include "core/control/known_endpoints.h"

#include "core/base/fields.h"
#include "core/client/remote_caller.h"
#include "core/client/remote_client.h"
#include "core/client/reply_parts.h"
#include "core/client/web_terminal.h"
#include "core/net/channel_message.h"
#include "core/net/digest.h"
#include "core/net/web_socket.h"
#include "core/store/private_file.h"
#include "core/store/sealed_file.h"

#include <fmt/format.h>

#include <algorithm>

namespace quayside::control {

namespace {

using client::EndpointFacts;
using client::RemoteEndpoint;
using List = std::vector<RemoteEndpoint>;

constexpr const char* kContent = "endpoints";

Unexpected<Error> of_file(const Error& error)
{
    return fail(Error{ "file", error.message, 0 });
}

} // namespace

// What only the loop's thread touches.
class KnownEndpoints::Core {
public:
    Core(net::AsioLoop& loop, std::string directory, std::shared_ptr<ProfileSource> profiles)
        : loop_(loop)
        , directory_(std::move(directory))
        , profiles_(std::move(profiles))
    {
    }

    Result<List> read();
    Result<void> write(const List& list);
    // With the secret that is kept, where it has none of its own.
    Result<RemoteEndpoint> whole(RemoteEndpoint endpoint);
    std::shared_ptr<client::RemoteCaller> caller(RemoteEndpoint endpoint);
    net::AsioLoop& loop() { return loop_; }

private:
    Result<store::SealedFile> file();
    client::KeySource keys_of(const RemoteEndpoint& endpoint);

    net::AsioLoop& loop_;
    std::string directory_;
    std::shared_ptr<ProfileSource> profiles_;
    std::string kept_; // where there is no directory
};

Result<store::SealedFile> KnownEndpoints::Core::file()
{
    const auto secret = store::installation_secret(directory_);
    if (!secret)
        return of_file(secret.error());
    return store::SealedFile(directory_ + "/endpoints.sealed", kContent, net::hmac_sha256(*secret, kContent));
}

Result<List> KnownEndpoints::Core::read()
{
    std::optional<std::string> text = kept_;
    if (!directory_.empty()) {
        const auto sealed = file();
        if (!sealed)
            return fail(sealed.error());
        auto read = sealed->read();
        if (!read)
            return of_file(read.error());
        text = std::move(*read);
    }
    List list;
    if (text && !text->empty())
        if (const auto json = parse_json(*text); !json || !fields_from_json(*json, list))
            return of_file({ {}, fmt::format("{}/endpoints.sealed is damaged.", directory_), 0 });
    return list;
}

Result<void> KnownEndpoints::Core::write(const List& list)
{
    auto text = fields_to_json(list).dump(-1, ' ', false, Json::error_handler_t::replace);
    if (directory_.empty()) {
        kept_ = std::move(text);
        return {};
    }
    const auto sealed = file();
    if (!sealed)
        return fail(sealed.error());
    if (auto written = sealed->write(text); !written)
        return of_file(written.error());
    return {};
}

Result<RemoteEndpoint> KnownEndpoints::Core::whole(RemoteEndpoint endpoint)
{
    auto list = read();
    if (!list)
        return fail(list.error());
    const auto known = std::ranges::find(*list, endpoint.name, &RemoteEndpoint::name);
    if (known != list->end() && endpoint.secret_access_key.empty() && !endpoint.access_key_id.empty()
        && known->access_key_id == endpoint.access_key_id) {
        endpoint.secret_access_key = known->secret_access_key;
        if (endpoint.session_token.empty())
            endpoint.session_token = known->session_token;
    }
    if (auto right = check_endpoint(endpoint); !right)
        return fail(right.error());
    return endpoint;
}

client::KeySource KnownEndpoints::Core::keys_of(const RemoteEndpoint& endpoint)
{
    if (endpoint.profile.empty())
        return [keys = net::SigningKeys{ endpoint.access_key_id, endpoint.secret_access_key, endpoint.session_token }](
                   auto done) { done(keys); };
    return [profiles = profiles_, profile = endpoint.profile](auto done) {
        profiles->credentials(
            profile, "quayside", [done = std::move(done)](Result<endpoints::Credentials> given) mutable {
                if (given)
                    done(net::SigningKeys{ given->access_key_id, given->secret_access_key, given->session_token });
                else
                    done(fail(Error{ "profile", given.error().message, 0 }));
            });
    };
}

std::shared_ptr<client::RemoteCaller> KnownEndpoints::Core::caller(RemoteEndpoint endpoint)
{
    auto keys = keys_of(endpoint);
    auto http = std::make_shared<net::HttpClient>(loop_);
    return std::make_shared<client::RemoteCaller>(
        loop_, std::move(endpoint),
        [http](net::HttpCall call, net::HttpClient::Done done) { return http->send(std::move(call), std::move(done)); },
        std::move(keys));
}

KnownEndpoints::KnownEndpoints(net::AsioLoop& loop, std::string directory, std::shared_ptr<ProfileSource> profiles)
    : loop_(loop)
    , core_(std::make_shared<Core>(loop, std::move(directory), std::move(profiles)))
{
}

KnownEndpoints::~KnownEndpoints() = default;

void KnownEndpoints::list(Function<void(Result<List>)> done)
{
    loop_.post([core = core_, done = std::move(done)] {
        auto list = core->read();
        for (auto& endpoint : list ? *list : List())
            endpoint.secret_access_key = endpoint.session_token = {};
        done(std::move(list));
    });
}

void KnownEndpoints::test(RemoteEndpoint endpoint, Function<void(Result<EndpointFacts>)> done)
{
    loop_.post([core = core_, endpoint = std::move(endpoint), done = std::move(done)]() mutable {
        auto whole = core->whole(std::move(endpoint));
        if (!whole)
            return done(fail(whole.error()));
        auto caller = core->caller(*whole);
        auto& first = *caller;
        first.call("ListClusters", Json::object(),
            [caller = std::move(caller), whole = *whole, done = std::move(done)](const Result<Json>& reply) mutable {
                if (!reply)
                    return done(fail(endpoint_problem(reply.error(), whole)));
                EndpointFacts facts{ client::list_in(*reply, "clusterArns").size(), {} };
                auto& again = *caller;
                again.call("DescribeInstallation", Json::object(),
                    [caller = std::move(caller), facts, done = std::move(done)](const Result<Json>& said) mutable {
                        if (said)
                            facts.version = client::text_in(*said, "version");
                        done(facts);
                    });
            });
    });
}

void KnownEndpoints::keep(RemoteEndpoint endpoint, Function<void(Result<void>)> done)
{
    loop_.post([core = core_, endpoint = std::move(endpoint), done = std::move(done)]() mutable {
        auto whole = core->whole(std::move(endpoint));
        auto list = whole ? core->read() : fail(whole.error());
        if (!list)
            return done(fail(list.error()));
        std::erase_if(*list, [&](const RemoteEndpoint& known) { return known.name == whole->name; });
        list->push_back(std::move(*whole));
        std::ranges::sort(*list, {}, &RemoteEndpoint::name);
        done(core->write(*list));
    });
}

void KnownEndpoints::forget(std::string name, Function<void(Result<void>)> done)
{
    loop_.post([core = core_, name = std::move(name), done = std::move(done)] {
        auto list = core->read();
        if (!list)
            return done(fail(list.error()));
        std::erase_if(*list, [&](const RemoteEndpoint& known) { return known.name == name; });
        done(core->write(*list));
    });
}

void KnownEndpoints::connect(std::string name, Function<void(Result<Connection>)> done)
{
    loop_.post([core = core_, name = std::move(name), done = std::move(done)] {
        const auto list = core->read();
        if (!list)
            return done(fail(list.error()));
        const auto known = std::ranges::find(*list, name, &RemoteEndpoint::name);
        if (known == list->end())
            return done(fail(Error{ "name", fmt::format("No endpoint is known by the name {}.", name), 0 }));
        auto& loop = core->loop();
        auto sessions = [&loop, certificate = known->ca_certificate](const std::string& url, auto joined) {
            return net::connect_web_socket(loop, url, { {}, certificate }, 2 * net::kLongestPayload, std::move(joined));
        };
        done(Connection{ std::make_shared<client::RemoteClient>(loop, core->caller(*known)),
            std::make_shared<client::WebTerminals>(loop, std::move(sessions)) });
    });
}

} // namespace quayside::control
