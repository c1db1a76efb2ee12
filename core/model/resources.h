#pragma once

#include "core/base/enum_names.h"

#include <cstdint>
#include <vector>

namespace quayside::model {

enum class Protocol : std::uint8_t { Tcp, Udp };

struct Port {
    std::uint16_t number = 0;
    Protocol protocol = Protocol::Tcp;

    auto operator<=>(const Port&) const = default;
    static void fields(auto& self, auto&& v)
    {
        v("number", self.number);
        v("protocol", self.protocol);
    }
};

// What a task reserves or a container instance has: CPU in units of 1/1024 vCPU, memory in MiB. `ports` are the host
// ports asked for (of a task) or taken (of an instance), sorted.
struct Resources {
    std::int64_t cpu = 0;
    std::int64_t memory = 0;
    std::vector<Port> ports;
    std::int64_t gpus = 0;

    bool operator==(const Resources&) const = default;
    static void fields(auto& self, auto&& v)
    {
        v("cpu", self.cpu);
        v("memory", self.memory);
        v("ports", self.ports);
        v("gpus", self.gpus);
    }
};

} // namespace quayside::model

template <>
struct quayside::EnumNames<quayside::model::Protocol> {
    static constexpr std::string_view names[] = { "tcp", "udp" };
};
