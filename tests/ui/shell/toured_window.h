#pragma once

#include "tests/support/fake_client.h"
#include "tests/support/fake_terminals.h"
#include "ui/shell/main_window.h"

#include <QTemporaryDir>

#include <nlohmann/json.hpp>

#include <initializer_list>
#include <utility>

namespace quayside::test {

// A window on an invented fleet, in which every view and dialog has something to show.
class TouredWindow {
public:
    TouredWindow()
        : client(std::make_shared<FakeClient>())
        , session(client)
        , window(session, { directory_.path(), true, std::make_shared<FakeTerminals>("# ls\r\nls: not found\r\n# ") })
    {
        FleetSize size;
        size.services = true;
        auto fleet = fake_fleet(size, fake_now());
        client->answer("PreviewLoss", moves_of(fleet));
        for (auto& [operation, reply] : answers())
            client->answer(operation, reply);
        client->show(std::move(fleet));
    }

private:
    QTemporaryDir directory_;

public:
    std::shared_ptr<FakeClient> client;
    ui::Session session;
    ui::MainWindow window;

private:
    static Json image(const char* repository, const char* tag, const char* id)
    {
        return { { "reference", std::string(repository) + ':' + tag }, { "imageId", id }, { "repository", repository },
            { "tag", tag }, { "size", 48 << 20 }, { "createdAt", 1'790'000'000 }, { "taskArns", Json::array() },
            { "taskDefinitionArns", Json::array() } };
    }
    static Json file(const char* name, const char* kind, int size)
    {
        return { { "name", name }, { "kind", kind }, { "size", size }, { "modifiedAt", 1'790'000'000 } };
    }
    static Json secret(const char* kind, const char* name)
    {
        return { { "kind", kind }, { "name", name }, { "arn", std::string("arn:aws:of:us-east-1:1:") + name },
            { "versionId", "1" }, { "updatedAt", 1'790'000'000 } };
    }
    static Json roles()
    {
        const Json shop{ { "name", "shop" }, { "arn", "arn:aws:iam::123456789012:role/shop" },
            { "description", "What the shop may do" }, { "actions", { "ecs:*" } }, { "automatic", true },
            { "taskDefinitionCount", 2 }, { "runningTaskCount", 1 } };
        const Json cloud{ { "name", "cloud" }, { "arn", "arn:aws:iam::123456789012:role/cloud" },
            { "actions", Json::array() }, { "profile", "work" }, { "automatic", false } };
        return { { "createMissing", true }, { "roles", { shop, cloud } } };
    }
    static Json moves_of(const model::State& fleet)
    {
        Json moves = Json::array();
        for (const auto& [id, task] : fleet.tasks())
            if (moves.size() < 12)
                moves.push_back({ { "taskArn", "arn:aws:ecs:r:1:task/harbour/" + id.hex() },
                    { "outcome", moves.size() % 3 ? "moves" : "stuck" }, { "text", "No instance has room for it." } });
        return { { "moves", moves } };
    }
    static std::vector<std::pair<const char*, Json>> answers()
    {
        const Json line{ { "at", 1'790'000'000.5 }, { "stream", "stderr" }, { "text", "error: no route to the checkout" } };
        const Json shell{ { "streamUrl", "ws://127.0.0.1/" }, { "tokenValue", "token" } };
        const Json repository{ { "repositoryName", "team/web" }, { "repositoryUri", "127.0.0.1:20123/team/web" },
            { "createdAt", 1'790'000'000 } };
        const Json detail{ { "imageDigest", "sha256:abcdef0123456789" }, { "imageTags", { "1", "latest" } },
            { "imageSizeInBytes", 3 << 20 }, { "imagePushedAt", 1'790'000'000 } };
        const Json login{ { "registry", "registry.example:5000" }, { "username", "builder" } };
        return {
            { "GetContainerLogs", { { "lines", { line, line } } } },
            { "ExecuteCommand", { { "session", shell } } },
            { "ListEngineImages",
                { { "images",
                    { image("harbour/web", "2.8.1", "sha256:0123456789abcdef"),
                        image("redis", "7", "sha256:77aa77aa77aa") } } } },
            { "ListImageJobs", { { "jobs", Json::array() } } },
            { "DescribeRegistry", { { "status", "RUNNING" }, { "address", "127.0.0.1:20123" } } },
            { "DescribeRepositories", { { "repositories", Json::array({ repository }) } } },
            { "DescribeImages", { { "imageDetails", Json::array({ detail }) } } },
            { "ListRegistryLogins", { { "logins", Json::array({ login }) } } },
            { "ListRoles", roles() },
            { "ListSecrets",
                { { "secrets", { secret("secretsmanager", "prod/db"), secret("ssm", "/prod/password") } } } },
            { "ListContainerFiles",
                { { "path", "/" }, { "whole", true },
                    { "files",
                        { file("etc", "FOLDER", 0), file("var", "FOLDER", 0), file("app.log", "FILE", 2048) } } } },
            { "ListFileJobs", { { "jobs", Json::array() } } },
        };
    }
};

} // namespace quayside::test
