#pragma once

#include "tests/sim/sim_world.h"

#include <map>
#include <string>
#include <vector>

namespace quayside::sim {

// What goes wrong in a world: begins at random, on a random machine or in the program, lasts a while, and is healed.
class Faults {
public:
    explicit Faults(SimWorld& world);

    // One fault.
    void inject();
    // Everything works from now on, and what was broken is whole.
    void heal();

    const std::map<std::string, std::uint64_t>& counts() const { return counts_; }

    struct Kind {
        const char* name;
        const char* ids; // of the list of faults in the design
        int weight;
        void (Faults::*inject)();
    };
    static const std::vector<Kind>& kinds();
    // The faults of that list which are not here, with the reason.
    struct Missing {
        const char* id;
        const char* why;
    };
    static const std::vector<Missing>& not_covered();

private:
    // Of engines.
    void refuse_connections();
    void black_hole();
    void freeze();
    void crash_engine();
    void crash_engine_live();
    void restart_often();
    void answer_errors();
    void lose_replies();
    void answer_errors_after();
    void answer_slowly();
    void lose_events();
    void delay_events();
    void repeat_events();
    void swap_events();
    void list_the_past();
    void fill_engine_disk();
    void take_name();
    void take_port();
    void forget_images();
    void stall_pulls();
    void refuse_pulls();
    void change_identity();
    void cut_all();
    // Of containers.
    void kill_container();
    void remove_container();
    void start_container_again();
    void end_container();
    void kill_all_containers();
    // Of the program and its machine.
    void kill_program();
    void cut_write();
    void lose_power();
    void suspend_program();
    void set_clock();
    void fill_disk();
    void break_disk();

    Machine* any_machine();
    docker::SimulatedContainer* any_container(Machine& machine, bool running);
    template <class Change>
    void change_line(Change change, Duration most);
    template <class Change>
    void change_engine(Change change, Duration most);
    void mend_later(Machine& machine, Duration most);
    void mend(Machine& machine);
    bool was_added_as_it_is(Machine& machine) const;
    bool chance(int percent) { return random_.below(100) < static_cast<std::uint64_t>(percent); }
    Duration up_to(Duration most);

    SimWorld& world_;
    Random random_;
    std::map<std::string, std::uint64_t> counts_;
    std::map<std::string, TimerHandle> mending_; // by machine
    std::map<std::string, std::string> other_identity_; // machines that were replaced
    int strangers_ = 0;
    std::vector<std::pair<Machine*, model::Port>> taken_ports_;
    TimerHandle disk_;
    TimerHandle clock_;
};

} // namespace quayside::sim
