#pragma once

#include "core/base/json.h"
#include "core/model/resources.h"
#include "core/model/task_definition.h"

#include <map>
#include <optional>
#include <string>

namespace quayside::sim {

// What a family of task definitions of these worlds is, said a second time: what the program makes of the documents is
// checked against it.
struct Family {
    std::string name;
    std::int64_t cpu = 0;
    std::int64_t memory = 0; // MiB
    std::optional<std::uint16_t> static_port = {}; // else a dynamic one where `listens`
    bool listens = false;
    bool lasts = true; // its containers run until they are stopped
    bool starts = true; // they can be started at all
    int containers = 1;
    bool own_address = false;
};

// The families of a world: the document of each, and what it asks of an instance.
class Catalogue {
public:
    explicit Catalogue(bool addresses);

    const Family& operator[](const std::string& name) const { return families_.at(name); }
    const std::map<std::string, Family>& all() const { return families_; }
    Json document(const Family& family) const;
    // Of RunTask and StartTask, for a task of this family.
    Json call(const std::string& family) const;

private:
    std::map<std::string, Family> families_;
};

// The images that a machine must know how to run.
constexpr const char* kImagePrefix = "registry.test/";

} // namespace quayside::sim
