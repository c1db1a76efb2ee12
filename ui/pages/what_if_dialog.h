#pragma once

#include "core/model/state.h"
#include "ui/pages/move_rows.h"
#include "ui/tables/row_model_of.h"

#include <QDialog>

class QComboBox;

namespace quayside::ui {

class MessageArea;
class Session;
class TableView;
class TextLabel;

// What becomes of the tasks of a zone or a container instance of a cluster if it is lost. Nothing is changed. GUI
// thread; the answer comes when it comes.
class WhatIfDialog : public QDialog {
    Q_OBJECT

public:
    WhatIfDialog(Session& session, std::string cluster, QWidget* parent = nullptr);
    ~WhatIfDialog() override;

    RowModelOf<MoveRow>& rows() { return *rows_; }

signals:
    void answered();

private:
    struct Choice {
        std::string zone; // or
        Id instance;
    };

    void add_choices();
    void ask();
    void take(const Result<Json>& reply);

    Session& session_;
    std::string cluster_;
    std::vector<Choice> choices_;
    std::uint64_t questions_ = 0;
    std::unique_ptr<RowModelOf<MoveRow>> rows_;
    QComboBox* lost_;
    TextLabel* sentence_;
    TableView* table_;
    MessageArea* message_;
};

} // namespace quayside::ui
