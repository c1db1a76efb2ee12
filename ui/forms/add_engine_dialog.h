#pragma once

#include "ui/forms/action_dialog.h"
#include "ui/forms/form_rows.h"

class QRadioButton;

namespace quayside::ui {

class EngineWay;

// Registers a Docker engine, whole or as several slices, or a simulated one. Looks for sockets by itself; what
// answers at the chosen endpoint is said before anything is changed.
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
    void take_probe(const Json& reply);
    void refresh();
    Json input() const;
    bool is_simulated() const;

    QRadioButton* docker_;
    QRadioButton* simulated_;
    QWidget* docker_page_ = nullptr;
    QWidget* simulated_page_ = nullptr;
    EngineWay* way_ = nullptr;
    QRadioButton* whole_ = nullptr;
    QRadioButton* sliced_ = nullptr;
    Fields fields_;
};

} // namespace quayside::ui
