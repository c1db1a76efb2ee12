#include "ui/charts/chart.h"
#include "ui/look/file_chooser.h"
#include "ui/look/icons.h"
#include "ui/look/text.h"
#include "ui/look/work.h"
#include "ui/pages/metrics_tab.h"
#include "ui/session/instant.h"

#include <QBuffer>
#include <QClipboard>
#include <QDialog>
#include <QDialogButtonBox>
#include <QGuiApplication>
#include <QHeaderView>
#include <QImage>
#include <QMenu>
#include <QPushButton>
#include <QSaveFile>
#include <QShortcut>
#include <QTableView>
#include <QVBoxLayout>

// The part of MetricsTab that gives away what is shown, and goes to a moment.
namespace quayside::ui {

namespace {

constexpr QSize kTableSize{ 720, 480 };

// Empty, or why it could not be written.
QString write_file(const QString& path, const QByteArray& bytes)
{
    QSaveFile file(path);
    const bool saved = file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size() && file.commit();
    return saved ? QString() : file.errorString();
}

QByteArray png_of(const QImage& image)
{
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    image.save(&buffer, "PNG");
    return bytes;
}

} // namespace

void MetricsTab::connect_instant()
{
    auto* key
        = new QShortcut(QKeySequence(Qt::CTRL | Qt::Key_J), this, nullptr, nullptr, Qt::WidgetWithChildrenShortcut);
    connect(key, &QShortcut::activated, this, &MetricsTab::share_instant);
    connect(&instant_, &Instant::moved, this, &MetricsTab::go_to_instant);
    connect(&line_, &TimeLine::crosshair_changed, this, [this] { instant_.hover(line_.crosshair()); });
    connect(&instant_, &Instant::hover_moved, this, [this] { line_.set_crosshair(instant_.hovered()); });
    setContextMenuPolicy(Qt::CustomContextMenu);
    connect(
        this, &QWidget::customContextMenuRequested, this, [this](const QPoint& at) { menu_->popup(mapToGlobal(at)); });
}

// Under the crosshair; else what is held, else the newest.
TimePoint MetricsTab::chosen_moment() const
{
    return line_.crosshair().value_or(line_.held().value_or(line_.range().end));
}

void MetricsTab::share_instant()
{
    instant_.go_to(chosen_moment());
    emit said(tr("Logs, graphs and events are at %1").arg(local_time(*instant_.at())));
}

void MetricsTab::go_to_instant()
{
    instant_due_ = instant_.at() && !isVisible();
    if (!instant_due_)
        line_.hold(instant_.at());
}

void MetricsTab::fill_menu()
{
    menu_->clear();
    add_lines(*menu_->addMenu(tr("&Lines")));
    menu_->addSeparator();
    menu_->addAction(tr("Show as &table…"), this, &MetricsTab::show_table);
    menu_->addAction(theme_icon("edit-copy"), tr("&Copy as table"), this, &MetricsTab::copy_table);
    menu_->addAction(theme_icon("document-export"), tr("Save as &picture…"), this, &MetricsTab::save_picture);
    menu_->addAction(theme_icon("document-export"), tr("&Save as CSV…"), this, &MetricsTab::save_table);
    menu_->addSeparator();
    add_instant(*menu_);
}

void MetricsTab::add_lines(QMenu& menu)
{
    for (Chart* chart : { cpu_, memory_, network_ })
        for (const auto& [label, shown] : chart->lines()) {
            auto* action = menu.addAction(chart->accessibleName() + QStringLiteral(", ") + label);
            action->setCheckable(true);
            action->setChecked(shown);
            connect(action, &QAction::toggled, chart, [chart, label = label](bool on) { chart->show_line(label, on); });
        }
}

void MetricsTab::add_instant(QMenu& menu)
{
    const TimePoint at = chosen_moment();
    menu.addAction(tr("Go to this &instant"), this, &MetricsTab::share_instant)
        ->setShortcut(QKeySequence(Qt::CTRL | Qt::Key_J));
    menu.addAction(tr("Same instant in &logs"), this, [this, at] { instant_.show_in(Instant::Place::Logs, at); });
    menu.addAction(tr("Same instant in &events"), this, [this, at] { instant_.show_in(Instant::Place::Events, at); });
}

TimeTable MetricsTab::table() const
{
    std::vector<Chart::Table> tables;
    for (const Chart* chart : { cpu_, memory_, network_ })
        tables.push_back(chart->table(line_.range()));
    return joined(tables);
}

void MetricsTab::show_table()
{
    auto* dialog = new QDialog(this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(tr("Graphs as a table"));
    dialog->resize(kTableSize);
    auto* view = new QTableView(dialog);
    view->setModel(new TimeTableModel(table(), view));
    view->setAccessibleName(tr("Values of the graphs, the newest first"));
    view->verticalHeader()->hide();
    view->setTabKeyNavigation(false);
    view->setSelectionBehavior(QAbstractItemView::SelectRows);
    view->resizeColumnsToContents();
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close, dialog);
    auto* copy = buttons->addButton(tr("Copy"), QDialogButtonBox::ActionRole);
    connect(copy, &QPushButton::clicked, this, &MetricsTab::copy_table);
    connect(buttons, &QDialogButtonBox::rejected, dialog, &QDialog::close);
    auto* column = new QVBoxLayout(dialog);
    column->addWidget(view, 1);
    column->addWidget(buttons);
    view->setFocus();
    dialog->show();
}

void MetricsTab::copy_table()
{
    const auto values = table();
    QGuiApplication::clipboard()->setText(QString::fromUtf8(csv_of(values)));
    emit said(tr("Copied %1").arg(counted(static_cast<std::int64_t>(values.rows.size()), tr("row"), tr("rows"))));
}

void MetricsTab::ask_where(const QString& title, const QString& suffix, std::function<QString(const QString&)> write)
{
    const FileQuestion question{ .kind = FileQuestion::Kind::NewFile, .title = title, .suffix = suffix };
    FileChooser::get().ask(question, *this, [this, write = std::move(write)](const QString& path) {
        in_background(
            this, [write, path] { return write(path); },
            [this, path](const QString& problem) {
                emit said(
                    problem.isEmpty() ? tr("Saved %1").arg(path) : tr("%1 cannot be written: %2").arg(path, problem));
            });
    });
}

// As they are now, whatever goes on while a name is chosen.
void MetricsTab::save_picture()
{
    ask_where(tr("Save the graphs as a picture"), QStringLiteral("png"),
        [image = plots_->grab().toImage()](const QString& path) { return write_file(path, png_of(image)); });
}

void MetricsTab::save_table()
{
    ask_where(tr("Save the values of the graphs"), QStringLiteral("csv"),
        [values = table()](const QString& path) { return write_file(path, csv_of(values)); });
}

} // namespace quayside::ui
