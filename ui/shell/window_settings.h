#pragma once

#include "ui/shell/view_tabs.h"

#include <QByteArray>

#include <QString>

#include <memory>
#include <string>
#include <vector>

class QMainWindow;
class QTemporaryDir;

namespace quayside::ui {

class ChangeGate;

// What the window remembers between two starts: geometry, docks, open views, theme. Tables keep their columns in the
// same file. GUI thread.
class WindowSettings {
public:
    // A file under `directory`/window; empty: one that is gone when this is destroyed. Views and what may be changed are
    // those of an endpoint elsewhere, if one is named.
    explicit WindowSettings(const QString& directory, const QString& endpoint = {});
    ~WindowSettings();

    struct Place {
        std::vector<View> open;
        View current;
    };
    struct Window { // that was torn off
        QByteArray geometry;
        QByteArray docks;
        Place place;
    };
    struct Views {
        std::string cluster;
        Place first;
        Place beside;
        QByteArray split; // how the two share the middle
        std::vector<Window> windows;
    };

    bool restore(QMainWindow& window) const; // false: nothing was saved
    void restore_theme() const;
    // Whether the window is read-only, as it is at first on an endpoint elsewhere, and which clusters are protected; not
    // that one is unlocked.
    void restore_gate(ChangeGate& gate) const;
    void save_gate(const ChangeGate& gate) const;
    QString language() const; // empty: as the system
    void set_language(const QString& code) const;
    Views views() const;
    // Where a window was, inside of the screens that there are now.
    static void put(QMainWindow& window, const QByteArray& geometry);
    void save(const QMainWindow& window, const Views& views) const;

private:
    QString here(const char* key) const; // of the endpoint

    std::unique_ptr<QTemporaryDir> temporary_;
    QString endpoint_;
};

} // namespace quayside::ui
