#pragma once

#include "core/images/registry_host.h"
#include "core/images/registry_runner.h"
#include "core/images/registry_storage.h"
#include "core/images/registry_tokens.h"
#include "core/images/repositories.h"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace quayside::images {

// The registry of this installation, which plays ECR for the engines of this machine: Debian's docker-registry, that
// listens on loopback and lets in whoever has a password of ours. It runs from when it is first needed: because there
// is a repository, or because somebody asks for one or for a password. On the loop's thread.
class LocalRegistry {
public:
    struct Settings {
        std::string state_directory; // empty: there can be no registry, for it would keep nothing
        std::string installation_secret;
        std::string account;
        std::string program = "docker-registry";
        Duration quiet = std::chrono::minutes{ 10 }; // without a push, before what was deleted is cleared away
    };
    template <class T>
    using Callback = Function<void(Result<T>)>;

    // Without a host there can be none.
    LocalRegistry(Loop& loop, std::shared_ptr<RegistryHost> host, Settings settings);
    ~LocalRegistry();

    // Reads what there is, and starts the program if that is anything. Errors name the file.
    Result<void> open();

    // Starts the program if it does not run, and calls `done` once, later, when it does or cannot.
    void when_ready(Callback<void> done);
    RegistryStatus status() const;
    std::string problem() const; // why it does not run; empty: nothing is known against it
    std::string address() const; // "127.0.0.1:20123"; empty: it was never needed
    bool owns(const std::string& reference) const; // an image of that name is pushed here
    // For whoever asks; only while it runs.
    RegistryTokens::Password password() const { return tokens_->password(loop_.now()); }
    std::optional<docker::RegistryLogin> own_login() const; // nothing while there is no registry

    const Repositories& repositories() const { return repositories_; }
    Result<void> create(const std::string& repository) { return repositories_.add(repository, loop_.now()); }
    // RepositoryNotEmpty as the code of the error, unless `with_images`.
    void remove(const std::string& repository, bool with_images, Callback<void> done);
    void images(const std::string& repository, Function<void(std::vector<StoredImage>)> done);
    void remove_images(const std::string& repository, std::vector<ImageName> names, Function<void(DeletedImages)> done);

private:
    struct Asked {
        net::HttpRequest request;
        net::HttpServer::Respond respond;
    };

    Result<void> prepare();
    Result<void> write_files(std::uint16_t token_port) const;
    std::string file(const char* name) const;
    // Runs `work` aside and gives what it gives to `done` on the loop's thread.
    template <class T>
    void aside(Function<T()> work, Function<void(T)> done);
    void answer(net::HttpRequest request, net::HttpServer::Respond respond);
    void deleted_something();
    void clear_later();
    void clear();
    void cleared(int code, const std::string& last_words);

    Loop& loop_;
    std::shared_ptr<RegistryHost> host_;
    Settings settings_;
    std::string directory_;
    RegistryStorage storage_;
    Repositories repositories_;
    std::optional<RegistryTokens> tokens_;
    std::string cannot_; // why the program could not even be tried
    std::unique_ptr<RegistryRunner> runner_;
    TimePoint pushed_at_; // somebody got the right to, the last time
    TimerHandle clear_timer_;
    std::unique_ptr<RegistryHost::Program> clearing_;
    std::vector<Asked> waiting_; // who wants to push while it is cleared
    Alive alive_;
};

} // namespace quayside::images
