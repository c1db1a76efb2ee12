#pragma once

#include <QDialog>
#include <QObject>

#include <array>
#include <chrono>
#include <string>

class QAction;
class QLineEdit;
class QMenu;

namespace quayside::ui {

class Session;

// The switches of the gate, as actions that the menus, the status bar and the palette share: read-only for the window,
// the mark of the cluster that is shown, and its unlocking for a while. GUI thread.
class Protection : public QObject {
    Q_OBJECT

public:
    static constexpr std::array<std::chrono::minutes, 3> kTimes{ std::chrono::minutes(5), std::chrono::minutes(15),
        std::chrono::minutes(60) };

    Protection(Session& session, QWidget* window);

    QAction* read_only() const { return read_only_; }
    QAction* mark() const { return mark_; }
    QAction* lock() const { return lock_; }
    const std::array<QAction*, kTimes.size()>& unlock() const { return unlock_; }
    void fill(QMenu& menu) const; // all of them
    void set_cluster(const std::string& cluster);

private:
    void refresh();
    void toggle_mark();

    Session& session_;
    QWidget* window_;
    std::string cluster_;
    QAction* read_only_;
    QAction* mark_;
    QAction* lock_;
    std::array<QAction*, kTimes.size()> unlock_{};
};

// Asks for the name of a cluster before its protection ends for good.
class UnprotectDialog : public QDialog {
    Q_OBJECT

public:
    explicit UnprotectDialog(const QString& cluster, QWidget* parent = nullptr);
    QLineEdit* name() const { return name_; }

private:
    QLineEdit* name_;
};

} // namespace quayside::ui
