#include "ui/pages/engine_disk.h"

#include "ui/look/text.h"
#include "ui/session/session.h"

#include <nlohmann/json.hpp>

#include <chrono>
#include <utility>

namespace quayside::ui {

namespace {

constexpr std::chrono::milliseconds kFresh = std::chrono::minutes{ 5 };
constexpr std::chrono::milliseconds kAgain = std::chrono::seconds{ 10 }; // after an error

Fact fact_of(const QString& label, const Json& reply, const char* member)
{
    const Json share = reply.value(member, Json::object());
    const auto count = share.value("count", std::int64_t{ 0 });
    const auto text = [&share](const char* name) { return byte_quantity(share.value(name, 0.0)).text(); };
    return { .label = label,
        .value = count == 0 ? EngineDisk::tr("none")
                            : EngineDisk::tr("%1, %2; unused %3").arg(count).arg(text("size"), text("reclaimable")) };
}

} // namespace

EngineDisk::EngineDisk(Session& session, QObject* parent)
    : QObject(parent)
    , session_(session)
{
}

void EngineDisk::look_at(const Id& engine)
{
    const auto record = session_.state().engines().find(engine);
    if (!record || (asking_ && engine == engine_))
        return;
    const bool is_fresh = answer_ && engine == engine_ && !asked_.hasExpired((*answer_ ? kFresh : kAgain).count());
    if (engine != engine_)
        answer_.reset();
    engine_ = engine;
    if (record->connected && !is_fresh)
        ask();
}

void EngineDisk::ask()
{
    asking_ = true;
    asked_.start();
    const auto name = session_.state().engines().find(engine_)->name;
    session_.query("DescribeEngineDiskUse", { { "engine", name } }, this, [this, engine = engine_](Result<Json> reply) {
        if (engine != engine_)
            return; // another is looked at by now
        asking_ = false;
        answer_ = std::move(reply);
        emit changed();
    });
}

FactSection EngineDisk::section() const
{
    FactSection section{ .title = tr("Disk") };
    if (!answer_)
        section.facts.push_back({ .label = tr("In use"), .value = asking_ ? tr("being added up …") : dash() });
    else if (!*answer_)
        section.facts.push_back(
            { .label = tr("Problem"), .value = from_utf8(answer_->error().message), .wraps = true });
    else
        section.facts
            = { fact_of(tr("Images"), **answer_, "images"), fact_of(tr("Containers"), **answer_, "containers"),
                  fact_of(tr("Volumes"), **answer_, "volumes"), fact_of(tr("Build cache"), **answer_, "buildCache") };
    return section;
}

} // namespace quayside::ui
