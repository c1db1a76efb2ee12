#pragma once

#include <string>
#include <vector>

namespace quayside::model {

// A property of a container instance that constraints can name, for example ecs.os-type=linux.
struct Attribute {
    std::string name;
    std::string value; // empty: the name alone is the fact

    bool operator==(const Attribute&) const = default;
    static void fields(auto& self, auto&& v)
    {
        v("name", self.name);
        v("value", self.value);
    }
};

using Attributes = std::vector<Attribute>;

} // namespace quayside::model
