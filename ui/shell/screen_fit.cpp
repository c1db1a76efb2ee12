#include "ui/shell/screen_fit.h"

#include <QGuiApplication>
#include <QScreen>

#include <algorithm>

namespace quayside::ui {

namespace {

qint64 area(const QRect& rect)
{
    return rect.isValid() ? qint64{ rect.width() } * rect.height() : 0;
}

} // namespace

QRect fitted(const QRect& wanted, const QList<QRect>& screens)
{
    if (screens.isEmpty())
        return wanted;
    const auto screen = std::max_element(screens.begin(), screens.end(),
        [&wanted](const QRect& a, const QRect& b) { return area(a & wanted) < area(b & wanted); });
    QRect place(wanted.topLeft(), wanted.size().boundedTo(screen->size()));
    place.moveLeft(std::clamp(place.left(), screen->left(), screen->right() - place.width() + 1));
    place.moveTop(std::clamp(place.top(), screen->top(), screen->bottom() - place.height() + 1));
    return place;
}

QList<QRect> screens()
{
    QList<QRect> rects;
    const auto* primary = QGuiApplication::primaryScreen();
    for (const auto* screen : QGuiApplication::screens())
        if (screen == primary)
            rects.prepend(screen->availableGeometry());
        else
            rects.append(screen->availableGeometry());
    return rects;
}

} // namespace quayside::ui
