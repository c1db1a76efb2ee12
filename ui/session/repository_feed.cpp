#include "ui/session/repository_feed.h"

#include "ui/look/text.h"
#include "ui/session/session.h"

#include <algorithm>
#include <chrono>
#include <utility>

namespace quayside::ui {

namespace {

constexpr std::chrono::seconds kInterval{ 10 };
constexpr std::size_t kAskedAtOnce = 8;
constexpr int kPage = 1'000;

TimePoint time(const Json& json, const char* member)
{
    const std::chrono::duration<double> since_epoch(json.value(member, 0.0));
    return TimePoint(std::chrono::duration_cast<Duration>(since_epoch));
}

} // namespace

std::string RepositoryRow::name() const
{
    return !tag.empty() ? uri + ":" + tag : digest.empty() ? uri : uri + "@" + digest;
}

RepositoryFeed& RepositoryFeed::of(Session& session)
{
    if (auto* known = session.findChild<RepositoryFeed*>(QString(), Qt::FindDirectChildrenOnly))
        return *known;
    return *new RepositoryFeed(session);
}

RepositoryFeed::RepositoryFeed(Session& session)
    : QObject(&session)
    , session_(session)
{
    timer_.setInterval(kInterval);
    connect(&timer_, &QTimer::timeout, this, &RepositoryFeed::look);
}

void RepositoryFeed::set_wanted(bool wanted)
{
    if (wanted == timer_.isActive())
        return;
    if (!wanted)
        return timer_.stop();
    timer_.start();
    look();
}

void RepositoryFeed::look()
{
    if (waiting_ > 0) {
        look_again_ = true;
        return;
    }
    look_again_ = false;
    repositories_.clear();
    found_.clear();
    problem_found_.clear();
    ask("DescribeRegistry", Json::object());
    ask("DescribeRepositories", { { "maxResults", kPage } });
}

void RepositoryFeed::ask(std::string operation, Json input)
{
    to_ask_.push_back({ std::move(operation), std::move(input) });
    ask_next();
}

void RepositoryFeed::ask_next()
{
    while (waiting_ < kAskedAtOnce && !to_ask_.empty()) {
        auto question = std::move(to_ask_.front());
        to_ask_.pop_front();
        ++waiting_;
        session_.query(
            question.operation, question.input, this, [this, question](Result<Json> reply) { take(question, reply); });
    }
}

void RepositoryFeed::take(const Question& question, const Result<Json>& reply)
{
    if (!reply) {
        problem_found_ = QString::fromStdString(reply.error().message);
    } else {
        if (question.operation == "DescribeRegistry") {
            address_ = from_utf8(reply->value("address", std::string()));
            problem_found_ = from_utf8(reply->value("problem", std::string()));
        } else if (question.operation == "DescribeRepositories") {
            take_repositories(*reply);
        } else {
            take_images(question.input.value("repositoryName", std::string()), *reply);
        }
        if (reply->contains("nextToken")) {
            auto next = question.input;
            next["nextToken"] = (*reply)["nextToken"];
            ask(question.operation, std::move(next));
        }
    }
    --waiting_;
    ask_next();
    if (waiting_ == 0)
        finish();
}

void RepositoryFeed::take_repositories(const Json& reply)
{
    const Json list = reply.value("repositories", Json::array());
    for (const auto& json : list) {
        RepositoryRow row;
        row.repository = json.value("repositoryName", std::string());
        row.uri = json.value("repositoryUri", std::string());
        ask("DescribeImages", { { "repositoryName", row.repository }, { "maxResults", kPage } });
        repositories_.emplace(row.repository, std::move(row));
    }
}

void RepositoryFeed::take_images(const std::string& repository, const Json& reply)
{
    const Json list = reply.value("imageDetails", Json::array());
    for (const auto& json : list) {
        RepositoryRow row = repositories_[repository];
        row.digest = json.value("imageDigest", std::string());
        row.size = json.value("imageSizeInBytes", 0.0);
        row.pushed_at = time(json, "imagePushedAt");
        const auto tags = json.value("imageTags", std::vector<std::string>{ std::string() });
        for (const auto& tag : tags) {
            row.tag = tag;
            found_.push_back(row);
        }
    }
}

void RepositoryFeed::finish()
{
    for (const auto& [name, row] : repositories_)
        if (std::ranges::none_of(found_, [&row](const auto& each) { return each.uri == row.uri; }))
            found_.push_back(row);
    std::map<std::string, std::shared_ptr<const RepositoryRow>> known;
    for (const auto& row : rows_)
        known.emplace(row->key(), row);
    rows_.clear();
    for (auto& row : found_) {
        const auto before = known.find(row.key());
        rows_.push_back(before != known.end() && *before->second == row
                ? before->second
                : std::make_shared<const RepositoryRow>(std::move(row)));
    }
    problem_ = problem_found_;
    has_looked_ = true;
    emit changed();
    if (look_again_)
        look();
}

} // namespace quayside::ui
