#include "core/control/engine_input.h"

#include "core/base/fields.h"
#include "core/control/input.h"
#include "core/net/tls_files.h"

#include <fmt/format.h>

#include <arpa/inet.h>
#include <array>

namespace quayside::control {

namespace {

bool is_address(const std::string& text)
{
    std::array<unsigned char, sizeof(in6_addr)> address{};
    return ::inet_pton(AF_INET, text.c_str(), address.data()) == 1
        || ::inet_pton(AF_INET6, text.c_str(), address.data()) == 1;
}

} // namespace

void take_address(const Json& input, model::Engine& engine)
{
    if (has(input, "endpoint"))
        engine.endpoint = text_of(input, "endpoint");
    if (has(input, "tls")) {
        engine.tls = {};
        fields_from_json(input["tls"], engine.tls);
    }
    if (has(input, "ssh")) {
        engine.ssh = {};
        fields_from_json(input["ssh"], engine.ssh);
    }
    if (has(input, "allowPlaintext"))
        engine.allow_plaintext = flag_of(input, "allowPlaintext");
}

Result<void> take_bind_address(const Json& input, model::Engine& engine)
{
    if (!has(input, "bindAddress"))
        return {};
    engine.bind_address = text_of(input, "bindAddress");
    if (engine.bind_address.empty() || is_address(engine.bind_address))
        return {};
    return fail(Error::invalid_parameter(
        fmt::format("bindAddress: '{}' is no IP address, such as 127.0.0.1 or 0.0.0.0.", engine.bind_address)));
}

Error not_reached(const std::string& endpoint, const Error& error)
{
    if (error.code == net::kCaCertificateError)
        return Error::client("tls.caCertificate: " + error.message);
    if (error.code == net::kClientCertificateError)
        return Error::client("tls.clientCertificate: " + error.message);
    return Error::client(fmt::format("endpoint: no engine answers at {}: {}", endpoint, error.message));
}

} // namespace quayside::control
