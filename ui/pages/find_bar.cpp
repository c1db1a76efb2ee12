#include "ui/pages/find_bar.h"

#include "ui/look/buttons.h"
#include "ui/look/icons.h"
#include "ui/look/labels.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLineEdit>
#include <QToolButton>

namespace quayside::ui {

namespace {

constexpr int kFieldWidth = 280;

} // namespace

FindBar::FindBar(QWidget* parent)
    : QWidget(parent)
    , field_(new QLineEdit(this))
    , nothing_(new TextLabel({}, Type::Body, Role::Error, this))
{
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(8, 4, 8, 4);
    row->setSpacing(4);
    field_->setPlaceholderText(tr("Find"));
    field_->setAccessibleName(tr("Find"));
    field_->setMaximumWidth(kFieldWidth);
    set_small(field_);
    auto* previous = icon_button(theme_icon("go-up"), tr("Previous match (Shift+F3)"), this);
    auto* next = icon_button(theme_icon("go-down"), tr("Next match (F3)"), this);
    auto* close = icon_button(icon(Glyph::Close), tr("Close (Esc)"), this);
    row->addWidget(field_);
    row->addWidget(previous);
    row->addWidget(next);
    row->addWidget(nothing_, 1);
    row->addWidget(close);
    connect(previous, &QToolButton::clicked, this, [this] { look(true); });
    connect(next, &QToolButton::clicked, this, [this] { look(false); });
    connect(field_, &QLineEdit::textEdited, this, [this](const QString& text) {
        nothing_->setText({});
        emit edited(text);
    });
    connect(close, &QToolButton::clicked, this, [this] {
        hide();
        emit closed();
    });
}

void FindBar::begin(const QString& text)
{
    if (!text.isEmpty() && !text.contains(u'\n'))
        field_->setText(text);
    field_->selectAll();
    field_->setFocus(Qt::ShortcutFocusReason);
    nothing_->setText({});
}

void FindBar::set_found(bool found)
{
    nothing_->set_role(Role::Error);
    nothing_->setText(found ? QString() : tr("Not found"));
}

void FindBar::set_place(int place, int hits)
{
    nothing_->set_role(hits == 0 ? Role::Error : Role::Muted);
    nothing_->setText(hits == 0 ? tr("Not found")
            : place > 0         ? tr("%1 of %2").arg(place).arg(hits)
                                : tr("%1 found").arg(hits));
}

void FindBar::look(bool backwards)
{
    if (!field_->text().isEmpty())
        emit wanted(field_->text(), backwards);
}

// What was shown last is looked at first, so Enter goes backwards.
void FindBar::keyPressEvent(QKeyEvent* event)
{
    const bool shift = event->modifiers() & Qt::ShiftModifier;
    if (event->key() == Qt::Key_Escape) {
        hide();
        emit closed();
    } else if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) {
        look(!shift);
    } else if (event->key() == Qt::Key_F3) {
        look(shift);
    } else {
        QWidget::keyPressEvent(event);
    }
}

} // namespace quayside::ui
