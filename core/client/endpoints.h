#pragma once

#include "core/base/function.h"
#include "core/client/ecs_client.h"
#include "core/client/remote_endpoint.h"
#include "core/client/terminal.h"

#include <memory>
#include <string>
#include <vector>

namespace quayside::client {

// What an endpoint that was tried said of itself.
struct EndpointFacts {
    std::size_t clusters = 0; // on the first page of its list
    std::string version; // of Quayside; empty: it is one of others
};

// The third door of a window: the endpoints elsewhere that are known. Every method may be called from any thread and
// returns at once; answers come on the client's own thread. An Error is as those of check_endpoint: its code is the
// member at fault, or "file".
class Endpoints {
public:
    virtual ~Endpoints() = default;

    // By name, without their secrets.
    virtual void list(Function<void(Result<std::vector<RemoteEndpoint>>)> done) = 0;
    // Asks it who it is. Without a secret the one that is kept under the name and the access key is used.
    virtual void test(RemoteEndpoint endpoint, Function<void(Result<EndpointFacts>)> done) = 0;
    // Keeps it in the place of the one of its name. Without a secret the one that is kept stays, as long as the access
    // key is the same.
    virtual void keep(RemoteEndpoint endpoint, Function<void(Result<void>)> done) = 0;
    virtual void forget(std::string name, Function<void(Result<void>)> done) = 0;

    struct Connection {
        std::shared_ptr<EcsClient> client;
        std::shared_ptr<Terminals> terminals;
    };
    virtual void connect(std::string name, Function<void(Result<Connection>)> done) = 0;
};

} // namespace quayside::client
