#pragma once

#include "core/base/function.h"
#include "core/base/id.h"
#include "core/model/resources.h"

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <vector>

namespace quayside::agent {

// One container of a task.
struct ContainerKey {
    Id task;
    std::size_t index = 0;

    auto operator<=>(const ContainerKey&) const = default;
};

// Which containers hold which host port of one engine; its slices share it. A port is held from the moment it is chosen
// until its holder is confirmed gone. It has several holders while it is not known which of them are gone: the end of
// one may be unpublished when the next runs with its port already.
class PortLedger {
public:
    // The free port that follows the one given last, within the closed range, wrapping around once. `usable` is asked
    // for each candidate (it may try to bind). Absent: there is none. With a count it is the first of so many in a row.
    std::optional<std::uint16_t> take_dynamic(std::uint16_t first, std::uint16_t last, model::Protocol protocol,
        const ContainerKey& holder, const Function<bool(model::Port)>& usable, int count = 1);

    // Records what a container holds anyway: a static port, or a port found on the engine.
    void hold(model::Port port, const ContainerKey& holder);
    void release(const ContainerKey& holder);
    std::set<ContainerKey> holders(model::Port port) const;
    std::size_t size() const { return holders_.size(); }

private:
    std::map<model::Port, std::set<ContainerKey>> holders_; // none is empty
    std::map<ContainerKey, std::vector<model::Port>> held_;
    std::uint16_t last_given_ = 0;
};

// Whether a socket of this machine can be bound to the port just now.
bool can_bind(model::Port port);

} // namespace quayside::agent
