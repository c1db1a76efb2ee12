#include "ui/pages/files_pane.h"

#include "ui/forms/confirmation_dialog.h"
#include "ui/look/buttons.h"
#include "ui/look/file_chooser.h"
#include "ui/look/icons.h"
#include "ui/look/labels.h"
#include "ui/look/text.h"
#include "ui/look/work.h"
#include "ui/pages/job_strip.h"
#include "ui/session/file_jobs.h"
#include "ui/session/session.h"
#include "ui/tables/table_view.h"

#include <QComboBox>
#include <QDir>
#include <QDragEnterEvent>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QMimeData>
#include <QPushButton>
#include <QToolButton>
#include <QUrl>

namespace quayside::ui {

namespace {

constexpr int kContainer = 140;

QString kind_text(const FileRow& row)
{
    switch (row.kind) {
    case FileRow::Kind::Folder:
        return FilesPane::tr("Folder");
    case FileRow::Kind::File:
        return FilesPane::tr("File");
    case FileRow::Kind::Link:
        return FilesPane::tr("Link to %1").arg(row.link_target);
    case FileRow::Kind::Other:
        break;
    }
    return FilesPane::tr("Device, socket or pipe");
}

bool may_be_folder(const FileRow& row)
{
    return row.kind == FileRow::Kind::Folder || row.kind == FileRow::Kind::Link;
}

QStringList local_files(const QMimeData& data)
{
    QStringList paths;
    for (const auto& url : data.urls())
        if (url.isLocalFile())
            paths << QDir::cleanPath(url.toLocalFile());
    return paths;
}

} // namespace

std::vector<Column<FileRow>> file_columns()
{
    std::vector<Column<FileRow>> columns;
    columns.push_back({ .info = { .id = "name",
                            .title = FilesPane::tr("Name"),
                            .style = CellStyle::Name,
                            .link = true,
                            .stretch = true,
                            .width = 280 },
        .text = [](const FileRow& row,
                    const Context&) { return from_utf8(row.name) + (row.kind == FileRow::Kind::Folder ? "/" : ""); },
        .key = [](const FileRow& row, const Context&) { // folders first
            return text_key((row.kind == FileRow::Kind::Folder ? QChar(u' ') : QChar(u'!')) + from_utf8(row.name));
        } });
    columns.push_back({ .info = { .id = "size",
                            .title = FilesPane::tr("Size"),
                            .style = CellStyle::Number,
                            .type = ValueType::Size,
                            .width = 88 },
        .text
        = [](const FileRow& row,
              const Context&) { return row.kind == FileRow::Kind::File ? byte_quantity(row.size).text() : dash(); },
        .key = [](const FileRow& row, const Context&) { return number_key(row.size / (1 << 20)); } });
    columns.push_back({ .info = { .id = "modified",
                            .title = FilesPane::tr("Changed"),
                            .style = CellStyle::Mono,
                            .type = ValueType::Time,
                            .width = 164 },
        .text = [](const FileRow& row,
                    const Context&) { return row.modified_at == kNever ? dash() : local_date_time(row.modified_at); },
        .key = [](const FileRow& row, const Context&) { return time_key(row.modified_at); } });
    columns.push_back(
        { .info = { .id = "kind", .title = FilesPane::tr("Kind"), .style = CellStyle::Muted, .width = 240 },
            .text = [](const FileRow& row, const Context&) { return kind_text(row); } });
    return columns;
}

FilesPane::FilesPane(Session& session, QWidget* parent)
    : QWidget(parent)
    , session_(session)
    , feed_(session)
    , rows_(file_columns(), session.state())
    , container_(new QComboBox(this))
    , path_(new QLineEdit(this))
    , up_(icon_button(theme_icon("go-up"), tr("Folder above (Alt+Up)"), this))
    , note_(new TextLabel({}, Type::Small, Role::Warning, this))
    , fetch_(new QPushButton(tr("Copy &here…"), this))
    , put_(new QPushButton(tr("Copy a &file there…"), this))
    , put_folder_(new QPushButton(tr("…a f&older"), this))
    , table_(new TableView("files", tr("Files"), this))
    , jobs_(new JobStrip(tr("Copies of files"), this))
{
    setAcceptDrops(true);
    rows_.sort(0, Qt::AscendingOrder);
    table_->set_rows(&rows_);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(make_strip());
    column->addWidget(new HLine(this));
    column->addWidget(table_, 1);
    column->addWidget(jobs_);
    setFocusProxy(table_);
    connect(table_, &TableView::opened, this, &FilesPane::open_row);
    connect(table_, &TableView::chosen, this, &FilesPane::show_buttons);
    connect(table_, &TableView::empty_action, this, [this] { feed_.look(feed_.path()); });
    connect(&feed_, &FileFeed::files_changed, this, &FilesPane::show_files);
    connect(&feed_, &FileFeed::refused, this, &FilesPane::said);
    connect(&feed_, &FileFeed::jobs_changed, this, &FilesPane::show_jobs);
    connect(jobs_, &JobStrip::stop_wanted, &feed_, &FileFeed::stop);
    connect(container_, &QComboBox::activated, this, [this] {
        auto place = feed_.place();
        place.container = container_->currentText().toStdString();
        feed_.set_place(place);
    });
    connect(path_, &QLineEdit::returnPressed, this, [this] { feed_.look(path_->text().trimmed()); });
    connect(up_, &QToolButton::clicked, this, &FilesPane::go_up);
    connect(fetch_, &QPushButton::clicked, this, &FilesPane::fetch_selected);
    connect(put_, &QPushButton::clicked, this, [this] { ask_for_what_is_put(false); });
    connect(put_folder_, &QPushButton::clicked, this, [this] { ask_for_what_is_put(true); });
    show_files();
}

QWidget* FilesPane::make_strip()
{
    auto* strip = new QWidget(this);
    auto* row = new QHBoxLayout(strip);
    row->setContentsMargins(8, 4, 8, 4);
    row->setSpacing(8);
    container_->setAccessibleName(tr("Container"));
    container_->setMinimumWidth(Theme::get().scaled(kContainer));
    path_->setAccessibleName(tr("Folder"));
    path_->setFont(font_of(Type::Mono));
    up_->setShortcut(QKeySequence(Qt::ALT | Qt::Key_Up));
    auto* again = icon_button(theme_icon("view-refresh"), tr("Look again"), strip);
    connect(again, &QToolButton::clicked, this, [this] { feed_.look(feed_.path()); });
    for (QWidget* small : std::initializer_list<QWidget*>{ container_, path_, fetch_, put_, put_folder_ })
        set_small(small);
    put_folder_->setAccessibleName(tr("Copy a folder there"));
    row->addWidget(container_);
    row->addWidget(up_);
    row->addWidget(path_, 1);
    row->addWidget(again);
    row->addWidget(note_);
    row->addWidget(fetch_);
    row->addWidget(put_);
    row->addWidget(put_folder_);
    return strip;
}

void FilesPane::set_object(const ObjectRef& task)
{
    ref_ = task;
    fill_containers();
}

// Those that are there already, a running one first.
void FilesPane::fill_containers()
{
    const auto task = session_.state().tasks().find(ref_.id);
    const auto before = feed_.place().task == ref_.id.hex() ? from_utf8(feed_.place().container) : QString();
    QStringList names;
    int chosen = -1;
    for (std::size_t i = 0; task && i < task->containers.size(); ++i) {
        if (task->containers[i].runtime_id.empty())
            continue;
        names << from_utf8(task->spec->definition->containers[i].name);
        const bool runs = task->containers[i].last_status == model::ContainerStatus::Running;
        if (names.back() == before || (before.isEmpty() && chosen < 0 && runs))
            chosen = static_cast<int>(names.size()) - 1;
    }
    if (names != containers_) {
        container_->clear();
        container_->addItems(names);
        containers_ = names;
        container_->setCurrentIndex(std::max(chosen, 0));
    }
    if (!names.isEmpty())
        feed_.set_place({ task->spec->cluster, ref_.id.hex(), container_->currentText().toStdString() });
    show_files();
}

void FilesPane::take(const model::ChangeSet& changes)
{
    if (changes.full)
        return fill_containers();
    for (const auto& change : changes.of<model::Task>())
        if (change.any().id == ref_.id)
            return fill_containers();
}

void FilesPane::show_files()
{
    const bool there = container_->count() > 0;
    if (!path_->hasFocus() || !feed_.looking())
        path_->setText(feed_.path());
    rows_.set_rows(there && feed_.problem().isEmpty() ? feed_.files() : FileFeed::Files());
    note_->setText(feed_.whole() ? QString() : tr("There may be more than is shown"));
    const auto cause = [&] {
        if (!there)
            return tr("None of the task's containers has been created, or they are gone.");
        if (!feed_.problem().isEmpty())
            return feed_.problem();
        return feed_.looking() ? tr("Looking…") : tr("There is nothing in %1.").arg(feed_.path());
    };
    const bool can_look = there && !feed_.looking();
    table_->set_empty(icon(Glyph::Volume, Role::Muted), cause(), can_look ? tr("Look again") : QString());
    show_buttons();
}

void FilesPane::show_buttons()
{
    const bool there = container_->count() > 0;
    const auto none = there ? QString() : tr("There is no container");
    for (auto* button : { put_, put_folder_ })
        set_blocked(button, none);
    set_blocked(fetch_,
        !none.isEmpty()                       ? none
            : table_->selected_rows().empty() ? tr("Select what is to be copied")
                                              : QString());
    up_->setEnabled(there && feed_.path() != QLatin1String("/"));
}

void FilesPane::go_up()
{
    feed_.look(QDir::cleanPath(path_in(feed_.path(), QStringLiteral(".."))));
}

void FilesPane::open_row(int row)
{
    const auto file = rows_.value(row);
    if (!file)
        return;
    if (may_be_folder(*file))
        feed_.look(path_in(feed_.path(), from_utf8(file->name)));
    else
        fetch_selected();
}

void FilesPane::fetch_selected()
{
    std::vector<std::string> names;
    for (const int row : table_->selected_rows())
        if (const auto file = rows_.value(row))
            names.push_back(file->name);
    if (names.empty())
        return;
    FileChooser::get().ask({ FileQuestion::Kind::Folder, tr("Copy into which folder?") }, *this,
        [this, names](const QString& directory) { fetch(names, directory); });
}

void FilesPane::fetch(const std::vector<std::string>& names, const QString& directory)
{
    using Names = std::vector<std::string>;
    const auto is_there
        = [directory](const std::string& name) { return QFileInfo::exists(path_in(directory, from_utf8(name))); };
    in_background(
        this,
        [names, is_there] {
            std::pair<Names, Names> parts;
            for (const auto& name : names)
                (is_there(name) ? parts.second : parts.first).push_back(name);
            return parts;
        },
        [this, directory](const std::pair<Names, Names>& parts) {
            feed_.fetch(parts.first, directory);
            if (!parts.second.empty())
                ask_to_replace(parts.second, directory);
        });
}

void FilesPane::ask_to_replace(const std::vector<std::string>& names, const QString& directory)
{
    const int count = static_cast<int>(names.size());
    ConfirmationDialog::Question question{ tr("Replace %n files", nullptr, count),
        tr("What %1 has under these names is lost.").arg(directory), {}, tr("&Replace"), tr("&Keep") };
    std::vector<ActionDialog::Call> calls;
    for (const auto& name : names) {
        question.objects << from_utf8(name);
        Json copy = feed_.copy_of(name, directory);
        copy["overwrite"] = true;
        calls.push_back({ "CopyFromContainer", std::move(copy) });
    }
    auto* dialog = new ConfirmationDialog(session_, question, std::move(calls), window());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
}

void FilesPane::show_jobs()
{
    std::vector<JobLineText> lines;
    for (const auto& job : feed_.jobs())
        lines.push_back({ job.number, job.status, title_of(job), job.message, job.current, job.total, false, true });
    jobs_->show_jobs(std::move(lines));
}

void FilesPane::ask_for_what_is_put(bool folder)
{
    FileChooser::get().ask(
        { folder ? FileQuestion::Kind::Folder : FileQuestion::Kind::File, tr("Copy what into %1?").arg(feed_.path()) },
        *this, [this](const QString& path) { put({ path }); });
}

void FilesPane::put(const QStringList& paths)
{
    if (container_->count() > 0)
        feed_.put(paths);
}

void FilesPane::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    feed_.set_wanted(true);
}

void FilesPane::hideEvent(QHideEvent* event)
{
    QWidget::hideEvent(event);
    feed_.set_wanted(false);
}

void FilesPane::dragEnterEvent(QDragEnterEvent* event)
{
    if (container_->count() > 0 && !local_files(*event->mimeData()).isEmpty())
        event->acceptProposedAction();
}

void FilesPane::dropEvent(QDropEvent* event)
{
    put(local_files(*event->mimeData()));
    event->acceptProposedAction();
}

} // namespace quayside::ui
