#include "app/desktop.h"

#include "app/runtime.h"
#include "ui/look/theme.h"
#include "ui/session/session.h"
#include "ui/shell/main_window.h"

#include <QApplication>
#include <QSocketNotifier>

#include <csignal>
#include <cstdio>
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

ui::WindowOptions window_options(const Options& options)
{
    ui::WindowOptions window;
    window.state_directory = QString::fromStdString(options.state_directory);
    window.first_run_page = !options.demo;
    return window;
}

// Runs on the core's thread; what follows from it happens on the GUI thread.
void started(const Expected<std::string, Failure>& result, const Options& options, ui::MainWindow& window)
{
    QMetaObject::invokeMethod(&window, [result, options, &window] {
        if (!result) {
            std::fprintf(stderr, "%s\n", result.error().message.c_str());
            QApplication::exit(result.error().code);
        } else if (!options.screenshots.empty()) {
            QApplication::exit(
                window.render_screenshots(QString::fromStdString(options.screenshots)) ? kClean : kFailed);
        }
    });
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
    ui::Theme::get().install(application);

    const CoreThread core(runtime);
    ui::Session session(runtime.client());
    ui::MainWindow window(session, window_options(options));
    const RaiseListener raise(options.state_directory, window);
    runtime.loop().post(
        [&] { runtime.start([&](Expected<std::string, Failure> result) { started(result, options, window); }); });
    if (options.screenshots.empty())
        window.show();
    return QApplication::exec();
}

} // namespace quayside::app
