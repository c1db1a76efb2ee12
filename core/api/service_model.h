#pragma once

#include "core/base/error.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace quayside {
class Pattern;
}

namespace quayside::api {

enum class Kind : std::uint8_t { Structure, List, Map, String, Integer, Long, Double, Boolean, Timestamp };

struct Shape;

struct Member {
    std::string name;
    const Shape* shape = nullptr;
    bool required = false;
    bool deprecated = false;
    bool idempotency_token = false; // a client fills it with a fresh UUID when it is absent
};

// The description of one kind of value. Lives as long as its ServiceModel.
struct Shape {
    std::string name;
    Kind kind = Kind::Structure;
    std::vector<Member> members; // of a structure, in the model's order
    const Shape* element = nullptr; // of a list, or the value of a map
    const Shape* key = nullptr; // of a map
    std::vector<std::string> enumeration;
    // Of a number: its range. Of a string: its length in characters. Of a list: its length.
    std::optional<double> min;
    std::optional<double> max;
    std::string pattern; // as the model writes it; empty: any text
    std::shared_ptr<const Pattern> compiled_pattern; // null if `pattern` is empty
    bool sensitive = false; // must not be shown or logged
    bool document = false; // any JSON value

    const Member* find(std::string_view member) const; // null if there is none
};

struct Operation {
    std::string name; // RunTask
    std::string target_prefix; // AmazonEC2ContainerServiceV20141113
    const Shape* input = nullptr;
    const Shape* output = nullptr;
    std::vector<std::string> errors;
};

// An API described as data, in botocore's form. Immutable; may be read from any thread.
class ServiceModel {
public:
    // Errors name the shape that is not understood.
    static Result<ServiceModel> load(std::string_view json);
    ServiceModel(ServiceModel&&) noexcept;
    ServiceModel& operator=(ServiceModel&&) noexcept;
    ~ServiceModel();

    const std::string& target_prefix() const { return target_prefix_; }
    const std::vector<Operation>& operations() const { return operations_; } // in the order of their names
    const Operation* operation(std::string_view name) const; // null if there is none
    const Shape* shape(std::string_view name) const; // null if there is none

private:
    ServiceModel();

    std::string target_prefix_;
    std::vector<std::unique_ptr<Shape>> shapes_; // in the order of their names
    std::vector<Operation> operations_;
};

// The models that are compiled in, loaded at the first call.
const ServiceModel& ecs_model();
const ServiceModel& ecr_model(); // the part of ECR that a registry on this machine plays
const ServiceModel& quayside_model();

// An operation of any of them; null if there is none. No two have one of the same name.
const Operation* find_operation(std::string_view name);

} // namespace quayside::api
