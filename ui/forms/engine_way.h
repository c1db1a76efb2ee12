#pragma once

#include "core/base/json.h"
#include "ui/forms/error_path.h"

#include <nlohmann/json.hpp>

#include <QWidget>

#include <map>
#include <string>
#include <vector>

class QCheckBox;
class QComboBox;
class QGridLayout;
class QLabel;
class QLineEdit;
class QTimer;

namespace quayside::ui {

class ProblemLine;
class Session;
class StatusPill;

// How a Docker engine is reached: through a socket, TCP with its certificates, or ssh with its files. Asks the engine
// there who it is whenever something was changed, and says what keeps it away beside the input that is to be changed.
class EngineWay : public QWidget {
    Q_OBJECT
public:
    EngineWay(Session& session, QWidget* parent);

    void set_endpoint(const QString& endpoint);
    // The members of AddEngine that say it; those of `way` that are not there are cleared.
    void set_way(const Json& way);
    Json way() const;
    QString endpoint() const;
    // Shows the reason at the input of the member; false if it is none of these.
    bool mark(const ErrorPath& problem);
    void focus_endpoint();
    void find_engines(); // on this machine, to choose from

signals:
    void found(const quayside::Json& reply); // of ProbeEngine

private:
    QLineEdit* add_file(QGridLayout* grid, const QString& label, const QString& name, const char* member);
    void choose_file(QLineEdit* line, const QString& name);
    void add_problem(QGridLayout* grid, const std::string& member);
    void choose_kind();
    void show_kind();
    void take_found(const Json& reply);
    void say(const QString& what); // under the result of a probe
    void ask_later();
    void probe();
    void take_probe(const Result<Json>& reply);
    void clear_problems();

    Session& session_;
    QComboBox* kind_;
    QComboBox* endpoint_;
    QCheckBox* plaintext_;
    std::map<std::string, QLineEdit*> files_; // by member, "tls.caCertificate"
    std::map<std::string, ProblemLine*> problems_;
    std::map<int, std::vector<QWidget*>> shown_for_; // by kind
    StatusPill* result_;
    QLabel* facts_;
    QTimer* timer_;
    int probes_ = 0; // only the answer to the last question counts
};

} // namespace quayside::ui
