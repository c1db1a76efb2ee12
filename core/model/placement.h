#pragma once

#include "core/base/enum_names.h"

#include <cstdint>
#include <string>
#include <vector>

namespace quayside::model {

enum class ConstraintType : std::uint8_t { DistinctInstance, MemberOf };

// A rule that an instance must keep; `expression`, of memberOf, is in the cluster query language.
struct PlacementConstraint {
    ConstraintType type = ConstraintType::DistinctInstance;
    std::string expression;

    bool operator==(const PlacementConstraint&) const = default;
    static void fields(auto& self, auto&& v)
    {
        v("type", self.type);
        v("expression", self.expression);
    }
};

enum class StrategyType : std::uint8_t { Random, Spread, Binpack };

// Which of the instances that fit is better. `field`: instanceId or attribute:NAME of spread, cpu or memory of
// binpack, empty of random.
struct PlacementStrategy {
    StrategyType type = StrategyType::Random;
    std::string field;

    bool operator==(const PlacementStrategy&) const = default;
    static void fields(auto& self, auto&& v)
    {
        v("type", self.type);
        v("field", self.field);
    }
};

// One share of a capacity provider strategy: the first `base` tasks, then `weight` parts of the rest.
struct CapacityProviderStrategyItem {
    std::string capacity_provider;
    std::int64_t weight = 0; // 0 to 1000
    std::int64_t base = 0; // 0 to 100000

    bool operator==(const CapacityProviderStrategyItem&) const = default;
    static void fields(auto& self, auto&& v)
    {
        v("capacityProvider", self.capacity_provider);
        v("weight", self.weight);
        v("base", self.base);
    }
};

using CapacityProviderStrategy = std::vector<CapacityProviderStrategyItem>;

} // namespace quayside::model

template <>
struct quayside::EnumNames<quayside::model::ConstraintType> {
    static constexpr std::string_view names[] = { "distinctInstance", "memberOf" };
};
template <>
struct quayside::EnumNames<quayside::model::StrategyType> {
    static constexpr std::string_view names[] = { "random", "spread", "binpack" };
};
