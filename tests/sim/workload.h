#pragma once

#include "tests/sim/service_clients.h"
#include "tests/sim/sim_world.h"

#include <map>
#include <set>
#include <string>
#include <vector>

namespace quayside::sim {

// The clients of a world: what they ask for, and what they were told, which must stay true.
class Workload {
public:
    explicit Workload(SimWorld& world);

    // Engines and definitions, before anything goes wrong.
    void prepare();
    // One call, of any kind.
    void act();
    // Repeats the calls whose fate is not known, with their client tokens.
    void ask_again();
    // The last calls: from here on all can be in order.
    void settle();

private:
    // A RunTask call, from when it is made until its outcome is known.
    struct Run {
        Json input;
        std::string marker; // startedBy: no task of a refused call may ever have it
        std::string token;
    };

    void run_task();
    void start_task();
    void stop_task();
    void send(Run run);
    void ran(const Run& run, const std::set<std::string>& before, const Result<Json>& result);
    std::set<std::string> tasks_with(const std::string& token) const;
    void add_engine();
    void remove_engine();
    void change_instance();
    void deregister_instance();
    void register_definition();
    void put_attribute();
    void describe_tasks();
    void list_tasks();
    void bad_call();

    bool chance(int percent) { return random_.below(100) < static_cast<std::uint64_t>(percent); }
    template <class T>
    const T* any_of(const model::Table<T>& table);
    model::TaskPtr any_task(bool alive);
    std::size_t open_tasks() const;
    std::string some_family(bool for_service);
    static bool definite(const Error& error) { return error.http_status < 500; }

    SimWorld& world_;
    Random random_;
    ServiceClients services_;
    int next_ = 1;
    int next_engine_ = 1;
    std::vector<Run> unsure_;
    std::map<std::string, std::int64_t> revisions_; // the last one of a family that was answered
    std::map<std::string, std::pair<model::TaskStatus, std::int64_t>> told_; // task -> status and version, as described
};

} // namespace quayside::sim
