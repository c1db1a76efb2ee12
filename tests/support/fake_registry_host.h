#pragma once

#include "core/images/registry_host.h"

#include <algorithm>
#include <map>
#include <set>

namespace quayside::test {

// A machine on which a registry's program listens, or not, as a test says.
class FakeRegistryHost final : public images::RegistryHost {
public:
    struct Running {
        Command command;
        Ended ended;
    };

    Result<std::unique_ptr<Program>> run(const Command& command, Ended ended) override
    {
        commands.push_back(command);
        if (!installed)
            return fail(Error::server(command.front() + " is not installed."));
        auto child = std::make_unique<Child>(*this, ++last_);
        running[last_] = { command, std::move(ended) };
        return std::unique_ptr<Program>(std::move(child));
    }
    bool end_stray(pid_t process, const Command&, bool at_once) override
    {
        if (!strays.contains(process))
            return false;
        if (at_once)
            strays.erase(process);
        return true;
    }
    bool is_taken(std::uint16_t port) override
    {
        const bool served
            = std::ranges::any_of(running, [](const auto& entry) { return entry.second.command.at(1) == "serve"; });
        return taken.contains(port) || (listens && served);
    }
    std::uint16_t free_port() override { return 20'000; }
    Result<std::uint16_t> listen(net::HttpServer::Handler answer) override
    {
        handler = std::move(answer);
        return std::uint16_t{ 30'000 };
    }
    void aside(Function<void()> work) override { work(); }

    // The newest ends by itself.
    void end(int code, const std::string& last_words)
    {
        const auto newest = running.extract(last_);
        newest.mapped().ended(code, last_words);
    }

    bool installed = true;
    bool listens = true;
    std::set<pid_t> strays; // that end only when they are made to
    std::set<std::uint16_t> taken; // by others
    std::vector<Command> commands; // that were run
    std::map<pid_t, Running> running;
    net::HttpServer::Handler handler; // of tokens

private:
    struct Child final : Program {
        Child(FakeRegistryHost& machine, pid_t process)
            : host(machine)
            , number(process)
        {
        }
        ~Child() override { host.running.erase(number); }
        pid_t process() const override { return number; }

        FakeRegistryHost& host;
        pid_t number;
    };

    pid_t last_ = 1000;
};

} // namespace quayside::test
