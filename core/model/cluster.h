#pragma once

#include "core/base/enum_names.h"
#include "core/base/fields.h"
#include "core/model/placement.h"
#include "core/model/tag.h"

#include <string>
#include <vector>

namespace quayside::model {

enum class ClusterStatus : std::uint8_t { Active, Inactive };

// A named group of container instances, tasks and services. Its counts are not stored: they are sums over State.
struct Cluster {
    static constexpr const char* kind_name = "cluster";
    using Key = std::string;

    RowId row = 0;
    std::string name;
    ClusterStatus status = ClusterStatus::Active;
    TimePoint created_at;
    Tags tags;
    Json settings = Json::array(); // as in CreateCluster
    Json configuration = Json::object(); // as in CreateCluster
    Json service_connect_defaults = Json::object(); // as in CreateCluster
    std::vector<std::string> capacity_providers;
    CapacityProviderStrategy default_strategy;

    const Key& key() const { return name; }
    bool operator==(const Cluster&) const = default;
    static void fields(auto& self, auto&& v)
    {
        v("name", self.name);
        v("status", self.status);
        v("createdAt", self.created_at);
        v("tags", self.tags);
        v("settings", self.settings);
        v("configuration", self.configuration);
        v("serviceConnectDefaults", self.service_connect_defaults);
        v("capacityProviders", self.capacity_providers);
        v("defaultCapacityProviderStrategy", self.default_strategy);
    }
};

} // namespace quayside::model

template <>
struct quayside::EnumNames<quayside::model::ClusterStatus> {
    static constexpr std::string_view names[] = { "ACTIVE", "INACTIVE" };
};
