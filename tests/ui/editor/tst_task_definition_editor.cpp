#include "tests/support/fake_client.h"
#include "tests/ui/editor/documents.h"
#include "ui/editor/canvas_pane.h"
#include "ui/editor/diff_view.h"
#include "ui/editor/document_parts.h"
#include "ui/editor/editor_header.h"
#include "ui/editor/fit_meter.h"
#include "ui/editor/form_pane.h"
#include "ui/editor/import_dialog.h"
#include "ui/editor/notice_bar.h"
#include "ui/editor/problem_list.h"
#include "ui/editor/task_definition_editor.h"
#include "ui/editor/text_diff_view.h"
#include "ui/forms/field.h"
#include "ui/forms/json_editor.h"
#include "ui/forms/message_area.h"
#include "ui/forms/shape_form.h"
#include "ui/look/chip.h"
#include "ui/look/text_link.h"
#include "ui/look/theme.h"
#include "ui/session/session.h"

#include <QAccessible>
#include <QApplication>
#include <QCheckBox>
#include <QClipboard>
#include <QComboBox>
#include <QFile>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QSettings>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>
#include <QTreeWidget>

using namespace quayside;
using namespace quayside::test;
using namespace quayside::ui;

namespace {

using Kind = CanvasTarget::Kind;

model::TaskDefinition shop()
{
    model::TaskDefinition definition;
    definition.family = "web";
    definition.revision = 13;
    definition.document = shop_document();
    return definition;
}

// The editor on an invented fleet, as large as its tab would be.
class Desk {
public:
    Desk()
        : client(std::make_shared<FakeClient>())
        , session(client)
        , editor(session)
    {
        FleetSize size;
        size.services = true;
        client->show(fake_fleet(size, fake_now()));
        editor.resize(1224, 800);
    }

    bool open()
    {
        if (!QTest::qWaitFor([this] { return !session.state().services().empty(); }))
            return false;
        editor.set_cluster("harbour");
        editor.start_from(shop());
        editor.show();
        return QTest::qWaitForWindowActive(&editor);
    }

    const Json& document() const { return editor.draft().document().value(); }
    const Json& container(std::size_t index) const { return document()["containerDefinitions"][index]; }
    QLineEdit* line(const std::string& path)
    {
        auto* field = editor.form()->container_form()->field(path);
        return field ? qobject_cast<QLineEdit*>(field->input()) : nullptr;
    }
    QPoint on_canvas(QPointF scene) const { return editor.canvas()->mapFromScene(scene); }
    QRectF box(std::size_t container) const { return editor.canvas()->layout_of().containers[container]; }
    void press(Qt::Key key, Qt::KeyboardModifiers modifiers = {})
    {
        QTest::keyClick(QApplication::focusWidget() ? QApplication::focusWidget() : &editor, key, modifiers);
    }
    // The menu that is open, once it is.
    QMenu* menu() const
    {
        const auto is_open = [] { return qobject_cast<QMenu*>(QApplication::activePopupWidget()) != nullptr; };
        return QTest::qWaitFor(is_open) ? qobject_cast<QMenu*>(QApplication::activePopupWidget()) : nullptr;
    }
    bool has_problem(const char* code) const
    {
        return std::ranges::any_of(editor.problems(), [code](const auto& problem) { return problem.code == code; });
    }

    std::shared_ptr<FakeClient> client;
    Session session;
    TaskDefinitionEditor editor;
};

void retype(QLineEdit* line, const QString& text)
{
    QVERIFY(line);
    line->setFocus();
    line->selectAll();
    QTest::keyClicks(line, text);
}

} // namespace

class TestTaskDefinitionEditor : public QObject {
    Q_OBJECT

private slots:
    void initTestCase();
    void init();
    void cleanup() { desk_.reset(); }

    void a_revision_is_shown_in_three_ways();
    void what_is_typed_in_the_form_stands_in_the_text();
    void what_is_typed_in_the_text_stands_in_form_and_canvas();
    void a_text_that_is_no_json_locks_form_and_canvas();
    void one_container_is_marked_everywhere();
    void the_canvas_is_walked_by_keys();
    void a_dependency_is_drawn_with_the_mouse();
    void a_dependency_is_made_with_keys();
    void delete_removes_and_undo_brings_back();
    void a_renamed_container_keeps_its_dependents();
    void a_problem_is_told_in_all_places_and_fixed_with_a_click();
    void only_legal_sizes_can_be_chosen();
    void an_error_blocks_registering_and_says_why();
    void what_is_registered_is_deployed_with_one_click();
    void a_refusal_loses_nothing_and_stands_at_its_place();
    void a_draft_comes_back();
    void changes_are_compared_and_taken_back();
    void two_revisions_are_compared_without_a_draft();
    void a_compose_file_becomes_the_draft();
    void what_cannot_be_imported_is_answered();
    void a_draft_leaves_as_other_programs_take_it();
    void a_new_family_begins_with_an_empty_canvas();
    void panes_are_hidden_and_come_back();
    void the_start_order_is_played();
    void the_canvas_can_be_read_aloud();
    void markup_and_large_pastes_are_plain_text();

private:
    std::unique_ptr<QTemporaryDir> directory_;
    std::unique_ptr<Desk> desk_;
};

void TestTaskDefinitionEditor::initTestCase()
{
    Theme::get().install(*qApp);
    QCoreApplication::setOrganizationName("window");
    QSettings::setDefaultFormat(QSettings::IniFormat);
}

void TestTaskDefinitionEditor::init()
{
    directory_ = std::make_unique<QTemporaryDir>();
    QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, directory_->path());
    desk_ = std::make_unique<Desk>();
    QVERIFY(desk_->open());
}

void TestTaskDefinitionEditor::a_revision_is_shown_in_three_ways()
{
    QCOMPARE(desk_->editor.title(), "web:14 draft");
    QCOMPARE(desk_->editor.canvas()->graph().containers.size(), std::size_t(5));
    QCOMPARE(desk_->line("name")->text(), "web");
    QVERIFY(desk_->editor.json()->text().contains("\"x-team\": \"storefront\""));
    QCOMPARE(desk_->editor.header()->register_button()->text().remove('&'), "Register web:14");
    QCOMPARE(desk_->editor.header()->diff_button()->text().remove('&'), "Diff with 13");
    QVERIFY(desk_->editor.header()->register_button()->isEnabled());
    QTRY_VERIFY(desk_->editor.header()->fit_text().contains("instances"));
    QVERIFY(!TaskDefinitionEditor(desk_->session).resume()); // nobody has written anything
    const QString shots = qEnvironmentVariable("QUAYSIDE_SCREENSHOTS");
    if (!shots.isEmpty())
        QVERIFY(desk_->editor.grab().save(shots + "/editor.png"));
}

void TestTaskDefinitionEditor::what_is_typed_in_the_form_stands_in_the_text()
{
    const auto before = desk_->editor.json()->text();
    retype(desk_->line("image"), "harbour/web:2.9.0");
    QVERIFY(desk_->container(0)["image"] == "harbour/web:2.9.0");
    auto expected = before;
    expected.replace(expected.indexOf("web:2.8.1"), 9, "web:2.9.0");
    QCOMPARE(desk_->editor.json()->text(), expected);
    QCOMPARE(desk_->editor.canvas()->graph().containers[0].image, "web:2.9.0");
    desk_->editor.undo(); // all of what was typed in the field
    QCOMPARE(desk_->editor.json()->text(), before);
    QCOMPARE(desk_->line("image")->text(), "harbour/web:2.8.1");
}

void TestTaskDefinitionEditor::what_is_typed_in_the_text_stands_in_form_and_canvas()
{
    auto* json = desk_->editor.json();
    auto text = json->text();
    text.replace("\"harbour/web:2.8.1\",\n      \"essential\": true", "\"harbour/web:3\",\n      \"essential\": true");
    json->setFocus();
    json->selectAll();
    QGuiApplication::clipboard()->setText(text);
    json->paste();
    QTRY_COMPARE(desk_->editor.canvas()->graph().containers[0].image, "web:3");
    desk_->editor.form()->show_container(0); // the caret stands behind them all
    QCOMPARE(desk_->line("image")->text(), "harbour/web:3");
    QCOMPARE(json->text(), text);
}

void TestTaskDefinitionEditor::a_text_that_is_no_json_locks_form_and_canvas()
{
    auto* json = desk_->editor.json();
    json->setFocus();
    json->SendScintilla(QsciScintillaBase::SCI_GOTOPOS, 2UL);
    QTest::keyClicks(json, "oops ");
    QTRY_VERIFY(desk_->has_problem("SYN-001"));
    QVERIFY(!desk_->editor.form()->container_form()->widget()->isEnabled());
    QVERIFY(!desk_->editor.header()->register_button()->isEnabled());
    QCOMPARE(desk_->editor.problems().size(), std::size_t(1));
    QCOMPARE(desk_->editor.canvas()->graph().containers.size(), std::size_t(5)); // as it was
    QSignalSpy removed(desk_->editor.canvas(), &Canvas::remove_wanted);
    desk_->editor.canvas()->setFocus();
    QTest::keyClick(desk_->editor.canvas(), Qt::Key_Delete);
    QCOMPARE(removed.count(), 0);
    json->setFocus();
    QTest::keyClick(json, Qt::Key_Z, Qt::ControlModifier); // the window's, not the text's own
    QTRY_VERIFY(!desk_->has_problem("SYN-001"));
    QVERIFY(desk_->editor.form()->container_form()->widget()->isEnabled());
}

void TestTaskDefinitionEditor::one_container_is_marked_everywhere()
{
    auto& editor = desk_->editor;
    QTest::mouseClick(editor.canvas()->viewport(), Qt::LeftButton, {}, desk_->on_canvas(desk_->box(2).center()));
    QCOMPARE(editor.form()->containers()->currentText(), "envoy");
    QCOMPARE(desk_->line("name")->text(), "envoy");
    const auto line = editor.draft().document().line_of(container_path(2)) - 1;
    int caret = 0;
    int column = 0;
    editor.json()->getCursorPosition(&caret, &column);
    QCOMPARE(caret, line);
    QVERIFY(editor.json()->markersAtLine(line) & 1);
    QVERIFY(!(editor.json()->markersAtLine(line - 2) & 1));
    editor.json()->setFocus();
    editor.json()->setCursorPosition(editor.draft().document().line_of(container_path(4)), 4);
    QTRY_COMPARE(editor.form()->containers()->currentText(), "exporter");
    QVERIFY((editor.canvas()->selection() == CanvasTarget{ Kind::Container, 4 }));
}

void TestTaskDefinitionEditor::the_canvas_is_walked_by_keys()
{
    auto* canvas = desk_->editor.canvas();
    canvas->setFocus();
    canvas->select({ Kind::Container, 1 });
    QTest::keyClick(canvas, Qt::Key_Down);
    QVERIFY((canvas->selection() == CanvasTarget{ Kind::Container, 2 }));
    QTest::keyClick(canvas, Qt::Key_Tab);
    QVERIFY((canvas->selection() == CanvasTarget{ Kind::Container, 3 }));
    QTest::keyClick(canvas, Qt::Key_Tab);
    QVERIFY((canvas->selection() == CanvasTarget{ Kind::Container, 0 })); // the next column
    QTest::keyClick(canvas, Qt::Key_Return);
    QCOMPARE(QApplication::focusWidget(), desk_->line("name"));
    canvas->setFocus();
    canvas->select({ Kind::Shared, 1 });
    QTest::keyClick(canvas, Qt::Key_Tab); // the last one: on to the next control
    QVERIFY(!canvas->hasFocus());
}

void TestTaskDefinitionEditor::a_dependency_is_drawn_with_the_mouse()
{
    auto* view = desk_->editor.canvas()->viewport();
    const auto envoy = desk_->box(2);
    const auto exporter = desk_->box(4);
    QTest::mousePress(view, Qt::LeftButton, {}, desk_->on_canvas({ envoy.right(), envoy.center().y() }));
    QTest::mouseMove(view, desk_->on_canvas(exporter.center() - QPointF(20, 0)));
    QVERIFY(desk_->editor.canvas()->is_making_edge());
    QTest::mouseRelease(view, Qt::LeftButton, {}, desk_->on_canvas(exporter.center()));
    auto* menu = desk_->menu();
    QVERIFY(menu);
    QTest::keyClick(menu, Qt::Key_Down);
    QTest::keyClick(menu, Qt::Key_Down);
    QTest::keyClick(menu, Qt::Key_Return);
    QTRY_COMPARE(desk_->container(4)["dependsOn"].size(), std::size_t(2));
    QVERIFY(desk_->container(4)["dependsOn"][1] == (Json{ { "containerName", "envoy" }, { "condition", "HEALTHY" } }));
    QCOMPARE(desk_->editor.canvas()->graph().edges.size(), std::size_t(5));
}

void TestTaskDefinitionEditor::a_dependency_is_made_with_keys()
{
    auto* canvas = desk_->editor.canvas();
    canvas->setFocus();
    canvas->select({ Kind::Container, 3 });
    QTest::keyClick(canvas, Qt::Key_E);
    QVERIFY(canvas->is_making_edge());
    QTest::keyClick(canvas, Qt::Key_Right);
    QTest::keyClick(canvas, Qt::Key_Right);
    QTest::keyClick(canvas, Qt::Key_Return);
    auto* menu = desk_->menu();
    QVERIFY(menu);
    QTest::keyClick(menu, Qt::Key_Down);
    QTest::keyClick(menu, Qt::Key_Return);
    QTRY_COMPARE(desk_->container(4)["dependsOn"].size(), std::size_t(2));
    QVERIFY(desk_->container(4)["dependsOn"][1]["containerName"] == "log-router");
    canvas->select({ Kind::Container, 3 });
    QTest::keyClick(canvas, Qt::Key_E);
    QTest::keyClick(canvas, Qt::Key_Escape);
    QVERIFY(!canvas->is_making_edge());
}

void TestTaskDefinitionEditor::delete_removes_and_undo_brings_back()
{
    auto* canvas = desk_->editor.canvas();
    const auto before = desk_->editor.draft().text();
    canvas->setFocus();
    canvas->select({ Kind::Container, 1 });
    QTest::keyClick(canvas, Qt::Key_Delete);
    QCOMPARE(desk_->document()["containerDefinitions"].size(), std::size_t(4));
    QCOMPARE(desk_->container(0)["dependsOn"].size(), std::size_t(2));
    canvas->setFocus();
    QTest::keyClick(canvas, Qt::Key_Z, Qt::ControlModifier);
    QCOMPARE(desk_->editor.draft().text(), before);
    canvas->select({ Kind::Edge, 3 });
    QTest::keyClick(canvas, Qt::Key_Delete);
    QCOMPARE(canvas->graph().edges.size(), std::size_t(3));
    canvas->select({ Kind::Shared, 0 });
    QTest::keyClick(canvas, Qt::Key_Delete);
    QVERIFY(desk_->document()["volumes"].empty());
    QVERIFY(!desk_->container(3).contains("mountPoints"));
}

void TestTaskDefinitionEditor::a_renamed_container_keeps_its_dependents()
{
    QTest::mouseClick(desk_->editor.canvas()->viewport(), Qt::LeftButton, {}, desk_->on_canvas(desk_->box(2).center()));
    retype(desk_->line("name"), "proxy");
    QVERIFY(desk_->container(0)["dependsOn"][1]["containerName"] == "proxy");
    QCOMPARE(desk_->editor.canvas()->graph().edges.size(), std::size_t(4));
    desk_->line("name")->selectAll();
    QTest::keyClick(desk_->line("name"), Qt::Key_Delete); // by way of no name
    QTest::keyClicks(desk_->line("name"), "sidecar");
    QVERIFY(desk_->container(0)["dependsOn"][1]["containerName"] == "sidecar");
}

void TestTaskDefinitionEditor::a_problem_is_told_in_all_places_and_fixed_with_a_click()
{
    auto& editor = desk_->editor;
    retype(desk_->line("memoryReservation"), "1280");
    QVERIFY(desk_->has_problem("ECS-204"));
    QCOMPARE(editor.canvas()->marks().containers.at(0), StateGlyph::Failed);
    const auto lines = editor.form()->container_form()->field("memoryReservation")->findChildren<ProblemLine*>();
    QVERIFY(!lines.isEmpty() && lines.front()->text().contains("more than the limit of 1024"));
    const auto line = editor.draft().document().line_of(parse_path("containerDefinitions[0].memoryReservation"));
    QCOMPARE(editor.json()->marks().front().line, line);
    auto* list = editor.problem_list();
    const int fix = list->rows()->column_of("fix");
    const auto cell = list->rows()->index(0, fix);
    QCOMPARE(cell.data().toString(), "Set to 1024");
    QTest::mouseClick(list->viewport(), Qt::LeftButton, {}, list->visualRect(cell).center());
    QTRY_VERIFY(!desk_->has_problem("ECS-204"));
    QVERIFY(desk_->container(0)["memoryReservation"] == 1024);
    QCOMPARE(desk_->line("memoryReservation")->text(), "1024");
    QVERIFY(editor.header()->register_button()->isEnabled());
}

void TestTaskDefinitionEditor::only_legal_sizes_can_be_chosen()
{
    auto* sizes = desk_->editor.header()->sizes();
    QCOMPARE(sizes->currentText(), "Of its containers");
    const int place = sizes->findText("1 vCPU with 2 GiB");
    QVERIFY(place > 0);
    QVERIFY(sizes->findText("1 vCPU with 1 GiB") < 0);
    sizes->setFocus();
    sizes->setCurrentIndex(place - 1);
    QTest::keyClick(sizes, Qt::Key_Down);
    QVERIFY(desk_->document()["cpu"] == "1024" && desk_->document()["memory"] == "2048");
    QTest::keyClick(sizes, Qt::Key_Home);
    QVERIFY(!desk_->document().contains("cpu") && !desk_->document().contains("memory"));
}

void TestTaskDefinitionEditor::an_error_blocks_registering_and_says_why()
{
    retype(desk_->line("memoryReservation"), "1280");
    auto* button = desk_->editor.header()->register_button();
    QVERIFY(!button->isEnabled());
    QVERIFY2(button->toolTip().contains("1 error blocks registering"), qPrintable(button->toolTip()));
    desk_->press(Qt::Key_Return, Qt::ControlModifier);
    QVERIFY(desk_->editor.notice()->sentence().startsWith("Not registered"));
    QVERIFY(desk_->client->calls("RegisterTaskDefinition").empty());
}

void TestTaskDefinitionEditor::what_is_registered_is_deployed_with_one_click()
{
    retype(desk_->line("image"), "harbour/web:2.9.0");
    QTest::mouseClick(desk_->editor.header()->register_button(), Qt::LeftButton);
    auto* notice = desk_->editor.notice();
    QTRY_VERIFY2(notice->sentence().startsWith("web:14 registered. Used by"), qPrintable(notice->sentence()));
    const auto sent = desk_->client->calls("RegisterTaskDefinition").back().input;
    QVERIFY(sent == desk_->document());
    QVERIFY(sent["containerDefinitions"][0]["x-team"] == "storefront");
    const auto buttons = notice->findChildren<QPushButton*>();
    const auto deploy = std::ranges::find_if(buttons, [](auto* b) { return b->text() == "Deploy to web"; });
    QVERIFY(deploy != buttons.end());
    QTest::mouseClick(*deploy, Qt::LeftButton);
    QTRY_COMPARE(desk_->client->calls("UpdateService").size(), std::size_t(1));
    QVERIFY(desk_->client->calls("UpdateService").back().input
        == (Json{ { "cluster", "harbour" }, { "service", "web" }, { "taskDefinition", "web:14" } }));
    QTRY_COMPARE(notice->sentence(), "web:14 is being deployed to web.");
    QTRY_COMPARE(desk_->editor.title(), "web:15 draft");
}

void TestTaskDefinitionEditor::a_refusal_loses_nothing_and_stands_at_its_place()
{
    desk_->client->answer(
        "RegisterTaskDefinition", fail(Error::client("The image is not known here. (containerDefinitions[0].image)")));
    const auto before = desk_->editor.draft().text();
    desk_->editor.register_draft();
    QTRY_VERIFY(desk_->has_problem("API"));
    QCOMPARE(desk_->editor.problems().front().where, "web · image");
    QVERIFY(desk_->editor.notice()->sentence().contains("The image is not known here"));
    QCOMPARE(desk_->editor.draft().text(), before);
    retype(desk_->line("image"), "harbour/web:2.9.0"); // another attempt may go better
    QVERIFY(!desk_->has_problem("API"));
}

void TestTaskDefinitionEditor::a_draft_comes_back()
{
    retype(desk_->line("image"), "harbour/web:2.9.0");
    const auto text = desk_->editor.draft().text();
    QSignalSpy saved(desk_->editor.findChild<DraftStore*>(), &DraftStore::saved);
    QTRY_COMPARE(saved.count(), 1); // by itself, as after a crash
    {
        TaskDefinitionEditor other(desk_->session);
        QVERIFY(other.resume());
        QCOMPARE(other.draft().text(), text);
        QCOMPARE(other.title(), "web:14 draft");
        QVERIFY(other.notice()->sentence().contains("the draft that you left"));
        other.start_from(shop());
        QCOMPARE(other.draft().text(), text);
    }
    desk_->editor.start_new();
    QCOMPARE(desk_->editor.title(), "New task definition");
    desk_->editor.start_from(shop());
    QCOMPARE(desk_->editor.draft().text(), text);
    QTest::mouseClick(desk_->editor.notice()->findChild<QPushButton*>(), Qt::LeftButton); // start again
    QVERIFY(desk_->document() == desk_->session.state().task_definitions().find({ "web", 13 })->document);
    desk_->editor.undo();
    QCOMPARE(desk_->editor.draft().text(), text);
}

void TestTaskDefinitionEditor::changes_are_compared_and_taken_back()
{
    auto& editor = desk_->editor;
    editor.start_from(*desk_->session.state().task_definitions().find({ "web", 13 }));
    const auto before = editor.draft().document().value();
    const auto memory = before["containerDefinitions"][0]["memory"].get<int>();
    editor.apply({ { Patch::Kind::Set, parse_path("containerDefinitions[0].memory"), memory + 512 } }, "Memory");
    editor.form()->setFocus();
    desk_->press(Qt::Key_D, Qt::ControlModifier);
    QVERIFY(editor.shows_diff());
    QCOMPARE(editor.title(), "Diff: web:13 and web:14 draft");
    QVERIFY2(editor.diff()->counts().startsWith("~ 1 changed"), qPrintable(editor.diff()->counts()));
    auto* tree = editor.diff()->tree();
    QCOMPARE(tree->currentItem()->text(0), "memory");
    QCOMPARE(tree->currentItem()->text(4), "+512 MiB per task");
    QTest::keyClick(tree, Qt::Key_Return); // take it
    QVERIFY(desk_->document() == before);
    QVERIFY(editor.diff()->counts().contains("1 taken"));
    QTest::mouseClick(editor.diff()->undo_button(), Qt::LeftButton);
    QVERIFY(desk_->container(0)["memory"] == memory + 512);
    QTest::mouseClick(editor.diff()->take_all_button(), Qt::LeftButton);
    QVERIFY(desk_->document() == before);
    QVERIFY(!editor.diff()->take_all_button()->isEnabled());
    QTest::mouseClick(editor.diff()->edit_button(), Qt::LeftButton);
    QVERIFY(!editor.shows_diff());
    QCOMPARE(editor.title(), "web:14 draft");
}

void TestTaskDefinitionEditor::two_revisions_are_compared_without_a_draft()
{
    auto& editor = desk_->editor;
    editor.compare();
    auto* right = editor.diff()->right();
    right->setFocus();
    right->setCurrentIndex(right->findText("web:13") - 1);
    QTest::keyClick(right, Qt::Key_Down);
    editor.diff()->left()->setCurrentIndex(editor.diff()->left()->findText("web:12") - 1);
    QTest::keyClick(editor.diff()->left(), Qt::Key_Down);
    QVERIFY(editor.diff()->diff().groups.size() >= 2);
    QVERIFY(!editor.diff()->take_all_button()->isEnabled()); // registered revisions do not change
    const auto rows = editor.diff()->tree()->topLevelItem(0)->childCount();
    QTest::mouseClick(editor.diff()->only_changes(), Qt::LeftButton, {}, QPoint(8, 8));
    QVERIFY(editor.diff()->tree()->topLevelItem(0)->childCount() > rows);
    QTest::mouseClick(editor.diff()->as_text_chip(), Qt::LeftButton);
    auto* text = editor.diff()->text();
    QVERIFY(text->isVisible() && text->currentIndex().isValid());
    const auto& current = text->lines()[static_cast<std::size_t>(text->currentIndex().row())];
    QVERIFY(!current.is_same());
    text->setFocus();
    QTest::keyClick(text, Qt::Key_C, Qt::ControlModifier);
    QCOMPARE(QGuiApplication::clipboard()->text(), current.right > 0 ? current.right_text : current.left_text);
}

void TestTaskDefinitionEditor::a_compose_file_becomes_the_draft()
{
    const auto before = desk_->editor.draft().text();
    desk_->editor.form()->setFocus();
    desk_->press(Qt::Key_I, Qt::ControlModifier | Qt::ShiftModifier);
    auto* dialog = desk_->editor.findChild<ImportDialog*>();
    QVERIFY(dialog && QTest::qWaitForWindowActive(dialog));
    QVERIFY(!dialog->import_button()->isEnabled());
    QGuiApplication::clipboard()->setText("services:\n  web:\n    image: shop:1\n    networks: [a]\n");
    dialog->text()->setFocus();
    QTest::keyClick(dialog->text(), Qt::Key_V, Qt::ControlModifier);
    QTRY_VERIFY(dialog->import_button()->isEnabled());
    QCOMPARE(dialog->report()->topLevelItemCount(), 3);
    QCOMPARE(dialog->report()->topLevelItem(1)->text(0), "dropped");
    QTest::mouseClick(dialog->import_button(), Qt::LeftButton);
    QVERIFY(desk_->container(0)["image"] == "shop:1");
    QVERIFY(desk_->document()["family"] == "web");
    QVERIFY(desk_->editor.notice()->sentence().startsWith("Imported"));
    QTest::mouseClick(desk_->editor.notice()->findChild<QPushButton*>(), Qt::LeftButton); // undo
    QCOMPARE(desk_->editor.draft().text(), before);
}

void TestTaskDefinitionEditor::what_cannot_be_imported_is_answered()
{
    ImportDialog dialog(desk_->session.state(), {});
    dialog.show();
    QVERIFY(QTest::qWaitForWindowActive(&dialog));
    QGuiApplication::clipboard()->setText(QString(2 << 20, 'x'));
    dialog.text()->setFocus();
    QTest::keyClick(dialog.text(), Qt::Key_V, Qt::ControlModifier);
    QVERIFY(dialog.message()->text().contains("more than 1 MiB"));
    QVERIFY(dialog.text()->toPlainText().isEmpty());
    QFile large(directory_->filePath("large"));
    QVERIFY(large.open(QIODevice::WriteOnly) && large.resize(100'000'000));
    QFile binary(directory_->filePath("binary"));
    QVERIFY(binary.open(QIODevice::WriteOnly)
        && binary.write("\x7f"
                        "ELF\0\0",
               6)
            == 6);
    binary.close();
    dialog.text()->read_file(binary.fileName());
    QTRY_VERIFY(dialog.message()->text().contains("no text"));
    dialog.text()->read_file(large.fileName());
    QTRY_VERIFY(dialog.message()->text().contains("The file has more than 1 MiB"));
    QGuiApplication::clipboard()->setText("<b>docker run x</b>");
    dialog.text()->clear();
    QTest::keyClick(dialog.text(), Qt::Key_V, Qt::ControlModifier);
    QTRY_VERIFY(dialog.message()->text().contains("no compose file"));
    QVERIFY(!dialog.import_button()->isEnabled());
    QCOMPARE(dialog.text()->toPlainText(), "<b>docker run x</b>");
}

void TestTaskDefinitionEditor::a_draft_leaves_as_other_programs_take_it()
{
    using Export = TaskDefinitionEditor::Export;
    QCOMPARE(desk_->editor.exported(Export::Json), desk_->editor.json()->text());
    QVERIFY(desk_->editor.exported(Export::Cli).contains("ecs register-task-definition --cli-input-json '{"));
    QVERIFY(desk_->editor.exported(Export::DockerRun).startsWith("docker run -d --name web -p 8080"));
    QVERIFY(desk_->editor.exported(Export::Compose).startsWith("services:\n  web:\n"));
}

void TestTaskDefinitionEditor::a_new_family_begins_with_an_empty_canvas()
{
    desk_->editor.start_new();
    QVERIFY(desk_->has_problem("ECS-101") && desk_->has_problem("ECS-103"));
    QVERIFY(!desk_->editor.canvas()->isVisible());
    const auto buttons = desk_->editor.findChildren<QPushButton*>();
    const auto add = std::ranges::find_if(
        buttons, [](auto* button) { return button->isVisible() && button->text() == "Add a container"; });
    QVERIFY(add != buttons.end());
    QTest::mouseClick(*add, Qt::LeftButton);
    QCOMPARE(desk_->document()["containerDefinitions"].size(), std::size_t(1));
    QCOMPARE(QApplication::focusWidget(), desk_->line("name"));
    QTest::mouseClick(desk_->editor.form()->task_link(), Qt::LeftButton);
    auto* field = desk_->editor.form()->task_form()->field("family");
    retype(qobject_cast<QLineEdit*>(field->input()), "shop");
    QCOMPARE(desk_->editor.title(), "shop:1 draft");
    QVERIFY(!desk_->has_problem("ECS-101"));
}

void TestTaskDefinitionEditor::panes_are_hidden_and_come_back()
{
    auto* menu = desk_->editor.header()->findChild<QToolButton*>()->menu();
    for (auto* action : menu->actions()) {
        if (action->text() != "&Form")
            continue;
        emit menu->aboutToShow();
        QVERIFY(action->isChecked());
        action->trigger();
        QVERIFY(!desk_->editor.form()->isVisible());
        action->trigger();
        QVERIFY(desk_->editor.form()->isVisible());
    }
}

void TestTaskDefinitionEditor::the_start_order_is_played()
{
    Theme::get().set_reduced_motion(true);
    auto* pane = desk_->editor.findChild<CanvasPane*>();
    pane->play();
    Theme::get().set_reduced_motion(false);
    QCOMPARE(desk_->editor.canvas()->play().started.size(), std::size_t(5)); // all at once
    QVERIFY(pane->info().contains("3 step"));
}

void TestTaskDefinitionEditor::the_canvas_can_be_read_aloud()
{
    auto* canvas = desk_->editor.canvas();
    auto* read = QAccessible::queryAccessibleInterface(canvas);
    QVERIFY(read);
    QCOMPARE(read->childCount(), 5 + 4 + 2);
    QCOMPARE(read->text(QAccessible::Description), "5 containers, 4 dependencies, no cycle");
    QCOMPARE(read->child(0)->text(QAccessible::Name), "migrate");
    canvas->select({ Kind::Container, 0 });
    canvas->setFocus();
    auto* web = read->child(3);
    QCOMPARE(web->text(QAccessible::Name), "web");
    QVERIFY(web->text(QAccessible::Description).contains("waits for migrate (SUCCESS)"));
    QVERIFY(web->state().focused);
    QCOMPARE(read->child(4)->text(QAccessible::Name), "exporter");
    web->actionInterface()->doAction(QAccessibleActionInterface::pressAction());
    QCOMPARE(QApplication::focusWidget(), desk_->line("name"));
}

void TestTaskDefinitionEditor::markup_and_large_pastes_are_plain_text()
{
    auto document = shop_document();
    document["containerDefinitions"][0]["name"] = "<b>web</b><img src=x>";
    desk_->editor.replace(document, "Import");
    QCOMPARE(desk_->editor.canvas()->name_of({ Kind::Container, 0 }), "<b>web</b><img src=x>");
    QVERIFY(desk_->has_problem("ECS-111"));
    auto* json = desk_->editor.json();
    const auto before = desk_->editor.draft().document().value();
    json->setText(QString(5 << 20, 'x'));
    QTRY_VERIFY(desk_->has_problem("SYN-001"));
    QVERIFY(desk_->document() == before);
    desk_->editor.undo();
    QVERIFY(!desk_->has_problem("SYN-001"));
}

QTEST_MAIN(TestTaskDefinitionEditor)
#include "tst_task_definition_editor.moc"
