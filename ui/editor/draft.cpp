#include "ui/editor/draft.h"

#include <QObject>

namespace quayside::ui {

namespace {

constexpr std::size_t kMostSteps = 200;
constexpr std::size_t kMostBytes = 1 << 20; // of a text that is read at all: 64 KiB can be registered

} // namespace

void Draft::remember(const QString& name, const std::string& thread)
{
    redone_.clear();
    if (!undone_.empty() && !thread.empty() && undone_.back().thread == thread)
        return;
    if (undone_.size() == kMostSteps)
        undone_.erase(undone_.begin());
    undone_.push_back({ text_, name, thread });
}

bool Draft::apply(const std::vector<Patch>& patches, const QString& name, const std::string& thread)
{
    auto changed = document_;
    if (!is_valid() || !changed.apply(patches))
        return false;
    remember(name, thread);
    document_ = std::move(changed);
    text_ = document_.text();
    return true;
}

bool Draft::become(const Json& value, const QString& name, const std::string& thread)
{
    const auto patches = changes_between(document_.value(), value);
    return !patches.empty() && apply(patches, name, thread);
}

void Draft::set_text(std::string text)
{
    if (text == text_)
        return;
    remember(QObject::tr("Typing"), {});
    read(std::move(text));
}

void Draft::read(std::string text)
{
    text_ = std::move(text);
    if (text_.size() > kMostBytes) {
        error_ = "Could not read the body: the text has more than 1 MiB; a task definition has 64 KiB at most.";
        return;
    }
    auto read = JsonDocument::read(text_);
    error_ = read ? std::string() : read.error().message;
    if (read)
        document_ = std::move(*read);
}

void Draft::undo()
{
    if (undone_.empty())
        return;
    auto step = std::move(undone_.back());
    undone_.pop_back();
    redone_.push_back({ text_, step.name, step.thread });
    read(std::move(step.text));
}

void Draft::redo()
{
    if (redone_.empty())
        return;
    auto step = std::move(redone_.back());
    redone_.pop_back();
    undone_.push_back({ text_, step.name, {} });
    read(std::move(step.text));
}

} // namespace quayside::ui
