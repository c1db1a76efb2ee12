#pragma once

#include <QToolBar>

#include <string>

class QAction;
class QComboBox;
class QToolButton;

namespace quayside::ui {

class Chip;
class ObjectActions;
class Session;

// Back, forward, the cluster, what can be made, run task, stop; and the cluster's colour as a strip below.
class MainToolBar : public QToolBar {
    Q_OBJECT

public:
    MainToolBar(Session& session, ObjectActions& actions, QAction* back, QAction* forward, QAction* palette,
        QWidget* parent = nullptr);

    // Of a window that is connected elsewhere: what says so, before the cluster.
    void add_place(QAction* place);
    void set_cluster(const std::string& cluster);

signals:
    void cluster_wanted(const QString& cluster);
    void gate_menu_wanted(QWidget* near); // what may be changed is to be chosen

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void add_new_button(ObjectActions& actions);
    void fill_clusters();
    void let_keyboard_in();
    void refresh_gate();

    Session& session_;
    std::string cluster_;
    QComboBox* clusters_;
    QAction* clusters_place_;
    Chip* gate_; // says that nothing may be changed
    QAction* gate_place_;
};

} // namespace quayside::ui
