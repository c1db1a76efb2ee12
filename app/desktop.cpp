#include "app/desktop.h"

#include "app/runtime.h"
#include "app/start_log.h"
#include "ui/look/language.h"
#include "ui/look/theme.h"
#include "ui/session/on_gui_thread.h"
#include "ui/session/session.h"
#include "ui/shell/main_window.h"
#include "ui/shell/window_settings.h"

#include <QApplication>
#include <QEventLoop>
#include <QSocketNotifier>

#include <csignal>
#include <cstdio>
#include <functional>
#include <optional>
#include <pthread.h>
#include <thread>
#include <unistd.h>

namespace quayside::app {

namespace {

// The core's thread, for as long as this lives.
class CoreThread {
public:
    explicit CoreThread(Runtime& runtime)
        : runtime_(runtime)
        , thread_([&runtime] {
            pthread_setname_np(pthread_self(), "core");
            runtime.loop().run();
        })
    {
    }
    CoreThread(const CoreThread&) = delete;
    CoreThread& operator=(const CoreThread&) = delete;
    ~CoreThread()
    {
        runtime_.loop().post([this] { runtime_.stop(); });
        thread_.join();
    }

private:
    Runtime& runtime_;
    std::thread thread_;
};

// Shows the window whenever another start of the program asks for it.
class RaiseListener {
public:
    RaiseListener(const std::string& directory, std::function<void()> raise)
        : file_(directory.empty() ? -1 : listen_for_raise(directory))
    {
        if (file_ < 0)
            return;
        notifier_ = std::make_unique<QSocketNotifier>(file_, QSocketNotifier::Read);
        QObject::connect(notifier_.get(), &QSocketNotifier::activated, notifier_.get(), [this, raise] {
            if (accept_raise(file_))
                raise();
        });
    }
    RaiseListener(const RaiseListener&) = delete;
    RaiseListener& operator=(const RaiseListener&) = delete;
    ~RaiseListener()
    {
        notifier_.reset();
        if (file_ >= 0)
            ::close(file_);
    }

private:
    int file_;
    std::unique_ptr<QSocketNotifier> notifier_;
};

// One window at a time: on the control plane of this program, or on an endpoint elsewhere.
class Desk {
public:
    Desk(Runtime& runtime, const Options& options)
        : runtime_(runtime)
        , options_(options)
    {
        open({ runtime.client(), runtime.terminals() }, {});
    }

    ui::MainWindow& window() { return *window_; }
    ui::Session& session() { return *session_; }

private:
    using Connection = client::Endpoints::Connection;

    void open(const Connection& connection, const QString& endpoint)
    {
        session_ = std::make_unique<ui::Session>(connection.client);
        ui::WindowOptions window;
        window.state_directory = QString::fromStdString(options_.state_directory);
        window.first_run_page = !options_.demo && endpoint.isEmpty();
        window.terminals = connection.terminals;
        window.endpoints = runtime_.endpoints();
        window.endpoint = endpoint;
        window_ = std::make_unique<ui::MainWindow>(*session_, window);
        QObject::connect(
            window_.get(), &ui::MainWindow::endpoint_wanted, window_.get(),
            [this](const QString& name) { turn_to(name); }, Qt::QueuedConnection);
    }

    void turn_to(const QString& endpoint)
    {
        if (endpoint.isEmpty())
            return give_way({ runtime_.client(), runtime_.terminals() }, {});
        runtime_.endpoints()->connect(endpoint.toStdString(),
            ui::on_gui_thread<Result<Connection>>(qApp, [this, endpoint](const Result<Connection>& connection) {
                if (connection)
                    give_way(*connection, endpoint);
                else
                    emit session_->failed(endpoint, connection.error());
            }));
    }

    // What the window does by itself, its actions among it, has ended when this runs.
    void give_way(const Connection& connection, const QString& endpoint)
    {
        QMetaObject::invokeMethod(
            qApp,
            [this, connection, endpoint] {
                QApplication::setQuitOnLastWindowClosed(false);
                window_->close();
                window_.reset();
                session_.reset();
                open(connection, endpoint);
                window_->show();
                QApplication::setQuitOnLastWindowClosed(true);
            },
            Qt::QueuedConnection);
    }

    Runtime& runtime_;
    const Options& options_;
    std::unique_ptr<ui::Session> session_;
    std::unique_ptr<ui::MainWindow> window_;
};

using StartResult = Expected<std::string, Failure>;

// Starts the core; `done` runs on the GUI thread.
void start(Runtime& runtime, QObject& context, std::function<void(const StartResult&)> done)
{
    runtime.loop().post([&runtime, &context, done = std::move(done)] {
        runtime.start([&context, done](StartResult result) {
            QMetaObject::invokeMethod(&context, [done, result = std::move(result)] { done(result); });
        });
    });
}

// The exit code if the program ends here.
std::optional<int> after_start(const StartResult& result, const Options& options, ui::MainWindow& window)
{
    if (!result) {
        std::fprintf(stderr, "%s\n", result.error().message.c_str());
        return result.error().code;
    }
    if (options.screenshots.empty())
        return std::nullopt;
    return window.render_screenshots(QString::fromStdString(options.screenshots)) ? kClean : kFailed;
}

int run_window(Runtime& runtime, const Options& options, const std::optional<StartResult>& started)
{
    Desk desk(runtime, options);
    new StartLog(desk.window(), desk.session());
    const RaiseListener raise(options.state_directory, [&desk] { desk.window().raise_window(); });
    const auto go_on = [&](const StartResult& result) {
        if (const auto code = after_start(result, options, desk.window()))
            QApplication::exit(*code);
    };
    if (options.screenshots.empty())
        desk.window().show();
    if (started)
        QMetaObject::invokeMethod(
            qApp, [&] { go_on(*started); }, Qt::QueuedConnection);
    else
        start(runtime, *qApp, go_on);
    return QApplication::exec();
}

// With the demo there is nothing to see before it is made, and the window is to open on its cluster.
std::optional<StartResult> start_demo_first(Runtime& runtime, const Options& options)
{
    if (!options.demo)
        return std::nullopt;
    std::optional<StartResult> started;
    QEventLoop wait;
    start(runtime, wait, [&](const StartResult& result) {
        started = result;
        wait.quit();
    });
    wait.exec();
    return started;
}

} // namespace

int run_desktop(const Options& options, InstanceLock lock)
{
    auto opened = Runtime::open(options, std::move(lock));
    if (!opened) {
        std::fprintf(stderr, "%s\n", opened.error().message.c_str());
        return opened.error().code;
    }
    Runtime& runtime = **opened;
    const auto ended_by_signal = runtime.loop().on_signals(
        { SIGTERM, SIGINT }, [](int) { QMetaObject::invokeMethod(qApp, [] { QApplication::exit(kClean); }); });

    int argc = 1;
    char name[] = "quayside";
    char* argv[] = { name, nullptr };
    QApplication application(argc, argv);
    QApplication::setApplicationName("Quayside");
    QApplication::setDesktopFileName("quayside");
    const auto chosen = ui::WindowSettings(QString::fromStdString(options.state_directory)).language();
    ui::install_language(options.language.empty() ? chosen : QString::fromStdString(options.language));
    ui::Theme::get().install(application);

    const CoreThread core(runtime);
    return run_window(runtime, options, start_demo_first(runtime, options));
}

} // namespace quayside::app
