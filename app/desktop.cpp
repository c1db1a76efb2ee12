#include "app/desktop.h"

#include "app/runtime.h"
#include "app/start_log.h"
#include "ui/look/language.h"
#include "ui/look/theme.h"
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
    RaiseListener(const std::string& directory, ui::MainWindow& window)
        : file_(directory.empty() ? -1 : listen_for_raise(directory))
    {
        if (file_ < 0)
            return;
        notifier_ = std::make_unique<QSocketNotifier>(file_, QSocketNotifier::Read);
        QObject::connect(notifier_.get(), &QSocketNotifier::activated, &window, [this, &window] {
            if (accept_raise(file_))
                window.raise_window();
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

ui::WindowOptions window_options(Runtime& runtime, const Options& options)
{
    ui::WindowOptions window;
    window.state_directory = QString::fromStdString(options.state_directory);
    window.first_run_page = !options.demo;
    window.terminals = runtime.terminals();
    return window;
}

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
    ui::Session session(runtime.client());
    ui::MainWindow window(session, window_options(runtime, options));
    new StartLog(window, session);
    const RaiseListener raise(options.state_directory, window);
    const auto go_on = [&](const StartResult& result) {
        if (const auto code = after_start(result, options, window))
            QApplication::exit(*code);
    };
    if (options.screenshots.empty())
        window.show();
    if (started)
        QMetaObject::invokeMethod(
            &window, [&] { go_on(*started); }, Qt::QueuedConnection);
    else
        start(runtime, window, go_on);
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
