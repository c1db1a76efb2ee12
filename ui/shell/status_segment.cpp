#include "ui/shell/status_segment.h"

#include "ui/look/digits.h"
#include "ui/look/style_paint.h"
#include "ui/look/theme.h"

#include <QEvent>
#include <QPainter>
#include <QStatusBar>
#include <QStringList>

#include <algorithm>
#include <cmath>

namespace quayside::ui {

namespace {

constexpr int kGap = 5;
constexpr int kGlyph = 12;
constexpr int kPadding = 12;

} // namespace

StatusSegment::StatusSegment(const QString& name, const QString& tip, QWidget* parent)
    : QAbstractButton(parent)
    , name_(name)
{
    setAccessibleName(name);
    setToolTip(tip);
    setFocusPolicy(Qt::TabFocus);
    setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Fixed);
    connect(&Theme::get(), &Theme::changed, this, &QWidget::updateGeometry);
    hide();
}

void StatusSegment::set_words(std::vector<Word> words)
{
    const auto* bar = qobject_cast<QStatusBar*>(parentWidget());
    if (!bar || bar->currentMessage().isEmpty()) // else the message has its place
        setVisible(!words.empty());
    if (words == words_)
        return;
    const QSize before = sizeHint();
    words_ = std::move(words);
    QStringList texts;
    for (const auto& word : words_)
        texts << word.text;
    setAccessibleName(name_ + QStringLiteral(": ") + texts.join(u' '));
    if (sizeHint() != before)
        updateGeometry();
    update();
}

QSize StatusSegment::sizeHint() const
{
    return size_of(words_);
}

QSize StatusSegment::minimumSizeHint() const
{
    return size_of(main_words());
}

std::span<const StatusSegment::Word> StatusSegment::main_words() const
{
    const auto aside
        = std::find_if(words_.begin(), words_.end(), [](const Word& word) { return word.role == Role::Muted; });
    return aside == words_.begin() ? std::span(words_) : std::span(words_.begin(), aside);
}

QSize StatusSegment::size_of(std::span<const Word> words) const
{
    const QFont font = font_of(Type::Small);
    qreal width = 2 * kPadding;
    for (const auto& word : words)
        width += digits_width(font, word.text) + kGap + (word.glyph == StateGlyph::None ? 0 : kGlyph + kGap);
    return { static_cast<int>(std::ceil(width)) - kGap, Theme::get().scaled(23) };
}

bool StatusSegment::event(QEvent* event)
{
    if (event->type() == QEvent::Enter || event->type() == QEvent::Leave)
        update();
    return QAbstractButton::event(event);
}

void StatusSegment::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    if (underMouse())
        painter.fillRect(rect().adjusted(0, 0, -1, 0), colour(Role::Hover));
    const QFont font = font_of(Type::Small);
    qreal x = kPadding;
    for (const auto& word : width() < sizeHint().width() ? main_words() : std::span(words_)) {
        if (word.glyph != StateGlyph::None) {
            const QRectF place(x, (height() - kGlyph) / 2.0, kGlyph, kGlyph);
            paint_glyph(painter, placed(painter, rect(), place), word.glyph);
            x += kGlyph + kGap;
        }
        painter.setPen(colour(word.role));
        const QRectF place(x, 0, digits_width(font, word.text), height());
        draw_digits(painter, placed(painter, rect(), place), Qt::AlignLeft | Qt::AlignVCenter, font, word.text);
        x += place.width() + kGap;
    }
    painter.fillRect(placed(painter, rect(), QRect(width() - 1, 5, 1, height() - 10)), colour(Role::Border));
    if (hasFocus())
        paint_ring(painter, QRectF(rect()).adjusted(1, 1, -2, -1), 3);
}

} // namespace quayside::ui
