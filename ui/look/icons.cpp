#include "ui/look/icons.h"

#include "ui/look/icon_shapes.h"
#include "ui/look/theme.h"

#include <QGuiApplication>
#include <QHash>
#include <QIconEngine>
#include <QPainter>
#include <QPixmapCache>
#include <QSvgRenderer>

namespace quayside::ui {

namespace {

QPixmap rendered(const QByteArray& shape, const QColor& ink, const QSize& size)
{
    const QString key
        = QStringLiteral("quayside:%1:%2:%3x%4").arg(qHash(shape)).arg(ink.rgba()).arg(size.width()).arg(size.height());
    QPixmap pixmap;
    if (QPixmapCache::find(key, &pixmap))
        return pixmap;
    pixmap = QPixmap(size);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    QSvgRenderer(svg_document(shape, ink)).render(&painter, QRectF(QPointF(), size));
    painter.end();
    QPixmapCache::insert(key, pixmap);
    return pixmap;
}

// A theme's icon in the one ink of what cannot be used; the style's own way leaves it as bright as before in the dark.
QPixmap dimmed(const QIcon& icon, const QString& name, const QSize& size)
{
    const QColor ink = colour(Role::Disabled);
    const QString key
        = QStringLiteral("quayside:dimmed:%1:%2:%3x%4").arg(name).arg(ink.rgba()).arg(size.width()).arg(size.height());
    QPixmap pixmap;
    if (QPixmapCache::find(key, &pixmap))
        return pixmap;
    pixmap = icon.pixmap(size, 1.0);
    QPainter painter(&pixmap);
    painter.setCompositionMode(QPainter::CompositionMode_SourceIn);
    painter.fillRect(pixmap.rect(), ink);
    painter.end();
    QPixmapCache::insert(key, pixmap);
    return pixmap;
}

// Arrows that follow the reading direction are turned with it.
QString turned(const QString& name)
{
    static const QHash<QString, QString> other{ { "go-previous", "go-next" }, { "go-next", "go-previous" },
        { "edit-undo", "edit-redo" }, { "edit-redo", "edit-undo" } };
    return QGuiApplication::isRightToLeft() ? other.value(name, name) : name;
}

// Draws a shape in the colours of the moment.
class ShapeEngine : public QIconEngine {
public:
    ShapeEngine(QByteArray shape, Role role)
        : shape_(std::move(shape))
        , role_(role)
    {
    }

    void paint(QPainter* painter, const QRect& area, QIcon::Mode mode, QIcon::State) override
    {
        const qreal ratio = painter->device() != nullptr ? painter->device()->devicePixelRatioF() : 1;
        QPixmap picture = rendered(shape_, ink(mode), (QSizeF(area.size()) * ratio).toSize());
        picture.setDevicePixelRatio(ratio);
        painter->drawPixmap(area.topLeft(), picture);
    }
    QPixmap pixmap(const QSize& size, QIcon::Mode mode, QIcon::State) override
    {
        return rendered(shape_, ink(mode), size);
    }
    QIconEngine* clone() const override { return new ShapeEngine(*this); }
    QString key() const override { return QStringLiteral("quayside-shape"); }

private:
    QColor ink(QIcon::Mode mode) const { return colour(mode == QIcon::Disabled ? Role::Disabled : role_); }

    QByteArray shape_;
    Role role_;
};

// The theme's icon where it has one, looked up at each painting because the theme changes with light and dark.
class ThemeEngine : public QIconEngine {
public:
    explicit ThemeEngine(QString name)
        : name_(std::move(name))
        , stand_in_(shape(turned(name_)), Role::Text)
    {
    }

    void paint(QPainter* painter, const QRect& area, QIcon::Mode mode, QIcon::State state) override
    {
        const QIcon icon = themed();
        if (!icon.isNull() && mode == QIcon::Disabled) {
            const qreal ratio = painter->device() != nullptr ? painter->device()->devicePixelRatioF() : 1;
            painter->drawPixmap(area, dimmed(icon, name_, (QSizeF(area.size()) * ratio).toSize()));
        } else if (!icon.isNull()) {
            icon.paint(painter, area, Qt::AlignCenter, mode, state);
        } else {
            stand_in_.paint(painter, area, mode, state);
        }
    }
    QPixmap pixmap(const QSize& size, QIcon::Mode mode, QIcon::State state) override
    {
        const QIcon icon = themed();
        if (!icon.isNull() && mode == QIcon::Disabled)
            return dimmed(icon, name_, size);
        if (!icon.isNull())
            return icon.pixmap(size, 1.0, mode, state);
        return stand_in_.pixmap(size, mode, state);
    }
    QIconEngine* clone() const override { return new ThemeEngine(name_); }
    QString key() const override { return QStringLiteral("quayside-theme"); }

private:
    QIcon themed() const
    {
        return QIcon::themeName().startsWith(QLatin1String("breeze")) ? QIcon::fromTheme(turned(name_)) : QIcon();
    }
    static QByteArray shape(const QString& name)
    {
        const QByteArray known = stand_in_shape(name);
        return known.isEmpty() ? QByteArray(R"(<circle cx="8" cy="8" r="4"/>)") : known;
    }

    QString name_;
    ShapeEngine stand_in_;
};

} // namespace

QIcon icon(Glyph glyph, Role role)
{
    return QIcon(new ShapeEngine(glyph_shape(glyph), role));
}

QIcon theme_icon(const QString& name)
{
    return QIcon(new ThemeEngine(name));
}

bool has_stand_in(const QString& name)
{
    return !stand_in_shape(name).isEmpty();
}

QIcon app_icon()
{
    QIcon icon;
    for (const int size : { 16, 24, 32, 48, 64, 128 })
        icon.addPixmap(app_mark(size, 1));
    return icon;
}

QPixmap app_mark(int size, qreal device_pixel_ratio)
{
    const int pixels = qRound(size * device_pixel_ratio);
    QPixmap mark = rendered(mark_shape(), colour(Role::Accent), { pixels, pixels });
    mark.setDevicePixelRatio(device_pixel_ratio);
    return mark;
}

} // namespace quayside::ui
