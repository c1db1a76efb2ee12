#pragma once

#include "core/client/endpoints.h"

#include <QDialog>

#include <map>
#include <memory>
#include <string>

class QComboBox;
class QGridLayout;
class QLabel;
class QLineEdit;
class QListWidget;
class QPushButton;

namespace quayside::ui {

class MessageArea;
class ProblemLine;
class StatusPill;

// The ECS endpoints elsewhere that are known: one is chosen or typed, tried, kept and connected. What keeps it away is
// said at the input that is to be changed. Secrets are never shown. Show it with open(). GUI thread.
class ConnectDialog : public QDialog {
    Q_OBJECT
public:
    // `current`: the name of the one that the window is connected to; empty: none.
    ConnectDialog(std::shared_ptr<client::Endpoints> endpoints, const QString& current, QWidget* parent = nullptr);

    bool is_busy() const { return busy_; }

signals:
    void listed(); // which are known has been shown
    void tested(bool good);
    void connect_wanted(const QString& name); // of one that is kept

private:
    QWidget* make_list();
    QWidget* make_form();
    QLineEdit* add_line(QGridLayout* grid, const QString& label, const QString& name, const char* member);
    void add_file(QGridLayout* grid);
    void add_keys(QGridLayout* grid);
    void show_keys();
    void refresh_buttons();
    void load();
    void show_known(const Result<std::vector<client::RemoteEndpoint>>& known);
    void take_selection();
    void start_new();
    client::RemoteEndpoint typed() const;
    void test(bool and_connect);
    void take_test(const client::RemoteEndpoint& tried, const Result<client::EndpointFacts>& facts, bool and_connect);
    void keep(const client::RemoteEndpoint& endpoint);
    void forget();
    void set_busy(bool busy);
    void clear_problems();
    void show_problem(const Error& error);

    std::shared_ptr<client::Endpoints> endpoints_;
    QString current_;
    std::vector<client::RemoteEndpoint> known_;
    QListWidget* list_;
    QPushButton* remove_;
    QComboBox* signed_with_;
    std::map<std::string, QLineEdit*> lines_; // by member
    std::map<std::string, ProblemLine*> problems_;
    std::map<int, std::vector<QWidget*>> shown_for_; // by how calls are signed
    QPushButton* test_;
    QPushButton* connect_;
    StatusPill* result_;
    QLabel* facts_;
    MessageArea* message_;
    bool busy_ = false;
};

} // namespace quayside::ui
