#pragma once

#include "ui/look/theme.h"

#include <QApplication>

#include <memory>

namespace quayside::bench {

// Benches have no command line of Qt's and no display.
struct Gui {
    Gui()
    {
        qputenv("QT_QPA_PLATFORM", "offscreen");
        if (!QCoreApplication::instance()) {
            static int argc = 1;
            static char name[] = "quayside-bench";
            static char* argv[] = { name, nullptr };
            application = std::make_unique<QApplication>(argc, argv);
            ui::Theme::get().install(*application);
        }
    }
    std::unique_ptr<QApplication> application;
};

} // namespace quayside::bench
