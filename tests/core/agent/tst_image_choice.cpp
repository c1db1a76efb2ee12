// Which image a container starts, and what of its environment is left as it is.

#include "tests/core/agent/agent_world.h"

#include <QtTest>

using namespace quayside;
using namespace quayside::agent;
using namespace quayside::test;
using model::TaskStatus;

namespace {

constexpr const char* kTag = "registry.test/web:1";
constexpr const char* kNew = "sha256:2222";

Json variables(const Json& own, const ContainerInputs& inputs)
{
    const auto spec = make_spec(one_container("web", { { "environment", own } }), 1);
    const auto task = make_task(spec, Random(1).id(), Random(2).id(), SimLoop::kStart);
    AgentSettings settings;
    settings.region = "local-1";
    return container_config(settings, *task, 0, {}, 0, {}, inputs).body["Env"];
}

// With the image there already as it was once, while its registry has another under the tag.
class MovedWorld : public AgentWorld {
public:
    MovedWorld()
    {
        (void)engine.host().finish_pull(kTag);
        old = engine.host().inspect_image(kTag)->digest;
        engine.host().publish(kTag, kNew);
        agent_settings.pinned_digest = [this](const model::Task&, std::size_t) { return pin; };
        start_agent();
    }
    std::string digest_that_starts()
    {
        const Id id = run(one_container("web"));
        return reaches(id, TaskStatus::Running) ? task(id)->containers[0].image_digest : std::string();
    }

    std::string old;
    std::optional<std::string> pin;
};

} // namespace

class TestImageChoice : public QObject {
    Q_OBJECT

private slots:
    void the_region_is_set_where_nobody_says_it()
    {
        QCOMPARE(
            variables(Json::array(), {}).dump(), std::string(R"(["AWS_REGION=local-1","AWS_DEFAULT_REGION=local-1"])"));
        const Json own = Json::array({ { { "name", "AWS_DEFAULT_REGION" }, { "value", "mine" } } });
        QCOMPARE(variables(own, {}).dump(), std::string(R"(["AWS_DEFAULT_REGION=mine"])"));
        ContainerInputs from_file;
        from_file.from_files = { { "AWS_REGION", "file" } };
        QCOMPARE(variables(Json::array(), from_file).dump(), std::string(R"(["AWS_REGION=file"])"));
        ContainerInputs image;
        image.image_sets_region = true;
        QCOMPARE(variables(Json::array(), image).dump(), std::string("[]"));
    }

    void only_these_variables_of_an_image_say_it()
    {
        QVERIFY(is_region("AWS_REGION") && is_region("AWS_DEFAULT_REGION") && !is_region("AWS_REGION_NAME"));
    }

    void what_is_there_will_do_for_a_task_of_no_deployment()
    {
        MovedWorld world;
        QCOMPARE(world.digest_that_starts(), world.old);
        QVERIFY(!world.engine.counts().calls.contains("find_digest"));
    }

    void the_first_of_a_deployment_gets_what_the_registry_has_now()
    {
        MovedWorld world;
        world.pin = "";
        QCOMPARE(world.digest_that_starts(), std::string(kNew));
    }

    void a_registry_that_is_silent_holds_nobody_up()
    {
        MovedWorld world;
        world.pin = "";
        world.engine.host().lock_registry("registry.test", { "somebody", "else" });
        QCOMPARE(world.digest_that_starts(), world.old);
    }

    void the_others_start_that_very_image()
    {
        MovedWorld world;
        world.pin = "sha256:3333";
        const Id id = world.run(one_container("web"));
        QVERIFY(world.reaches(id, TaskStatus::Running));
        QCOMPARE(world.only_container_of(id)->image, std::string("registry.test/web@sha256:3333"));
        QCOMPARE(world.broken, std::string());
    }
};

QTEST_GUILESS_MAIN(TestImageChoice)
#include "tst_image_choice.moc"
