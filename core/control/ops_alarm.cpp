#include "core/control/handlers.h"
#include "core/control/input.h"
#include "core/control/paginate.h"

#include <fmt/format.h>

namespace quayside::control {

namespace {

using model::Alarm;

Json describe(const Alarm& alarm)
{
    return { { "name", alarm.name }, { "state", to_string(alarm.state) }, { "reason", alarm.reason },
        { "changedAt", to_epoch_seconds(alarm.changed_at) } };
}

Result<std::shared_ptr<const Alarm>> require_alarm(const model::State& state, const std::string& name)
{
    if (auto alarm = state.alarms().find(name))
        return alarm;
    return fail(Error{ "ResourceNotFoundException", "name: there is no alarm " + name + ".", 400 });
}

} // namespace

// Makes the alarm if there is none of that name.
Result<Json> put_alarm_state(Operation& operation, const Json& input)
{
    const auto name = text_of(input, "name");
    const auto existing = operation.state().alarms().find(name);
    Alarm alarm = existing ? *existing : Alarm();
    alarm.name = name;
    const auto before = alarm.state;
    fields_from_json(input["state"], alarm.state);
    alarm.reason = text_of(input, "reason");
    if (!existing || alarm.state != before)
        alarm.changed_at = operation.now;
    operation.transaction.put(alarm);
    return Json{ { "alarm", describe(alarm) } };
}

Result<Json> list_alarms(Operation& operation, const Json& input)
{
    const auto pager = Pager::read("ListAlarms", input);
    if (!pager)
        return fail(pager.error());
    const auto state = text_of(input, "state");
    std::vector<std::string> names;
    for (const auto& [name, alarm] : operation.state().alarms())
        if (state.empty() || to_string(alarm->state) == state)
            names.push_back(name);
    return pager->page("alarms", std::move(names),
        [&](const std::string& name) { return describe(*operation.state().alarms().find(name)); });
}

Result<Json> delete_alarm(Operation& operation, const Json& input)
{
    const auto alarm = require_alarm(operation.state(), text_of(input, "name"));
    if (!alarm)
        return fail(alarm.error());
    const Json reply = { { "alarm", describe(**alarm) } };
    operation.transaction.erase<Alarm>((*alarm)->name);
    return reply;
}

} // namespace quayside::control
