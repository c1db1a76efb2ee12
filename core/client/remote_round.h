#pragma once

#include "core/client/remote_caller.h"
#include "core/client/remote_records.h"

#include <deque>
#include <memory>

namespace quayside::client {

// One look at all that an endpoint has: lists and what describes them, a few calls at a time. Everything happens on the
// loop's thread; it lives until it is done, or its caller goes.
class RemoteRound : public std::enable_shared_from_this<RemoteRound> {
public:
    using Done = Function<void(Result<RemoteLook>)>;

    // `own`: it is an endpoint of Quayside's, with operations of its own. An Error is that of the first call that
    // failed.
    static std::shared_ptr<RemoteRound> start(
        std::shared_ptr<RemoteCaller> caller, std::shared_ptr<RemoteRecords> records, bool own, Done done);
    void stop(); // nobody waits any more

private:
    using Then = std::function<void(const Json&)>;
    using Names = std::vector<std::string>;
    struct Call {
        std::string operation;
        Json input;
        Then then;
        bool must = true; // else what it would have told is left out where it fails
    };

    RemoteRound(std::shared_ptr<RemoteCaller> caller, std::shared_ptr<RemoteRecords> records, bool own, Done done);
    void begin();
    void ask(Call call);
    void ask_all(Call call); // page by page
    // Describes `names` in parts of `most`.
    void describe(const std::string& operation, Json input, const char* member, const Names& names, std::size_t most,
        Then then, bool must = true);
    void ask_cluster(const std::string& arn);
    void ask_tasks(const std::string& cluster, const char* status);
    void take_services(const Json& reply);
    void list_definitions(model::TaskDefinitionStatus status);
    void need_definition(const std::string& arn);
    void go_on();
    void end(Result<RemoteLook> result);

    std::shared_ptr<RemoteCaller> caller_;
    std::shared_ptr<RemoteRecords> records_;
    bool own_;
    Done done_;
    RemoteLook look_;
    std::deque<Call> waiting_;
    std::set<std::string> asked_; // definitions
    std::size_t open_ = 0;
};

} // namespace quayside::client
