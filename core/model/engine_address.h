#pragma once

#include "core/base/fields.h"

#include <string>

namespace quayside::model {

// Files in PEM with which a tcp engine and Quayside prove to each other who they are.
struct EngineTls {
    std::string ca_certificate; // who vouches for the engine; empty: no TLS
    std::string client_certificate; // both or neither
    std::string client_key;

    bool operator==(const EngineTls&) const = default;
    static void fields(auto& self, auto&& v)
    {
        v("caCertificate", self.ca_certificate);
        v("clientCertificate", self.client_certificate);
        v("clientKey", self.client_key);
    }
};

// What the ssh program is told beside user, host and port. Empty: what its own configuration says.
struct EngineSsh {
    std::string identity_file;
    std::string known_hosts_file;

    bool operator==(const EngineSsh&) const = default;
    static void fields(auto& self, auto&& v)
    {
        v("identityFile", self.identity_file);
        v("knownHostsFile", self.known_hosts_file);
    }
};

// How a Docker engine is reached.
struct EngineAddress {
    std::string endpoint; // unix:///PATH, tcp://HOST:PORT or ssh://USER@HOST[:PORT][/PATH]
    EngineTls tls;
    EngineSsh ssh;
    bool allow_plaintext = false; // tcp without TLS elsewhere than on this machine

    bool operator==(const EngineAddress&) const = default;
};

} // namespace quayside::model
