#pragma once

#include "core/api/service_model.h"
#include "core/base/json.h"
#include "core/base/random.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cctype>
#include <cstdint>
#include <limits>
#include <map>
#include <string>
#include <string_view>
#include <vector>

// Makes requests from the description of the API: mostly such as could be meant, many with something wrong in them.
// It learns from replies what there is, so that later requests name it.
class RequestMaker {
public:
    using Json = quayside::Json;

    explicit RequestMaker(std::uint64_t seed)
        : random_(seed)
    {
        for (const char* name : { "cluster", "clustername" })
            known_[name] = { "default", "staging" };
        known_["service"] = { "outside", "web", "db" };
        known_["daemonname"] = { "agent", "logs", "mesh", "scan" };
        known_["family"] = known_["servicename"] = known_["name"] = { "web", "db", "worker" };
    }

    const quayside::api::Operation& operation()
    {
        const auto& model = one_in(6) ? quayside::api::quayside_model() : quayside::api::ecs_model();
        return any(model.operations());
    }

    Json input(const quayside::api::Operation& operation)
    {
        wrong_ = one_in(3) ? 12 : 0;
        Json input = plausible(operation.name);
        if (operation.input->find("cluster") && !one_in(4))
            input["cluster"] = "default";
        const Json drawn = value(*operation.input, {}, 0);
        if (!drawn.is_object())
            return drawn;
        for (const auto& [name, given] : drawn.items())
            if (!input.contains(name) || one_in(6))
                input[name] = given;
        return input;
    }

    // Keeps the texts of a reply under the names of their members.
    void learn(const Json& reply, const std::string& name = {})
    {
        if (reply.is_object())
            for (const auto& [member, inner] : reply.items())
                learn(inner, member);
        else if (reply.is_array())
            for (const auto& element : reply)
                learn(element, name);
        else if (reply.is_string())
            keep(known_[key_of(name)], reply.get<std::string>());
    }

    bool one_in(std::uint64_t count) { return random_.below(count) == 0; }
    std::uint64_t below(std::uint64_t bound) { return random_.below(bound); }

private:
    using Shape = quayside::api::Shape;
    using Kind = quayside::api::Kind;

    static constexpr std::size_t kMostKnown = 12;

    // clusterArn, clusters and cluster name the same things.
    static std::string key_of(std::string name)
    {
        for (auto& c : name)
            c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
        for (const char* end : { "arns", "arn", "s" })
            if (name.ends_with(end))
                return name.substr(0, name.size() - std::string_view(end).size());
        return name;
    }

    void keep(std::vector<std::string>& texts, std::string text)
    {
        if (texts.size() < kMostKnown)
            texts.push_back(std::move(text));
        else
            texts[random_.below(kMostKnown)] = std::move(text);
    }

    template <class T>
    const T& any(const std::vector<T>& list)
    {
        return list[random_.below(list.size())];
    }

    // What the operations that everything else stands on need to succeed now and then.
    Json plausible(const std::string& operation)
    {
        Json input = Json::object();
        if (one_in(4))
            return input;
        if (operation == "RegisterTaskDefinition" || operation == "RegisterDaemonTaskDefinition") {
            Json container = { { "name", "main" }, { "image", "busybox" }, { "memory", 8 } };
            input["family"] = any(known_["family"]);
            input["containerDefinitions"] = Json::array({ std::move(container) });
            if (one_in(4))
                input["networkMode"] = "awsvpc";
        } else if (operation == "CreateService" || operation == "RunTask" || operation == "StartTask"
            || operation == "CreateTaskSet") {
            if (operation == "CreateTaskSet")
                input["service"] = "outside";
            input["taskDefinition"] = any(known_["family"]);
            for (const char* absent : { "networkConfiguration", "capacityProviderStrategy", "overrides" })
                input[absent] = nullptr;
        } else if (operation == "CreateDaemon" || operation == "UpdateDaemon") {
            input["daemonTaskDefinitionArn"] = any(known_["family"]);
            input["capacityProviderArns"] = { "pool" };
            for (const char* absent : { "clusterArn", "deploymentConfiguration" })
                input[absent] = nullptr;
        } else if (operation.find("TaskSet") != std::string::npos) {
            input["service"] = "outside";
        } else if (operation == "PutAttributes" || operation == "DeleteAttributes") {
            input["attributes"][0] = { { "name", any(words()) }, { "targetId", any(known_["containerinstance"]) } };
        } else if (operation == "AddEngine") {
            input = { { "name", "engine" + std::to_string(random_.below(1000)) }, { "kind", "simulated" },
                { "cluster", "default" }, { "endpoint", nullptr }, { "slices", nullptr },
                { "capacityProvider", nullptr } };
            input["simulation"] = { { "cpus", 4 }, { "memory", 2048 } };
        } else if (operation == "CreateExpressGatewayService") {
            input["serviceName"] = any(known_["servicename"]);
            input["executionRoleArn"] = input["infrastructureRoleArn"] = "arn:aws:iam::123456789012:role/some";
            input["primaryContainer"] = { { "image", "busybox" } };
            for (const char* absent : { "taskRoleArn", "cpu", "memory", "healthCheckPath", "scalingTarget" })
                input[absent] = nullptr;
        } else if (operation == "UpdateExpressGatewayService") {
            for (const char* absent : { "executionRoleArn", "taskRoleArn", "cpu", "memory", "scalingTarget" })
                input[absent] = nullptr;
            input["healthCheckPath"] = "/" + std::to_string(random_.below(3));
            input["primaryContainer"] = { { "image", any(known_["family"]) } };
        } else if (operation == "ExecuteCommand") {
            input = { { "interactive", true }, { "command", "sh -c 'ls'" }, { "container", nullptr } };
        } else if (operation == "CreateCapacityProvider") {
            input["autoScalingGroupProvider"]["autoScalingGroupArn"]
                = "arn:aws:autoscaling:us-east-1:123456789012:autoScalingGroup:1:autoScalingGroupName/pool";
            input["managedInstancesProvider"] = nullptr;
        }
        return input;
    }

    Json value(const Shape& shape, const std::string& name, int depth)
    {
        if (wrong_ > 0 && random_.below(100) < wrong_)
            return wrong_value();
        switch (shape.kind) {
        case Kind::Structure:
            return structure(shape, depth);
        case Kind::List:
            return list(shape, name, depth);
        case Kind::Map: {
            Json map = Json::object();
            for (auto count = random_.below(3); count > 0; --count)
                map[text(*shape.key, name)] = value(*shape.element, name, depth + 1);
            return map;
        }
        case Kind::String:
            return text(shape, name);
        case Kind::Integer:
        case Kind::Long:
            return number(shape);
        case Kind::Double:
            return static_cast<double>(number(shape)) + (one_in(2) ? 0.5 : 0);
        case Kind::Boolean:
            return one_in(2);
        case Kind::Timestamp:
            return 1'700'000'000.25 + static_cast<double>(random_.below(1000));
        }
        return nullptr;
    }

    Json structure(const Shape& shape, int depth)
    {
        Json object = Json::object();
        for (const auto& member : shape.members)
            if ((member.required && !(wrong_ > 0 && one_in(20))) || (depth < 6 && one_in(depth == 0 ? 3 : 5)))
                object[member.name] = value(*member.shape, member.name, depth + 1);
        return object;
    }

    Json list(const Shape& shape, const std::string& name, int depth)
    {
        Json list = Json::array();
        const auto most = wrong_ > 0 && one_in(30) && depth < 3 ? 130 : 3;
        for (auto count = random_.below(static_cast<std::uint64_t>(most)); count > 0; --count)
            list.push_back(value(*shape.element, name, depth + 1));
        return list;
    }

    static const std::vector<std::string>& words()
    {
        static const std::vector<std::string> texts = { "", "a", "web", "default", "web:1", "web:0", "1", "-1",
            "memberOf", "attribute:ecs.os-type == linux", "attribute:x in [", "task:group == family:web",
            "arn:aws:ecs:us-east-1:123456789012:cluster/default", "arn:aws:ecs:::", "::::::", "/", "ecs-svc/1",
            "ecs-svc/99999999999999999999999", "00000000000000000000000000000000", "aws:x", "256", "1024",
            "99999999999", "0.25 vCPU", "1 GB", "\xc3\xa9\xe2\x98\x83\xf0\x9f\x9a\xa2", std::string("nul\0inside", 10),
            "a b", "{}", "FARGATE", "us-east-1a" };
        return texts;
    }

    std::string text(const Shape& shape, const std::string& name)
    {
        if (!shape.enumeration.empty())
            return wrong_ > 0 && one_in(20) ? "MOON" : any(shape.enumeration);
        if (const auto found = known_.find(key_of(name)); found != known_.end() && !one_in(8))
            return any(found->second);
        return one_in(40) ? std::string(random_.below(3000), 'x') : any(words());
    }

    std::int64_t number(const Shape& shape)
    {
        const auto least = static_cast<std::int64_t>(shape.min.value_or(0));
        const auto most = static_cast<std::int64_t>(shape.max.value_or(10));
        if (wrong_ == 0 || !one_in(6))
            return least
                + static_cast<std::int64_t>(random_.below(
                    static_cast<std::uint64_t>(std::min<std::int64_t>(most - least, one_in(4) ? most : 10)) + 1));
        static const std::vector<std::int64_t> edges = { -1, 0, 1, 101, 65536, std::numeric_limits<std::int32_t>::max(),
            std::numeric_limits<std::int32_t>::min(), std::numeric_limits<std::int64_t>::max(),
            std::numeric_limits<std::int64_t>::min() };
        return any(edges);
    }

    Json wrong_value()
    {
        static const std::vector<Json> values = { nullptr, true, 0, -1, 3.5, 1e300, "text", "", Json::array(),
            Json::object(), Json::array({ nullptr }), Json::array({ Json::array({ Json::array() }) }),
            { { "unknown", { { "deep", 1 } } } }, std::numeric_limits<std::uint64_t>::max() };
        return any(values);
    }

    quayside::Random random_;
    std::map<std::string, std::vector<std::string>> known_;
    std::uint64_t wrong_ = 0; // per cent of the values of this request that are of any kind
};
