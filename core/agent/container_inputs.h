#pragma once

#include "core/agent/host_agent.h"

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace quayside::agent {

// What a container gets that its definition only names. Values of secrets are in here: for the engine, nobody else.
struct ContainerInputs {
    std::vector<model::KeyValue> secrets; // in the place of variables of the same name
    std::vector<model::KeyValue> from_files; // where nothing else says what the variable is
    std::map<std::string, std::string> log_options;
    bool image_sets_region = false; // AWS_REGION or AWS_DEFAULT_REGION: then neither is set beside it
    std::string log_mode = "non-blocking"; // of log drivers, where the definition says nothing
};

// The error is what the task ends with: "ResourceInitializationError: ...", or that its role cannot be had, for
// which AgentSettings::secret is asked as well, by its ARN.
Result<ContainerInputs> container_inputs(const AgentSettings& settings, const model::Task& task, std::size_t index);

bool has_role(const model::Task& task);

// The lines of an environment file: NAME=VALUE, as they are; those that begin with # or are no such pair are skipped.
// A later line of the same name counts.
std::vector<model::KeyValue> parse_environment_file(std::string_view text);

} // namespace quayside::agent
