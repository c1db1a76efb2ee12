// Somebody who presses everything, on the demo, with engines failing beneath. Nothing crashes, no assertion fails, no
// event takes long. QUAYSIDE_MONKEY_SEED repeats a run, QUAYSIDE_MONKEY_EVENTS says how many. What was done is in a
// file whose name is printed; after a crash it is still there.

#include "core/control/control_plane.h"
#include "core/control/embedded_client.h"
#include "core/control/local_engines.h"
#include "core/net/asio_loop.h"
#include "ui/look/file_chooser.h"
#include "ui/look/theme.h"
#include "ui/session/session.h"
#include "ui/shell/main_window.h"
#include "ui/shell/window_menus.h"

#include <QAction>
#include <QApplication>
#include <QContextMenuEvent>
#include <QDialog>
#include <QDir>
#include <QFile>
#include <QPointer>
#include <QRandomGenerator>
#include <QTemporaryDir>
#include <QTest>
#include <QWheelEvent>

#include <nlohmann/json.hpp>

#include <ctime>
#include <thread>

using namespace quayside;
using namespace quayside::ui;

namespace {

constexpr int kEvents = 20'000;
constexpr double kLongest = 100; // ms of CPU, so that other programs do not count
constexpr int kBetweenFaults = 500; // events
constexpr int kDeepest = 4; // loops

double cpu_ms()
{
    timespec now{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) * 1e3 + static_cast<double>(now.tv_nsec) / 1e6;
}

int number_of(const char* variable, int otherwise)
{
    bool given = false;
    const int number = qEnvironmentVariableIntValue(variable, &given);
    return given ? number : otherwise;
}

// Only simulated engines: what presses everything must reach no real one.
class SimulatedOnly : public control::EngineSource {
public:
    explicit SimulatedOnly(net::AsioLoop& loop)
        : engines_(loop)
    {
    }

    Result<std::shared_ptr<docker::Engine>> open(
        const model::Engine& engine, const model::State& state, const agent::AgentSettings& settings) override
    {
        if (engine.kind != model::EngineKind::Simulated)
            return fail(Error::client("endpoint: only simulated engines are here."));
        return engines_.open(engine, state, settings);
    }
    std::vector<std::string> candidates() const override { return {}; }
    Result<void> set_fault(docker::Engine& engine, std::string_view fault) override
    {
        return engines_.set_fault(engine, fault);
    }
    std::vector<docker::Stats> past(
        docker::Engine& engine, const std::string& container_name, TimePoint from, TimePoint to) override
    {
        return engines_.past(engine, container_name, from, to);
    }

private:
    control::LocalEngines engines_;
};

// The whole thing in memory, on a thread of its own, as in the program.
class Core {
public:
    Core()
        : control_(std::make_unique<control::ControlPlane>(
            loop_, std::move(*store::Store::open_in_memory()), engines_, control::Settings{}))
        , client(std::make_shared<control::EmbeddedClient>(loop_, *control_))
    {
        if (!control_->start())
            std::abort();
        thread_ = std::thread([this] { loop_.run(); });
    }
    ~Core()
    {
        loop_.post([this] {
            client->detach();
            control_.reset();
            loop_.stop();
        });
        thread_.join();
    }

private:
    net::AsioLoop loop_;
    SimulatedOnly engines_{ loop_ };
    std::unique_ptr<control::ControlPlane> control_;
    std::thread thread_;

public:
    std::shared_ptr<control::EmbeddedClient> client;
};

// A place of its own for all that a program may write to: home and working directory are there, and whoever asks for a
// file gets one of there, or none. No dialog of files is ever open, as there files can be removed.
class Playground {
public:
    Playground()
    {
        for (const char* variable : { "HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME" })
            qputenv(variable, directory_.path().toUtf8());
        QDir::setCurrent(directory_.path());
        directory_.setAutoRemove(false);
        QFile compose(path("compose.yaml"));
        if (!compose.open(QIODevice::WriteOnly) || compose.write("services:\n  web:\n    image: web\n") < 0)
            qFatal("nothing can be written to %s", qPrintable(directory_.path()));
    }
    ~Playground() { QDir::setCurrent("/"); }

    QString path(const char* name) const { return directory_.filePath(name); }
    void remove() { directory_.remove(); }

private:
    QTemporaryDir directory_;
};

class NoDialog : public FileChooser {
public:
    NoDialog(const Playground& playground, quint32 seed)
        : playground_(playground)
        , random_(seed)
    {
    }

    void ask(const FileQuestion& question, QWidget&, Chosen chosen) override
    {
        if (random_.bounded(3) == 0)
            return;
        const bool made = question.kind == FileQuestion::Kind::NewFile;
        chosen(playground_.path(made ? "made" : question.kind == FileQuestion::Kind::Folder ? "" : "compose.yaml"));
    }

private:
    const Playground& playground_;
    QRandomGenerator random_;
};

// What is to be played with: whatever is in front.
QWidget* front_of(MainWindow& window)
{
    if (auto* popup = QApplication::activePopupWidget())
        return popup;
    if (auto* modal = QApplication::activeModalWidget())
        return modal;
    return &window;
}

class Monkey {
public:
    Monkey(MainWindow& window, quint32 seed)
        : window_(window)
        , random_(seed)
    {
    }

    // What comes next, said before it is done.
    struct Act {
        QString words;
        std::function<void()> run;
    };
    Act next()
    {
        QWidget& front = *front_of(window_);
        switch (random_.bounded(10)) {
        case 0:
        case 1:
        case 2:
            return press_key(front);
        case 3:
            return type(front);
        case 4:
            return turn_wheel(*somewhere(front));
        case 5:
            return ask_for_menu(*somewhere(front));
        default:
            return click(*somewhere(front));
        }
    }

private:
    QWidget* somewhere(QWidget& front)
    {
        QList<QWidget*> shown{ &front };
        for (auto* child : front.findChildren<QWidget*>())
            if (child->isVisible() && !child->isWindow() && !child->size().isEmpty())
                shown.append(child);
        return shown[random_.bounded(static_cast<int>(shown.size()))];
    }
    QPoint point_in(const QWidget& widget)
    {
        return { random_.bounded(std::max(1, widget.width())), random_.bounded(std::max(1, widget.height())) };
    }
    static QString name_of(const QWidget& widget)
    {
        return QString::fromLatin1(widget.metaObject()->className()) + ' ' + widget.objectName();
    }

    Act click(QWidget& widget)
    {
        const auto point = point_in(widget);
        const auto button = random_.bounded(12) == 0 ? Qt::RightButton : Qt::LeftButton;
        const auto modifier = random_.bounded(6) == 0 ? Qt::ControlModifier : Qt::NoModifier;
        const int times = random_.bounded(8) == 0 ? 2 : 1;
        return { QStringLiteral("click %1 at %2, %3").arg(name_of(widget)).arg(point.x()).arg(point.y()),
            [target = QPointer(&widget), point, button, modifier, times] {
                for (int i = 0; i < times && target && target->isVisible(); ++i) { // the press may be its end
                    QTest::mousePress(target, button, modifier, point);
                    if (target)
                        QTest::mouseRelease(target, button, modifier, point);
                }
            } };
    }
    Act press_key(QWidget& front)
    {
        static constexpr Qt::Key keys[] = { Qt::Key_Tab, Qt::Key_Backtab, Qt::Key_Return, Qt::Key_Escape, Qt::Key_Up,
            Qt::Key_Down, Qt::Key_Left, Qt::Key_Right, Qt::Key_Home, Qt::Key_End, Qt::Key_PageUp, Qt::Key_PageDown,
            Qt::Key_Delete, Qt::Key_Space, Qt::Key_F2, Qt::Key_F3, Qt::Key_F5, Qt::Key_F6 };
        const auto key = keys[random_.bounded(static_cast<int>(std::size(keys)))];
        const Qt::KeyboardModifiers modifiers = random_.bounded(4) == 0 ? Qt::ControlModifier
            : random_.bounded(8) == 0                                   ? Qt::ShiftModifier
                                                                        : Qt::NoModifier;
        return strike(*target_of_keys(front), key, modifiers, {});
    }
    // Letters, and shortcuts of them.
    Act type(QWidget& front)
    {
        static const QString letters = QStringLiteral("abcdefghiklmnoprstuwz0123456789>@#?:.<&%\u00e9\u202e");
        const auto letter = letters[random_.bounded(static_cast<int>(letters.size()))];
        if (letter.isLetterOrNumber() && letter.unicode() < 128 && random_.bounded(3) == 0)
            return strike(
                *target_of_keys(front), static_cast<Qt::Key>(letter.toUpper().unicode()), Qt::ControlModifier, {});
        return strike(*target_of_keys(front), Qt::Key_unknown, Qt::NoModifier, letter);
    }
    Act turn_wheel(QWidget& widget)
    {
        const QPointF point = point_in(widget);
        const QPoint turn(0, random_.bounded(2) ? 120 : -120);
        const auto modifier = random_.bounded(5) == 0 ? Qt::ControlModifier : Qt::NoModifier;
        return { "wheel " + name_of(widget), [target = &widget, point, turn, modifier] {
                    QWheelEvent event(
                        point, target->mapToGlobal(point), {}, turn, Qt::NoButton, modifier, Qt::NoScrollPhase, false);
                    QApplication::sendEvent(target, &event);
                } };
    }
    Act ask_for_menu(QWidget& widget)
    {
        const auto point = point_in(widget);
        return { "menu " + name_of(widget), [target = &widget, point] {
                    QContextMenuEvent event(QContextMenuEvent::Mouse, point, target->mapToGlobal(point));
                    QApplication::sendEvent(target, &event);
                } };
    }
    static Act strike(QWidget& widget, Qt::Key key, Qt::KeyboardModifiers modifiers, const QString& text)
    {
        return { QStringLiteral("key %1 %2 %3 %4").arg(modifiers).arg(key).arg(text, name_of(widget)),
            [target = QPointer(&widget), key, modifiers, text] {
                QTest::simulateEvent(target, true, key, modifiers, text, false);
                if (target) // the press may have been its end
                    QTest::simulateEvent(target, false, key, modifiers, text, false);
            } };
    }
    static QWidget* target_of_keys(QWidget& front)
    {
        auto* focus = QApplication::focusWidget();
        return focus && !QApplication::activePopupWidget() ? focus : &front;
    }

    MainWindow& window_;
    QRandomGenerator random_;
};

// A run of it. A menu may have a loop of its own, so each event is posted before the one before it is done; when loops
// are in loops, or at the end, what is open is closed.
class Run {
public:
    Run(Session& session, MainWindow& window, quint32 seed, int events, const QString& trace)
        : session_(session)
        , window_(window)
        , monkey_(window, seed)
        , faults_(seed + 1)
        , events_(events)
        , trace_(trace)
    {
        if (!trace_.open(QIODevice::WriteOnly | QIODevice::Unbuffered))
            qFatal("%s cannot be written", qPrintable(trace));
    }

    void all()
    {
        post();
        loop_.exec();
    }

    int acted() const { return acted_; } // those that only closed something do not count
    double longest() const { return longest_; }
    const QString& longest_act() const { return longest_act_; }

private:
    void post()
    {
        QMetaObject::invokeMethod(
            &loop_, [this] { act(); }, Qt::QueuedConnection);
    }
    void act()
    {
        measure();
        if (turn_ >= events_ && depth_ == 0)
            return loop_.quit();
        post();
        if (turn_++ % kBetweenFaults == 0)
            disturb();
        if (!window_.isVisible())
            window_.show();
        ++depth_;
        if (turn_ > events_ || depth_ > kDeepest)
            close_something();
        else
            play();
        --depth_;
    }
    void measure()
    {
        const double now = cpu_ms();
        if (turn_ > 0 && now - before_ > longest_) {
            longest_ = now - before_;
            longest_act_ = words_;
        }
        before_ = now;
    }
    void play()
    {
        const auto next = monkey_.next();
        words_ = next.words;
        trace_.write(next.words.toUtf8() + '\n');
        ++acted_;
        next.run();
    }
    void close_something()
    {
        if (auto* popup = QApplication::activePopupWidget())
            popup->close();
        else if (auto* dialog = qobject_cast<QDialog*>(QApplication::activeModalWidget()))
            dialog->reject();
    }
    // Engines fail and recover; what was removed altogether comes back.
    void disturb()
    {
        static constexpr const char* kinds[]
            = { "none", "unreachable", "slow", "refuse-create", "refuse-start", "lose-events", "kill-containers" };
        for (const auto& [id, engine] : session_.state().engines())
            session_.query("SetSimulatedFault",
                { { "engine", engine->name }, { "fault", kinds[faults_.bounded(static_cast<int>(std::size(kinds)))] } },
                &loop_, [](const Result<Json>&) {});
        if (session_.state().services().empty())
            session_.query("StartDemo", Json::object(), &loop_, [](const Result<Json>&) {});
    }

    Session& session_;
    MainWindow& window_;
    Monkey monkey_;
    QRandomGenerator faults_;
    const int events_;
    QFile trace_;
    QEventLoop loop_;
    int turn_ = 0;
    int acted_ = 0;
    int depth_ = 0;
    double before_ = 0;
    double longest_ = 0;
    QString words_;
    QString longest_act_;
};

// The platform of the test says again and again what it has not.
QtMessageHandler others;
void without_what_offscreen_cannot(QtMsgType type, const QMessageLogContext& context, const QString& text)
{
    if (!text.startsWith("This plugin does not support"))
        others(type, context, text);
}

} // namespace

class TestMonkey : public QObject {
    Q_OBJECT

private slots:
    void initTestCase()
    {
        Theme::get().install(*qApp);
        others = qInstallMessageHandler(without_what_offscreen_cannot);
    }

    void nothing_breaks();
};

void TestMonkey::nothing_breaks()
{
    const auto seed
        = static_cast<quint32>(number_of("QUAYSIDE_MONKEY_SEED", QRandomGenerator::global()->bounded(1 << 30)));
    const int events = number_of("QUAYSIDE_MONKEY_EVENTS", kEvents);
    Playground playground;
    FileChooser::replace(std::make_unique<NoDialog>(playground, seed + 2));
    qInfo("QUAYSIDE_MONKEY_SEED=%u, %s", seed, qPrintable(playground.path("trace")));
    Core core;
    Session session(core.client);
    QTRY_COMPARE(session.connection(), Session::Connection::Connected);
    MainWindow window(session);
    window.resize(1440, 900);
    window.show();
    window.findChild<WindowMenus*>()->quit->setEnabled(false);
    session.query("StartDemo", Json::object(), this, [](const Result<Json>&) {});
    QTRY_VERIFY_WITH_TIMEOUT(!session.state().services().empty(), 10'000);

    Run run(session, window, seed, events, playground.path("trace"));
    run.all();
    qInfo("%d events, %d of them the monkey's; the longest took %.0f ms: %s", events, run.acted(), run.longest(),
        qPrintable(run.longest_act()));
    QVERIFY(run.acted() > events / 2);
    QVERIFY2(run.longest() < kLongest, qPrintable(run.longest_act()));
    FileChooser::replace(nullptr);
    playground.remove();
}

QTEST_MAIN(TestMonkey)
#include "tst_monkey.moc"
