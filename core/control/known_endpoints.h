#pragma once

#include "core/client/endpoints.h"
#include "core/control/profile_source.h"
#include "core/net/asio_loop.h"

#include <memory>
#include <string>

namespace quayside::control {

// Keeps them in `directory`/endpoints.sealed, whose key is the secret of the installation. It and what it connects may
// go on any thread; the loop outlives them.
class KnownEndpoints final : public client::Endpoints {
public:
    // `profiles` gives the keys of those that name one.
    KnownEndpoints(net::AsioLoop& loop, std::string directory, std::shared_ptr<ProfileSource> profiles);
    ~KnownEndpoints() override;

    void list(Function<void(Result<std::vector<client::RemoteEndpoint>>)> done) override;
    void test(client::RemoteEndpoint endpoint, Function<void(Result<client::EndpointFacts>)> done) override;
    void keep(client::RemoteEndpoint endpoint, Function<void(Result<void>)> done) override;
    void forget(std::string name, Function<void(Result<void>)> done) override;
    void connect(std::string name, Function<void(Result<Connection>)> done) override;

private:
    class Core;

    net::AsioLoop& loop_;
    std::shared_ptr<Core> core_;
};

} // namespace quayside::control
