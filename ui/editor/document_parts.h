#pragma once

#include "core/base/json.h"
#include "ui/forms/field_path.h"

#include <nlohmann/json.hpp>

#include <QString>

#include <cstdint>
#include <optional>
#include <string>

// Reads a document that may hold anything: what is missing or of another type is as if it were not there.
namespace quayside::ui {

const Json& part_of(const Json& object, const char* member); // null JSON if there is none
const Json& list_of(const Json& object, const char* member); // an empty list if there is none
std::string text_of(const Json& object, const char* member);
std::optional<std::int64_t> number_of(const Json& object, const char* member);
bool flag_of(const Json& object, const char* member, bool otherwise);

// Task sizes are texts: "512", "0.5 vCPU", "1 GB". CPU units and MiB.
std::optional<std::int64_t> task_cpu(const Json& document);
std::optional<std::int64_t> task_memory(const Json& document);

// What all tasks of the document reserve: the task's own size, else the sum of its containers.
std::int64_t reserved_cpu(const Json& document);
std::int64_t reserved_memory(const Json& document);

const Json& containers_of(const Json& document);
std::optional<std::size_t> find_container(const Json& document, const std::string& name);
Path container_path(std::size_t index);
Path operator/(Path path, const char* member);
Path operator/(Path path, std::size_t index);

// "harbour/web:2.8.1" without what stands before the last slash.
QString short_image(const std::string& image);

// "web · memoryReservation", "envoy · dependsOn[1]", "task · cpu".
QString place_text(const Json& document, const Path& path);

// What a draft of a new family begins with.
Json new_document();
// The place of the container that a path leads into.
std::optional<std::size_t> container_in(const Path& path);

} // namespace quayside::ui
