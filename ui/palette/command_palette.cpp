#include "ui/palette/command_palette.h"

#include "ui/look/icons.h"
#include "ui/look/labels.h"
#include "ui/look/theme.h"
#include "ui/palette/palette_delegate.h"
#include "ui/palette/palette_model.h"

#include <QApplication>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QPainter>
#include <QScrollBar>
#include <QVBoxLayout>

#include <algorithm>

namespace quayside::ui {

namespace {

constexpr int kWidth = 640;
constexpr int kField = 44;
constexpr int kFooter = 28;
constexpr int kTop = 76; // below menu and tools
constexpr int kRadius = 8;
constexpr int kShadow = 32;
constexpr int kShadowDown = 8;
constexpr qsizetype kRecent = 20;

// Its own ground, with a line around it.
class Frame : public QWidget {
public:
    using QWidget::QWidget;

protected:
    void paintEvent(QPaintEvent*) override
    {
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(colour(Role::FieldBorder));
        painter.setBrush(colour(Role::Base));
        painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), kRadius, kRadius);
    }
};

TextLabel* small(const QString& text)
{
    return new TextLabel(text, Type::Small, Role::Muted);
}

ElidedLabel* hint(const QString& text)
{
    return new ElidedLabel(text, Type::Small, Role::Muted);
}

} // namespace

CommandPalette::CommandPalette(QWidget* window)
    : QWidget(window)
    , window_(window)
    , frame_(new Frame(this))
    , prompt_(new TextLabel({}, Type::Name))
    , field_(new QLineEdit)
    , scope_(small({}))
    , list_(new QListView)
    , said_(small({}))
    , model_(new PaletteModel(this))
{
    setObjectName("palette");
    setAccessibleName(tr("Command palette"));
    auto* column = new QVBoxLayout(frame_);
    column->setContentsMargins(1, 1, 1, 1);
    column->setSpacing(0);
    column->addWidget(make_field());
    column->addWidget(new HLine);
    list_->setModel(model_);
    list_->setItemDelegate(new PaletteDelegate(list_));
    list_->setAccessibleName(tr("What was found"));
    list_->setFrameShape(QFrame::NoFrame);
    list_->setFocusPolicy(Qt::NoFocus);
    list_->setMouseTracking(true);
    list_->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    column->addWidget(list_);
    said_->setContentsMargins(12, 8, 12, 8);
    column->addWidget(said_);
    column->addWidget(new HLine);
    column->addWidget(make_footer());
    connect(field_, &QLineEdit::textChanged, this, &CommandPalette::search);
    connect(list_, &QListView::clicked, this, &CommandPalette::choose);
    connect(qApp, &QApplication::focusChanged, this, [this](QWidget*, QWidget* now) {
        if (isVisible() && now != field_)
            hide();
    });
    field_->installEventFilter(this);
    window_->installEventFilter(this);
    hide();
}

QWidget* CommandPalette::make_field()
{
    auto* row = new QWidget;
    row->setFixedHeight(Theme::get().scaled(kField));
    auto* line = new QHBoxLayout(row);
    line->setContentsMargins(12, 0, 12, 0);
    line->setSpacing(8);
    auto* picture = new QLabel;
    const auto paint = [picture] { picture->setPixmap(theme_icon("edit-find").pixmap(Theme::get().scaled(16))); };
    connect(&Theme::get(), &Theme::changed, picture, paint);
    paint();
    line->addWidget(picture);
    line->addWidget(prompt_);
    field_->setFrame(false);
    field_->setAccessibleName(tr("Search or run a command"));
    field_->setMaxLength(200);
    line->addWidget(field_, 1);
    line->addWidget(scope_);
    return row;
}

QWidget* CommandPalette::make_footer()
{
    auto* row = new QWidget;
    row->setFixedHeight(Theme::get().scaled(kFooter));
    auto* line = new QHBoxLayout(row);
    line->setContentsMargins(12, 0, 12, 0);
    line->setSpacing(16);
    for (const auto scope :
        { PaletteScope::Actions, PaletteScope::Objects, PaletteScope::Definitions, PaletteScope::Keys })
        line->addWidget(hint(QStringLiteral("%1 %2").arg(prefix_of(scope)).arg(title_of(scope))));
    line->addStretch();
    for (const auto& keys : { tr("\u2191 \u2193 choose"), tr("Enter run"), tr("Esc close") })
        line->addWidget(hint(keys));
    return row;
}

void CommandPalette::open(PaletteContent content, const QString& typed)
{
    if (!isVisible())
        before_ = QApplication::focusWidget();
    asking_ = {};
    prompt_->hide();
    model_->set_content(std::move(content));
    field_->setPlaceholderText(tr("Search or run a command"));
    field_->setText(typed);
    search();
    show();
    raise();
    field_->setFocus(Qt::ShortcutFocusReason);
}

void CommandPalette::search()
{
    said_->hide();
    if (!asking_.title.isEmpty())
        return;
    model_->search(field_->text(), recent_);
    scope_->setText(title_of(scope_of(field_->text())));
    list_->setCurrentIndex(model_->index(model_->first_entry(), 0));
    list_->scrollToTop();
    if (model_->rowCount() == 0) {
        said_->setText(tr("Nothing has these letters in its name."));
        said_->show();
    }
    fit();
}

// As high as what was found, within the window.
void CommandPalette::fit()
{
    int rows = 0;
    for (int row = 0; row < model_->rowCount(); ++row)
        rows += list_->sizeHintForRow(row);
    const int top = Theme::get().scaled(kTop);
    list_->setVisible(rows > 0);
    list_->setFixedHeight(std::min(rows, window_->height() - top - Theme::get().scaled(kField + kFooter + kShadow)));
    const int width = std::min(Theme::get().scaled(kWidth), window_->width() - 2 * kShadow);
    frame_->setGeometry(kShadow, kShadow, width, frame_->layout()->totalMinimumSize().height());
    setGeometry((window_->width() - width) / 2 - kShadow, top - kShadow, width + 2 * kShadow,
        frame_->height() + 2 * kShadow + kShadowDown);
}

void CommandPalette::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    QColor shade = colour(Role::Shadow);
    shade.setAlphaF(shade.alphaF() / kShadow); // its edge is half as dark as a shadow can be
    painter.setBrush(shade);
    for (int grow = kShadow; grow > 0; grow -= 2)
        painter.drawRoundedRect(frame_->geometry().translated(0, kShadowDown).adjusted(-grow, -grow, grow, grow),
            kRadius + grow, kRadius + grow);
}

void CommandPalette::step(int rows)
{
    const int count = model_->rowCount();
    int row = list_->currentIndex().row();
    for (int tries = 0; tries < count; ++tries) {
        row = (row + rows + count) % count;
        if (model_->entry(row))
            return list_->setCurrentIndex(model_->index(row, 0));
    }
}

void CommandPalette::choose()
{
    if (!asking_.title.isEmpty())
        return run_with_argument();
    const auto* entry = model_->entry(list_->currentIndex().row());
    if (!entry || !entry->reason.isEmpty())
        return;
    if (!entry->argument.prompt.isEmpty())
        return ask_argument(*entry);
    run(entry->title, entry->run);
}

void CommandPalette::ask_argument(const PaletteEntry& entry)
{
    asking_ = entry;
    prompt_->setText(entry.title);
    prompt_->show();
    scope_->setText({});
    field_->setPlaceholderText(entry.argument.prompt);
    field_->clear();
    model_->set_content({});
    model_->search({}, {});
    fit();
}

void CommandPalette::run_with_argument()
{
    const QString wrong = asking_.argument.run(field_->text());
    if (wrong.isEmpty())
        return run(asking_.title, [] {});
    said_->setText(wrong);
    said_->show();
    fit();
}

// What it opens gets the keyboard, so the palette goes first.
void CommandPalette::run(const QString& title, const std::function<void()>& work)
{
    recent_.removeAll(title);
    recent_.prepend(title);
    recent_ = recent_.first(std::min(recent_.size(), kRecent));
    const auto wanted = work; // the row goes with the palette
    leave();
    wanted();
}

void CommandPalette::leave()
{
    if (before_)
        before_->setFocus(Qt::OtherFocusReason);
    hide();
}

bool CommandPalette::on_key(int key)
{
    switch (key) {
    case Qt::Key_Down:
        step(1);
        return true;
    case Qt::Key_Up:
        step(-1);
        return true;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        choose();
        return true;
    case Qt::Key_Escape:
        leave();
        return true;
    case Qt::Key_Tab:
    case Qt::Key_Backtab:
        step(key == Qt::Key_Tab ? 1 : -1);
        return true;
    default:
        return false;
    }
}

bool CommandPalette::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == field_ && event->type() == QEvent::KeyPress)
        return on_key(static_cast<QKeyEvent*>(event)->key());
    if (watched == field_ && event->type() == QEvent::ShortcutOverride
        && static_cast<QKeyEvent*>(event)->key() == Qt::Key_Escape)
        event->accept();
    if (watched == window_ && event->type() == QEvent::Resize && isVisible())
        fit();
    return QWidget::eventFilter(watched, event);
}

} // namespace quayside::ui
