#pragma once

#include "ui/pages/page.h"
#include "ui/session/live_use.h"

#include <QStatusBar>
#include <QTimer>

#include <string>

namespace quayside::ui {

class Session;
class StatusSegment;

// The line at the bottom: connection, how fresh the data is, task counts, CPU and memory of the cluster. Looks again
// once a second, and only while it can be seen. GUI thread.
class StatusView : public QStatusBar {
    Q_OBJECT

public:
    explicit StatusView(Session& session, QWidget* parent = nullptr);

    void set_place(const QString& place); // of a window that is connected elsewhere: its endpoint
    void set_cluster(const std::string& cluster);
    void set_jobs(int running);

signals:
    void page_wanted(quayside::ui::PageKind page);
    void jobs_wanted();
    void gate_menu_wanted(QWidget* near); // what may be changed is to be chosen

protected:
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    void tick();
    void refresh();
    void refresh_connection();
    void refresh_age();
    void refresh_figures();
    void refresh_gate();
    void watch_use();
    StatusSegment* add_segment(const QString& name, const QString& tip, PageKind target);

    Session& session_;
    LiveUse use_;
    std::string cluster_;
    QString place_;
    StatusSegment* connection_;
    StatusSegment* age_;
    StatusSegment* tasks_;
    StatusSegment* cpu_;
    StatusSegment* memory_;
    StatusSegment* jobs_;
    StatusSegment* gate_;
    QTimer second_;
    QTimer soon_; // one refresh for many changes
    int ticks_ = 0;
};

} // namespace quayside::ui
