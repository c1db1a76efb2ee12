#pragma once

#include "ui/forms/action_dialog.h"
#include "ui/forms/form_rows.h"

class QComboBox;
class QLabel;
class QRadioButton;
class QTimer;

namespace quayside::ui {

class StatusPill;

// Registers a Docker engine, whole or as several slices, or a simulated one. Looks for sockets by itself and asks the
// chosen endpoint who it is before anything is changed.
class AddEngineDialog : public ActionDialog {
    Q_OBJECT
public:
    AddEngineDialog(Session& session, const QString& cluster, QWidget* parent = nullptr);

    void choose_simulated(bool simulated);
    void set_endpoint(const QString& endpoint);

protected:
    std::optional<std::vector<Call>> calls() override;
    void failed(const Error& error) override;

private:
    QWidget* make_docker_page();
    QWidget* make_simulated_page();
    Field* make_member(const std::string& member, const QString& label);
    void find_engines();
    void take_found(const Json& reply);
    void probe();
    void take_probe(const Result<Json>& reply);
    void ask_later();
    void refresh();
    Json input() const;
    bool is_simulated() const;
    QString endpoint() const;

    QRadioButton* docker_;
    QRadioButton* simulated_;
    QWidget* docker_page_ = nullptr;
    QWidget* simulated_page_ = nullptr;
    QComboBox* endpoint_ = nullptr;
    StatusPill* probe_result_;
    QLabel* probe_facts_;
    QRadioButton* whole_ = nullptr;
    QRadioButton* sliced_ = nullptr;
    QTimer* probe_timer_;
    Fields fields_;
    int probes_ = 0; // only the answer to the last question counts
};

} // namespace quayside::ui
