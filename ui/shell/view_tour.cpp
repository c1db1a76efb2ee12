#include "ui/shell/view_tour.h"

#include "ui/pages/placement_preview.h"
#include "ui/pages/table_page.h"
#include "ui/session/session.h"
#include "ui/shell/view_tabs.h"
#include "ui/tables/row_model.h"
#include "ui/tables/table_view.h"

#include <QAction>
#include <QApplication>
#include <QDialog>
#include <QEventLoop>
#include <QTimer>

#include <nlohmann/json.hpp>

#include <cstdio>
#include <memory>

namespace quayside::ui {

namespace {

constexpr std::chrono::milliseconds kOften{ 10 };

} // namespace

ViewTour::ViewTour(QMainWindow& window, const WindowParts& parts, Look look)
    : window_(window)
    , parts_(parts)
    , look_(std::move(look))
{
}

bool ViewTour::go()
{
    if (!wait_for([this] { return has_running_task(); }))
        return complain("no task came to run");
    window_.show();
    bool good = show_first_run();
    window_.activateWindow();
    if (has_services()) // first: the deployment of the demo does not last
        good = show_deployments() && show_services() && show_explanations() && show_logs() && show_terminal()
            && show_files() && show_service_dialogs() && show_pending() && show_narrow() && good;
    good = show_pages() && show_editor() && show_details() && show_dialogs() && show_palette() && good;
    if (has_services())
        good = show_safety() && good;
    return good;
}

bool ViewTour::complain(const QString& what)
{
    std::fprintf(stderr, "views: %s\n", qPrintable(what));
    return false;
}

bool ViewTour::wait_for(const std::function<bool()>& condition, std::chrono::milliseconds patience)
{
    if (condition())
        return true;
    QEventLoop loop;
    QTimer often;
    QObject::connect(&often, &QTimer::timeout, &loop, [&loop, &condition] {
        if (condition())
            loop.quit();
    });
    often.start(kOften);
    QTimer::singleShot(patience, &loop, &QEventLoop::quit);
    loop.exec();
    return condition();
}

bool ViewTour::show(const QString& name, QWidget& window, QDialog* dialog)
{
    // Answers come in the order of the questions: what was asked before has its answer then.
    const auto answered = std::make_shared<bool>(false);
    parts_.session.query(
        "DescribeInstallation", Json::object(), &window_, [answered](const Result<Json>&) { *answered = true; });
    wait_for([answered] { return *answered; });
    QCoreApplication::processEvents();
    return look_(name, window, dialog);
}

bool ViewTour::show_dialog(const QString& name, QAction* action)
{
    QDialog* dialog = nullptr;
    const auto caught = QObject::connect(
        parts_.actions, &ObjectActions::dialog_opened, [&dialog](QDialog* opened) { dialog = opened; });
    action->trigger();
    QObject::disconnect(caught);
    if (!dialog)
        return complain(name + " did not open: " + action->toolTip());
    if (const auto* preview = dialog->findChild<PlacementPreview*>()) {
        QEventLoop answer;
        QObject::connect(preview, &PlacementPreview::answered, &answer, &QEventLoop::quit);
        QTimer::singleShot(kPatience, &answer, &QEventLoop::quit);
        answer.exec();
    }
    const bool good = show(name, window_, dialog);
    dialog->reject();
    window_.activateWindow();
    return good;
}

bool ViewTour::has_running_task() const
{
    for (const auto& [id, task] : parts_.session.state().tasks())
        if (task->last_status == model::TaskStatus::Running)
            return true;
    return false;
}

bool ViewTour::has_services() const
{
    return !parts_.session.state().services().empty();
}

bool ViewTour::select_first(PageKind kind)
{
    auto* page = qobject_cast<TablePage*>(parts_.tabs->open(kind));
    if (!page)
        return false;
    auto* rows = page->table()->rows();
    wait_for([rows] { return rows->rowCount() > 0 && !rows->is_busy(); });
    if (rows->rowCount() == 0)
        return false;
    page->table()->setFocus();
    page->table()->setCurrentIndex(rows->index(0, 0));
    return true;
}

void ViewTour::select_service(StateGlyph glyph)
{
    if (!select_first(PageKind::Services))
        return;
    auto* page = qobject_cast<TablePage*>(parts_.tabs->current_page());
    auto* rows = page->table()->rows();
    for (int row = 0; row < rows->rowCount(); ++row)
        if (rows->index(row, 0).data(RowModel::GlyphRole).toInt() == static_cast<int>(glyph))
            return page->table()->setCurrentIndex(rows->index(row, 0));
}

TablePage* ViewTour::select_running_task()
{
    auto* page = qobject_cast<TablePage*>(parts_.tabs->open(PageKind::Tasks));
    auto* rows = page->table()->rows();
    wait_for([rows] { return rows->rowCount() > 0 && !rows->is_busy(); });
    const int status = rows->column_of(QStringLiteral("status"));
    std::vector<int> candidates;
    for (int row = 0; row < rows->rowCount(); ++row) {
        if (rows->index(row, status).data(RowModel::GlyphRole).toInt() == static_cast<int>(StateGlyph::Healthy))
            candidates.push_back(row);
    }
    for (const int row : candidates) {
        page->table()->setCurrentIndex(rows->index(row, 0));
        const auto refs = page->selection();
        const auto task = refs.empty() ? nullptr : find_task(parts_.session.state(), refs.front());
        if (task && std::chrono::system_clock::now() - task->started_at > std::chrono::minutes(15))
            break;
    }
    page->table()->setFocus();
    return page;
}

} // namespace quayside::ui
