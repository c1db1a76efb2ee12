#include "ui/look/buttons.h"
#include "ui/look/chip.h"
#include "ui/look/digits.h"
#include "ui/look/icons.h"
#include "ui/look/labels.h"
#include "ui/look/states.h"
#include "ui/look/style_paint.h"
#include "ui/look/text.h"
#include "ui/look/theme.h"
#include "ui/look/work.h"

#include <QApplication>
#include <QPainter>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <QThread>

#include <limits>

using namespace quayside;
using namespace quayside::ui;

Q_DECLARE_METATYPE(quayside::ui::Scheme)

namespace {

constexpr Role kGrounds[]
    = { Role::Window, Role::Base, Role::Alt, Role::Selection, Role::Hover, Role::SelectionInactive };

double worst(const Palette& palette, const QColor& ink)
{
    double lowest = 21;
    for (const Role ground : kGrounds)
        lowest = std::min(lowest, contrast(ink, palette[ground]));
    return lowest;
}

int inked_pixels(const QPixmap& pixmap)
{
    const QImage image = pixmap.toImage().convertToFormat(QImage::Format_ARGB32);
    int count = 0;
    for (int y = 0; y < image.height(); ++y)
        for (int x = 0; x < image.width(); ++x)
            count += qAlpha(image.pixel(x, y)) > 40 ? 1 : 0;
    return count;
}

const char* const kThemeIcons[] = { "go-previous", "go-next", "go-up", "go-down", "list-add", "list-remove",
    "system-run", "process-stop", "edit-delete", "view-refresh", "edit-find", "view-filter", "edit-clear", "bookmarks",
    "configure", "application-menu", "tab-detach", "view-split-left-right", "media-playback-pause",
    "media-playback-start", "document-export", "document-import", "document-save", "document-open", "document-edit",
    "edit-paste", "edit-copy", "edit-undo", "edit-redo", "vcs-diff", "swap-panels", "node-add", "draw-connector",
    "zoom-in", "zoom-out", "zoom-fit-best", "go-jump", "clock", "office-chart-line", "object-unlocked", "object-locked",
    "notifications", "help-contents", "help-hint", "view-list-tree" };

constexpr TimePoint at(std::int64_t seconds)
{
    return TimePoint(std::chrono::seconds(seconds));
}

} // namespace

class TestLook : public QObject {
    Q_OBJECT
private slots:
    void initTestCase() { Theme::get().install(*qApp); }
    void contrast_is_enough_on_every_ground_data();
    void contrast_is_enough_on_every_ground();
    void high_contrast_is_at_least_seven_everywhere();
    void no_icon_is_blank_in_any_scheme_data();
    void no_icon_is_blank_in_any_scheme();
    void icons_do_without_an_icon_theme();
    void disabled_glyphs_have_the_disabled_colour();
    void disabled_icons_of_the_theme_are_dimmed_in_every_scheme();
    void choosing_a_theme_tells_once_and_sets_the_palette();
    void sizes_and_rates_are_written_with_one_unit();
    void ages_and_durations_are_short();
    void states_have_shape_and_word();
    void parts_lie_where_reading_begins();
    void digits_have_one_width();
    void container_text_stays_plain();
    void a_blocked_control_says_why();
    void work_runs_elsewhere_and_answers_here();
};

void TestLook::contrast_is_enough_on_every_ground_data()
{
    QTest::addColumn<Scheme>("scheme");
    QTest::newRow("light") << Scheme::Light;
    QTest::newRow("dark") << Scheme::Dark;
    QTest::newRow("high contrast light") << Scheme::HighContrastLight;
    QTest::newRow("high contrast dark") << Scheme::HighContrastDark;
}

void TestLook::contrast_is_enough_on_every_ground()
{
    QFETCH(Scheme, scheme);
    const Palette& palette = Palette::of(scheme);
    for (const Role ink :
        { Role::Text, Role::Muted, Role::Accent, Role::Healthy, Role::Warning, Role::Error, Role::Pending })
        QVERIFY2(worst(palette, palette[ink]) >= 4.5, qPrintable(palette[ink].name()));
    QVERIFY(contrast(palette[Role::Disabled], palette[Role::Base]) >= 3);
    QVERIFY(contrast(palette[Role::OnAccent], palette[Role::Accent]) >= 4.5);
    QVERIFY(contrast(palette[Role::FieldBorder], palette[Role::Base]) >= 3);
    QVERIFY(contrast(palette[Role::FieldBorder], palette[Role::Window]) >= 3);
    QVERIFY(contrast(palette[Role::Text], palette[Role::SearchHit]) >= 4.5);
    const std::pair<Role, Role> tints[] = { { Role::Healthy, Role::HealthyBg }, { Role::Warning, Role::WarningBg },
        { Role::Error, Role::ErrorBg }, { Role::Pending, Role::PendingBg }, { Role::Accent, Role::AccentBg } };
    for (const auto& [ink, ground] : tints)
        QVERIFY2(contrast(palette[ink], palette[ground]) >= 4.5, qPrintable(palette[ink].name()));
    for (int i = 0; i < kHues; ++i) {
        const double enough = i == kHues - 1 ? 3.0 : 4.5;
        QVERIFY(contrast(palette.hue(i), palette[Role::Base]) >= enough);
        QVERIFY(contrast(palette.hue(i), palette[Role::Window]) >= enough);
    }
}

void TestLook::high_contrast_is_at_least_seven_everywhere()
{
    for (const Scheme scheme : { Scheme::HighContrastLight, Scheme::HighContrastDark }) {
        const Palette& palette = Palette::of(scheme);
        for (const Role ink : { Role::Text, Role::Muted, Role::Disabled, Role::Accent, Role::Healthy, Role::Warning,
                 Role::Error, Role::Pending, Role::Border, Role::FieldBorder })
            QVERIFY2(worst(palette, palette[ink]) >= 7, qPrintable(palette[ink].name()));
    }
}

void TestLook::no_icon_is_blank_in_any_scheme_data()
{
    QTest::addColumn<int>("choice");
    QTest::newRow("light") << static_cast<int>(ThemeChoice::Light);
    QTest::newRow("dark") << static_cast<int>(ThemeChoice::Dark);
    QTest::newRow("high contrast light") << static_cast<int>(ThemeChoice::HighContrastLight);
    QTest::newRow("high contrast dark") << static_cast<int>(ThemeChoice::HighContrastDark);
}

void TestLook::no_icon_is_blank_in_any_scheme()
{
    QFETCH(int, choice);
    Theme::get().choose(static_cast<ThemeChoice>(choice));
    for (const QIcon::Mode mode : { QIcon::Normal, QIcon::Disabled }) {
        for (int i = 0; i < kGlyphs; ++i)
            QVERIFY2(inked_pixels(icon(static_cast<Glyph>(i)).pixmap(QSize(16, 16), 1, mode)) >= 10,
                qPrintable(QString::number(i)));
        for (const char* name : kThemeIcons)
            QVERIFY2(inked_pixels(theme_icon(name).pixmap(QSize(16, 16), 1, mode)) >= 6, name);
    }
    for (int i = 1; i <= static_cast<int>(StateGlyph::Same); ++i)
        QVERIFY2(inked_pixels(glyph_icon(static_cast<StateGlyph>(i)).pixmap(12)) >= 4, qPrintable(QString::number(i)));
    QVERIFY(inked_pixels(app_mark(32, 1)) > 100);
}

void TestLook::icons_do_without_an_icon_theme()
{
    const QString name = QIcon::themeName();
    QIcon::setThemeName(QStringLiteral("no-such-theme"));
    for (const char* wanted : kThemeIcons) {
        QVERIFY2(has_stand_in(wanted), wanted);
        QVERIFY2(inked_pixels(theme_icon(wanted).pixmap(16)) >= 6, wanted);
    }
    QVERIFY(inked_pixels(theme_icon(QStringLiteral("nobody-has-this")).pixmap(16)) >= 6);
    QIcon::setThemeName(name);
}

void TestLook::disabled_glyphs_have_the_disabled_colour()
{
    Theme::get().choose(ThemeChoice::Light);
    const QImage image = icon(Glyph::Star).pixmap(QSize(16, 16), 1, QIcon::Disabled).toImage();
    QCOMPARE(QColor(image.pixelColor(8, 8).rgb()), colour(Role::Disabled));
}

void TestLook::disabled_icons_of_the_theme_are_dimmed_in_every_scheme()
{
    for (const ThemeChoice choice :
        { ThemeChoice::Light, ThemeChoice::Dark, ThemeChoice::HighContrastLight, ThemeChoice::HighContrastDark }) {
        Theme::get().choose(choice);
        for (const char* name : { "go-previous", "process-stop", "list-add" }) {
            const QImage image = theme_icon(name).pixmap(QSize(16, 16), 1, QIcon::Disabled).toImage();
            for (int y = 0; y < image.height(); ++y)
                for (int x = 0; x < image.width(); ++x)
                    if (const QColor ink = image.pixelColor(x, y); ink.alpha() > 250)
                        QCOMPARE(QColor(ink.rgb()), colour(Role::Disabled));
        }
    }
}

void TestLook::choosing_a_theme_tells_once_and_sets_the_palette()
{
    Theme::get().choose(ThemeChoice::Light);
    QSignalSpy changed(&Theme::get(), &Theme::changed);
    Theme::get().choose(ThemeChoice::Dark);
    QCOMPARE(changed.count(), 1);
    QCOMPARE(QApplication::palette().color(QPalette::Base), QColor(0x0F, 0x14, 0x1A));
    QCOMPARE(QApplication::palette().color(QPalette::Inactive, QPalette::Highlight), colour(Role::SelectionInactive));
    QVERIFY(!QIcon::themeName().isEmpty());
    Theme::get().choose(ThemeChoice::Dark);
    QCOMPARE(changed.count(), 1);
    QCOMPARE(Theme::get().row_height(), 24);
    Theme::get().set_density(Density::Compact);
    QCOMPARE(Theme::get().row_height(), 22);
    Theme::get().set_density(Density::Normal);
    Theme::get().set_zoom(150);
    QCOMPARE(Theme::get().row_height(), 36);
    Theme::get().set_zoom(100);
}

void TestLook::sizes_and_rates_are_written_with_one_unit()
{
    QCOMPARE(memory_text(512), QStringLiteral("512 MiB"));
    QCOMPARE(memory_text(1536), QStringLiteral("1.5 GiB"));
    QCOMPARE(memory_text(1024), QStringLiteral("1 GiB"));
    QCOMPARE(memory_text(0.5), QStringLiteral("512 KiB"));
    QCOMPARE(memory_text(1023.9), QStringLiteral("1 GiB"));
    QCOMPARE(byte_quantity(900), (Quantity{ "900", "B" }));
    QCOMPARE(rate_text(1.2 * 1024 * 1024), QStringLiteral("1.2 MiB/s"));
    QCOMPARE(cpu_text(256), QStringLiteral("0.25 vCPU"));
    QCOMPARE(cpu_text(2048), QStringLiteral("2 vCPU"));
    QCOMPARE(percent_text(0.614), QStringLiteral("61 %"));
    QCOMPARE(percent_text(std::numeric_limits<double>::quiet_NaN()), dash());
    QCOMPARE(counted(1, "task", "tasks"), QStringLiteral("1 task"));
    QCOMPARE(counted(0, "task", "tasks"), QStringLiteral("0 tasks"));
    QCOMPARE(sentence_case(u"DELETE_IN_PROGRESS"), QStringLiteral("Delete in progress"));
}

void TestLook::ages_and_durations_are_short()
{
    QCOMPARE(age_text(at(1000), at(1003)), QStringLiteral("3 s"));
    QCOMPARE(age_text(at(1000), at(1000 + 14 * 60 + 59)), QStringLiteral("14 min"));
    QCOMPARE(age_text(at(1000), at(1000 + 47 * 3600)), QStringLiteral("47 h"));
    QCOMPARE(age_text(at(1000), at(1000 + 41 * 86400)), QStringLiteral("41 d"));
    QCOMPARE(age_text(at(1000), at(900)), QStringLiteral("0 s")); // clocks differ
    QCOMPARE(age_text(kNever, at(900)), dash());
    QCOMPARE(duration_text(std::chrono::milliseconds(850)), QStringLiteral("850 ms"));
    QCOMPARE(duration_text(std::chrono::milliseconds(3200)), QStringLiteral("3.2 s"));
    QCOMPARE(duration_text(std::chrono::seconds(125)), QStringLiteral("2 min 5 s"));
    QCOMPARE(duration_text(std::chrono::minutes(200)), QStringLiteral("3 h 20 min"));
    QCOMPARE(duration_text(std::chrono::minutes(15)), QStringLiteral("15 min"));
}

void TestLook::states_have_shape_and_word()
{
    model::Task task;
    QCOMPARE(state_of(task), (StateWord{ StateGlyph::Pending, "Provisioning", state_of(task).rank }));
    task.last_status = model::TaskStatus::Running;
    QCOMPARE(state_of(task).word, QStringLiteral("Running"));
    QVERIFY(state_of(task).glyph == StateGlyph::Healthy);
    task.unknown = true;
    QCOMPARE(state_of(task).word, QStringLiteral("Unknown"));
    task.unknown = false;
    task.last_status = model::TaskStatus::Stopped;
    const int stopped = state_of(task).rank;
    task.stop_code = model::StopCode::TaskFailedToStart;
    QCOMPARE(state_of(task).word, QStringLiteral("Failed"));
    QVERIFY(state_of(task).rank < stopped);
    model::ContainerInstance instance;
    QCOMPARE(state_of(instance).word, QStringLiteral("Agent lost"));
    instance.agent_connected = true;
    instance.status = model::ContainerInstanceStatus::Draining;
    QVERIFY(state_of(instance).glyph == StateGlyph::Draining);
}

void TestLook::parts_lie_where_reading_begins()
{
    QImage image(100, 20, QImage::Format_ARGB32);
    QPainter painter(&image);
    const QRect whole(10, 0, 80, 20);
    const QRect part(10, 4, 12, 12);
    QCOMPARE(placed(painter, whole, part), part);
    painter.setLayoutDirection(Qt::RightToLeft);
    QCOMPARE(placed(painter, whole, part), QRect(78, 4, 12, 12));
    QCOMPARE(placed(painter, QRectF(whole), QRectF(part)), QRectF(78, 4, 12, 12));
}

void TestLook::digits_have_one_width()
{
    const QFont font = font_of(Type::Body);
    QCOMPARE(digits_width(font, "111"), digits_width(font, "888"));
    QVERIFY(digits_width(font, "1111") > digits_width(font, "888"));
}

void TestLook::container_text_stays_plain()
{
    TextLabel label("<b>not bold</b>");
    QCOMPARE(label.textFormat(), Qt::PlainText);
    ElidedLabel elided("<img src=x> a name that is much too long for the little room it has");
    elided.resize(40, 20);
    QVERIFY(elided.toolTip().isEmpty() || elided.toolTip().contains("&lt;"));
}

void TestLook::a_blocked_control_says_why()
{
    QPushButton button("Stop");
    button.setToolTip("Stop the task");
    set_blocked(&button, "Nothing is selected.");
    QVERIFY(!button.isEnabled());
    QCOMPARE(button.toolTip(), QStringLiteral("Nothing is selected."));
    set_blocked(&button, "Read-only.");
    set_blocked(&button, {});
    QVERIFY(button.isEnabled());
    QCOMPARE(button.toolTip(), QStringLiteral("Stop the task"));
}

void TestLook::work_runs_elsewhere_and_answers_here()
{
    QThread* worker = nullptr;
    QThread* answered = nullptr;
    auto receiver = std::make_unique<QObject>();
    in_background(
        receiver.get(),
        [&worker] {
            worker = QThread::currentThread();
            return 42;
        },
        [&answered](int value) { answered = value == 42 ? QThread::currentThread() : nullptr; });
    QTRY_VERIFY(answered != nullptr);
    QCOMPARE(answered, QThread::currentThread());
    QVERIFY(worker != nullptr && worker != answered);
    bool reached = false;
    bool later = false;
    in_background(
        receiver.get(), [] { return 1; }, [&reached](int) { reached = true; });
    receiver.reset();
    run_in_background([] {}, [&later] { later = true; });
    QTRY_VERIFY(later);
    QVERIFY(!reached); // nobody is there any more
}

QTEST_MAIN(TestLook)
#include "tst_look.moc"
