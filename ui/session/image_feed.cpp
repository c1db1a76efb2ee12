#include "ui/session/image_feed.h"

#include "ui/look/text.h"
#include "ui/session/image_jobs.h"
#include "ui/session/session.h"

#include <nlohmann/json.hpp>

#include <QCollator>

#include <algorithm>
#include <chrono>
#include <utility>

namespace quayside::ui {

namespace {

constexpr std::chrono::milliseconds kJobInterval{ 500 };
constexpr std::chrono::seconds kImageInterval{ 10 };
constexpr std::size_t kAskedAtOnce = 8; // engines: there may be thousands
constexpr std::size_t kFewEngines = 20;

QString text(const Json& json, const char* member)
{
    return from_utf8(json.value(member, std::string()));
}

TimePoint time(const Json& json, const char* member)
{
    const std::chrono::duration<double> since_epoch(json.value(member, 0.0));
    return TimePoint(std::chrono::duration_cast<Duration>(since_epoch));
}

// "arn:…:task-definition/web:3" -> "web:3"
QStringList last_parts(const Json& json, const char* member, qsizetype digits)
{
    QStringList names;
    const Json arns = json.value(member, Json::array());
    for (const auto& arn : arns)
        names << from_utf8(arn.get<std::string>()).section(u'/', -1).left(digits);
    return names;
}

std::shared_ptr<ImageRow> read_image(const Json& json, const QString& engine)
{
    auto row = std::make_shared<ImageRow>();
    row->reference = json.value("reference", std::string());
    row->id = json.value("imageId", std::string());
    row->repository = text(json, "repository");
    row->tag = text(json, "tag");
    row->size = json.value("size", 0.0);
    row->created_at = time(json, "createdAt");
    row->engines << engine;
    row->definitions = last_parts(json, "taskDefinitionArns", -1);
    row->tasks = last_parts(json, "taskArns", 8);
    return row;
}

// "web:2" before "web:10".
void sort_by_number(QStringList& names)
{
    QCollator order;
    order.setNumericMode(true);
    std::sort(names.begin(), names.end(), order);
}

void add(ImageRow& sum, const ImageRow& row)
{
    sum.engines += row.engines;
    sum.tasks += row.tasks;
    sum.definitions += row.definitions;
    sum.definitions.removeDuplicates();
}

} // namespace

ImageFeed& ImageFeed::of(Session& session)
{
    if (auto* known = session.findChild<ImageFeed*>(QString(), Qt::FindDirectChildrenOnly))
        return *known;
    return *new ImageFeed(session);
}

ImageFeed::ImageFeed(Session& session)
    : QObject(&session)
    , session_(session)
{
    job_timer_.setInterval(kJobInterval);
    image_timer_.setInterval(kImageInterval);
    connect(&job_timer_, &QTimer::timeout, this, &ImageFeed::ask_for_jobs);
    connect(&image_timer_, &QTimer::timeout, this, &ImageFeed::look);
    connect(&session, &Session::changed, this, [this](const model::ChangeSet& changes) {
        const auto& engines = changes.of<model::Engine>();
        const bool any = std::ranges::any_of(engines, [](const auto& change) {
            return !change.before || !change.after || change.before->connected != change.after->connected;
        });
        const bool first = !has_looked_ && session_.state().engines().size() <= kFewEngines;
        if (any && (image_timer_.isActive() || first))
            look();
    });
}

void ImageFeed::set_wanted(bool wanted)
{
    if (wanted == job_timer_.isActive())
        return;
    for (auto* timer : { &job_timer_, &image_timer_ })
        wanted ? timer->start() : timer->stop();
    if (!wanted)
        return;
    ask_for_jobs();
    look();
}

void ImageFeed::look()
{
    if (waiting_ > 0) {
        look_again_ = true;
        return;
    }
    look_again_ = false;
    std::map<Id, Images> still_there;
    problems_.clear();
    for (const auto& [id, engine] : session_.state().engines()) {
        if (!engine->connected)
            continue;
        still_there[id] = std::move(by_engine_[id]);
        to_ask_.push_back(id);
    }
    by_engine_ = std::move(still_there);
    ask_next();
    if (waiting_ == 0)
        merge();
}

void ImageFeed::ask_next()
{
    for (; waiting_ < kAskedAtOnce && !to_ask_.empty(); to_ask_.pop_back()) {
        const auto engine = session_.state().engines().find(to_ask_.back());
        if (!engine)
            continue;
        ++waiting_;
        session_.query("ListEngineImages", { { "engine", engine->name } }, this,
            [this, id = engine->id, name = from_utf8(engine->name)](
                Result<Json> reply) { take_images(id, name, reply); });
    }
}

void ImageFeed::take_images(const Id& engine, const QString& name, const Result<Json>& reply)
{
    if (reply) {
        Images rows;
        const Json images = reply->value("images", Json::array());
        for (const auto& image : images)
            rows.push_back(read_image(image, name));
        by_engine_[engine] = std::move(rows);
    } else {
        problems_[engine] = tr("%1: %2").arg(name, QString::fromStdString(reply.error().message));
    }
    --waiting_;
    ask_next();
    if (waiting_ > 0)
        return;
    merge();
    if (look_again_)
        look();
}

void ImageFeed::merge()
{
    std::map<std::string, std::shared_ptr<ImageRow>> sums;
    for (const auto& [engine, rows] : by_engine_)
        for (const auto& row : rows)
            if (const auto [sum, is_new] = sums.try_emplace(row->key()); is_new)
                sum->second = std::make_shared<ImageRow>(*row);
            else
                add(*sum->second, *row);
    std::map<std::string, std::shared_ptr<const ImageRow>> known;
    for (const auto& row : images_)
        known.emplace(row->key(), row);
    images_.clear();
    for (auto& [key, sum] : sums) {
        for (auto* names : { &sum->engines, &sum->definitions })
            sort_by_number(*names);
        const auto before = known.find(key);
        images_.push_back(before != known.end() && *before->second == *sum ? before->second : std::move(sum));
    }
    problem_ = problems_.empty() ? QString() : problems_.begin()->second;
    has_looked_ = true;
    emit images_changed();
}

void ImageFeed::ask_for_jobs()
{
    if (std::exchange(asking_, true))
        return;
    session_.query("ListImageJobs", Json::object(), this, [this](Result<Json> reply) { take_jobs(reply); });
}

void ImageFeed::take_jobs(const Result<Json>& reply)
{
    asking_ = false;
    if (!reply)
        return;
    auto jobs = read_image_jobs(*reply);
    if (jobs == jobs_)
        return;
    const auto over = [](const std::vector<ImageJobRow>& all) {
        return std::ranges::count_if(all, [](const ImageJobRow& job) { return !job.runs(); });
    };
    const bool ended = over(jobs) != over(jobs_);
    jobs_ = std::move(jobs);
    emit jobs_changed();
    if (ended)
        look();
}

} // namespace quayside::ui
