#pragma once

#include "core/base/error.h"
#include "core/base/function.h"
#include "core/net/asio_loop.h"

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

namespace quayside::net {

class TlsIdentity;

// Whom a client believes inside TLS. Neither: one that the system trusts, for the host that is dialled.
struct Trust {
    std::string own_certificate; // a PEM file with the one certificate that has to be shown, whatever name it is for
    std::string ca_certificate; // a PEM file with who vouches for the server, which has to be of that name
};

// The bytes of one connection, as they are or inside TLS. At most one wait or read and one write at a time;
// what is read into or written from has to stay until `done`, which comes with `ok` false when the connection has
// ended.
class Transport {
public:
    using Done = Function<void(bool ok, std::size_t size)>;

    // Takes over the descriptor. `identity` null: without TLS.
    static std::unique_ptr<Transport> adopt(
        AsioLoop& loop, int socket, const std::shared_ptr<const TlsIdentity>& identity);
    // The client's end, inside TLS. The error is about the certificate's file.
    static Result<std::unique_ptr<Transport>> adopt_as_client(
        AsioLoop& loop, int socket, const std::string& host, const Trust& trust);
    virtual ~Transport() = default;

    // Before anything else: the handshake.
    virtual void open(Function<void(bool ok)> done) = 0;
    virtual std::string failure() const { return {}; } // why that failed, as far as it is known
    // Until there is something to read, as far as that can be told without a buffer to read into.
    virtual void wait(Function<void(bool ok)> done) = 0;
    virtual void read(char* into, std::size_t size, Done done) = 0;
    virtual void write(std::string_view head, std::string_view body, Done done) = 0;
    // Tells the client that nothing more comes. What it still sends can be read, but may be gibberish.
    virtual void finish() = 0;
    virtual void close() = 0;

    // Whether bytes have arrived that nobody has read.
    virtual bool readable() const = 0;
    // "127.0.0.1:53412"; empty if the client has gone.
    virtual std::string peer() const = 0;
};

} // namespace quayside::net
