#include "tests/support/display/person.h"

#include <QClipboard>
#include <QDir>
#include <QGuiApplication>
#include <QPixmap>
#include <QRegularExpression>
#include <QScreen>
#include <QTest>

namespace quayside::test {

namespace {

constexpr int kPatience = 20'000;
constexpr int kTypingDelay = 4; // ms between keys

} // namespace

QString xdotool(const QStringList& arguments)
{
    QProcess process;
    process.start("xdotool", arguments);
    process.waitForFinished(kPatience);
    return QString::fromUtf8(process.readAllStandardOutput()).trimmed();
}

Person::Person(const Program& program)
    : program_(program)
{
}

Heard Person::program() const
{
    return reader_.program(program_.pid());
}

bool Person::sees_now(const QString& role, const QString& name_pattern)
{
    const Heard all = program();
    return all && reader_.find(all, role, name_pattern);
}

Heard Person::see(const QString& role, const QString& name_pattern)
{
    Heard found;
    static_cast<void>(QTest::qWaitFor(
        [&] {
            const Heard all = program();
            found = all ? reader_.find(all, role, name_pattern) : Heard();
            return static_cast<bool>(found);
        },
        kPatience));
    return found;
}

Heard Person::see_usable(const QString& role, const QString& name_pattern)
{
    Heard found;
    const bool usable = QTest::qWaitFor(
        [&] {
            found = see(role, name_pattern);
            return found && reader_.is_enabled(found);
        },
        kPatience);
    return usable ? found : Heard();
}

bool Person::sees_no_more(const QString& role, const QString& name_pattern)
{
    return QTest::qWaitFor([&] { return !sees_now(role, name_pattern); }, kPatience);
}

bool Person::click(const QString& role, const QString& name_pattern)
{
    const Heard object = see_usable(role, name_pattern);
    return object && click(object);
}

bool Person::click(const Heard& object)
{
    const QRect place = object ? reader_.place(object) : QRect();
    if (place.isEmpty())
        return false;
    const QPoint at = place.center();
    xdotool({ "mousemove", "--sync", QString::number(at.x()), QString::number(at.y()), "click", "1" });
    return true;
}

void Person::press(const QString& keys)
{
    xdotool({ "key", "--clearmodifiers", keys });
}

void Person::type(const QString& text)
{
    xdotool({ "type", "--clearmodifiers", "--delay", QString::number(kTypingDelay), "--", text });
}

bool Person::is_at(const QString& title_pattern)
{
    const QRegularExpression pattern(QRegularExpression::anchoredPattern(title_pattern));
    return QTest::qWaitFor(
        [&] {
            return pattern.match(xdotool({ "getactivewindow", "getwindowname" })).hasMatch();
        },
        kPatience);
}

bool Person::has_copied(const QString& pattern)
{
    const QRegularExpression wanted(pattern);
    return QTest::qWaitFor([&] { return wanted.match(QGuiApplication::clipboard()->text()).hasMatch(); }, kPatience);
}

void Person::photograph(const QString& name) const
{
    const QString folder = qEnvironmentVariable("QUAYSIDE_SCREENSHOTS");
    if (folder.isEmpty() || !QDir().mkpath(folder))
        return;
    QGuiApplication::primaryScreen()->grabWindow(0).save(QDir(folder).filePath(name + ".png"));
}

} // namespace quayside::test
