#include "ui/forms/scalar_fields.h"

#include "ui/look/labels.h"

#include <QCheckBox>
#include <QComboBox>
#include <QCompleter>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QSignalBlocker>
#include <QVBoxLayout>

namespace quayside::ui {

namespace {

constexpr int kNumberWidth = 140;

bool is_number(const api::Shape& shape)
{
    return shape.kind == api::Kind::Integer || shape.kind == api::Kind::Long || shape.kind == api::Kind::Double;
}

QString as_text(const Json& value)
{
    if (value.is_string())
        return QString::fromStdString(value.get_ref<const std::string&>());
    return QString::fromStdString(value.dump(-1, ' ', false, Json::error_handler_t::replace));
}

std::optional<Json> copy_of(const Json* value)
{
    return value ? std::optional<Json>(*value) : std::nullopt;
}

QString range_of(const api::Shape& shape)
{
    if (shape.min && shape.max)
        return QStringLiteral("%1 to %2").arg(*shape.min, 0, 'f', 0).arg(*shape.max, 0, 'f', 0);
    if (shape.min)
        return QObject::tr("%1 or more").arg(*shape.min, 0, 'f', 0);
    return {};
}

} // namespace

TextField::TextField(const api::Shape& shape, const Hint& hint, QWidget* parent)
    : Field(shape, hint, parent)
    , line_(new QLineEdit(this))
{
    line_->setAccessibleName(hint.label);
    const bool number = is_number(shape);
    line_->setPlaceholderText(hint.placeholder.isEmpty() && number ? range_of(shape) : hint.placeholder);
    if (hint.mono)
        line_->setFont(font_of(Type::Mono));
    if (shape.sensitive)
        line_->setToolTip(tr("Shown to whoever may read the task definition"));
    if (number || !hint.unit.isEmpty())
        line_->setAlignment(Qt::AlignRight);
    auto* row = new QHBoxLayout;
    row->setSpacing(8);
    row->addWidget(line_);
    if (!hint.unit.isEmpty()) {
        line_->setMaximumWidth(kNumberWidth);
        row->addWidget(new TextLabel(hint.unit, Type::Body, Role::Muted, this));
        row->addStretch();
    }
    content()->addLayout(row);
    connect(line_, &QLineEdit::textEdited, this, &Field::edited);
    suggest(hint.suggestions);
}

void TextField::suggest(const QStringList& texts)
{
    if (texts.isEmpty())
        return;
    auto* completer = new QCompleter(texts, line_);
    completer->setCaseSensitivity(Qt::CaseInsensitive);
    completer->setFilterMode(Qt::MatchContains);
    line_->setCompleter(completer);
    connect(completer, qOverload<const QString&>(&QCompleter::activated), this, &Field::edited, Qt::QueuedConnection);
}

QWidget* TextField::input()
{
    return line_;
}

void TextField::set_value(const Json* value)
{
    original_ = copy_of(value);
    shown_ = value ? as_text(*value) : QString();
    if (line_->text() == shown_)
        return;
    const QSignalBlocker quiet(line_);
    line_->setText(shown_);
    line_->setCursorPosition(0);
}

Json TextField::typed() const
{
    const auto text = line_->text();
    const auto trimmed = text.trimmed();
    bool whole = false;
    bool decimal = false;
    if (is_number(shape()))
        if (const auto number = trimmed.toLongLong(&whole); whole)
            return number;
    if (shape().kind == api::Kind::Double || shape().kind == api::Kind::Timestamp)
        if (const auto number = trimmed.toDouble(&decimal); decimal)
            return number;
    return text.toStdString();
}

std::optional<Json> TextField::value() const
{
    if (line_->text() == shown_)
        return original_;
    if (line_->text().isEmpty() && !hint().empty_is_text)
        return std::nullopt;
    return typed();
}

QString ChoiceField::not_set(const Hint& hint)
{
    return hint.placeholder.isEmpty() ? tr("Not set") : tr("Not set (%1)").arg(hint.placeholder);
}

ChoiceField::ChoiceField(const api::Shape& shape, const Hint& hint, QWidget* parent)
    : Field(shape, hint, parent)
    , box_(new QComboBox(this))
{
    box_->setAccessibleName(hint.label);
    box_->addItem(not_set(hint));
    for (const auto& word : shape.enumeration)
        box_->addItem(QString::fromStdString(word));
    auto* row = new QHBoxLayout;
    row->addWidget(box_);
    content()->addLayout(row);
    connect(box_, &QComboBox::activated, this, &Field::edited);
}

QWidget* ChoiceField::input()
{
    return box_;
}

void ChoiceField::set_value(const Json* value)
{
    original_ = copy_of(value);
    shown_ = 0;
    if (value) {
        const auto text = as_text(*value);
        shown_ = box_->findText(text);
        if (shown_ <= 0) {
            box_->addItem(text);
            shown_ = box_->count() - 1;
        }
    }
    const QSignalBlocker quiet(box_);
    box_->setCurrentIndex(shown_);
}

std::optional<Json> ChoiceField::value() const
{
    if (box_->currentIndex() == shown_)
        return original_;
    if (box_->currentIndex() == 0)
        return std::nullopt;
    return Json(box_->currentText().toStdString());
}

SwitchField::SwitchField(const api::Shape& shape, const Hint& hint, QWidget* parent)
    : Field(shape, hint, parent)
    , box_(new QCheckBox(hint.caption, this))
{
    box_->setAccessibleName(hint.caption.isEmpty() ? hint.label : hint.label + ": " + hint.caption);
    box_->setChecked(hint.on_by_default);
    box_->setMinimumHeight(24);
    content()->addWidget(box_);
    connect(box_, &QCheckBox::clicked, this, [this] {
        touched_ = true;
        emit edited();
    });
}

QWidget* SwitchField::input()
{
    return box_;
}

void SwitchField::set_value(const Json* value)
{
    original_ = copy_of(value);
    touched_ = false;
    box_->setChecked(value && value->is_boolean() ? value->get<bool>() : hint().on_by_default);
}

std::optional<Json> SwitchField::value() const
{
    return touched_ ? std::optional<Json>(box_->isChecked()) : original_;
}

JsonField::JsonField(const api::Shape& shape, const Hint& hint, QWidget* parent)
    : Field(shape, hint, parent)
    , text_(new QPlainTextEdit(this))
{
    text_->setAccessibleName(hint.label);
    text_->setFont(font_of(Type::Mono));
    text_->setTabChangesFocus(true);
    text_->setFixedHeight(Theme::get().scaled(84));
    content()->addWidget(text_);
    connect(text_, &QPlainTextEdit::textChanged, this, &Field::edited);
}

QWidget* JsonField::input()
{
    return text_;
}

void JsonField::set_value(const Json* value)
{
    original_ = copy_of(value);
    shown_ = value ? QString::fromStdString(value->dump(2, ' ', false, Json::error_handler_t::replace)) : QString();
    const QSignalBlocker quiet(text_);
    text_->setPlainText(shown_);
}

std::optional<Json> JsonField::value() const
{
    const auto text = text_->toPlainText();
    if (text == shown_)
        return original_;
    if (text.trimmed().isEmpty())
        return std::nullopt;
    auto parsed = parse_json(text.toStdString());
    return parsed ? std::move(*parsed) : Json(text.toStdString());
}

} // namespace quayside::ui
