#include "ui/forms/document_editor.h"
#include "ui/forms/error_path.h"
#include "ui/forms/field.h"
#include "ui/forms/field_help.h"
#include "ui/forms/json_editor.h"
#include "ui/forms/json_text.h"
#include "ui/forms/shape_form.h"

#include <QCheckBox>
#include <QComboBox>
#include <QLineEdit>
#include <QSignalSpy>
#include <QTabBar>
#include <QTest>
#include <QToolButton>

#include <nlohmann/json.hpp>

#include <functional>
#include <set>

using namespace quayside;
using namespace quayside::ui;

namespace {

const api::Shape& shape_of(const std::string& operation)
{
    return *api::find_operation(operation)->input;
}

// Every member that the model knows, in an order of its own, and some that it does not.
Json full_document()
{
    return *parse_json(R"({
        "x-owner": {"team": "storefront", "since": 2024.50},
        "family": "web", "cpu": "256", "memory": "512", "networkMode": "bridge",
        "containerDefinitions": [
          {"image": "web:2", "name": "web", "essential": true, "cpu": 0, "memory": 128, "x-note": null,
           "environment": [{"name": "EMPTY", "value": ""}, {"value": "second", "name": "A", "x": 1}],
           "portMappings": [{"containerPort": 80, "hostPort": 0, "protocol": "tcp", "appProtocol": "http2"}],
           "command": ["sh", "-c", "echo 1\necho 2", ""],
           "dockerLabels": {"b": "2", "a": "", "c": "3"},
           "linuxParameters": {"capabilities": {"add": ["NET_ADMIN"]}, "tmpfs": []},
           "healthCheck": {"command": ["CMD", "true"], "retries": 3},
           "logConfiguration": {"logDriver": "json-file", "options": {}}},
          {"name": "side", "image": "side:1", "essential": false, "memory": 64,
           "dependsOn": [{"containerName": "web", "condition": "START"}]}],
        "volumes": [{"name": "data", "host": {}}],
        "tags": [{"key": "k", "value": ""}],
        "placementConstraints": [{"type": "memberOf", "expression": "attribute:rack == a"}]})");
}

template <class Widget>
Widget* input_of(ShapeForm& form, const std::string& path)
{
    auto* field = form.field(path);
    return field ? qobject_cast<Widget*>(field->input()) : nullptr;
}

QString problem_at(ShapeForm& form, const std::string& path)
{
    const auto lines = form.field(path)->findChildren<ProblemLine*>();
    return lines.isEmpty() ? QString() : lines.front()->text();
}

void retype(QLineEdit* line, const QString& text)
{
    QVERIFY(line);
    line->selectAll();
    QTest::keyClicks(line, text);
    if (text.isEmpty())
        QTest::keyClick(line, Qt::Key_Delete);
}

// The members of a shape and of all that it is made of.
void each_member(const api::Shape& shape, std::set<const api::Shape*>& seen,
    const std::function<void(const api::Shape&, const api::Member&)>& visit)
{
    if (!seen.insert(&shape).second)
        return;
    for (const auto& member : shape.members) {
        visit(shape, member);
        each_member(*member.shape, seen, visit);
    }
    if (shape.element)
        each_member(*shape.element, seen, visit);
}

} // namespace

class TestShapeForm : public QObject {
    Q_OBJECT

private slots:
    void every_member_has_a_sentence_of_help()
    {
        std::set<const api::Shape*> seen;
        QStringList wrong;
        int members = 0;
        for (const char* operation :
            { "RegisterTaskDefinition", "CreateService", "UpdateService", "RunTask", "CreateCluster" })
            each_member(shape_of(operation), seen, [&](const api::Shape& owner, const api::Member& member) {
                ++members;
                const auto help = help_of(owner, member);
                if (help.size() < 8 || help.size() > 160 || !help.endsWith(u'.'))
                    wrong << QString::fromStdString(owner.name + "." + member.name) + ": " + help;
            });
        qInfo("%d members", members);
        QVERIFY(members > 300);
        QVERIFY2(wrong.isEmpty(), qPrintable(wrong.join("\n")));
    }

    void the_help_is_with_the_field()
    {
        ShapeForm form(shape_of("RunTask"));
        auto* field = form.field("count");
        QCOMPARE(field->toolTip(), QString("How many tasks to start, 1 to 10. 1 unless set."));
        QCOMPARE(field->input()->accessibleDescription(), field->toolTip());
        field->set_problem("wrong");
        QCOMPARE(field->input()->accessibleDescription(), QString("wrong"));
        field->clear_problems();
        QCOMPARE(field->input()->accessibleDescription(), field->toolTip());
    }

    void a_document_comes_back_as_it_was_set();
    void an_edit_changes_one_member_and_keeps_the_rest();
    void fields_that_are_seldom_needed_are_built_when_opened();
    void rows_are_added_and_removed_by_keyboard();
    void a_number_that_is_none_is_kept_and_named();
    void problems_stand_at_their_fields();
    void every_input_says_what_it_is();
    void form_and_json_follow_each_other();
    void who_hears_of_an_edit_may_ask_for_the_document();
    void json_that_cannot_be_read_is_marked_and_loses_nothing();
    void a_path_leads_to_its_line();
    void an_error_leads_to_its_field();
    void every_operation_of_the_model_has_a_form();
};

void TestShapeForm::a_document_comes_back_as_it_was_set()
{
    ShapeForm form(shape_of("RegisterTaskDefinition"));
    const auto document = full_document();
    form.set_value(document);
    QCOMPARE(json_text(form.value()), json_text(document));

    // Also when everything that can be opened is built.
    for (const char* path : { "tags[0].key", "volumes[0].host", "containerDefinitions[0].dockerLabels.a",
             "containerDefinitions[0].linuxParameters.capabilities.add[0]",
             "containerDefinitions[0].healthCheck.retries", "containerDefinitions[0].logConfiguration.options",
             "containerDefinitions[1].dependsOn[0].condition", "placementConstraints[0].expression" })
        QVERIFY2(form.field(path), path);
    QCOMPARE(json_text(form.value()), json_text(document));
}

void TestShapeForm::an_edit_changes_one_member_and_keeps_the_rest()
{
    ShapeForm form(shape_of("RegisterTaskDefinition"));
    auto document = full_document();
    form.set_value(document);
    QSignalSpy edited(&form, &ShapeForm::edited);

    retype(input_of<QLineEdit>(form, "containerDefinitions[0].environment[1].value"), "third");
    document["containerDefinitions"][0]["environment"][1]["value"] = "third";
    retype(input_of<QLineEdit>(form, "containerDefinitions[0].memory"), "256");
    document["containerDefinitions"][0]["memory"] = 256;
    retype(input_of<QLineEdit>(form, "memory"), "");
    document.erase("memory");
    QTest::keyClick(input_of<QCheckBox>(form, "containerDefinitions[0].essential"), Qt::Key_Space);
    document["containerDefinitions"][0]["essential"] = false;

    QCOMPARE(json_text(form.value()), json_text(document));
    QVERIFY(edited.count() > 0);
}

void TestShapeForm::fields_that_are_seldom_needed_are_built_when_opened()
{
    ShapeForm form(shape_of("RegisterTaskDefinition"));
    form.set_value(Json{ { "family", "web" } });
    QVERIFY(!form.findChild<Field*>("ipcMode"));
    auto* more = [&form]() -> QToolButton* {
        for (auto* button : form.findChildren<QToolButton*>())
            if (button->text().startsWith("All fields"))
                return button;
        return nullptr;
    }();
    QVERIFY(more);
    QTest::keyClick(more, Qt::Key_Space);
    auto* ipc_mode = form.findChild<Field*>("ipcMode");
    QVERIFY(ipc_mode);
    QTest::keyClick(ipc_mode->input(), Qt::Key_Down);
    QCOMPARE(json_text(form.value()), json_text(Json{ { "family", "web" }, { "ipcMode", "host" } }));
}

void TestShapeForm::rows_are_added_and_removed_by_keyboard()
{
    ShapeForm form(shape_of("RegisterTaskDefinition"));
    form.set_value(Json{ { "containerDefinitions", { { { "name", "web" } } } } });
    form.show();
    QVERIFY(QTest::qWaitForWindowExposed(&form));
    const std::string list = "containerDefinitions[0].environment";

    auto* add = input_of<QToolButton>(form, list);
    QTRY_VERIFY(add->height() > 0);
    QTest::keyClick(add, Qt::Key_Space);
    auto* name = qobject_cast<QLineEdit*>(QApplication::focusWidget());
    QTest::keyClicks(name, "LEVEL");
    QTest::keyClick(name, Qt::Key_Tab);
    QTest::keyClicks(QApplication::focusWidget(), "debug");
    QCOMPARE(json_text(form.value()["containerDefinitions"][0]["environment"]),
        json_text(Json::array({ { { "name", "LEVEL" }, { "value", "debug" } } })));

    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Space);
    QVERIFY(!form.value()["containerDefinitions"][0].contains("environment"));
}

void TestShapeForm::a_number_that_is_none_is_kept_and_named()
{
    DocumentEditor editor(shape_of("RegisterTaskDefinition"));
    editor.set_document(
        Json{ { "family", "web" }, { "containerDefinitions", { { { "name", "web" }, { "image", "web" } } } } });
    QVERIFY(editor.check(false).empty());
    const std::string path = "containerDefinitions[0].memory";
    auto* line = input_of<QLineEdit>(*editor.form(), path);
    retype(line, "12x");
    QVERIFY(!editor.check(false).empty());
    QCOMPARE(line->text(), "12x");
    QVERIFY(!problem_at(*editor.form(), path).isEmpty());
    retype(line, "128");
    QVERIFY(editor.check(false).empty());
    QCOMPARE(problem_at(*editor.form(), path), "");
    QCOMPARE(json_text((*editor.document())["containerDefinitions"][0]["memory"]), "128");
}

void TestShapeForm::problems_stand_at_their_fields()
{
    using Kind = api::Problem::Kind;
    ShapeForm form(shape_of("RegisterTaskDefinition"));
    form.set_value(full_document());
    form.resize(600, 500);
    form.show();
    QVERIFY(QTest::qWaitForWindowExposed(&form));

    const auto homeless = form.set_problems({ { Kind::Pattern, "family", "must match a pattern" },
        { Kind::Range, "containerDefinitions[1].cpu", "must be at least 0" },
        { Kind::Type, "containerDefinitions[0].portMappings[0].hostPort", "must be a whole number" },
        { Kind::Type, "containerDefinitions[0].healthCheck.retries", "must be a whole number" },
        { Kind::Missing, "notAMember", "is required" } });
    QCOMPARE(homeless.size(), std::size_t(1));
    QCOMPARE(homeless.front().path, std::string("notAMember"));
    QCOMPARE(problem_at(form, "family"), "Must match a pattern");
    QCOMPARE(problem_at(form, "containerDefinitions[1].cpu"), "Must be at least 0");
    QCOMPARE(problem_at(form, "containerDefinitions[0].portMappings[0]"), "Host: Must be a whole number");

    // Going there opens what hides the field and gives it the keyboard.
    QVERIFY(form.focus_path("containerDefinitions[1].cpu"));
    QCOMPARE(QApplication::focusWidget(), form.field("containerDefinitions[1].cpu")->input());
    QVERIFY(form.focus_path("containerDefinitions[0].healthCheck.retries"));
    QCOMPARE(QApplication::focusWidget(), form.field("containerDefinitions[0].healthCheck.retries")->input());
    QVERIFY(QApplication::focusWidget()->isVisible());

    form.set_problems({});
    QCOMPARE(problem_at(form, "family"), "");
}

void TestShapeForm::every_input_says_what_it_is()
{
    ShapeForm form(shape_of("RegisterTaskDefinition"));
    form.set_value(full_document());
    for (auto* widget : form.findChildren<QWidget*>()) {
        const bool takes_input = qobject_cast<QLineEdit*>(widget) || qobject_cast<QComboBox*>(widget)
            || qobject_cast<QCheckBox*>(widget) || qobject_cast<QToolButton*>(widget);
        if (takes_input && !widget->objectName().startsWith("qt_") && !qobject_cast<QTabBar*>(widget->parent()))
            QVERIFY2(!widget->accessibleName().isEmpty(), qPrintable(widget->parent()->objectName()));
    }
}

void TestShapeForm::form_and_json_follow_each_other()
{
    DocumentEditor editor(shape_of("RegisterTaskDefinition"));
    editor.set_document(full_document());
    retype(input_of<QLineEdit>(*editor.form(), "family"), "shop");
    editor.setCurrentWidget(editor.json());
    QVERIFY(editor.json()->text().contains("\"family\": \"shop\""));
    QVERIFY(editor.json()->text().contains("\"x-owner\""));

    auto changed = full_document();
    changed["family"] = "store";
    changed["containerDefinitions"].erase(1);
    editor.json()->setText(json_text(changed));
    editor.setCurrentWidget(editor.form());
    QCOMPARE(input_of<QLineEdit>(*editor.form(), "family")->text(), "store");
    QVERIFY(!editor.form()->field("containerDefinitions[1]"));
    QCOMPARE(json_text(*editor.document()), json_text(changed));
}

void TestShapeForm::who_hears_of_an_edit_may_ask_for_the_document()
{
    DocumentEditor editor(shape_of("RegisterTaskDefinition"));
    editor.set_document(Json{ { "family", "web" } });
    editor.setCurrentWidget(editor.json());
    int heard = 0;
    connect(&editor, &DocumentEditor::edited, this, [&] {
        ++heard;
        QVERIFY(heard < 10);
        editor.document();
    });
    editor.json()->setText("{\"family\": \"shop\"}");
    QTRY_VERIFY(heard > 0);
    QVERIFY((*editor.document())["family"] == "shop");
}

void TestShapeForm::json_that_cannot_be_read_is_marked_and_loses_nothing()
{
    DocumentEditor editor(shape_of("RegisterTaskDefinition"));
    editor.set_document(Json{ { "family", "web" } });
    editor.setCurrentWidget(editor.json());
    const QString broken = "{\n  \"family\": \"web\",\n  \"cpu\": ,\n}";
    editor.json()->setText(broken);
    QTRY_VERIFY(!editor.error().isEmpty());
    QVERIFY2(editor.error().startsWith("On line 3: "), qPrintable(editor.error()));
    QVERIFY(!editor.document());
    editor.setCurrentWidget(editor.form());
    QVERIFY(!editor.form()->widget()->isEnabled());
    QCOMPARE(input_of<QLineEdit>(*editor.form(), "family")->text(), "web");
    editor.setCurrentWidget(editor.json());
    QCOMPARE(editor.json()->text(), broken);
    editor.json()->setText("{\"family\": \"api\"}");
    QTRY_VERIFY(editor.error().isEmpty());
    QVERIFY(editor.form()->widget()->isEnabled());
}

void TestShapeForm::a_path_leads_to_its_line()
{
    const QString text
        = "{\n  \"a\": \"}{\\\"\",\n  \"list\": [\n    {\n      \"x\": 1\n    },\n    {\n      \"x\": 2\n"
          "    }\n  ]\n}";
    QCOMPARE(line_of_path(text, "list[1].x"), std::optional<int>(8));
    QCOMPARE(line_of_path(text, "list[1].missing"), std::optional<int>(7));
    QCOMPARE(line_of_path(text, "missing"), std::optional<int>(1));
    QCOMPARE(line_of_path("{", "a"), std::optional<int>());
}

void TestShapeForm::an_error_leads_to_its_field()
{
    const auto at_end = error_path("Invalid memory. (containerDefinitions[0].memory)");
    QCOMPARE(at_end.path, std::string("containerDefinitions[0].memory"));
    QCOMPARE(at_end.reason, std::string("Invalid memory"));
    const auto at_start = error_path("endpoint: no engine answers at unix:///x: refused");
    QCOMPARE(at_start.path, std::string("endpoint"));
    QCOMPARE(at_start.reason, std::string("no engine answers at unix:///x: refused"));
    const auto spoken = error_path("tags[3].key must be at most 128 characters long.");
    QCOMPARE(spoken.path, std::string("tags[3].key"));
    QCOMPARE(spoken.reason, std::string("must be at most 128 characters long"));
    QCOMPARE(error_path("Cluster not found.").path, std::string());
}

void TestShapeForm::every_operation_of_the_model_has_a_form()
{
    for (const auto* model : { &api::ecs_model(), &api::quayside_model() }) {
        for (const auto& operation : model->operations()) {
            ShapeForm form(*operation.input);
            form.set_value(Json::object());
            QCOMPARE(json_text(form.value()), "{}");
        }
    }
}

QTEST_MAIN(TestShapeForm)
#include "tst_shape_form.moc"
