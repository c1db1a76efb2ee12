#include "core/images/local_registry.h"

#include "core/base/log.h"
#include "core/docker/urls.h"
#include "core/store/private_file.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <sys/stat.h>
#include <utility>

namespace quayside::images {

namespace {

constexpr const char* kRoom = "images";

// Uploads that were broken off are forgotten after a day.
constexpr const char* kConfiguration = R"(version: 0.1
log: {{accesslog: {{disabled: true}}, level: error}}
storage:
  filesystem: {{rootdirectory: {0}}}
  delete: {{enabled: true}}
  maintenance: {{uploadpurging: {{enabled: true, age: 24h, interval: 6h, dryrun: false}}}}
http: {{addr: "127.0.0.1:{1}", secret: "{2}"}}
auth:
  token: {{realm: "http://127.0.0.1:{3}/token", service: {4}, issuer: {4}, rootcertbundle: {5}}}
)";

} // namespace

LocalRegistry::LocalRegistry(Loop& loop, std::shared_ptr<RegistryHost> host, Settings settings)
    : loop_(loop)
    , host_(std::move(host))
    , settings_(std::move(settings))
    , directory_(settings_.state_directory.empty() ? std::string() : settings_.state_directory + "/registry")
    , storage_(directory_ + "/data")
{
}

LocalRegistry::~LocalRegistry() = default;

std::string LocalRegistry::file(const char* name) const
{
    return directory_ + "/" + name;
}

Result<void> LocalRegistry::open()
{
    auto repositories = Repositories::open(directory_);
    if (!repositories)
        return fail(repositories.error());
    repositories_ = std::move(*repositories);
    if (!repositories_.all().empty())
        when_ready([](const Result<void>&) {});
    if (repositories_.has_waste())
        clear_later();
    return {};
}

void LocalRegistry::when_ready(Callback<void> done)
{
    if (auto prepared = prepare(); !prepared) {
        cannot_ = prepared.error().message;
        loop_.post(alive_.guard([done = std::move(done), prepared] { done(prepared); }));
        return;
    }
    cannot_.clear();
    runner_->when_ready(std::move(done));
}

// What does not change as long as Quayside runs.
Result<void> LocalRegistry::prepare()
{
    if (runner_)
        return {};
    if (!host_ || directory_.empty())
        return fail(Error::server("The registry needs a state directory: what is pushed would be kept nowhere."));
    if (::mkdir(directory_.c_str(), 0700) != 0 && errno != EEXIST)
        return fail(Error::server(fmt::format("{} cannot be made: {}.", directory_, std::strerror(errno))));
    if (repositories_.port() == 0)
        if (auto kept = repositories_.set_port(host_->free_port()); !kept)
            return kept;
    auto tokens = RegistryTokens::make(settings_.installation_secret, settings_.account);
    if (!tokens)
        return fail(tokens.error());
    tokens_ = std::move(*tokens);
    const auto token_port
        = host_->listen(alive_.guard([this](net::HttpRequest request, net::HttpServer::Respond respond) {
              answer(std::move(request), std::move(respond));
          }));
    if (!token_port)
        return fail(token_port.error());
    if (auto written = write_files(*token_port); !written)
        return written;
    runner_ = std::make_unique<RegistryRunner>(loop_, *host_,
        RegistryRunner::Place{ { settings_.program, "serve", file("config.yml") }, repositories_.port(), file("pid") });
    return {};
}

Result<void> LocalRegistry::write_files(std::uint16_t token_port) const
{
    const auto uploads = net::hex(net::hmac_sha256(settings_.installation_secret, "registry uploads"));
    const auto quoted = [this](const char* name) { return Json(file(name)).dump(); };
    const auto configuration = fmt::format(kConfiguration, quoted("data"), repositories_.port(), uploads, token_port,
        RegistryTokens::kService, quoted("certificate.pem"));
    for (const auto& [name, text] :
        { std::pair{ "certificate.pem", tokens_->certificate() }, std::pair{ "config.yml", configuration } })
        if (!store::write_private_file(file(name), text))
            return fail(Error::server(fmt::format("{} cannot be written: {}.", file(name), std::strerror(errno))));
    return {};
}

RegistryStatus LocalRegistry::status() const
{
    if (!cannot_.empty())
        return RegistryStatus::Failed;
    return runner_ ? runner_->status() : RegistryStatus::Stopped;
}

std::string LocalRegistry::problem() const
{
    return runner_ ? runner_->problem() : cannot_;
}

std::string LocalRegistry::address() const
{
    return repositories_.port() == 0 ? std::string() : fmt::format("127.0.0.1:{}", repositories_.port());
}

bool LocalRegistry::owns(const std::string& reference) const
{
    const auto own = address();
    return !own.empty() && docker::registry_of(reference) == own;
}

std::optional<docker::RegistryLogin> LocalRegistry::own_login() const
{
    return tokens_ ? std::optional(tokens_->own_login(loop_.now())) : std::nullopt;
}

template <class T>
void LocalRegistry::aside(Function<T()> work, Function<void(T)> done)
{
    if (!host_)
        return loop_.post(alive_.guard([work = std::move(work), done = std::move(done)] { done(work()); }));
    auto shared = std::make_shared<Function<void(T)>>(alive_.guard(std::move(done)));
    host_->aside([&loop = loop_, work = std::move(work), shared = std::move(shared)] {
        loop.post([shared, result = work()]() mutable { (*shared)(std::move(result)); });
    });
}

void LocalRegistry::images(const std::string& repository, Function<void(std::vector<StoredImage>)> done)
{
    aside<std::vector<StoredImage>>(
        [storage = storage_, repository] { return storage.images(repository); }, std::move(done));
}

void LocalRegistry::remove_images(
    const std::string& repository, std::vector<ImageName> names, Function<void(DeletedImages)> done)
{
    aside<DeletedImages>(
        [storage = storage_, repository, names = std::move(names)] { return storage.remove(repository, names); },
        [this, done = std::move(done)](DeletedImages result) {
            if (!result.deleted.empty())
                deleted_something();
            done(std::move(result));
        });
}

void LocalRegistry::remove(const std::string& repository, bool with_images, Callback<void> done)
{
    images(repository,
        [this, repository, with_images, done = std::move(done)](const std::vector<StoredImage>& images) mutable {
            if (!images.empty() && !with_images)
                return done(fail(Error{ "RepositoryNotEmpty", "It still contains images.", 400 }));
            if (const auto removed = repositories_.remove(repository); !removed)
                return done(removed);
            aside<bool>(
                [storage = storage_, repository] {
                    storage.remove_repository(repository);
                    return true;
                },
                [this, done = std::move(done)](bool) {
                    clear_later();
                    done({});
                });
        });
}

// Who wants to push waits while what nobody names any more is cleared away: it may be a part of what is pushed.
void LocalRegistry::answer(net::HttpRequest request, net::HttpServer::Respond respond)
{
    const bool pushes = RegistryTokens::asks_to_push(request);
    if (pushes && clearing_) {
        waiting_.push_back({ std::move(request), std::move(respond) });
        return;
    }
    auto response = tokens_->answer(request, repositories_, loop_.now());
    if (pushes && response.status == 200)
        pushed_at_ = loop_.now();
    respond(std::move(response));
}

void LocalRegistry::deleted_something()
{
    if (const auto kept = repositories_.set_waste(true); !kept)
        log::warning(kRoom, "{}", kept.error().message);
    clear_later();
}

void LocalRegistry::clear_later()
{
    if (!clear_timer_.active())
        clear_timer_ = loop_.after(settings_.quiet, [this] { clear(); });
}

void LocalRegistry::clear()
{
    clear_timer_.cancel();
    if (!runner_ || clearing_ || loop_.now() - pushed_at_ < settings_.quiet)
        return clear_later();
    std::vector<std::string> names;
    for (const auto& [name, created] : repositories_.all())
        names.push_back(name);
    enum class Found { Nothing, Push, Waste };
    aside<Found>(
        [storage = storage_, names = std::move(names)] {
            const auto is_pushed_to = [&storage](const auto& name) { return storage.has_uploads(name); };
            if (storage.is_empty())
                return Found::Nothing;
            return std::ranges::any_of(names, is_pushed_to) ? Found::Push : Found::Waste;
        },
        [this, asked_at = loop_.now()](Found found) {
            if (found == Found::Nothing)
                return cleared(0, {});
            if (found == Found::Push || pushed_at_ >= asked_at)
                return clear_later();
            auto program = host_->run({ settings_.program, "garbage-collect", file("config.yml") },
                alive_.guard([this](int code, const std::string& words) { cleared(code, words); }));
            if (program)
                clearing_ = std::move(*program);
            else
                clear_later();
        });
}

void LocalRegistry::cleared(int code, const std::string& last_words)
{
    loop_.post([program = std::move(clearing_)] {});
    if (code != 0) {
        log::warning(kRoom, "what was deleted from the registry could not be cleared away: {}", last_words);
        clear_later();
    } else if (const auto kept = repositories_.set_waste(clear_timer_.active()); !kept) {
        log::warning(kRoom, "{}", kept.error().message);
    }
    for (auto& [request, respond] : std::exchange(waiting_, {}))
        answer(std::move(request), std::move(respond));
}

} // namespace quayside::images
