#include "ui/editor/import_dialog.h"

#include "ui/forms/message_area.h"
#include "ui/look/buttons.h"
#include "ui/look/file_chooser.h"
#include "ui/look/glyphs.h"
#include "ui/look/icons.h"
#include "ui/look/labels.h"
#include "ui/look/text.h"
#include "ui/look/tool_tip.h"
#include "ui/look/work.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QFile>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QMimeData>
#include <QPushButton>
#include <QTimer>
#include <QTreeWidget>
#include <QUrl>
#include <QVBoxLayout>

#include <chrono>
#include <utility>

namespace quayside::ui {

namespace {

using Outcome = Imported::Outcome;

constexpr qint64 kMostBytes = 1 << 20; // a task definition has 64 KiB
constexpr std::chrono::milliseconds kIdle{ 200 };

// What a file says, or why it is not taken.
std::pair<QString, QString> read_text(const QString& path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return { {}, file.errorString() };
    if (file.size() > kMostBytes)
        return { {}, PasteField::tr("The file has more than 1 MiB: no task definition has.") };
    const auto bytes = file.read(kMostBytes);
    if (bytes.contains('\0'))
        return { {}, PasteField::tr("The file is no text.") };
    return { QString::fromUtf8(bytes), {} };
}

std::pair<StateGlyph, QString> word_of(Outcome outcome)
{
    switch (outcome) {
    case Outcome::Mapped:
        return { StateGlyph::Pass, ImportDialog::tr("mapped") };
    case Outcome::Approximated:
        return { StateGlyph::Warning, ImportDialog::tr("approximated") };
    case Outcome::Dropped:
        return { StateGlyph::Fail, ImportDialog::tr("dropped") };
    }
    return {};
}

} // namespace

PasteField::PasteField(QWidget* parent)
    : QPlainTextEdit(parent)
{
    setAccessibleName(tr("What to import"));
    setPlaceholderText(tr("Paste a compose file, a docker run line or JSON, or drop a file here"));
    setTabChangesFocus(true);
    setFont(font_of(Type::Mono));
}

bool PasteField::canInsertFromMimeData(const QMimeData* source) const
{
    return source->hasText() || source->hasUrls();
}

void PasteField::insertFromMimeData(const QMimeData* source)
{
    if (source->hasUrls() && source->urls().front().isLocalFile())
        return read_file(source->urls().front().toLocalFile());
    if (source->text().size() > kMostBytes) {
        emit refused(tr("The text has more than 1 MiB: no task definition has."));
        return;
    }
    insertPlainText(source->text());
}

void PasteField::read_file(const QString& path)
{
    in_background(
        this, [path] { return read_text(path); },
        [this](const std::pair<QString, QString>& read) {
            if (read.second.isEmpty())
                setPlainText(read.first);
            else
                emit refused(read.second);
        });
}

ImportDialog::ImportDialog(const model::State& state, const QString& family, QWidget* parent)
    : QDialog(parent)
    , state_(state)
    , family_(family)
    , text_(new PasteField(this))
    , revisions_(new QComboBox(this))
    , report_(new QTreeWidget(this))
    , message_(new MessageArea(this))
    , import_(primary_button(tr("&Import"), this))
    , soon_(new QTimer(this))
{
    setWindowTitle(tr("Import into the draft"));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(16, 16, 16, 16);
    column->setSpacing(8);
    column->addWidget(make_sources());
    column->addWidget(text_, 2);
    column->addWidget(new SectionHeading(tr("What becomes of it"), this));
    column->addWidget(report_, 3);
    column->addWidget(message_);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
    buttons->addButton(import_, QDialogButtonBox::AcceptRole);
    column->addWidget(buttons);
    report_->setAccessibleName(tr("What becomes of it"));
    report_->setHeaderLabels({ tr("Outcome"), tr("From"), tr("Becomes"), tr("Why") });
    report_->setRootIsDecorated(false);
    report_->setWordWrap(true); // a reason is read whole
    report_->setTextElideMode(Qt::ElideNone);
    const int widths[] = { 120, 220, 220 };
    for (int i = 0; i < static_cast<int>(std::size(widths)); ++i)
        report_->setColumnWidth(i, Theme::get().scaled(widths[i]));
    soon_->setSingleShot(true);
    soon_->setInterval(kIdle);
    connect(soon_, &QTimer::timeout, this, &ImportDialog::look);
    connect(text_, &QPlainTextEdit::textChanged, this, [this] {
        message_->clear();
        soon_->start();
    });
    connect(text_, &PasteField::refused, message_, &MessageArea::show_problem);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(buttons, &QDialogButtonBox::accepted, this, [this] {
        emit imported(found_.document);
        accept();
    });
    resize(Theme::get().scaled(760), Theme::get().scaled(620));
    look();
}

QWidget* ImportDialog::make_sources()
{
    auto* bar = new QWidget(this);
    auto* row = new QHBoxLayout(bar);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(8);
    auto* open = new QPushButton(theme_icon("document-open"), tr("&Open a file…"), bar);
    auto* label = new QLabel(tr("&Another revision"), bar);
    label->setBuddy(revisions_);
    revisions_->setAccessibleName(tr("Another revision"));
    row->addWidget(open);
    row->addStretch();
    row->addWidget(label);
    row->addWidget(revisions_);
    fill_revisions();
    connect(open, &QPushButton::clicked, this, &ImportDialog::choose_file);
    connect(revisions_, &QComboBox::activated, this, [this](int index) {
        const auto key = revisions_->itemData(index).toList();
        if (key.size() != 2)
            return;
        const auto found = state_.task_definitions().find(
            { key[0].toString().toStdString(), static_cast<std::int64_t>(key[1].toLongLong()) });
        if (found)
            text_->setPlainText(from_utf8(found->document.dump(2, ' ', false, Json::error_handler_t::replace)));
    });
    return bar;
}

void ImportDialog::fill_revisions()
{
    revisions_->addItem(tr("none"));
    for (const auto& [family, revisions] : state_.families())
        for (auto revision = revisions.rbegin(); revision != revisions.rend(); ++revision)
            revisions_->addItem(QStringLiteral("%1:%2").arg(from_utf8(family)).arg(revision->first),
                QVariantList{ from_utf8(family), QVariant::fromValue<qlonglong>(revision->first) });
    revisions_->setMaxVisibleItems(20);
}

void ImportDialog::choose_file()
{
    FileChooser::get().ask(
        { .title = tr("Import a file") }, *this, [this](const QString& path) { text_->read_file(path); });
}

void ImportDialog::look()
{
    const auto text = text_->toPlainText();
    found_ = import_text(text);
    if (!family_.isEmpty() && found_.error.isEmpty())
        keep_family(found_, family_);
    report_->clear();
    for (const auto& line : found_.report) {
        const auto [glyph, word] = word_of(line.outcome);
        auto* item = new QTreeWidgetItem(report_, { word, line.source, line.target, line.reason });
        item->setIcon(0, glyph_icon(glyph));
        for (int i = 0; i < report_->columnCount(); ++i)
            item->setToolTip(i, plain_tip(item->text(i)));
    }
    if (!text.trimmed().isEmpty() && !found_.error.isEmpty())
        message_->show_problem(found_.error);
    set_blocked(import_, found_.error);
}

} // namespace quayside::ui
