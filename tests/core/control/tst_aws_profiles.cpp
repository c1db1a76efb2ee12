// Credentials of the user's AWS profiles, and an STS of our own that gives some.

#include "core/control/local_profiles.h"
#include "core/control/signature_check.h"
#include "core/net/asio_loop.h"
#include "core/net/http_server.h"
#include "tests/support/run_loop.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <fmt/chrono.h>
#include <fmt/format.h>

#include <map>

using namespace quayside;
using namespace quayside::control;
using namespace std::chrono_literals;

namespace {

// Knows who may sign, and gives each a role's credentials; all it is asked is kept.
class FakeSts {
public:
    explicit FakeSts(net::AsioLoop& loop)
        : loop_(loop)
    {
        server_
            = net::HttpServer::listen(loop, [this](const net::HttpRequest& request, net::HttpServer::Respond respond) {
                  respond(answer(request));
              }).value();
    }
    std::string endpoint() const { return fmt::format("http://127.0.0.1:{}", server_->port()); }

    std::map<std::string, std::string> secrets{ { "AKIAUSER", "user secret" } };
    std::vector<std::string> asked; // bodies
    std::chrono::minutes life = 60min;
    bool refuses = false;

private:
    net::HttpResponse answer(const net::HttpRequest& request)
    {
        asked.push_back(request.body);
        const auto* authorization = net::find_header(request.headers, "Authorization");
        const auto signature = parse_signature(authorization ? *authorization : "");
        const auto known = signature ? secrets.find(signature->access_key) : secrets.end();
        if (refuses || known == secrets.end()
            || !check_signature(request, *signature, { known->second, "eu-west-1", "sts", loop_.now() }))
            return {
                403, {},
                "<ErrorResponse><Error><Code>AccessDenied</Code><Message>You may not.</Message></Error></ErrorResponse>"
            };
        const auto number = asked.size();
        const auto key = fmt::format("ASIA{}", number), secret = fmt::format("secret {}", number);
        secrets[key] = secret;
        const auto expires = fmt::format(
            "{:%Y-%m-%dT%H:%M:%SZ}", fmt::gmtime(std::chrono::system_clock::to_time_t(loop_.now() + life)));
        return { 200, {},
            fmt::format("<AssumeRoleResponse><AssumeRoleResult><Credentials><AccessKeyId>{}</AccessKeyId>"
                        "<SecretAccessKey>{}</SecretAccessKey><SessionToken>token {}</SessionToken>"
                        "<Expiration>{}</Expiration></Credentials></AssumeRoleResult></AssumeRoleResponse>",
                key, secret, number, expires) };
    }

    net::AsioLoop& loop_;
    std::unique_ptr<net::HttpServer> server_;
};

struct Yard {
    Yard()
    {
        write("credentials",
            "[work]\naws_access_key_id = AKIAUSER\naws_secret_access_key = user secret\n"
            "[session]\naws_access_key_id=ASIAX\naws_secret_access_key=s\naws_session_token=t\n");
        write("config",
            fmt::format("[default]\nregion = eu-west-1\n"
                        "[profile shop]\nrole_arn = arn:aws:iam::1:role/shop\nsource_profile = work\n"
                        "external_id = a&b\nregion = eu-west-1\nendpoint_url = {0}\n"
                        "[profile deep]\nrole_arn=arn:aws:iam::1:role/deep\nsource_profile=shop\nregion=eu-west-1\n"
                        "services=local\n"
                        "[services local]\nsts =\n  endpoint_url = {0}\n"
                        "[profile round]\nrole_arn=r\nsource_profile=around\n"
                        "[profile around]\nrole_arn=r\nsource_profile=round\n"
                        "[profile program]\ncredential_process = /bin/steal\n[profile sso]\nsso_session = x\n"
                        "[profile lonely]\nrole_arn = r\n[profile empty]\nregion = x\n",
                sts.endpoint()));
    }
    void write(const char* name, const std::string& text)
    {
        QFile file(directory.filePath(name));
        if (!file.open(QIODevice::WriteOnly))
            QTest::qFail("cannot write", __FILE__, __LINE__);
        file.write(QByteArray::fromStdString(text));
    }
    Result<endpoints::Credentials> ask(const std::string& profile, const std::string& session = "task")
    {
        std::optional<Result<endpoints::Credentials>> given;
        profiles.credentials(profile, session, [&given](Result<endpoints::Credentials> result) { given = result; });
        (void)test::run_until(loop, [&] { return given.has_value(); });
        return given ? *given : fail(Error::server("no answer"));
    }
    std::string error(const std::string& profile)
    {
        const auto given = ask(profile);
        return given ? "given" : given.error().message;
    }

    QTemporaryDir directory;
    net::AsioLoop loop;
    FakeSts sts{ loop };
    LocalProfiles profiles{ loop,
        { directory.filePath("config").toStdString(), directory.filePath("credentials").toStdString(), {} } };
};

} // namespace

class TestAwsProfiles : public QObject {
    Q_OBJECT

private slots:
    void keys_are_given_as_they_are()
    {
        Yard yard;
        const auto work = yard.ask("work");
        QVERIFY2(work, work ? "" : work.error().message.c_str());
        QCOMPARE(work->access_key_id, std::string("AKIAUSER"));
        QVERIFY(work->session_token.empty());
        QVERIFY(work->expires_at > yard.loop.now() + 50min);
        QCOMPARE(yard.ask("session")->session_token, std::string("t"));
        QVERIFY(yard.sts.asked.empty());
        yard.write("credentials", "[work]\naws_access_key_id=NEW\naws_secret_access_key=n\n"); // seen at once
        QCOMPARE(yard.ask("work")->access_key_id, std::string("NEW"));
    }

    void a_role_is_assumed_and_from_it_the_next()
    {
        Yard yard;
        const auto shop = yard.ask("shop", "task 1");
        QVERIFY2(shop, shop ? "" : shop.error().message.c_str());
        QCOMPARE(shop->access_key_id, std::string("ASIA1"));
        QCOMPARE(shop->session_token, std::string("token 1"));
        QCOMPARE(yard.sts.asked[0],
            std::string("Action=AssumeRole&Version=2011-06-15&RoleArn=arn%3Aaws%3Aiam%3A%3A1%3Arole%2Fshop"
                        "&RoleSessionName=task%201&DurationSeconds=3600&ExternalId=a%26b"));
        const auto deep = yard.ask("deep");
        QVERIFY2(deep, deep ? "" : deep.error().message.c_str());
        QCOMPARE(yard.sts.asked.size(), std::size_t(3)); // shop for this session, then deep with what that gave
        QCOMPARE(deep->access_key_id, std::string("ASIA3"));
    }

    void they_are_asked_for_again_before_they_expire()
    {
        Yard yard;
        QVERIFY(yard.ask("shop"));
        QVERIFY(yard.ask("shop"));
        QCOMPARE(yard.sts.asked.size(), std::size_t(1));
        QVERIFY(yard.ask("shop", "another task"));
        QCOMPARE(yard.sts.asked.size(), std::size_t(2));
        yard.sts.life = 10min;
        Yard later;
        later.sts.life = 10min;
        QVERIFY(later.ask("shop"));
        QCOMPARE(later.ask("shop")->access_key_id, std::string("ASIA2"));
        later.sts.refuses = true; // what was given is good yet
        QCOMPARE(later.ask("shop")->access_key_id, std::string("ASIA2"));
        QCOMPARE(later.sts.asked.size(), std::size_t(3));
    }

    void what_cannot_be_is_said()
    {
        Yard yard;
        yard.sts.refuses = true;
        QCOMPARE(yard.error("shop"),
            std::string(
                "arn:aws:iam::1:role/shop cannot be assumed by the AWS profile shop: AccessDenied: You may not."));
        const auto says = [&](const char* profile, const char* part) {
            const auto said = yard.error(profile);
            QVERIFY2(said.starts_with("The AWS profile ") && said.find(part) != std::string::npos, said.c_str());
        };
        says("none", "there is no profile none");
        says("program", "runs no program");
        says("sso", "single sign-on");
        says("lonely", "no source_profile");
        says("empty", "no aws_access_key_id");
        says("round", "circle");
        yard.write("config", "[profile shop]\nrole_arn=r\nsource_profile=work\nendpoint_url=http://127.0.0.1:1\n");
        QVERIFY(yard.error("shop").starts_with("r cannot be assumed by the AWS profile shop: "));
        yard.write("config", "no section = 1\n[profile shop\n= = =\n[]");
        QVERIFY(!yard.ask("shop"));
    }
};

QTEST_GUILESS_MAIN(TestAwsProfiles)
#include "tst_aws_profiles.moc"
