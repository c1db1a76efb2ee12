#include "ui/session/batches.h"

#include "ui/session/command_line.h"
#include "ui/session/session.h"
#include "ui/session/undo_log.h"

#include <algorithm>

namespace quayside::ui {

namespace {

TimePoint now()
{
    return std::chrono::time_point_cast<Duration>(std::chrono::system_clock::now());
}

} // namespace

Batches& Batches::of(Session& session)
{
    if (auto* known = session.findChild<Batches*>(QString(), Qt::FindDirectChildrenOnly))
        return *known;
    return *new Batches(session);
}

Batches::Batches(Session& session)
    : QObject(&session)
    , session_(session)
{
    next_.setSingleShot(true);
    connect(&next_, &QTimer::timeout, this, &Batches::look);
}

bool Batches::must_be_held(const std::vector<Call>& calls) const
{
    return grace_.count() > 0 && std::ranges::any_of(calls, [](const Call& call) {
        return nature_of(call.operation) == CallNature::Destroys;
    });
}

bool Batches::takes(const std::vector<Call>& calls) const
{
    return must_be_held(calls) || calls.size() > kAtOnce;
}

std::uint64_t Batches::start(const QString& title, std::vector<Call> calls)
{
    const bool hold = must_be_held(calls);
    Batch batch;
    batch.number = ++last_number_;
    batch.title = title;
    batch.calls = std::move(calls);
    batch.begun = now();
    batch.held_until = hold ? batch.begun + grace_ : kNever;
    batches_.push_back(std::move(batch));
    const auto over = std::ranges::find_if(batches_, &Batch::is_over);
    if (batches_.size() > kCapacity && over != batches_.end())
        batches_.erase(over);
    emit changed();
    if (hold)
        look();
    else
        send_now(last_number_);
    return last_number_;
}

Batch* Batches::find(std::uint64_t number)
{
    const auto found = std::ranges::find(batches_, number, &Batch::number);
    return found == batches_.end() ? nullptr : &*found;
}

const Batch* Batches::held() const
{
    const Batch* first = nullptr;
    for (const auto& batch : batches_)
        if (batch.state == Batch::State::Held && (!first || batch.held_until < first->held_until))
            first = &batch;
    return first;
}

// Sends what has been held for long enough.
void Batches::look()
{
    for (const auto* first = held(); first && first->held_until <= now(); first = held())
        send_now(first->number);
    if (const auto* first = held())
        next_.start(std::chrono::ceil<std::chrono::milliseconds>(first->held_until - now()));
}

void Batches::cancel(std::uint64_t number)
{
    auto* batch = find(number);
    if (batch && !batch->is_over())
        end(*batch, Batch::State::Cancelled);
}

void Batches::send_now(std::uint64_t number)
{
    auto* batch = find(number);
    if (!batch || batch->state != Batch::State::Held)
        return;
    batch->state = Batch::State::Running;
    emit changed();
    const UndoLog::Together together(UndoLog::of(session_));
    send_more(number);
}

void Batches::send_all_now()
{
    while (const auto* first = held())
        send_now(first->number);
}

std::uint64_t Batches::retry(std::uint64_t number)
{
    const auto* batch = find(number);
    if (!batch || !batch->is_over())
        return 0;
    auto calls = batch->failed;
    calls.insert(calls.end(), batch->calls.begin() + static_cast<std::ptrdiff_t>(batch->sent), batch->calls.end());
    return calls.empty() ? 0 : start(QString(batch->title), std::move(calls));
}

void Batches::note(std::uint64_t command, const Call& call)
{
    if (sending_ || without_secrets(call.operation, call.input) != call.input)
        return;
    singles_.emplace_back(command, call);
    if (singles_.size() > CommandLog::kCapacity)
        singles_.pop_front();
}

const Call* Batches::single(std::uint64_t command) const
{
    const auto found = std::ranges::find(singles_, command, &std::pair<std::uint64_t, Call>::first);
    return found == singles_.end() ? nullptr : &found->second;
}

void Batches::send_more(std::uint64_t number)
{
    auto* batch = find(number);
    while (batch && batch->state == Batch::State::Running && batch->sent < batch->calls.size()
        && batch->sent - batch->answered < kAtOnce) {
        const std::size_t index = batch->sent++;
        const Call call = batch->calls[index];
        sending_ = true;
        session_.call(call.operation, call.input, this, [this, number, index](const Result<Json>& reply) {
            take(number, index, reply ? nullptr : &reply.error());
        });
        sending_ = false;
        batch = find(number);
    }
}

void Batches::take(std::uint64_t number, std::size_t index, const Error* error)
{
    auto* batch = find(number);
    if (!batch)
        return;
    ++batch->answered;
    if (error) {
        batch->failed.push_back(batch->calls[index]);
        batch->errors << QString::fromStdString(error->message);
    }
    if (batch->state == Batch::State::Running && batch->answered == batch->calls.size())
        return end(*batch, batch->failed.empty() ? Batch::State::Succeeded : Batch::State::Failed);
    emit changed();
    send_more(number);
}

void Batches::end(Batch& batch, Batch::State state)
{
    batch.state = state;
    batch.ended = now();
    const auto number = batch.number;
    emit changed();
    emit finished(number);
}

} // namespace quayside::ui
