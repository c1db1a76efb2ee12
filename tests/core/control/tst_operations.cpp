// Handlers as a caller sees them, whatever they do.

#include "core/control/operations.h"
#include "ops_world.h"

#include <QTest>

using namespace quayside;

namespace {

void forgets(std::shared_ptr<control::SlowOperation>, Json, client::Reply)
{
}

void says_nothing(std::shared_ptr<control::SlowOperation>, Json input, client::Reply reply)
{
    reply(input["nothing"]);
}

Result<Json> returns_nothing(control::Operation&, const Json&)
{
    return Json();
}

// The replies to a call that this handler takes.
std::vector<Result<Json>> replies_of(control::SlowHandler handler)
{
    const control::OperationRow row{ "ListRequests", nullptr, handler };
    std::vector<Result<Json>> replies;
    control::start(
        { &row, api::find_operation(row.name), Json::object() }, nullptr,
        [&](Result<Json> reply) { replies.push_back(std::move(reply)); }, control::Form::Text);
    return replies;
}

} // namespace

class TestOperations : public QObject {
    Q_OBJECT

private slots:
    void a_handler_that_forgets_its_answer_gives_a_server_exception()
    {
        for (const auto handler : { forgets, says_nothing }) {
            const auto replies = replies_of(handler);
            QCOMPARE(replies.size(), std::size_t(1));
            QVERIFY(!replies[0]);
            QCOMPARE(replies[0].error().code, std::string("ServerException"));
            QCOMPARE(replies[0].error().message, std::string("ListRequests has given no answer."));
            QCOMPARE(replies[0].error().http_status, 500);
        }
    }

    void so_does_a_quick_one()
    {
        const auto store = store::Store::open_in_memory().value();
        (void)store->restore([](std::size_t, std::size_t) {});
        const control::OperationRow row{ "ListClusters", returns_nothing, nullptr };
        const control::Call call{ &row, api::find_operation(row.name), Json::object() };
        Result<Json> reply;
        (void)store->update([&](store::Transaction& transaction) -> Result<void> {
            const control::Installation installation;
            Random random(1);
            control::Operation operation{ transaction, installation, random, {} };
            reply = control::run(operation, call, control::Form::Text);
            return {};
        });
        QVERIFY(!reply);
        QCOMPARE(reply.error().code, std::string("ServerException"));
    }
};

QTEST_GUILESS_MAIN(TestOperations)
#include "tst_operations.moc"
