#include "ui/tables/filter_bar.h"

#include "ui/look/buttons.h"
#include "ui/look/chip.h"
#include "ui/look/icons.h"
#include "ui/look/labels.h"
#include "ui/tables/row_model.h"

#include <QAbstractItemView>
#include <QAction>
#include <QCompleter>
#include <QCoreApplication>
#include <QEvent>
#include <QHBoxLayout>
#include <QInputMethodEvent>
#include <QKeyEvent>
#include <QLineEdit>
#include <QMenu>
#include <QStringListModel>
#include <QTextCharFormat>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>
#include <functional>

namespace quayside::ui {

namespace {

constexpr int kLeastField = 140;
constexpr int kUsualField = 240; // before it gives way to the chips
constexpr int kSpacing = 8;

QString comparison(const FilterField& field)
{
    switch (field.type) {
    case ValueType::Size:
        return field.id + QStringLiteral(">1gib");
    case ValueType::Time:
    case ValueType::Age:
        return field.id + QStringLiteral("<1h");
    default:
        return field.id + QStringLiteral(">50");
    }
}

// Two terms that mean something in such a table: "status:running cpu>50".
QString example_of(const std::vector<FilterField>& fields)
{
    const auto is_text = [](const FilterField& field) { return field.type == ValueType::Text; };
    const auto is_name = [](const FilterField& field) { return field.id == QLatin1String("name"); };
    const auto has_values = [](const FilterField& field) { return !field.values.isEmpty(); };
    const auto is_cpu = [](const FilterField& field) { return field.id == QLatin1String("cpu"); };
    const auto one_of = [&fields](auto wanted, auto otherwise) {
        const auto found = std::ranges::find_if(fields, wanted);
        return found != fields.end() ? found : std::ranges::find_if(fields, otherwise);
    };
    QStringList terms;
    const bool any_values = std::ranges::any_of(fields, has_values);
    if (const auto text = any_values ? one_of(has_values, is_text) : one_of(is_name, is_text); text != fields.end())
        terms << text->id + u':' + (has_values(*text) ? text->values.front() : QStringLiteral("web"));
    if (const auto number = one_of(is_cpu, std::not_fn(is_text)); number != fields.end())
        terms << comparison(*number);
    return terms.join(u' ');
}

} // namespace

FilterBar::FilterBar(QWidget* parent)
    : QWidget(parent)
    , field_(new QLineEdit(this))
    , count_(new TextLabel({}, Type::Body, Role::Muted, field_))
    , problem_(new TextLabel({}, Type::Small, Role::Error, this))
    , clear_(icon_button(theme_icon(QStringLiteral("edit-clear")), tr("Clear filter"), field_))
    , resort_(new Chip({}, this))
    , more_(icon_button(theme_icon(QStringLiteral("application-menu")), tr("More filters"), this))
    , quick_(new QHBoxLayout)
    , tools_(new QHBoxLayout)
    , completer_(new QCompleter(this))
    , candidates_(new QStringListModel(this))
{
    field_->setAccessibleName(tr("Filter"));
    field_->setFont(font_of(Type::Mono));
    field_->addAction(theme_icon(QStringLiteral("view-filter")), QLineEdit::LeadingPosition);
    for (auto* inside : field_->findChildren<QToolButton*>())
        inside->setAccessibleName(tr("Filter"));
    field_->installEventFilter(this);
    field_->setMinimumWidth(kLeastField);
    field_->setMaximumWidth(560);
    set_small(clear_);
    clear_->setFixedSize(22, 22);
    auto* inside = new QHBoxLayout(field_);
    inside->setContentsMargins(0, 0, 4, 0);
    inside->setSpacing(2);
    inside->addStretch();
    inside->addWidget(count_);
    inside->addWidget(clear_);
    problem_->hide();
    resort_->setCheckable(false);
    resort_->hide();

    auto* line = new QHBoxLayout;
    line->setSpacing(8);
    line->addWidget(field_, 1);
    line->addLayout(quick_);
    line->addWidget(more_);
    line->addWidget(resort_);
    line->addStretch();
    line->addLayout(tools_);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(8, 6, 8, 6);
    column->setSpacing(2);
    column->addLayout(line);
    column->addWidget(problem_);

    auto* menu = new QMenu(more_);
    more_->setMenu(menu);
    more_->setPopupMode(QToolButton::InstantPopup);
    more_->hide();
    connect(menu, &QMenu::aboutToShow, this, [this, menu] { fill_more(*menu); });
    completer_->setModel(candidates_);
    completer_->setCompletionMode(QCompleter::UnfilteredPopupCompletion);
    completer_->setWidget(field_);
    connect(completer_, qOverload<const QString&>(&QCompleter::activated), this, &FilterBar::insert_completion);
    connect(field_, &QLineEdit::textEdited, this, &FilterBar::complete);
    connect(field_, &QLineEdit::textChanged, this, &FilterBar::on_edited);
    connect(clear_, &QToolButton::clicked, this, &FilterBar::clear);
    connect(&Theme::get(), &Theme::changed, this, [this] {
        field_->setFont(font_of(Type::Mono));
        colour_pieces();
    });
    connect(resort_, &Chip::clicked, this, [this] {
        if (rows_)
            rows_->resort();
    });
    on_edited();
}

void FilterBar::set_rows(RowModel* model)
{
    rows_ = model;
    fields_ = fields_of(model->columns());
    field_->setPlaceholderText(tr("Filter, such as %1").arg(example_of(fields_)));
    connect(model, &RowModel::filtered, this, &FilterBar::show_count);
    connect(model, &RowModel::order_waiting, this, &FilterBar::show_waiting);
    on_edited();
    show_count();
}

void FilterBar::set_members(const FilterMembers& members)
{
    if (members == members_)
        return;
    members_ = members;
    if (has_error_)
        on_edited();
}

Chip* FilterBar::add_quick_filter(const QString& title, const QString& filter)
{
    auto* chip = new Chip(title, this);
    quick_->addWidget(chip);
    chips_.push_back(chip);
    connect(chip, &Chip::clicked, this, [this, filter](bool on) { set_text(on ? filter : QString()); });
    connect(this, &FilterBar::text_changed, chip,
        [chip, filter](const QString& text) { chip->setChecked(text == filter); });
    return chip;
}

void FilterBar::add_tool(QWidget* tool)
{
    tools_->addWidget(tool);
}

QSize FilterBar::minimumSizeHint() const
{
    return { kLeastField + 96, QWidget::minimumSizeHint().height() };
}

// Chips that have no room are in a menu behind the others.
void FilterBar::fold()
{
    const auto wide = [](const QWidget* part) { return part->sizeHint().width() + kSpacing; };
    int room = width() - 2 * kSpacing - std::max(kLeastField, std::min(kUsualField, width() / 3));
    if (resort_->isVisibleTo(this))
        room -= wide(resort_);
    for (int i = 0; i < tools_->count(); ++i)
        room -= wide(tools_->itemAt(i)->widget());
    int all = 0;
    for (const Chip* chip : chips_)
        all += wide(chip);
    const bool folded = all > room;
    if (folded)
        room -= wide(more_);
    for (Chip* chip : chips_) {
        room -= wide(chip);
        chip->setVisible(!folded || room >= 0);
    }
    more_->setVisible(folded);
}

void FilterBar::fill_more(QMenu& menu)
{
    menu.clear();
    for (Chip* chip : chips_) {
        if (chip->isVisibleTo(this))
            continue;
        const QString title
            = chip->count() < 0 ? chip->text() : QStringLiteral("%1 %2").arg(chip->text()).arg(chip->count());
        auto* action = menu.addAction(title);
        action->setCheckable(true);
        action->setChecked(chip->isChecked());
        connect(action, &QAction::triggered, chip, &QAbstractButton::click);
    }
}

bool FilterBar::event(QEvent* event)
{
    const bool done = QWidget::event(event);
    if (event->type() == QEvent::LayoutRequest)
        fold();
    return done;
}

void FilterBar::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    fold();
}

QString FilterBar::text() const
{
    return field_->text();
}
void FilterBar::set_text(const QString& text)
{
    field_->setText(text);
}
void FilterBar::clear()
{
    field_->clear();
}

void FilterBar::focus_field()
{
    field_->setFocus(Qt::ShortcutFocusReason);
    field_->selectAll();
}

void FilterBar::on_edited()
{
    const auto parsed = parse_filter(field_->text(), fields_, members_);
    has_error_ = !parsed && rows_;
    if (has_error_)
        error_ = parsed.error();
    const bool empty = field_->text().trimmed().isEmpty();
    set_field_mark(field_, has_error_ ? FieldMark::Invalid : empty ? FieldMark::None : FieldMark::Valid);
    problem_->setText(has_error_ ? error_.message : QString());
    problem_->setVisible(has_error_);
    field_->setAccessibleDescription(problem_->text());
    clear_->setVisible(!field_->text().isEmpty());
    count_->set_role(!empty && !has_error_ ? Role::Healthy : Role::Muted);
    leave_room_for_count();
    colour_pieces();
    if (parsed && rows_) {
        if (parsed->sort_field >= 0)
            rows_->sort(parsed->sort_field, parsed->sort_descending ? Qt::DescendingOrder : Qt::AscendingOrder);
        rows_->set_filter(*parsed);
    }
    emit text_changed(field_->text());
}

// A line edit has no coloured text of its own, but shows the formats of an input method.
void FilterBar::colour_pieces()
{
    QList<QInputMethodEvent::Attribute> attributes;
    const auto add = [this, &attributes](int position, int length, const QTextCharFormat& format) {
        attributes.append({ QInputMethodEvent::TextFormat, position - field_->cursorPosition(), length, format });
    };
    for (const FilterPiece& piece : filter_pieces(field_->text(), fields_)) {
        QTextCharFormat format;
        const bool accent = piece.kind == FilterPiece::Kind::Field || piece.kind == FilterPiece::Kind::Regex;
        format.setForeground(colour(accent              ? Role::Accent
                : piece.kind == FilterPiece::Kind::Sort ? Role::Muted
                                                        : Role::Text));
        add(piece.position, piece.length, format);
    }
    if (has_error_) {
        QTextCharFormat format;
        format.setForeground(colour(Role::Error));
        format.setUnderlineStyle(QTextCharFormat::SpellCheckUnderline);
        format.setUnderlineColor(colour(Role::Error));
        add(error_.position, error_.length, format);
    }
    QInputMethodEvent event(QString(), attributes);
    QCoreApplication::sendEvent(field_, &event);
}

void FilterBar::complete()
{
    completion_ = complete_filter(field_->text(), field_->cursorPosition(), fields_, members_);
    candidates_->setStringList(completion_.candidates);
    if (completion_.candidates.isEmpty() || completion_.length == 0)
        completer_->popup()->hide();
    else
        completer_->complete();
}

void FilterBar::insert_completion(const QString& candidate)
{
    QString text = field_->text();
    text.replace(completion_.position, completion_.length, candidate);
    field_->setText(text);
    field_->setCursorPosition(completion_.position + static_cast<int>(candidate.size()));
}

void FilterBar::show_count()
{
    if (!rows_)
        return;
    count_->setText(tr("%1 of %2").arg(rows_->rowCount()).arg(rows_->total()));
    count_->setAccessibleName(count_->text());
    leave_room_for_count();
}

// Neither what is typed nor the example runs into it.
void FilterBar::leave_room_for_count()
{
    const int room = count_->sizeHint().width() + (clear_->isVisibleTo(field_) ? 30 : 8);
    const bool reversed = field_->isRightToLeft();
    field_->setTextMargins(reversed ? room : 0, 0, reversed ? 0 : room, 0);
}

void FilterBar::show_waiting(int changes)
{
    resort_->setText(changes == 1 ? tr("1 change · Resort") : tr("%1 changes · Resort").arg(changes));
    resort_->setAccessibleName(resort_->text());
    resort_->setVisible(changes > 0);
    resort_->updateGeometry();
}

bool FilterBar::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == field_ && event->type() == QEvent::FocusIn && rows_)
        rows_->prepare_filter();
    if (watched == field_ && event->type() == QEvent::KeyPress) {
        const auto* key = static_cast<QKeyEvent*>(event);
        if (key->key() == Qt::Key_Escape && !field_->text().isEmpty()) {
            clear();
            return true;
        }
        if (key->key() == Qt::Key_Space && key->modifiers() == Qt::ControlModifier) {
            completion_ = complete_filter(field_->text(), field_->cursorPosition(), fields_, members_);
            candidates_->setStringList(completion_.candidates);
            completer_->complete();
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace quayside::ui
