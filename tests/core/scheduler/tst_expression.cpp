#include "core/scheduler/expression.h"

#include <QTest>

#include <array>
#include <set>

using namespace quayside;
using scheduler::Expression;
using scheduler::Facts;

namespace {

TimePoint at(int year, unsigned month, unsigned day, int hour = 0, int minute = 0, int second = 0)
{
    using namespace std::chrono;
    return sys_days{ std::chrono::year(year) / month / day } + hours(hour) + minutes(minute) + seconds(second);
}

model::ContainerInstance instance(const char* zone, const char* type, const char* architecture, TimePoint registered)
{
    model::ContainerInstance made;
    made.availability_zone = zone;
    made.registered_at = registered;
    made.agent_connected = true;
    made.attributes
        = { { "ecs.instance-type", type }, { "ecs.os-type", "linux" }, { "ecs.cpu-architecture", architecture } };
    return made;
}

// Three instances that differ in everything that an expression can ask.
class Fleet {
public:
    Fleet()
        : a(instance("us-east-1a", "t2.small", "x86_64", at(2024, 3, 1, 10)))
        , b(instance("us-east-1b", "g2.2xlarge", "x86_64", at(2018, 2, 12, 23, 59, 59)))
        , c(instance("us-east-1d", "g2.8xlarge", "arm64", at(2025, 1, 15)))
    {
        a.attributes.push_back({ "stack", "prod" });
        a.attributes.push_back({ "gpu", "" });
        a.attributes.push_back({ "slots", "10" });
        b.attributes.push_back({ "stack", "dev" });
        b.attributes.push_back({ "slots", "9" });
        c.agent_connected = false;
        facts = { Facts{ &a, "i-aaaa1111", "1.86.3", 1, { "service:production" } },
            Facts{ &b, "i-bbbb2222", "1.14.4", 0, {} },
            Facts{ &c, "i-cccc3333", "1.100.0", 12, { "database", "service:production" } } };
    }

    // "TFT": for each instance whether it matches.
    QByteArray answers(const QByteArray& text) const
    {
        const auto expression = Expression::parse(text.toStdString());
        if (!expression)
            return QByteArray::fromStdString(expression.error().message);
        QByteArray answer;
        for (const auto& of_instance : facts)
            answer += expression->matches(of_instance) ? 'T' : 'F';
        return answer;
    }

    model::ContainerInstance a, b, c;
    std::array<Facts, 3> facts;
};

} // namespace

class TestExpression : public QObject {
    Q_OBJECT

private slots:
    void chooses_instances_data()
    {
        QTest::addColumn<QByteArray>("expression");
        QTest::addColumn<QByteArray>("expected");
        const std::pair<const char*, const char*> rows[] = {
            { "attribute:ecs.instance-type == t2.small", "TFF" },
            { "attribute:ecs.instance-type equals t2.small", "TFF" },
            { "attribute:ecs.instance-type != t2.small", "FTT" },
            { "attribute:ecs.instance-type not_equals 't2.small'", "FTT" },
            { "attribute:ecs.instance-type == \"g2.2xlarge\"", "FTF" },
            { "attribute:ecs.availability-zone in [us-east-1a, us-east-1b]", "TTF" },
            { "attribute:ecs.availability-zone in ['us-east-1a','us-east-1d']", "TFT" },
            { "attribute:ecs.availability-zone !in [us-east-1a]", "FTT" },
            { "attribute:ecs.availability-zone not_in [us-east-1a, us-east-1b, us-east-1d]", "FFF" },
            { "attribute:ecs.instance-type =~ g2.*", "FTT" },
            { "attribute:ecs.instance-type matches g2\\..*", "FTT" },
            { "attribute:ecs.instance-type =~ g2", "FFF" },
            { "attribute:ecs.instance-type !~ g2.*", "TFF" },
            { "attribute:ecs.instance-type not_matches t[23]\\.(small|micro)", "FTT" },
            { "attribute:ecs.instance-type =~ g2.* and attribute:ecs.availability-zone != us-east-1d", "FTF" },
            { "attribute:ecs.instance-type =~ g2.* && attribute:ecs.availability-zone != us-east-1d", "FTF" },
            { "attribute:stack exists", "TTF" },
            { "attribute:stack !exists", "FFT" },
            { "attribute:stack not_exists", "FFT" },
            { "attribute:gpu exists", "TFF" },
            { "attribute:gpu == true", "FFF" },
            { "attribute:gpu != true", "TTT" },
            { "attribute:stack == prod", "TFF" },
            { "attribute:stack != prod", "FTT" },
            { "not attribute:stack == prod", "FTT" },
            { "!(attribute:stack == prod)", "FTT" },
            { "attribute:stack == PROD", "FFF" },
            { "attribute:stack in [prod, dev]", "TTF" },
            { "attribute:stack !in [prod]", "FTT" },
            { "attribute:slots > 9", "TFF" },
            { "attribute:slots >= 9", "TTF" },
            { "attribute:slots < 10", "FTF" },
            { "attribute:slots less_than_equal 10", "TTF" },
            { "task:group == service:production", "TFT" },
            { "task:group == database", "FFT" },
            { "not(task:group == database)", "TTF" },
            { "task:group != service:production", "FTF" },
            { "task:group exists", "TFT" },
            { "task:group =~ service:.*", "TFT" },
            { "task:group in [database, cache]", "FFT" },
            { "runningTasksCount == 1", "TFF" },
            { "runningTasksCount == 0", "FTF" },
            { "runningTasksCount > 9", "FFT" },
            { "runningTasksCount >= 1 and runningTasksCount <= 12", "TFT" },
            { "runningTasksCount != 0", "TFT" },
            { "agentVersion < 1.14.5", "FTF" },
            { "agentVersion >= 1.86.3", "TFT" },
            { "agentVersion > 1.9.0", "TTT" },
            { "agentVersion == 1.100.0", "FFT" },
            { "agentConnected == true", "TTF" },
            { "agentConnected != true", "FFT" },
            { "agentConnected in [false]", "FFT" },
            { "registeredAt < 2018-02-13", "FTF" },
            { "registeredAt >= 2024-03-01T10:00:00Z", "TFT" },
            { "registeredAt > 2024-03-01T10:00:00+00:00", "FFT" },
            { "registeredAt <= 2024-12-31T23:59:59", "TTF" },
            { "ec2InstanceId == i-aaaa1111", "TFF" },
            { "ec2InstanceId in ['i-bbbb2222', 'i-cccc3333']", "FTT" },
            { "ec2InstanceId =~ i-[ab].*", "TTF" },
            { "attribute:ecs.cpu-architecture == arm64 or attribute:stack == prod", "TFT" },
            { "attribute:ecs.cpu-architecture == arm64 || attribute:stack == prod && runningTasksCount == 0", "FFT" },
            { "(attribute:ecs.cpu-architecture == arm64 || attribute:stack == prod) && runningTasksCount == 0", "FFF" },
            { "not (agentConnected == false) and not task:group == service:production", "FTF" },
            { "attribute:ecs.os-type == linux and attribute:missing !exists", "TTT" },
            { "attribute:missing > 5", "FFF" },
            { "attribute:missing =~ .*", "FFF" },
            { "attribute:ecs.capability.full-sync exists", "TTT" },
        };
        for (const auto& [expression, expected] : rows)
            QTest::newRow(expression) << QByteArray(expression) << QByteArray(expected);
    }
    void chooses_instances()
    {
        QFETCH(QByteArray, expression);
        QFETCH(QByteArray, expected);
        QCOMPARE(Fleet().answers(expression), expected);
    }

    void says_where_it_is_wrong_data()
    {
        QTest::addColumn<QByteArray>("expression");
        QTest::addColumn<QByteArray>("place");
        const std::pair<const char*, const char*> rows[] = {
            { "attribute:stack", "character 16: an operator" },
            { "attribute:stack ==", "character 19: a value" },
            { "stack == prod", "character 1: attribute:NAME" },
            { "attribute:stack = prod", "character 17: an operator" },
            { "attribute:stack in prod", "character 20: a list" },
            { "attribute:stack in []", "character 21: a value" },
            { "attribute:stack == prod and", "character 28: attribute:NAME" },
            { "(attribute:stack == prod", "character 25: \")\"" },
            { "attribute:stack == prod)", "character 24: and, or" },
            { "attribute:stack == \"prod", "character 25: a closing" },
            { "runningTasksCount between 1", "character 19: an operator" },
            { "attribute:stack == prod attribute:gpu exists", "character 25: and, or" },
            { "", "character 1: attribute:NAME" },
            { "runningTasksCount == many", "character 22: a number" },
            { "agentConnected > true", "character 16: an operator that this subject supports" },
            { "registeredAt < yesterday", "character 16: a time" },
            { "attribute:a =~ (", "character 16: a pattern" },
        };
        for (const auto& [expression, place] : rows)
            QTest::newRow(expression) << QByteArray(expression) << QByteArray(place);
    }
    void says_where_it_is_wrong()
    {
        QFETCH(QByteArray, expression);
        QFETCH(QByteArray, place);
        const auto parsed = Expression::parse(expression.toStdString());
        QVERIFY(!parsed);
        QCOMPARE(parsed.error().code, std::string("InvalidParameterException"));
        QVERIFY2(QByteArray::fromStdString(parsed.error().message).contains(place), parsed.error().message.c_str());
    }

    void bounds_what_hostile_text_costs()
    {
        QVERIFY(!Expression::parse(std::string(100'000, '(')));
        QVERIFY(!Expression::parse(std::string(100'000, '!')));
        Fleet fleet;
        fleet.a.attributes.push_back({ "long", std::string(5'000, 'a') });
        QCOMPARE(fleet.answers("attribute:long =~ (a+)+b"), QByteArray("FFF"));
    }
};

QTEST_GUILESS_MAIN(TestExpression)
#include "tst_expression.moc"
