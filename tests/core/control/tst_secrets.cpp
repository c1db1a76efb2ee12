// The secrets of an installation, and the files that stand for those in S3.

#include "core/control/bucket_files.h"
#include "core/control/pull_login.h"
#include "core/control/secret_store.h"
#include "core/net/seal.h"
#include "tests/core/control/ops_world.h"
#include "tests/support/builders.h"
#include "tests/support/world.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

using namespace quayside;
using namespace quayside::control;

namespace {

constexpr TimePoint kNow = quayside::test::SimLoop::kStart;
constexpr const char* kArn = "arn:aws:secretsmanager:eu-west-1:111122223333:secret:";

std::string value_of(const SecretStore& store, const std::string& value_from)
{
    const auto value = store.resolve(value_from, "us-east-1");
    return value ? *value : "error: " + value.error().message;
}

void write(const QString& path, const QByteArray& text)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(text);
}

} // namespace

class TestSecrets : public QObject {
    Q_OBJECT

private slots:
    void what_is_sealed_opens_with_its_key_alone();
    void names_and_arns_of_any_account_find_a_secret();
    void members_and_versions_of_a_secret_are_found();
    void what_is_not_there_is_told_in_the_words_of_the_agent();
    void they_are_kept_in_a_file_that_nobody_reads();
    void operations_never_give_a_value_away();
    void a_file_of_a_bucket_is_read_and_nothing_beside_it();
    void an_image_is_pulled_with_the_credentials_of_its_container();
    void a_task_starts_with_its_secrets_and_files();
};

void TestSecrets::what_is_sealed_opens_with_its_key_alone()
{
    const auto key = net::sha256("key");
    const std::string text = "a secret\0of all bytes";
    const auto sealed = net::seal(key, text);
    QVERIFY(sealed);
    QVERIFY(sealed->find("secret") == std::string::npos);
    QVERIFY(*sealed != *net::seal(key, text)); // another nonce
    QCOMPARE(*net::unseal(key, *sealed), text);
    QVERIFY(!net::unseal(net::sha256("another"), *sealed));
    for (const std::size_t at : { std::size_t(0), sealed->size() / 2, sealed->size() - 1 }) {
        auto damaged = *sealed;
        damaged[at] = static_cast<char>(damaged[at] ^ 1);
        QVERIFY(!net::unseal(key, damaged));
    }
    QVERIFY(!net::unseal(key, "short"));
}

void TestSecrets::names_and_arns_of_any_account_find_a_secret()
{
    auto store = SecretStore::open({}, "of the installation").value();
    Random random{ 1 };
    QVERIFY(store.put(SecretKind::Ssm, "/prod/pw", "one", random, kNow));
    QVERIFY(store.put(SecretKind::Ssm, "plain", "two", random, kNow));
    QVERIFY(store.put(SecretKind::SecretsManager, "prod/db", "three", random, kNow));
    QVERIFY(store.put(SecretKind::SecretsManager, "prod/db-abcdef", "four", random, kNow));
    QCOMPARE(value_of(store, "/prod/pw"), std::string("one"));
    QCOMPARE(value_of(store, "arn:aws:ssm:eu-west-1:111122223333:parameter/prod/pw"), std::string("one"));
    QCOMPARE(value_of(store, "plain"), std::string("two"));
    QCOMPARE(value_of(store, "arn:aws:ssm:eu-west-1:111122223333:parameter/plain"), std::string("two"));
    QCOMPARE(value_of(store, kArn + std::string("prod/db-XyZ123")), std::string("three"));
    QCOMPARE(value_of(store, kArn + std::string("prod/db")), std::string("three"));
    QCOMPARE(value_of(store, kArn + std::string("prod/db-abcdef")), std::string("four"));
    const ArnScope scope;
    for (const auto& secret : store.all())
        QCOMPARE(value_of(store, arn_of(secret, scope)), secret.versions.front().value);
    QVERIFY(store.remove(SecretKind::Ssm, "plain"));
    QVERIFY(value_of(store, "plain").starts_with("error: "));
}

void TestSecrets::members_and_versions_of_a_secret_are_found()
{
    auto store = SecretStore::open({}, "of the installation").value();
    Random random{ 1 };
    QVERIFY(store.put(SecretKind::SecretsManager, "db", R"({"user":"old"})", random, kNow));
    const auto old = store.find(SecretKind::SecretsManager, "db")->versions.front().id;
    QVERIFY(store.put(SecretKind::SecretsManager, "db", R"({"user":"new","port":5432})", random, kNow));
    const auto arn = kArn + std::string("db-AbCdEf");
    QCOMPARE(value_of(store, arn + ":user::"), std::string("new"));
    QCOMPARE(value_of(store, arn + ":port::"), std::string("5432"));
    QCOMPARE(value_of(store, arn + ":user:AWSCURRENT:"), std::string("new"));
    QCOMPARE(value_of(store, arn + ":user:AWSPREVIOUS:"), std::string("old"));
    QCOMPARE(value_of(store, arn + ":user::" + old), std::string("old"));
    QCOMPARE(value_of(store, arn + "::AWSPREVIOUS:"), std::string(R"({"user":"old"})"));
    QVERIFY(store.put(SecretKind::SecretsManager, "db", "third", random, kNow));
    QVERIFY(value_of(store, arn + ":user::" + old).ends_with("secret value for VersionId: " + old));
}

void TestSecrets::what_is_not_there_is_told_in_the_words_of_the_agent()
{
    auto store = SecretStore::open({}, "of the installation").value();
    Random random{ 1 };
    QVERIFY(store.put(SecretKind::SecretsManager, "db", R"({"user":"u"})", random, kNow));
    QVERIFY(store.put(SecretKind::SecretsManager, "text", "no JSON", random, kNow));
    QCOMPARE(value_of(store, "/none"),
        std::string("error: Fetching secret data from SSM Parameter Store in us-east-1: invalid parameters: /none"));
    QVERIFY(value_of(store, kArn + std::string("none-AbCdEf"))
                .ends_with("ResourceNotFoundException: Secrets Manager can't find the specified secret."));
    const auto arn = kArn + std::string("db-AbCdEf");
    QCOMPARE(value_of(store, arn + ":pw::"),
        std::string("error: retrieved secret from Secrets Manager did not contain json key pw"));
    QVERIFY(value_of(store, kArn + std::string("text:pw::")).starts_with("error: retrieved secret"));
    QVERIFY(value_of(store, arn + "::AWSPREVIOUS:").ends_with("for staging label: AWSPREVIOUS"));
    for (const char* odd :
        { "", "arn:", "arn:aws:ssm:::", "arn:aws:ssm:::parameter/", "arn:aws:secretsmanager:::secret:" })
        QVERIFY(value_of(store, odd).starts_with("error: "));
}

void TestSecrets::they_are_kept_in_a_file_that_nobody_reads()
{
    QTemporaryDir directory;
    const auto path = directory.path().toStdString();
    Random random{ 1 };
    {
        auto store = SecretStore::open(path, "key").value();
        QVERIFY(store.put(SecretKind::Ssm, "/pw", "of the sea", random, kNow));
    }
    const QString file = directory.filePath("secrets.sealed");
    QVERIFY(!(QFileInfo(file).permissions() & (QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther)));
    QFile sealed(file);
    QVERIFY(sealed.open(QIODevice::ReadOnly));
    const auto bytes = sealed.readAll();
    QVERIFY(!bytes.contains("of the sea") && !bytes.contains("/pw"));
    QCOMPARE(value_of(SecretStore::open(path, "key").value(), "/pw"), std::string("of the sea"));
    const auto another = SecretStore::open(path, "another");
    QVERIFY(!another);
    QVERIFY(another.error().message.find("secrets.sealed") != std::string::npos);
}

void TestSecrets::operations_never_give_a_value_away()
{
    OpsWorld world;
    const Json input{ { "kind", "secretsmanager" }, { "name", "prod/db" }, { "value", "of the sea" } };
    const Json put = world.ok("PutSecret", input);
    const Json listed = world.ok("ListSecrets");
    QVERIFY(listed["secrets"][0]["arn"].get<std::string>().starts_with(
        "arn:aws:secretsmanager:us-east-1:123456789012:secret:prod/db-"));
    for (const Json& reply : { put, listed })
        QVERIFY(reply.dump().find("of the sea") == std::string::npos);
    QVERIFY(world.error("PutSecret", { { "kind", "ssm" }, { "name", "a b" }, { "value", "v" } }).find("name:")
        != std::string::npos);
    QVERIFY(world.error("PutSecret", { { "kind", "vault" }, { "name", "a" }, { "value", "v" } }).find("kind")
        != std::string::npos);
    QVERIFY(world.error("DeleteSecret", { { "kind", "ssm" }, { "name", "prod/db" } }).find("no secret")
        != std::string::npos);
    world.ok("DeleteSecret", { { "kind", "secretsmanager" }, { "name", "prod/db" } });
    QVERIFY(world.ok("ListSecrets")["secrets"].empty());
    QVERIFY2(world.shape_problem.empty(), world.shape_problem.c_str());
}

void TestSecrets::a_file_of_a_bucket_is_read_and_nothing_beside_it()
{
    QTemporaryDir directory;
    QVERIFY(QDir(directory.path()).mkpath("bucket/dir"));
    write(directory.filePath("bucket/dir/app.env"), "A=1\n");
    write(directory.filePath("beside"), "no");
    const auto read = [&](const std::string& arn) { return read_bucket_file(directory.path().toStdString(), arn); };
    QCOMPARE(*read("arn:aws:s3:::bucket/dir/app.env"), std::string("A=1\n"));
    QVERIFY(read("arn:aws:s3:::bucket/none.env").error().message.starts_with("NoSuchKey"));
    for (const char* odd : { "", "arn:aws:s3:::", "s3://bucket/dir/app.env", "arn:aws:s3:::bucket/../../etc/passwd",
             "arn:aws:s3:::../beside", "arn:aws:s3:::/etc/passwd", "arn:aws:s3:::bucket" })
        QVERIFY2(!read(odd), odd);
    QVERIFY(!read_bucket_file({}, "arn:aws:s3:::bucket/dir/app.env"));
    write(directory.filePath("bucket/big.env"), QByteArray(2 << 20, 'x'));
    QVERIFY(read("arn:aws:s3:::bucket/big.env").error().message.find("1 MiB") != std::string::npos);
}

void TestSecrets::an_image_is_pulled_with_the_credentials_of_its_container()
{
    auto store = SecretStore::open({}, "of the installation").value();
    Random random{ 1 };
    QVERIFY(store.put(SecretKind::SecretsManager, "hub", R"({"username":"me","password":"of the sea"})", random, kNow));
    QVERIFY(store.put(SecretKind::SecretsManager, "half", R"({"username":"me"})", random, kNow));
    const auto logins = images::RegistryLogins::open({}, "of the installation").value();
    const auto login = [&](const char* parameter) {
        const Json more = *parameter ? Json{ { "repositoryCredentials", { { "credentialsParameter", parameter } } } }
                                     : Json::object();
        const auto task = quayside::test::make_task(
            quayside::test::make_spec(quayside::test::one_container("web", more), 1), Id(), Id(), kNow);
        return pull_login(store, "us-east-1", logins, *task, 0);
    };
    for (const char* parameter : { "hub", "arn:aws:secretsmanager:eu-west-1:111122223333:secret:hub-AbCdEf" })
        QCOMPARE(login(parameter)->password, std::string("of the sea"));
    QVERIFY(login("")->username.empty()); // nobody has logged in to that registry
    QVERIFY(login("half").error().message.find("username and a password") != std::string::npos);
    QVERIFY(!login("arn:aws:secretsmanager:eu-west-1:111122223333:secret:none-AbCdEf"));
}

void TestSecrets::a_task_starts_with_its_secrets_and_files()
{
    quayside::test::World world;
    world.add_engine("one");
    const Json document = Json::parse(R"({ "family": "web", "executionRoleArn": "arn:aws:iam::1:role/x",
        "containerDefinitions": [ { "name": "web", "image": "web", "memory": 64,
            "secrets": [ { "name": "PW", "valueFrom": "/pw" } ] } ] })");
    world.ok("RegisterTaskDefinition", document);
    const Id without = world.run_task();
    QVERIFY(world.reaches(without, model::TaskStatus::Stopped));
    QCOMPARE(world.task(without)->stopped_reason,
        std::string("ResourceInitializationError: unable to pull secrets or registry auth: Fetching secret data from "
                    "SSM Parameter Store in us-east-1: invalid parameters: /pw"));
    world.ok("PutSecret", { { "kind", "ssm" }, { "name", "/pw" }, { "value", "of the sea" } });
    const Id with = world.run_task();
    QVERIFY(world.reaches(with, model::TaskStatus::Running));
    const Json task = world.ok("DescribeTasks", { { "tasks", { with.hex() } } });
    QVERIFY(task.dump().find("of the sea") == std::string::npos);
}

QTEST_GUILESS_MAIN(TestSecrets)
#include "tst_secrets.moc"
