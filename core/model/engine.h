#pragma once

#include "core/base/enum_names.h"
#include "core/base/fields.h"
#include "core/model/engine_address.h"

#include <string>

namespace quayside::model {

enum class EngineKind : std::uint8_t { Docker, Simulated };

// A Docker engine, or a simulated one, whose container instances (one, or several slices) run tasks. Quayside's own
// kind of record: ECS knows container instances only.
struct Engine {
    static constexpr const char* kind_name = "engine";
    using Key = Id;

    RowId row = 0;
    Id id;
    std::string name;
    EngineKind kind = EngineKind::Docker;
    std::string endpoint; // of a Docker engine, as in EngineAddress; empty for a simulated one
    EngineTls tls;
    EngineSsh ssh;
    bool allow_plaintext = false;
    std::string bind_address; // where published ports listen; empty: 127.0.0.1 on this machine, else everywhere
    std::string docker_id; // the engine's own id: one engine may have several endpoints
    TimePoint registered_at;
    Json simulation = Json::object(); // of a simulated one: as in AddEngine

    // As last seen; empty before the first answer.
    bool connected = false;
    std::string problem; // why it is not connected, one sentence
    std::string version; // 20.10.24
    std::string operating_system;
    std::string architecture;
    std::int64_t cpus = 0;
    std::int64_t memory = 0; // MiB
    TimePoint connection_changed_at;

    EngineAddress address() const { return { endpoint, tls, ssh, allow_plaintext }; }
    const Key& key() const { return id; }
    bool operator==(const Engine&) const = default;
    static void fields(auto& self, auto&& v)
    {
        v("id", self.id);
        v("name", self.name);
        v("kind", self.kind);
        v("endpoint", self.endpoint);
        v("tls", self.tls);
        v("ssh", self.ssh);
        v("allowPlaintext", self.allow_plaintext);
        v("bindAddress", self.bind_address);
        v("dockerId", self.docker_id);
        v("registeredAt", self.registered_at);
        v("simulation", self.simulation);
        v("connected", self.connected);
        v("problem", self.problem);
        v("version", self.version);
        v("operatingSystem", self.operating_system);
        v("architecture", self.architecture);
        v("cpus", self.cpus);
        v("memory", self.memory);
        v("connectionChangedAt", self.connection_changed_at);
    }
};

} // namespace quayside::model

template <>
struct quayside::EnumNames<quayside::model::EngineKind> {
    static constexpr std::string_view names[] = { "docker", "simulated" };
};
