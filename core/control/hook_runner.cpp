#include "core/control/hook_runner.h"

#include <nlohmann/json.hpp>

namespace quayside::control {

namespace {

class NoHooks final : public HookRunner {
public:
    explicit NoHooks(Loop& loop)
        : loop_(loop)
    {
    }

    void ask(std::string target, Json, Function<void(Result<HookAnswer>)> done) override
    {
        loop_.post([done = std::move(done), target = std::move(target)] {
            done(fail(Error::client("Nothing here answers for " + target + ".")));
        });
    }

private:
    Loop& loop_;
};

} // namespace

std::shared_ptr<HookRunner> no_hooks(Loop& loop)
{
    return std::make_shared<NoHooks>(loop);
}

} // namespace quayside::control
