#pragma once

#include <QToolBar>

#include <string>

class QAction;
class QComboBox;
class QToolButton;

namespace quayside::ui {

class ObjectActions;
class Session;

// Back, forward, the cluster, what can be made, run task, stop; and the cluster's colour as a strip below.
class MainToolBar : public QToolBar {
    Q_OBJECT

public:
    MainToolBar(Session& session, ObjectActions& actions, QAction* back, QAction* forward, QAction* palette, QWidget* parent = nullptr);

    void set_cluster(const std::string& cluster);

signals:
    void cluster_wanted(const QString& cluster);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void add_new_button(ObjectActions& actions);
    void fill_clusters();
    void let_keyboard_in();

    Session& session_;
    std::string cluster_;
    QComboBox* clusters_;
};

} // namespace quayside::ui
