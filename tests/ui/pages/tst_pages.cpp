#include "tests/support/fake_client.h"
#include "ui/forms/attribute_calls.h"
#include "ui/look/text.h"
#include "ui/pages/attention.h"
#include "ui/pages/columns_of.h"
#include "ui/pages/exit_words.h"
#include "ui/pages/facts_of.h"
#include "ui/pages/figures.h"
#include "ui/pages/instance_text.h"
#include "ui/pages/kept_facts.h"

#include <QTest>

#include <nlohmann/json.hpp>

#include <algorithm>

using namespace quayside;
using namespace quayside::test;
using namespace quayside::ui;
using namespace std::chrono_literals;

namespace {

const TimePoint kNow{ 1'790'000'000s };

const model::State& fleet()
{
    static const model::State state = fake_fleet({}, kNow);
    return state;
}

model::TaskPtr first_task(model::TaskStatus status)
{
    for (const auto& [id, task] : fleet().tasks())
        if (task->last_status == status)
            return task;
    return nullptr;
}

template <class T>
QString text_of(const std::vector<Column<T>>& columns, const QString& id, const T& record)
{
    const Context context{ fleet(), kNow };
    for (const auto& column : columns)
        if (column.info.id == id)
            return column.text ? column.text(record, context) : column.state(record, context).word;
    return "no such column";
}

template <class T>
SortKey key_of(const std::vector<Column<T>>& columns, const QString& id, const T& record)
{
    const auto column = std::find_if(columns.begin(), columns.end(), [&id](const auto& c) { return c.info.id == id; });
    return column->key(record, { fleet(), kNow });
}

QString value_of(const std::vector<FactSection>& sections, const QString& label)
{
    for (const auto& section : sections)
        for (const auto& fact : section.facts)
            if (fact.label == label)
                return fact.state.word.isEmpty() ? fact.value : fact.state.word;
    return "no such fact";
}

template <class T>
void check_infos(const std::vector<Column<T>>& columns)
{
    QStringList ids;
    int stretching = 0;
    for (const auto& column : columns) {
        QVERIFY(!column.info.title.isEmpty());
        QVERIFY2(!ids.contains(column.info.id), qPrintable(column.info.id));
        QVERIFY2(column.text || column.state, qPrintable(column.info.id));
        ids << column.info.id;
        stretching += column.info.stretch ? 1 : 0;
    }
    QCOMPARE(stretching, 1);
}

} // namespace

class TestPages : public QObject {
    Q_OBJECT

private slots:
    void every_table_has_named_columns_and_one_that_stretches()
    {
        check_infos(cluster_columns());
        check_infos(service_columns(nullptr));
        check_infos(deployment_columns());
        check_infos(capacity_provider_columns());
        check_infos(task_columns(nullptr));
        check_infos(container_instance_columns(nullptr));
        check_infos(task_definition_columns());
        check_infos(engine_columns());
        check_infos(event_columns());
        check_infos(command_columns());
        check_infos(attention_columns());
        check_infos(capacity_columns());
    }

    void a_task_row_joins_what_it_runs_on()
    {
        const auto task = first_task(model::TaskStatus::Running);
        const auto columns = task_columns(nullptr);
        const auto instance = fleet().container_instances().find(task->container_instance);
        QCOMPARE(text_of(columns, "status", *task), QString("Running"));
        QCOMPARE(text_of(columns, "instance", *task), from_utf8(instance->name));
        QCOMPARE(text_of(columns, "task", *task).size(), 8);
        QCOMPARE(text_of(columns, "cpu", *task), dash());
    }

    void tasks_sort_pending_running_stopped()
    {
        const auto columns = task_columns(nullptr);
        const auto key
            = [&columns](model::TaskStatus status) { return key_of(columns, "status", *first_task(status)); };
        QVERIFY(key(model::TaskStatus::Pending) < key(model::TaskStatus::Running));
        QVERIFY(key(model::TaskStatus::Running) < key(model::TaskStatus::Stopped));
    }

    void a_status_cell_asks_for_the_operation()
    {
        const auto columns = container_instance_columns(nullptr);
        const auto& edit = *columns[0].edit;
        const auto& instance = *fleet().container_instances().begin()->second;
        const auto input = edit.input(instance, "Draining");
        QVERIFY(input);
        QCOMPARE(input->at("status").get<std::string>(), std::string("DRAINING"));
        QCOMPARE(input->at("containerInstances").at(0).get<std::string>(), instance.id.hex());
        const auto refused = edit.input(instance, "asleep");
        QVERIFY(!refused);
        QCOMPARE(QString::fromStdString(refused.error().message), QString("Write Active or Draining."));
    }

    void a_note_that_is_too_long_is_refused_where_it_is_typed()
    {
        const auto columns = task_definition_columns();
        const auto note
            = std::find_if(columns.begin(), columns.end(), [](const auto& c) { return c.info.id == "note"; });
        const auto& latest = fleet().families().at("web").rbegin()->second;
        const FamilyRow row{ "web", latest, 2, 0 };
        QVERIFY(note->edit->input(row, QString(1024, 'x')));
        QVERIFY(!note->edit->input(row, QString(1025, 'x')));
    }

    void own_attributes_are_told_from_those_of_the_agent()
    {
        const auto& instance = *fleet().container_instances().find(fake_id('i', 0));
        QCOMPARE(attributes_text(custom_attributes(instance)), QString("tier=front"));
    }

    void attributes_typed_into_the_cell_are_put_and_deleted()
    {
        const auto columns = container_instance_columns(nullptr);
        const auto column
            = std::find_if(columns.begin(), columns.end(), [](const auto& c) { return c.info.id == "attributes"; });
        const auto& instance = *fleet().container_instances().find(fake_id('i', 0));
        const auto& edit = *column->edit;
        QVERIFY(edit.calls(instance, "tier=front")->empty());
        const auto calls = edit.calls(instance, " rack = 2 ,spare,, ");
        QVERIFY(calls);
        QCOMPARE(calls->size(), std::size_t(2));
        QCOMPARE(calls->at(0).operation, std::string("PutAttributes"));
        const Json& put = calls->at(0).input["attributes"];
        QCOMPARE(put.size(), std::size_t(2));
        QCOMPARE(put[0]["name"].get<std::string>(), std::string("rack"));
        QCOMPARE(put[0]["value"].get<std::string>(), std::string("2"));
        QCOMPARE(put[0]["targetId"].get<std::string>(), instance.id.hex());
        QVERIFY(put[1]["name"] == "spare" && !put[1].contains("value"));
        QCOMPARE(calls->at(1).operation, std::string("DeleteAttributes"));
        QCOMPARE(calls->at(1).input["attributes"][0]["name"].get<std::string>(), std::string("tier"));
        QVERIFY(edit.calls(instance, "")->size() == 1);
        for (const char* wrong : { "=2", "rack=1, rack=2" })
            QVERIFY(!edit.calls(instance, wrong));
    }

    void shares_add_up_over_a_cluster()
    {
        const auto sums = figures_of(fleet(), "harbour", nullptr);
        QCOMPARE(sums.instances, std::size_t(8));
        QCOMPARE(sums.draining, std::size_t(1));
        QVERIFY(sums.cpu().reserved > 0 && sums.cpu().reserved < 1);
        QVERIFY(std::isnan(sums.cpu().used));
        QCOMPARE(figures_of(fleet(), "staging", nullptr).instances, std::size_t(0));
    }

    void a_stopped_task_tells_why_and_where()
    {
        const auto task = first_task(model::TaskStatus::Stopped);
        const auto facts = overview_facts(fleet(), ObjectRef::to(*task), kNow);
        QCOMPARE(value_of(facts, "Stop reason"), from_utf8(task->stopped_reason));
        QCOMPARE(value_of(facts, "Id"), from_utf8(task->id.hex()));
        const auto containers = container_facts(fleet(), ObjectRef::to(*task), kNow);
        QCOMPARE(containers.size(), task->containers.size());
        const auto code = *task->containers[0].exit_code;
        QCOMPARE(value_of(containers, "Exit code"), QString("%1: %2").arg(code).arg(exit_words(code)));
    }

    void what_has_no_effect_here_is_told_with_its_reason()
    {
        model::TaskDefinition definition;
        definition.document = *parse_json(R"({ "family": "web", "executionRoleArn": "arn:x", "containerDefinitions": [
            { "name": "app", "logConfiguration": { "logDriver": "awslogs" }, "firelensConfiguration": {} } ] })");
        const auto sections = kept_sections(definition);
        QCOMPARE(sections.size(), std::size_t(2));
        QCOMPARE(sections[0].title, QString("Kept, no effect here"));
        QCOMPARE(sections[0].facts[0].label, QString("executionRoleArn"));
        QVERIFY(value_of(sections, "firelensConfiguration").startsWith("app: There is no log router here"));
        QCOMPARE(sections[1].title, QString("Otherwise than on ECS"));
        QVERIFY(value_of(sections, "logDriver").startsWith("app: Kept in five files"));
        model::TaskSpec spec;
        spec.definition = std::make_shared<const model::TaskDefinition>(definition);
        spec.overrides = *parse_json(R"({ "ephemeralStorage": { "sizeInGiB": 30 } })");
        QVERIFY(value_of(kept_sections(spec), "ephemeralStorage").contains("disk space"));
    }

    void what_is_gone_has_no_facts()
    {
        QVERIFY(overview_facts(fleet(), { ObjectRef::Kind::Task, {}, fake_id('t', 99'999) }, kNow).empty());
        QVERIFY(!exists(fleet(), { ObjectRef::Kind::TaskDefinition, "web:99", {} }));
        QVERIFY(exists(fleet(), { ObjectRef::Kind::TaskDefinition, "web:13", {} }));
    }

    void attention_is_drawn_to_the_worst_first()
    {
        Attention attention;
        attention.set_cluster("harbour", fleet());
        const auto rows = attention.rows(fleet(), kNow);
        QVERIFY(!rows.empty());
        QCOMPARE(rows.front().state.glyph, StateGlyph::Failed);
        QVERIFY2(rows.front().what.contains("exit code 1"), qPrintable(rows.front().what));
        QCOMPARE(rows.front().step, QString("Why?"));
        for (const AttentionRow& row : rows)
            QVERIFY2(!row.step.isEmpty() && exists(fleet(), row.next), qPrintable(row.title));
        QVERIFY(std::any_of(
            rows.begin(), rows.end(), [](const AttentionRow& row) { return row.state.glyph == StateGlyph::Draining; }));
    }

    void what_has_recovered_needs_no_attention()
    {
        Attention attention;
        attention.set_cluster("harbour", fleet());
        model::Changes<model::Task> changes;
        for (const auto& [id, task] : fleet().tasks()) {
            auto well = *task;
            well.last_status = model::TaskStatus::Running;
            changes.push_back({ task, std::make_shared<const model::Task>(std::move(well)) });
        }
        attention.take(changes);
        for (const auto& row : attention.rows(fleet(), kNow))
            QVERIFY(row.object.kind != ObjectRef::Kind::Task);
    }
};

QTEST_MAIN(TestPages)
#include "tst_pages.moc"
