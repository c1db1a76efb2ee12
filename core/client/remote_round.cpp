#include "core/client/remote_round.h"

#include "core/base/arn.h"
#include "core/client/remote_parts.h"

#include <utility>

namespace quayside::client {

namespace {

constexpr std::size_t kAtOnce = 6;
constexpr std::size_t kPage = 100; // what ECS describes at once of most kinds
constexpr std::size_t kServices = 10;
constexpr std::size_t kDeployments = 20;
constexpr int kEvents = 1000;

// Adds each element of a list to another one.
auto add_to(std::vector<Json>& all, const char* member)
{
    return [&all, member](const Json& reply) {
        for (const auto& element : list_in(reply, member))
            all.push_back(element);
    };
}

} // namespace

std::shared_ptr<RemoteRound> RemoteRound::start(
    std::shared_ptr<RemoteCaller> caller, std::shared_ptr<RemoteRecords> records, bool own, Done done)
{
    const std::shared_ptr<RemoteRound> round(
        new RemoteRound(std::move(caller), std::move(records), own, std::move(done)));
    round->begin();
    round->go_on();
    return round;
}

void RemoteRound::stop()
{
    done_ = nullptr;
    waiting_.clear();
}

RemoteRound::RemoteRound(
    std::shared_ptr<RemoteCaller> caller, std::shared_ptr<RemoteRecords> records, bool own, Done done)
    : caller_(std::move(caller))
    , records_(std::move(records))
    , own_(own)
    , done_(std::move(done))
{
}

void RemoteRound::begin()
{
    ask_all({ "ListClusters", Json::object(), [this](const Json& reply) {
                 const auto arns = texts_in(reply, "clusterArns");
                 Json include = Json::array();
                 for (const char* part : { "SETTINGS", "TAGS", "CONFIGURATIONS" })
                     include.push_back(part);
                 describe("DescribeClusters", { { "include", std::move(include) } }, "clusters", arns, kPage,
                     add_to(look_.clusters, "clusters"));
                 for (const auto& arn : arns)
                     ask_cluster(arn);
             } });
    using Status = model::TaskDefinitionStatus;
    for (const auto status : { Status::Active, Status::Inactive, Status::DeleteInProgress })
        list_definitions(status);
    ask_all(
        { "DescribeCapacityProviders", Json::object(), add_to(look_.capacity_providers, "capacityProviders"), false });
    if (!own_)
        return;
    ask({ "ListEngines", Json::object(), add_to(look_.engines, "engines"), false });
    ask({ "ListEvents", { { "maxResults", kEvents } }, add_to(look_.events, "events"), false });
}

void RemoteRound::ask_cluster(const std::string& arn)
{
    const Json of_cluster = { { "cluster", arn } };
    ask_all({ "ListContainerInstances", of_cluster, [this, of_cluster](const Json& reply) {
                 Json input = of_cluster;
                 input["include"].push_back("TAGS");
                 describe("DescribeContainerInstances", std::move(input), "containerInstances",
                     texts_in(reply, "containerInstanceArns"), kPage, add_to(look_.instances, "containerInstances"));
             } });
    Json input = of_cluster;
    input["maxResults"] = kPage;
    ask_all({ "ListServices", std::move(input), [this, of_cluster](const Json& reply) {
                 Json services = of_cluster;
                 services["include"].push_back("TAGS");
                 describe("DescribeServices", std::move(services), "services", texts_in(reply, "serviceArns"),
                     kServices, [this](const Json& described) { take_services(described); });
             } });
    for (const char* status : { "RUNNING", "STOPPED" })
        ask_tasks(arn, status);
}

void RemoteRound::ask_tasks(const std::string& cluster, const char* status)
{
    const Json of_cluster = { { "cluster", cluster } };
    Json input = of_cluster;
    input["desiredStatus"] = status;
    ask_all(
        { "ListTasks", std::move(input), [this, of_cluster](const Json& reply) {
             const auto arns = texts_in(reply, "taskArns");
             Json described = of_cluster;
             described["include"].push_back("TAGS");
             describe(
                 "DescribeTasks", std::move(described), "tasks", arns, kPage, [this, of_cluster](const Json& answer) {
                     Names of_services;
                     for (const auto& task : list_in(answer, "tasks")) {
                         need_definition(text_in(task, "taskDefinitionArn"));
                         look_.tasks.push_back(task);
                         if (text_in(task, "group").starts_with("service:") && text_in(task, "lastStatus") != "STOPPED")
                             of_services.push_back(text_in(task, "taskArn"));
                     }
                     describe("GetTaskProtection", of_cluster, "tasks", of_services, kPage,
                         add_to(look_.protected_tasks, "protectedTasks"), false);
                 });
         } });
}

void RemoteRound::take_services(const Json& reply)
{
    Names current;
    for (const auto& service : list_in(reply, "services")) {
        look_.services.push_back(service);
        for (const auto& deployment : list_in(service, "deployments"))
            need_definition(text_in(deployment, "taskDefinition"));
        if (auto arn = text_in(service, "currentServiceDeployment"); !arn.empty())
            current.push_back(std::move(arn));
    }
    describe("DescribeServiceDeployments", Json::object(), "serviceDeploymentArns", current, kDeployments,
        add_to(look_.service_deployments, "serviceDeployments"), false);
}

void RemoteRound::list_definitions(model::TaskDefinitionStatus status)
{
    ask_all({ "ListTaskDefinitions", { { "status", std::string(to_string(status)) } },
        [this, status](const Json& reply) {
            for (const auto& arn : texts_in(reply, "taskDefinitionArns")) {
                look_.listed[std::string(short_name_of(arn))] = status;
                need_definition(arn);
            }
        },
        status == model::TaskDefinitionStatus::Active });
}

void RemoteRound::need_definition(const std::string& arn)
{
    const std::string name(short_name_of(arn));
    if (name.empty() || records_->knows_definition(name) || !asked_.insert(name).second)
        return;
    Json input = { { "taskDefinition", arn } };
    input["include"].push_back("TAGS");
    ask({ "DescribeTaskDefinition", std::move(input), [this](const Json& reply) { look_.definitions.push_back(reply); },
        false });
}

void RemoteRound::ask(Call call)
{
    waiting_.push_back(std::move(call));
}

void RemoteRound::ask_all(Call call)
{
    auto page = call;
    page.then = [this, call](const Json& reply) {
        if (auto token = text_in(reply, "nextToken"); !token.empty()) {
            auto next = call;
            next.input["nextToken"] = std::move(token);
            ask_all(std::move(next));
        }
        call.then(reply);
    };
    ask(std::move(page));
}

void RemoteRound::describe(const std::string& operation, Json input, const char* member, const Names& names,
    std::size_t most, Then then, bool must)
{
    for (std::size_t i = 0; i < names.size(); i += most) {
        Json part = input;
        part[member] = Names(names.begin() + static_cast<std::ptrdiff_t>(i),
            names.begin() + static_cast<std::ptrdiff_t>(std::min(names.size(), i + most)));
        ask({ operation, std::move(part), then, must });
    }
}

void RemoteRound::go_on()
{
    while (done_ && open_ < kAtOnce && !waiting_.empty()) {
        auto call = std::move(waiting_.front());
        waiting_.pop_front();
        ++open_;
        caller_->call(call.operation, call.input,
            [self = shared_from_this(), then = std::move(call.then), must = call.must](const Result<Json>& reply) {
                --self->open_;
                const bool no_answer = !reply && reply.error().http_status == 0;
                if (reply)
                    then(*reply);
                else if (must || no_answer)
                    return self->end(fail(reply.error()));
                self->go_on();
            });
    }
    if (open_ == 0 && waiting_.empty())
        end(std::move(look_));
}

void RemoteRound::end(Result<RemoteLook> result)
{
    if (auto done = std::exchange(done_, nullptr))
        done(std::move(result));
}

} // namespace quayside::client
