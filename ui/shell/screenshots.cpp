#include "ui/shell/screenshots.h"

#include "ui/look/theme.h"
#include "ui/shell/view_tour.h"

#include <QApplication>
#include <QDeadlineTimer>
#include <QDialog>
#include <QDir>
#include <QEvent>
#include <QEventLoop>
#include <QPainter>
#include <QTimer>

#include <chrono>
#include <cstdio>

namespace quayside::ui {

namespace {

constexpr QSize kSize{ 1440, 900 };
constexpr int kTitle = 28; // of a dialog

// Charts and live columns paint at most ten times a second, coalesced changes a little later than that.
constexpr std::chrono::milliseconds kQuiet{ 120 };
constexpr std::chrono::milliseconds kSettling{ 400 };

class PaintWatch : public QObject {
public:
    explicit PaintWatch(QTimer& quiet)
        : quiet_(quiet)
    {
        qApp->installEventFilter(this);
    }

protected:
    bool eventFilter(QObject*, QEvent* event) override
    {
        if (event->type() == QEvent::Paint)
            quiet_.start();
        return false;
    }

private:
    QTimer& quiet_;
};

// Until nothing is painted any more; for a while at most, as what is live always paints.
void wait_for_paint()
{
    QEventLoop loop;
    QTimer quiet;
    quiet.setSingleShot(true);
    QObject::connect(&quiet, &QTimer::timeout, &loop, &QEventLoop::quit);
    QTimer::singleShot(kSettling, &loop, &QEventLoop::quit);
    const PaintWatch watch(quiet);
    quiet.start(kQuiet);
    loop.exec();
}

// What follows from what was done, until nothing does.
void do_what_is_due()
{
    const QDeadlineTimer end(kSettling);
    while (QEventLoop().processEvents() && !end.hasExpired())
        ;
}

// As a window manager would show it: centred, under its title.
void paint_in_front(QPixmap& picture, QDialog& dialog)
{
    const QPixmap front = dialog.grab();
    const QSizeF size = front.deviceIndependentSize();
    const QSizeF whole = picture.deviceIndependentSize();
    const QPointF corner((whole.width() - size.width()) / 2, (whole.height() - size.height()) / 3);
    const QRectF title(corner - QPointF(0, kTitle), QSizeF(size.width(), kTitle));
    QPainter painter(&picture);
    painter.fillRect(title, colour(Role::Alt));
    painter.setFont(font_of(Type::DockHeading));
    painter.setPen(colour(Role::Text));
    painter.drawText(title, Qt::AlignCenter, dialog.windowTitle());
    painter.drawPixmap(corner, front);
    painter.setPen(colour(Role::Border));
    painter.drawRect(title.united(QRectF(corner, size)).adjusted(-0.5, -0.5, 0.5, 0.5));
}

bool save(const QPixmap& picture, const QString& path)
{
    const bool good = picture.save(path);
    if (!good)
        std::fprintf(stderr, "screenshots: %s cannot be written\n", qPrintable(path));
    return good;
}

// The same moment in each of the themes.
bool take(const QDir& directory, const QString& view, QWidget& window, QDialog* dialog)
{
    static constexpr std::pair<ThemeChoice, const char*> themes[] = { { ThemeChoice::Light, "light" },
        { ThemeChoice::Dark, "dark" }, { ThemeChoice::HighContrastLight, "contrast-light" },
        { ThemeChoice::HighContrastDark, "contrast-dark" } };
    wait_for_paint();
    bool good = true;
    for (const auto& [choice, name] : themes) {
        Theme::get().choose(choice);
        do_what_is_due();
        QPixmap picture = window.grab();
        if (dialog)
            paint_in_front(picture, *dialog);
        good = save(picture, directory.filePath(view + u'-' + QLatin1String(name) + QStringLiteral(".png"))) && good;
    }
    Theme::get().choose(themes[0].first);
    return good;
}

} // namespace

bool render_screenshots(QMainWindow& window, const WindowParts& parts, const QString& path)
{
    const QDir directory(path);
    if (!directory.mkpath(QStringLiteral("."))) {
        std::fprintf(stderr, "screenshots: %s cannot be made\n", qPrintable(path));
        return false;
    }
    const auto before = Theme::get().choice();
    const bool reduced = Theme::get().reduced_motion();
    Theme::get().set_reduced_motion(true); // what changes a moment before is no brighter than the rest
    QApplication::setCursorFlashTime(0);
    window.resize(kSize);
    Theme::get().choose(ThemeChoice::Light);
    ViewTour tour(window, parts, [&directory](const QString& view, QWidget& shown, QDialog* dialog) {
        return take(directory, view, shown, dialog);
    });
    const bool good = tour.go();
    Theme::get().choose(before);
    Theme::get().set_reduced_motion(reduced);
    return good;
}

} // namespace quayside::ui
