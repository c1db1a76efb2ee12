#pragma once

#include <string>
#include <vector>

namespace quayside::model {

struct Tag {
    std::string key;
    std::string value;

    bool operator==(const Tag&) const = default;
    static void fields(auto& self, auto&& v)
    {
        v("key", self.key);
        v("value", self.value);
    }
};

using Tags = std::vector<Tag>; // in the order in which they were given; keys are unique

} // namespace quayside::model
