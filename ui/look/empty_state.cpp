#include "ui/look/empty_state.h"

#include "ui/look/labels.h"

#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace quayside::ui {

EmptyState::EmptyState(QWidget* parent)
    : QWidget(parent)
    , picture_(new QLabel(this))
    , sentence_(new TextLabel({}, Type::Body, Role::Muted, this))
    , button_(new QPushButton(this))
{
    sentence_->setWordWrap(true);
    sentence_->setAlignment(Qt::AlignCenter);
    picture_->setAlignment(Qt::AlignCenter);
    picture_->hide();
    button_->hide();
    auto* column = new QVBoxLayout(this);
    column->setSpacing(12);
    column->addStretch(2);
    column->addWidget(picture_, 0, Qt::AlignCenter);
    column->addWidget(sentence_);
    column->addWidget(button_, 0, Qt::AlignCenter);
    column->addStretch(3);
    connect(button_, &QPushButton::clicked, this, &EmptyState::action_triggered);
}

void EmptyState::set_icon(const QIcon& icon)
{
    picture_->setPixmap(icon.pixmap(32));
    picture_->setVisible(!icon.isNull());
}

void EmptyState::set_sentence(const QString& sentence)
{
    sentence_->setText(sentence);
    setAccessibleName(sentence);
}

void EmptyState::set_action(const QString& text)
{
    button_->setText(text);
    button_->setVisible(!text.isEmpty());
}

QString EmptyState::sentence() const
{
    return sentence_->text();
}

} // namespace quayside::ui
