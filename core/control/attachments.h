#pragma once

#include "core/model/state.h"

#include <optional>
#include <string>

// What a task has besides its containers: the network interface of one in awsvpc mode, and in each container the agent
// that lets ExecuteCommand in. Pure.
namespace quayside::control {

// Each task in awsvpc mode has one network interface, and each such attachment one task.
bool has_attachment(const model::TaskSpec& spec);
std::string attachment_id(const Id& task); // in the form of a UUID
std::optional<Id> task_of_attachment(std::string_view id_or_arn);

// The names that ECS gives with it. They stand for nothing outside the replies: a network of an engine knows addresses
// alone.
std::string network_interface_id(const Id& task); // eni- and 17 digits
std::string private_dns_name(std::string_view address, std::string_view region); // of an IPv4 address
std::string subnet_of(const model::TaskSpec& spec); // the first that was asked for: all lead to the engine's network

// As far as it is known: on engines of ours from the task, elsewhere as its container agent submitted it.
model::AttachmentStatus attachment_status(const model::Task& task, bool ours);

// Of one container of a task with enableExecuteCommand; likewise.
model::ManagedAgent managed_agent(const model::Task& task, std::size_t container, bool ours);

} // namespace quayside::control
