#pragma once

#include "core/base/json.h"
#include "ui/forms/field_path.h"

#include <QString>

#include <string>
#include <vector>

namespace quayside::ui {

// What the canvas shows of a document.
struct TaskGraph {
    struct Container {
        std::string name;
        QString title; // the name, or "container 2"
        QString image; // short
        QString note; // ":8080", or "exits" of one that others wait for to end
        QString size; // "512 · 1 GiB"
        bool essential = true;
        bool has_health_check = false;

        bool operator==(const Container&) const = default;
    };
    // `waits` has a dependsOn on `first`.
    struct Edge {
        std::size_t first = 0;
        std::size_t waits = 0;
        std::string condition;
        Path path; // of the element of dependsOn

        bool operator==(const Edge&) const = default;
    };
    // A volume or a secret, and the containers that have it.
    struct Shared {
        enum class Kind { Volume, Secret };
        Kind kind = Kind::Volume;
        QString name;
        QString caption; // "volume, shared"; "secret, DB_PASSWORD"
        std::vector<std::size_t> users;
        Path path; // of the volume, or of the first element of secrets

        bool operator==(const Shared&) const = default;
    };

    std::vector<Container> containers; // as in containerDefinitions
    std::vector<Edge> edges;
    std::vector<Shared> shared;
    std::vector<std::vector<std::size_t>> cycles; // groups of containers that wait for each other

    bool operator==(const TaskGraph&) const = default;
};

TaskGraph read_graph(const Json& document);

// "5 containers, 4 dependencies, no cycle"
QString summary_of(const TaskGraph& graph);
// What somebody who does not see the canvas is told of a container.
QString description_of(const TaskGraph& graph, std::size_t container);

} // namespace quayside::ui
