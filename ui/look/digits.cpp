#include "ui/look/digits.h"

#include <QCoreApplication>
#include <QFontMetricsF>
#include <QGlyphRun>
#include <QHash>
#include <QPainter>
#include <QRawFont>

namespace quayside::ui {

namespace {

struct Face {
    QRawFont raw;
    qreal digit = 0; // the widest
};

// Raw fonts must not outlive the application, so the cache is emptied with it.
QHash<QString, Face>& cache()
{
    static QHash<QString, Face> faces;
    return faces;
}

const Face& face_of(const QFont& font)
{
    QHash<QString, Face>& faces = cache();
    if (faces.isEmpty())
        qAddPostRoutine([] { cache().clear(); });
    const QString key = font.key();
    if (const auto found = faces.constFind(key); found != faces.constEnd())
        return *found;
    Face face{ QRawFont::fromFont(font), 0 };
    const QFontMetricsF metrics(font);
    for (char c = '0'; c <= '9'; ++c)
        face.digit = std::max(face.digit, metrics.horizontalAdvance(QLatin1Char(c)));
    return *faces.insert(key, face);
}

bool is_digit(QChar c)
{
    return c >= QLatin1Char('0') && c <= QLatin1Char('9');
}

struct Run {
    QVector<quint32> glyphs;
    QVector<QPointF> places;
    qreal width = 0;
    bool whole = true; // every character has a glyph in this face
};

Run lay_out(const Face& face, const QString& text)
{
    Run run;
    run.glyphs = face.raw.glyphIndexesForString(text);
    const QVector<QPointF> advances = face.raw.advancesForGlyphIndexes(run.glyphs);
    run.whole = run.glyphs.size() == text.size() && !run.glyphs.contains(0U);
    if (!run.whole)
        return run;
    for (qsizetype i = 0; i < text.size(); ++i) {
        const qreal own = advances[i].x();
        const qreal taken = is_digit(text[i]) ? face.digit : own;
        run.places.append(QPointF(run.width + (taken - own) / 2, 0));
        run.width += taken;
    }
    return run;
}

} // namespace

qreal digits_width(const QFont& font, const QString& text)
{
    const Run run = lay_out(face_of(font), text);
    return run.whole ? run.width : QFontMetricsF(font).horizontalAdvance(text);
}

qreal draw_digits(
    QPainter& painter, const QRectF& area, Qt::Alignment alignment, const QFont& font, const QString& text)
{
    const Face& face = face_of(font);
    const Run run = lay_out(face, text);
    if (!run.whole) {
        painter.setFont(font);
        painter.drawText(area, static_cast<int>(alignment | Qt::AlignVCenter) | Qt::TextSingleLine, text);
        return QFontMetricsF(font).horizontalAdvance(text);
    }
    const qreal left = alignment.testFlag(Qt::AlignRight) ? area.right() - run.width
        : alignment.testFlag(Qt::AlignHCenter)            ? area.center().x() - run.width / 2
                                                          : area.left();
    const QFontMetricsF metrics(font);
    const qreal baseline = area.top() + (area.height() - metrics.height()) / 2 + metrics.ascent();
    QGlyphRun glyphs;
    glyphs.setRawFont(face.raw);
    glyphs.setGlyphIndexes(run.glyphs);
    glyphs.setPositions(run.places);
    painter.drawGlyphRun(QPointF(left, std::round(baseline)), glyphs);
    return run.width;
}

} // namespace quayside::ui
