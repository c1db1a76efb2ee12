// The files of a task's containers in the window.

#include "tests/support/fake_client.h"
#include "tests/support/fake_fleet.h"
#include "ui/forms/confirmation_dialog.h"
#include "ui/look/file_chooser.h"
#include "ui/pages/files_pane.h"
#include "ui/pages/job_list.h"
#include "ui/pages/job_strip.h"
#include "ui/pages/object_actions.h"
#include "ui/session/session.h"
#include "ui/tables/table_view.h"

#include <QComboBox>
#include <QDropEvent>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QMimeData>
#include <QPushButton>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>
#include <QUrl>

#include <nlohmann/json.hpp>

#include <algorithm>

using namespace quayside;
using namespace quayside::test;
using namespace quayside::ui;

namespace {

constexpr TimePoint kNow{ std::chrono::seconds{ 1'764'000'000 } };

Json root()
{
    return { { "path", "/" }, { "whole", true },
        { "files",
            { { { "name", "var" }, { "kind", "FOLDER" }, { "size", 0 } },
                { { "name", "a\x1b[31m.log" }, { "kind", "FILE" }, { "size", 2048 }, { "modifiedAt", 1'764'000'000 } },
                { { "name", "out" }, { "kind", "LINK" }, { "size", 0 }, { "linkTarget", "/etc" } } } } };
}

Json job(const char* status, const char* message)
{
    return { { "jobs",
        Json::array({ Json{ { "jobId", 7 }, { "kind", "FROM_CONTAINER" }, { "status", status }, { "container", "web" },
            { "path", "/a" }, { "localPath", "/tmp" }, { "message", message }, { "current", 512 },
            { "total", 1024 } } }) } };
}

// Chooses what it is told to.
class Chooser final : public FileChooser {
public:
    explicit Chooser(QString path)
        : path_(std::move(path))
    {
    }
    void ask(const FileQuestion&, QWidget&, Chosen chosen) override { chosen(path_); }

private:
    QString path_;
};

QPushButton* button(QWidget& pane, const QString& text)
{
    for (auto* each : pane.findChildren<QPushButton*>())
        if (each->text() == text)
            return each;
    return nullptr;
}

} // namespace

class TestFilesPane : public QObject {
    Q_OBJECT

private slots:
    void init()
    {
        client_ = std::make_shared<FakeClient>();
        session_ = std::make_unique<Session>(client_);
        client_->answer("ListContainerFiles", root());
        client_->answer("ListFileJobs", Json{ { "jobs", Json::array() } });
        client_->answer("CopyFromContainer", Json{ { "job", job("RUNNING", "")["jobs"][0] } });
        client_->answer("CopyToContainer", Json{ { "job", job("RUNNING", "")["jobs"][0] } });
        client_->answer("StopFileJob", Json{ { "job", job("STOPPED", "")["jobs"][0] } });
        client_->show(fake_fleet({ .tasks = 4 }, kNow));
        QTRY_VERIFY(!session_->state().tasks().empty());
        for (const auto& [id, task] : session_->state().tasks())
            if (task->last_status == model::TaskStatus::Running && !task->containers[0].runtime_id.empty())
                task_ = task;
        QVERIFY(task_);
        pane_ = std::make_unique<FilesPane>(*session_);
        pane_->show();
        pane_->set_object(ObjectRef::to(*task_));
        QTRY_COMPARE(pane_->table()->rows()->rowCount(), 3);
    }
    void cleanup()
    {
        FileChooser::replace(nullptr);
        pane_.reset();
    }

    void folders_come_first_and_are_entered()
    {
        const auto text
            = [&](int row, int column) { return pane_->table()->model()->index(row, column).data().toString(); };
        QCOMPARE(text(0, 0), QString("var/"));
        QVERIFY(!text(1, 0).contains(QChar(0x1b)) || text(1, 0).startsWith("a"));
        QCOMPARE(text(1, 1), QString("2 KiB"));
        QCOMPARE(text(2, 3), QString("Link to /etc"));
        pane_->table()->selectRow(0);
        QTest::keyClick(pane_->table(), Qt::Key_Return);
        QTRY_COMPARE(client_->calls("ListContainerFiles").size(), std::size_t(2));
        const Json asked = client_->calls("ListContainerFiles")[1].input;
        QVERIFY(asked["path"] == "/var" && asked["task"] == task_->id.hex());
        QTRY_COMPARE(pane_->path()->text(), QString("/var"));
        const auto tools = pane_->findChildren<QToolButton*>();
        const auto found = std::ranges::find_if(
            tools, [](const QToolButton* tool) { return tool->accessibleName().startsWith("Folder above"); });
        QVERIFY(found != tools.end());
        auto* up = *found;
        QTRY_VERIFY(up->isEnabled());
        up->click();
        QTRY_COMPARE(pane_->path()->text(), QString("/"));
        QVERIFY(!up->isEnabled());
    }

    void a_path_is_typed_and_what_is_wrong_is_said()
    {
        client_->answer("ListContainerFiles", fail(Error::client("There is no /none/ in the container.")));
        pane_->path()->setText("/none");
        QTest::keyClick(pane_->path(), Qt::Key_Return);
        QTRY_COMPARE(pane_->feed().problem(), QString("There is no /none/ in the container."));
        QCOMPARE(pane_->table()->rows()->rowCount(), 0);
    }

    void what_is_selected_is_copied_here()
    {
        auto* here = button(*pane_, "Copy &here…");
        QVERIFY(!here->isEnabled());
        QCOMPARE(here->toolTip(), QString("Select what is to be copied"));
        pane_->table()->selectRow(2);
        QVERIFY(here->isEnabled());
        FileChooser::replace(std::make_unique<Chooser>("/home/me"));
        here->click();
        QTRY_COMPARE(client_->calls("CopyFromContainer").size(), std::size_t(1));
        const Json input = client_->calls("CopyFromContainer")[0].input;
        QVERIFY(input["path"] == "/out" && input["directory"] == "/home/me");
    }

    void what_would_be_replaced_is_asked_about()
    {
        QTemporaryDir folder;
        QFile there(folder.filePath("out"));
        QVERIFY(there.open(QIODevice::WriteOnly));
        FileChooser::replace(std::make_unique<Chooser>(folder.path()));
        pane_->table()->selectAll();
        QTest::mouseClick(button(*pane_, "Copy &here…"), Qt::LeftButton);
        QTRY_COMPARE(client_->calls("CopyFromContainer").size(), std::size_t(2)); // the others
        ConfirmationDialog* dialog = nullptr;
        QTRY_VERIFY(dialog = pane_->findChild<ConfirmationDialog*>());
        QVERIFY(dialog->isVisible());
        QCOMPARE(client_->calls("CopyFromContainer").size(), std::size_t(2));
        QTest::mouseClick(dialog->verb_button(), Qt::LeftButton);
        QTRY_COMPARE(client_->calls("CopyFromContainer").size(), std::size_t(3));
        const Json input = client_->calls("CopyFromContainer")[2].input;
        QVERIFY(input["path"] == "/out" && input["overwrite"] == true);
    }

    void copies_are_jobs_that_are_stopped_and_done_again()
    {
        QWidget window;
        ObjectActions actions(*session_, &window);
        JobList jobs(*session_, actions);
        const auto running = job("RUNNING", "");
        client_->answer("ListFileJobs", running);
        client_->answer("ListImageJobs", Json{ { "jobs", Json::array() } });
        jobs.set_wanted(true);
        QTRY_COMPARE(jobs.running(), 1);
        const auto first = jobs.rows().front();
        QCOMPARE(first->what, QString("Copy /a of web to /tmp"));
        QCOMPARE(first->progress, QString("512 B of 1 KiB"));
        QVERIFY(first->why_no_stop.isEmpty() && !first->why_no_retry.isEmpty());
        jobs.stop(first->id);
        QTRY_COMPARE(client_->calls("StopFileJob").size(), std::size_t(1));
        auto failed = job("FAILED", "The disk is full.");
        failed["jobs"][0]["taskArn"] = "arn:aws:ecs:us-east-1:123456789012:task/harbour/" + task_->id.hex();
        client_->answer("ListFileJobs", failed);
        QTRY_COMPARE(jobs.running(), 0);
        QCOMPARE(jobs.rows().front()->detail, QString("The disk is full."));
        QVERIFY2(jobs.rows().front()->why_no_retry.isEmpty(), qPrintable(jobs.rows().front()->why_no_retry));
        jobs.retry(jobs.rows().front()->id);
        QTRY_COMPARE(client_->calls("CopyFromContainer").size(), std::size_t(1));
        const Json input = client_->calls("CopyFromContainer")[0].input;
        QVERIFY(input["path"] == "/a" && input["directory"] == "/tmp" && input["container"] == "web");
    }

    void what_is_dropped_is_copied_there()
    {
        QMimeData data;
        data.setUrls({ QUrl::fromLocalFile("/home/me/site/"), QUrl("https://example.com/x") });
        QDropEvent drop({ 5, 5 }, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        static_cast<QObject&>(*pane_).event(&drop);
        QTRY_COMPARE(client_->calls("CopyToContainer").size(), std::size_t(1));
        const Json input = client_->calls("CopyToContainer")[0].input;
        QVERIFY(input["source"] == "/home/me/site" && input["path"] == "/");
        FileChooser::replace(std::make_unique<Chooser>("/home/me/file"));
        button(*pane_, "Copy a &file there…")->click();
        QTRY_COMPARE(client_->calls("CopyToContainer").size(), std::size_t(2));
    }

    void a_copy_is_followed_stopped_and_its_failure_can_be_copied()
    {
        client_->answer("ListFileJobs", job("RUNNING", ""));
        auto* strip = pane_->findChild<JobStrip*>();
        QTRY_COMPARE(strip->lines(), 1);
        auto* line = strip->findChild<JobLine*>();
        QCOMPARE(line->accessibleName(), QString("/a of web to /tmp"));
        QCOMPARE(line->findChild<QLabel*>("message")->text(), QString("512 B of 1 KiB"));
        button(*line, "Stop")->click();
        QTRY_COMPARE(client_->calls("StopFileJob").size(), std::size_t(1));
        client_->answer("ListFileJobs", job("FAILED", "There is /tmp/a already."));
        auto* message = line->findChild<QLabel*>("message");
        QTRY_COMPARE(message->text(), QString("There is /tmp/a already."));
        QVERIFY(message->textInteractionFlags().testFlag(Qt::TextSelectableByKeyboard));
        QCOMPARE(message->textFormat(), Qt::PlainText);
        button(*line, "Dismiss")->click();
        QCOMPARE(strip->lines(), 0);
    }

    void a_refused_copy_is_told()
    {
        client_->answer("CopyFromContainer", fail(Error::client("16 copies are under way.")));
        QString said;
        connect(pane_.get(), &FilesPane::said, this, [&said](const QString& text) { said = text; });
        FileChooser::replace(std::make_unique<Chooser>("/home/me"));
        pane_->table()->selectRow(1);
        pane_->fetch_selected();
        QTRY_COMPARE(said, QString("16 copies are under way."));
    }

private:
    std::shared_ptr<FakeClient> client_;
    std::unique_ptr<Session> session_;
    std::unique_ptr<FilesPane> pane_;
    model::TaskPtr task_;
};

QTEST_MAIN(TestFilesPane)
#include "tst_files_pane.moc"
