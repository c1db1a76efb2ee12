#pragma once

#include "core/model/state.h"

#include <optional>
#include <string>
#include <string_view>

namespace quayside::endpoints {

// The last parts of the paths under which a task finds what is for it alone. They cannot be guessed without the
// installation's secret, from which they are computed, so they stay the same over restarts and nothing has to be kept:
// "<task id>-<32 hex digits>", the form that they have on Fargate.
class PathIds {
public:
    explicit PathIds(std::string secret);

    std::string of_container(const Id& task, std::size_t index) const;
    std::string of_credentials(const Id& task) const;

    struct Container {
        model::TaskPtr task; // never null
        std::size_t index = 0;
    };
    std::optional<Container> find_container(std::string_view id, const model::State& state) const;
    model::TaskPtr find_credentials(std::string_view id, const model::State& state) const; // null: there is none

private:
    std::string sign(const Id& task, std::string_view what) const;

    std::string secret_;
};

} // namespace quayside::endpoints
