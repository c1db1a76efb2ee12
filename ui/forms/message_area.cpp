#include "ui/forms/message_area.h"

#include "ui/look/buttons.h"
#include "ui/look/glyphs.h"
#include "ui/look/icons.h"
#include "ui/look/labels.h"
#include "ui/look/style_paint.h"
#include "ui/look/text.h"

#include <QAccessible>
#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QPainter>
#include <QToolButton>

#include <algorithm>

namespace quayside::ui {

MessageArea::MessageArea(QWidget* parent)
    : QWidget(parent)
    , code_(new TextLabel({}, Type::Name, Role::Error, this))
    , text_(new TextLabel({}, Type::Body, Role::Text, this))
    , copy_(icon_button(theme_icon("edit-copy"), tr("Copy the message"), this))
{
    auto* words = new QVBoxLayout;
    words->setSpacing(2);
    words->addWidget(code_);
    words->addWidget(text_);
    for (auto* label : { code_, text_ }) {
        label->setWordWrap(true);
        label->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    }
    text_->setObjectName("message");
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(32, 8, 8, 8);
    row->addLayout(words, 1);
    row->addWidget(copy_, 0, Qt::AlignTop);
    connect(copy_, &QToolButton::clicked, this, [this] { QGuiApplication::clipboard()->setText(text()); });
    hide();
}

void MessageArea::show_text(const QString& code, const QString& text)
{
    code_->setText(code);
    code_->setVisible(!code.isEmpty());
    text_->setText(text);
    setAccessibleName(this->text());
    show();
    QAccessibleEvent alert(this, QAccessible::Alert);
    QAccessible::updateAccessibility(&alert);
    update();
}

void MessageArea::show_error(const Error& error)
{
    show_text(from_utf8(error.code), from_utf8(error.message));
}

void MessageArea::show_problem(const QString& sentence)
{
    show_text({}, sentence);
}

void MessageArea::show_problems(const std::vector<api::Problem>& problems)
{
    constexpr std::size_t most = 3;
    QStringList lines;
    for (std::size_t i = 0; i < std::min(most, problems.size()); ++i)
        lines << from_utf8(api::sentence(problems[i]));
    if (problems.size() > most)
        lines << tr("%1 more need attention.").arg(problems.size() - most);
    show_problem(lines.join(u'\n'));
}

void MessageArea::clear()
{
    code_->clear();
    text_->clear();
    hide();
}

QString MessageArea::text() const
{
    return code_->text().isEmpty() ? text_->text() : code_->text() + ": " + text_->text();
}

void MessageArea::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    paint_tint(painter, rect(), Role::ErrorBg, Role::Error, 6);
    paint_glyph(painter, QRectF(12, 11, 12, 12), StateGlyph::Failed);
}

} // namespace quayside::ui
