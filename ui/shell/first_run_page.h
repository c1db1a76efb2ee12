#pragma once

#include "core/base/error.h"
#include "core/base/json.h"
#include "core/client/endpoints.h"

#include <QScrollArea>

class QAction;
class QVBoxLayout;

namespace quayside::ui {

class Card;
class ObjectActions;
class Session;

// What somebody sees who starts the program for the first time: three ways to get a cluster, first steps, keys.
// Also under Help, Welcome. GUI thread.
class FirstRunPage : public QScrollArea {
    Q_OBJECT

public:
    // `endpoints` and the action that connects one: null where the window can have none.
    FirstRunPage(Session& session, ObjectActions& actions, std::shared_ptr<client::Endpoints> endpoints = nullptr,
        QAction* connect_endpoint = nullptr, QWidget* parent = nullptr);

    Card* demo() const { return demo_; }
    Card* docker() const { return docker_; }
    Card* endpoint() const { return endpoint_card_; }
    bool has_looked() const { return has_looked_; } // whether sockets were found is known

signals:
    void looked();

protected:
    void showEvent(QShowEvent* event) override;

private:
    QWidget* make_head();
    QWidget* make_cards();
    QWidget* make_lists();
    Card* make_demo();
    Card* make_docker();
    Card* make_endpoint();
    void add_import(QVBoxLayout& column, const QString& text);
    void start_demo();
    void look_for_endpoints();
    void look_for_engines();
    void show_found(const Result<Json>& reply);

    Session& session_;
    ObjectActions& actions_;
    std::shared_ptr<client::Endpoints> endpoints_;
    QAction* connect_endpoint_;
    Card* demo_ = nullptr;
    Card* docker_ = nullptr;
    Card* endpoint_card_ = nullptr;
    QString endpoint_; // of the engine that was found
    bool has_looked_ = false;
};

} // namespace quayside::ui
