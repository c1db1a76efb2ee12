#pragma once

#include "core/control/hook_runner.h"

#include <memory>
#include <string>

namespace quayside::net {
class AsioLoop;
} // namespace quayside::net

namespace quayside::control {

// Lifecycle hooks on this machine. The hook of ...:function:NAME is the program DIRECTORY/NAME, which gets the payload
// on its standard input and answers on its standard output; or, if there is a file DIRECTORY/NAME.url, the address in
// that file, to which the payload is posted. The answer is {"hookStatus": "SUCCEEDED" | "FAILED" | "IN_PROGRESS",
// "callBackDelay": seconds}. One that takes longer than a minute has failed.
class LocalHooks final : public HookRunner {
public:
    LocalHooks(net::AsioLoop& loop, std::string directory);
    ~LocalHooks() override; // ends what runs; nobody is told any more

    void ask(std::string target, Json payload, Function<void(Result<HookAnswer>)> done) override;

private:
    class Core;
    std::unique_ptr<Core> core_;
};

// The answer of a handler, taken apart.
Result<HookAnswer> read_hook_answer(const std::string& text);
// NAME of ...:function:NAME or a bare NAME; empty if it is none that could be a file's.
std::string hook_name(const std::string& target);

} // namespace quayside::control
